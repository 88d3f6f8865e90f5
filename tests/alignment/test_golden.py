"""Two drafts of some length and all that is said of them, kept as text: a weight or threshold that changes shows here.

DRAFTDIFF_REWRITE=1 writes the text anew; read what differs before it is kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import draftdiff
from draftdiff.alignment import align
from draftdiff.model import Alignment, Place
from draftdiff.options import Options

GOLDEN = Path(__file__).with_name("golden")


def told(alignment: Alignment) -> Iterator[str]:
    """Yield a line for each bead, section change and transfer."""
    for bead in alignment.beads:
        sides = [" + ".join(map(str, side)) or "none" for side in (bead.old, bead.new)]
        moved = " moved" if bead.moved else ""
        yield f"{sides[0]} -> {sides[1]}{moved}, {bead.score:.4f}: {bead.why}"
    for section in alignment.sections:
        yield f"section {section.old} -> {section.new}, {section.score:.4f}: {', '.join(section.events)} {section.id}"
    for transfer in alignment.transfers:
        old, new = _words(alignment.old, transfer.old), _words(alignment.new, transfer.new)
        yield f"{transfer.kind} {old} -> {new}, {transfer.score:.4f}: {transfer.id}"


def _words(draft: draftdiff.Draft, place: Place) -> str:
    words = place.span.of(draft.paragraphs[place.paragraph].text).split()
    return f"{place.paragraph} ({words[0]} ... {words[-1]})"


def test_all_that_is_said_of_two_drafts_is_what_was_read_and_found_right() -> None:
    options = Options(profile="plain", language="en")
    old, new = (draftdiff.read(GOLDEN / f"{name}.md", options=options) for name in ("old", "new"))
    found = "\n".join(told(align(old, new))) + "\n"

    path = GOLDEN / "told.txt"
    if os.environ.get("DRAFTDIFF_REWRITE"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")
