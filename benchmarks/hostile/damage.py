"""Damage a sound document of every format in many places, and say what reading it ends in.

    python benchmarks/hostile/damage.py [--flips 2000] [--check]

Each document is cut at every hundredth of its length, and bytes of it are changed one at a time. Prints how many ended
in a draft and how many in an error, the longest processor time of one reading, and the peak memory so far.
With --check the exit status is 1 if any ended in something else, which is printed.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

# In place of this folder, whose names would hide modules of the standard library.
HERE = Path(__file__).resolve().parent
sys.path[0] = str(HERE)
sys.path.append(str(HERE.parents[1]))

import fuzz  # noqa: E402
from tests.hostile.documents import EXAMPLE, flips, good_docx, small_pdf, truncations  # noqa: E402

import draftdiff  # noqa: E402


def documents() -> dict[str, bytes]:
    """Return a sound document for each suffix."""
    return {
        "docx": good_docx(),
        "pdf": small_pdf(60),
        "html": fuzz.seeds("html")[0] * 3,
        "xml": fuzz.seeds("xml")[0],
        "akn.xml": fuzz.seeds("akoma-ntoso")[0],
        "md": (EXAMPLE / "first-draft.md").read_bytes(),
        "txt": (EXAMPLE / "first-draft.md").read_bytes().replace(b"#", b""),
    }


def outcomes(suffix: str, damaged: Iterable[bytes]) -> tuple[Counter[str], float]:
    """Return how many readings ended in what, and the seconds of the longest."""
    found: Counter[str] = Counter()
    longest = 0.0
    for data in damaged:
        start = time.process_time()
        try:
            draftdiff.read(data, name=f"damaged.{suffix}")
            found["draft"] += 1
        except draftdiff.DraftdiffError:
            found["error"] += 1
        except Exception as error:
            found[f"{type(error).__name__}: {error}"] += 1
        longest = max(longest, time.process_time() - start)
    return found, longest


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--flips", type=int, default=2000, help="bytes changed, over all formats")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    failed = 0
    print(
        "| document | damage | drafts | errors | longest (s) | MB | else |\n| --- | --- | --: | --: | --: | --: | --- |"
    )
    known = documents()
    for suffix, data in known.items():
        for damage, damaged in (
            ("cut at every hundredth", truncations(data)),
            ("a byte changed", flips(data, -(-arguments.flips // len(known)))),
        ):
            found, longest = outcomes(suffix, damaged)
            other = [name for name in found if name not in ("draft", "error")]
            failed += len(other)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            row = (
                f".{suffix}",
                damage,
                found["draft"],
                found["error"],
                f"{longest:.2f}",
                f"{peak:.0f}",
                "; ".join(other),
            )
            print("| " + " | ".join(map(str, row)) + " |", flush=True)
    return 1 if arguments.check and failed else 0


if __name__ == "__main__":
    sys.exit(main())
