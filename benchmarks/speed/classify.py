"""What classifying costs beside aligning, on the largest pair of the corpora.

    python benchmarks/speed/classify.py --corpora DIR [--check]

Processor time, cold (the first run of a process) and warm (a later one), each the best of three. The ratio carries
over between machines, seconds do not. What is wished for is 1. The ceilings are near what is reached, and not part of
the gate: beside other work the same code gave 1.1 to 1.5 cold and 0.7 to 1.2 warm.
A warm run finds what it knows of the texts: words of force, names, citations; a comparison of new drafts is a cold one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

# In place of this folder, whose names would hide modules of the standard library.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "quality")

from corpora import corpora_folder  # noqa: E402

from draftdiff import pipeline  # noqa: E402
from draftdiff.model import Draft  # noqa: E402

PAIR = "nist-800-53-r4-r5"
CEILING = {"cold": 1.4, "warm": 1.1}
RUNS = 3
_T = TypeVar("_T")


def main() -> int:
    """Print both ratios; with --check fail over the ceiling."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", help="folder of the corpora; else the environment's DRAFTDIFF_CORPORA")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--once", action="store_true", help="print the seconds of one cold run and no more")
    given = parser.parse_args()
    folder = corpora_folder(given.corpora)
    if folder is None:
        print("No corpora: pass --corpora DIR or set DRAFTDIFF_CORPORA.")
        return 0
    old, new = (pipeline.read(folder / "align" / PAIR / f"{side}.md") for side in ("old", "new"))
    if given.once:
        print(json.dumps(seconds(old, new)))
        return 0
    cold = [cold_seconds(folder) for _ in range(RUNS)]
    warm = [seconds(old, new) for _ in range(RUNS + 1)][1:]
    over = False
    for name, runs in (("cold", cold), ("warm", warm)):
        align, describe, classify = map(min, zip(*runs, strict=True))
        print(f"{name}: align {align:.2f} s, describe {describe:.2f} s, classify {classify:.2f} s")
        print(f"{name}: classify costs {classify / align:.2f} of align")
        over = over or classify / align > CEILING[name]
    return int(given.check and over)


def cold_seconds(folder: Path) -> list[float]:
    """Return the seconds of the stages in a process of its own."""
    command = [sys.executable, __file__, "--corpora", str(folder), "--once"]
    found: list[float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def seconds(old: Draft, new: Draft) -> list[float]:
    """Return the seconds of aligning, describing and classifying."""
    align, alignment = timed(lambda: pipeline.align(old, new))
    describe, described = timed(lambda: pipeline.describe(alignment))
    classify, _labels = timed(lambda: pipeline.classify(described))
    return [align, describe, classify]


def timed(run: Callable[[], _T]) -> tuple[float, _T]:
    """Return the processor seconds of a call, and what it gave."""
    start = time.process_time()
    value = run()
    return time.process_time() - start, value


if __name__ == "__main__":
    sys.exit(main())
