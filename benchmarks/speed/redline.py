"""Time and memory of a redline: comparing, writing, proving.

    python benchmarks/speed/redline.py [--corpora DIR] [--runs 3]

Seconds of this process's own work (a busy machine counts less), and wall seconds; medians. The pair is `docx-large`
of the corpora. Figures of peers on the same pair are in docs; they are not installed with this project.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import draftdiff
from draftdiff.options import Options
from draftdiff.renderers import tracked_docx
from draftdiff.verification import verify


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", default=os.environ.get("DRAFTDIFF_CORPORA", ""))
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    if not arguments.corpora:
        print("redline speed: skipped, no corpora given")
        return 0
    folder = Path(arguments.corpora) / "drafts" / "docx-large"
    old, new = ((folder / f"standard-4.0.{number}.docx").read_bytes() for number in (2, 3))
    times: dict[str, list[tuple[float, float]]] = {}
    for _ in range(arguments.runs):
        comparison = timed("compare", times, lambda: draftdiff.compare(old, new))
        data = timed("write", times, lambda c=comparison: tracked_docx.write(c, Options()))
        timed("prove", times, lambda d=data: verify(d, old, new))
    for name, values in times.items():
        own, wall = (median(value[at] for value in values) for at in (0, 1))
        print(f"{name}: {own:.2f} s of work, {wall:.2f} s on the clock")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory: {peak} MB")
    return 0


def timed(name: str, times: dict[str, list[tuple[float, float]]], work: Callable[[], Any]) -> Any:
    """Return what the work gives and note its time."""
    wall, own = time.perf_counter(), time.process_time()
    result = work()
    times.setdefault(name, []).append((time.process_time() - own, time.perf_counter() - wall))
    return result


if __name__ == "__main__":
    raise SystemExit(main())
