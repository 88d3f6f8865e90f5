"""What classifying costs beside aligning, on the largest pair of the corpora.

    python benchmarks/speed/classify.py --corpora DIR [--check]

Processor time, cold (the first run of the process) and warm (the best of three). The ratio carries over between
machines, seconds do not; the ceiling is what is reached, and what is wished for is 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

# In place of this folder, whose names would hide modules of the standard library.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "quality")

from corpora import corpora_folder  # noqa: E402

from draftdiff import pipeline  # noqa: E402

PAIR = "nist-800-53-r4-r5"
CEILING = {"cold": 1.5, "warm": 1.3}
_T = TypeVar("_T")


def main() -> int:
    """Print both ratios; with --check fail over the ceiling."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", help="folder of the corpora; else the environment's DRAFTDIFF_CORPORA")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    folder = corpora_folder(given.corpora)
    if folder is None:
        print("No corpora: pass --corpora DIR or set DRAFTDIFF_CORPORA.")
        return 0
    old, new = (pipeline.read(folder / "align" / PAIR / f"{side}.md") for side in ("old", "new"))
    runs = []
    for _ in range(4):
        align, alignment = timed(lambda: pipeline.align(old, new))
        describe, described = timed(lambda alignment=alignment: pipeline.describe(alignment))
        classify, _labels = timed(lambda described=described: pipeline.classify(described))
        runs.append((align, describe, classify))
    found = {"cold": runs[0], "warm": tuple(map(min, zip(*runs[1:], strict=True)))}
    for name, (align, describe, classify) in found.items():
        print(f"{name}: align {align:.2f} s, describe {describe:.2f} s, classify {classify:.2f} s")
        print(f"{name}: classify costs {classify / align:.2f} of align")
    over = [name for name, (align, _, classify) in found.items() if classify / align > CEILING[name]]
    return int(given.check and bool(over))


def timed(run: Callable[[], _T]) -> tuple[float, _T]:
    """Return the processor seconds of a call, and what it gave."""
    start = time.process_time()
    value = run()
    return time.process_time() - start, value


if __name__ == "__main__":
    sys.exit(main())
