"""Time the reading of long Word files.

    python benchmarks/speed/read_docx.py --corpora DIR [--check]

The 3,000-paragraph files of `drafts/docx-large`, five times each; the best processor time counts (one
thread, so that other work on the machine does not). Without the corpora it says so
and exits 0.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from draftdiff.readers import read

CEILING_SECONDS = 0.6  # two cores


def main() -> int:
    """Return 0; with --check 1 over the ceiling."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", default=os.environ.get("DRAFTDIFF_CORPORA", ""))
    parser.add_argument("--check", action="store_true", help="fail over the ceiling")
    arguments = parser.parse_args()
    folder = Path(arguments.corpora) / "drafts" / "docx-large"
    if not arguments.corpora or not folder.is_dir():
        print("read_docx: skipped, no corpora given (--corpora DIR or DRAFTDIFF_CORPORA)")
        return 0
    slow = False
    for path in sorted(folder.glob("*.docx")):
        data = path.read_bytes()
        times = []
        for _ in range(5):
            start = time.process_time()
            paragraphs = len(read(data, name=path.name).paragraphs)
            times.append(time.process_time() - start)
        print(f"{path.name}: {paragraphs} paragraphs in {min(times):.3f} s (limit {CEILING_SECONDS} s)")
        slow |= min(times) > CEILING_SECONDS
    return int(arguments.check and slow)


if __name__ == "__main__":
    sys.exit(main())
