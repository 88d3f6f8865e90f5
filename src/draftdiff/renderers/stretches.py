"""The text of one side of a change, cut where its edits begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from draftdiff.model import Change


class Stretch(NamedTuple):
    """Characters that are all edited or all kept."""

    text: str
    edited: bool


def stretches(change: Change, side: Literal["old", "new"]) -> tuple[Stretch, ...]:
    """Return the stretches of one side, in order; paragraphs are parted by a line end.

    All of an inserted or deleted paragraph is edited. Empty for a side without paragraphs.
    """
    return tuple(_joined(_pieces(change, side)))


def _pieces(change: Change, side: Literal["old", "new"]) -> Iterator[Stretch]:
    paragraphs, others = (change.old, change.new) if side == "old" else (change.new, change.old)
    for position, paragraph in enumerate(paragraphs):
        if position:
            yield Stretch("\n", False)
        if not others:
            yield Stretch(paragraph.text, True)
            continue
        at = 0
        places = (edit.old if side == "old" else edit.new for edit in change.edits)
        for place in sorted(
            (p.span for p in places if p is not None and p.paragraph == paragraph.index and len(p.span)),
        ):
            yield Stretch(paragraph.text[at : place.start], False)
            yield Stretch(place.of(paragraph.text), True)
            at = place.end
        yield Stretch(paragraph.text[at:], False)


def _joined(pieces: Iterator[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches without empty ones, equal neighbours joined."""
    last: Stretch | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.edited == piece.edited:
            last = Stretch(last.text + piece.text, last.edited)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
