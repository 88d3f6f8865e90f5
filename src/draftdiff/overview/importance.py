"""Which of two changes matters more: an explained order, no score.

1. the body, then the notes
2. the kind of change, by the table of its group
3. the part: one that binds more comes first
4. the opening verb: a change to what a paragraph does comes before one inside it
5. the order of the new draft
"""

from __future__ import annotations

from draftdiff.model import Change, Label
from draftdiff.overview.view import View

NOTES = 1000
"""Added to the kind of a change of notes, which puts it behind all of the body."""

OPENING_WORDS = 4
"""A change within so many words of a paragraph's start touches its verb."""


def order_of(view: View, change: Change, kind: int, label: Label | None = None) -> tuple[float, ...]:
    """Return the place of a change in the order; lower comes first."""
    ranks = [view.new.ranks[p.index] for p in change.new] + [view.old.ranks[p.index] for p in change.old]
    position = change.new[0].index if change.new else view.follows[change.old[0].index]
    return (
        kind,
        -max(ranks, default=0),
        0 if label is not None and at_opening(label, change) else 1,
        position,
    )


def at_opening(label: Label, change: Change) -> bool:
    """Return whether a label rests on the first words of a paragraph."""
    texts = {("old", p.index): p.text for p in change.old} | {("new", p.index): p.text for p in change.new}
    return any(
        (text := texts.get((item.side, item.paragraph))) is not None
        and len(text[: item.span.start].split()) < OPENING_WORDS
        for item in label.evidence
    )
