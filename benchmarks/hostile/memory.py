"""Compare two thousand times in one process and see whether its memory grows.

    python benchmarks/hostile/memory.py [--times 2000] [--check]

Prints the resident memory after every tenth of the runs; every text is new. With --check the exit status is 1 if the
memory after the last tenth is more than 5 % over that after the first, which is the warm-up. Linux only: elsewhere it
says so and exits with 0.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import draftdiff
from draftdiff.renderers import render

GROWTH = 1.05
_STATUS = Path("/proc/self/status")
_WORDS = (
    "States should report each year on measures taken and invite all parties to consider the fund".split()
)


def resident() -> int:
    """Return the resident memory of this process in kB."""
    return int(next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmRSS")).split()[1])


def draft(source: random.Random) -> bytes:
    """Return a draft of twenty paragraphs at random."""
    return "\n\n".join(f"{n}. {' '.join(source.choices(_WORDS, k=20))}." for n in range(1, 21)).encode()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=2000)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if not _STATUS.exists():
        print("memory: skipped, this system has no /proc")
        return 0
    source = random.Random(1)
    options = draftdiff.Options(read_as="markdown")
    sizes = []
    for number in range(1, arguments.times + 1):
        comparison = draftdiff.compare(draft(source), draft(source), options=options)
        render(comparison, "json")
        if number % max(1, arguments.times // 10) == 0:
            sizes.append(resident())
            print(f"after {number}: {sizes[-1] / 1024:.1f} MB", flush=True)
    grown = sizes[-1] / sizes[0]
    print(f"grown by {100 * (grown - 1):.1f} % since the first tenth")
    return 1 if arguments.check and grown > GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
