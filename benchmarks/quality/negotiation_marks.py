"""Count the marks of negotiation in a climate text of 2014 against the counts that its readers made by hand.

    python benchmarks/quality/negotiation_marks.py --corpora DIR

DIR (or the variable DRAFTDIFF_CORPORA) holds `drafts/unfccc-lima-paris`. Without it, it says so and exits 0.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from draftdiff.readers import read
from draftdiff.readers.brackets import negotiation_counts

EXPECTED = {
    "2014-lima-decision-1-cp20-with-elements-annex.txt": {
        "option": 261,
        "placeholder": 16,
        "editorial-bracket": 1,
    },
    "2015-paris-decision-1-cp21-with-agreement.txt": {},
}


def main() -> int:
    """Print the counts of each text; exit 1 where one differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", default=os.environ.get("DRAFTDIFF_CORPORA", ""))
    folder = Path(parser.parse_args().corpora or "no-corpora") / "drafts" / "unfccc-lima-paris"
    if not folder.is_dir():
        print("negotiation_marks: needs --corpora DIR; not measured")
        return 0
    failed = False
    for name, expected in EXPECTED.items():
        found = dict(negotiation_counts(read(folder / name)))
        failed |= found != expected
        print(f"{'ok  ' if found == expected else 'FAIL'} {name}: {found}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
