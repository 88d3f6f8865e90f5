"""What the measurements share: the folder of the corpora, figures printed, floors held."""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path


def parser_of(about: str) -> argparse.ArgumentParser:
    """Return a parser that knows the folder of the corpora and whether floors are to be held."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", default=os.environ.get("DRAFTDIFF_CORPORA", ""), metavar="DIR")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a floor does not hold")
    return parser


def corpora_of(arguments: argparse.Namespace, name: str, part: str = "") -> Path:
    """Return the folder of the corpora; without it (or that part of it) say so and end with status 0."""
    folder = Path(arguments.corpora)
    if not arguments.corpora or not (folder / part).is_dir():
        print(f"{name}: skipped, no corpora given (--corpora DIR or DRAFTDIFF_CORPORA)")
        sys.exit(0)
    return folder


def tell(name: str, figures: Mapping[str, float]) -> None:
    """Print a line a figure; counts stay whole."""
    for figure, value in figures.items():
        print(f"{name} {figure}: {value:.3f}" if isinstance(value, float) else f"{name} {figure}: {value}")


def status(name: str, figures: Mapping[str, float], floors: Path, check: bool) -> int:
    """Return 1 if a figure is below its floor and floors are to be held, saying which."""
    held = tomllib.loads(floors.read_text("utf-8"))["floor"] if check else {}
    below = {figure: floor for figure, floor in held.items() if figures[figure] < floor}
    for figure, floor in below.items():
        print(f"{name} {figure}: {figures[figure]:.3f} is below the floor {floor}")
    return 1 if below else 0
