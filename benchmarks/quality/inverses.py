"""Whether swapped drafts earn the inverse labels, over every labelled pair of real edits.

    python benchmarks/quality/inverses.py --corpora DIR [--check]

Each pair is compared both ways with every label asked for, and again with the labels that are on by default: what is
said one way must be said the other way round by the inverse label. Labels without an inverse take no part.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from measuring import corpora_of, parser_of, status, tell
from pairs import compared, resolution_draft, rows_of, sentence_draft

from draftdiff.classifiers import LABELS
from draftdiff.model import Change, Draft

FLOORS = Path(__file__).with_name("inverses_floors.toml")


def main() -> int:
    """Measure, print the pairs that break the law, and with --check hold the floors."""
    arguments = parser_of(__doc__).parse_args()
    pairs = list(pairs_of(corpora_of(arguments, "inverses")))
    figures = {
        f"kept_{name}": sum(keeps_the_law(*pair, labels) for pair in pairs) / len(pairs)
        for name, labels in (("with_every_label", tuple(LABELS)), ("by_default", ()))
    }
    tell("inverses", {"pairs": len(pairs), **figures})
    return status("inverses", figures, FLOORS, arguments.check)


def pairs_of(corpora: Path) -> Iterator[tuple[str, Draft, Draft]]:
    """Yield the id and both sides of each pair of un_edits and strength."""
    for row in rows_of(corpora / "un_edits" / "dev.jsonl"):
        sides = (
            resolution_draft(row[side], row[f"{side}_doc"], row[f"{side}_no"], side)
            for side in ("old", "new")
        )
        yield row["id"], *sides
    for row in rows_of(corpora / "strength" / "dev.jsonl"):
        yield row["id"], sentence_draft(row["old"], "old"), sentence_draft(row["new"], "new")


def keeps_the_law(name: str, old: Draft, new: Draft, labels: Iterable[str]) -> bool:
    """Return whether the labels one way are the inverses of those the other way; say where they are not."""
    forth, back = compared(old, new, labels), compared(new, old, labels)
    turned = sorted(inverse for label in forth.labels if (inverse := LABELS[label.name].inverse))
    found = with_inverse(back)
    if turned != found:
        print(f"  {name}: {with_inverse(forth)} one way, {found} the other")
    return turned == found


def with_inverse(change: Change) -> list[str]:
    """Return the labels of a change that have an inverse, sorted."""
    return sorted(label.name for label in change.labels if LABELS[label.name].inverse)


if __name__ == "__main__":
    sys.exit(main())
