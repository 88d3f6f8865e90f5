"""A change as a script: the stretches of its old and new text in order, each the same, deleted or inserted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from draftdiff.model import Change, Edit, Operation, Paragraph, Place, joined_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A range of one or both joined texts (paragraphs of a side joined by one character)."""

    kind: Literal["same", "deleted", "inserted"]
    old: tuple[int, int]
    new: tuple[int, int]
    editorial: bool = False


def script_of(change: Change) -> tuple[Stretch, ...]:
    """Return the stretches that lead from the old text of a change to the new one.

    A kept paragraph whose typing differs has one stretch that is the same to a reader. Edits that do not lead from the
    old text to the new one are not followed: all of the old text is deleted, all of the new one inserted.
    """
    old, new = joined_text(change.old), joined_text(change.new)
    if not change.edits and (old == new or change.operation is Operation.KEEP):
        return (Stretch(kind="same", old=(0, len(old)), new=(0, len(new))),)
    found: list[Stretch] = []
    at_old = at_new = 0
    for edit in change.edits:
        start_old, end_old, start_new, end_new = _ranges(edit, change, at_old, at_new)
        if old[at_old:start_old] != new[at_new:start_new] or start_old < at_old or start_new < at_new:
            return _replaced(len(old), len(new))
        found.append(Stretch(kind="same", old=(at_old, start_old), new=(at_new, start_new)))
        editorial = edit.kind == "editorial" and edit.operation not in ("break", "join")
        found.append(
            Stretch(kind="deleted", old=(start_old, end_old), new=(start_new, start_new), editorial=editorial)
        )
        found.append(
            Stretch(kind="inserted", old=(end_old, end_old), new=(start_new, end_new), editorial=editorial)
        )
        at_old, at_new = end_old, end_new
    if old[at_old:] != new[at_new:]:
        return _replaced(len(old), len(new))
    found.append(Stretch(kind="same", old=(at_old, len(old)), new=(at_new, len(new))))
    return tuple(one for one in found if one.old[0] < one.old[1] or one.new[0] < one.new[1])


def _ranges(edit: Edit, change: Change, at_old: int, at_new: int) -> tuple[int, int, int, int]:
    """Return where an edit begins and ends in both joined texts; a side that is not there follows from the other."""
    old = _joined_range(edit.old, change.old)
    new = _joined_range(edit.new, change.new)
    if old is None:
        same = 0 if new is None else new[0] - at_new
        old = (at_old + same, at_old + same)
    if new is None:
        same = old[0] - at_old
        new = (at_new + same, at_new + same)
    if edit.operation == "break":
        new = (new[0] - 1, new[0])
    elif edit.operation == "join":
        old = (old[0] - 1, old[0])
    return (*old, *new)


def _joined_range(place: Place | None, paragraphs: Sequence[Paragraph]) -> tuple[int, int] | None:
    start = 0
    for paragraph in paragraphs:
        if place is not None and paragraph.index == place.paragraph:
            return start + place.span.start, start + place.span.end
        start += len(paragraph.text) + 1
    return None


def _replaced(old: int, new: int) -> tuple[Stretch, ...]:
    return (
        Stretch(kind="deleted", old=(0, old), new=(0, 0)),
        Stretch(kind="inserted", old=(old, old), new=(0, new)),
    )


def cut(start: int, end: int, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int, int, bool]]:
    """Yield a joined range paragraph by paragraph: position, start, end, whether the paragraph's end is in it."""
    first = 0
    for position, paragraph in enumerate(paragraphs):
        last = first + len(paragraph.text)
        if start <= last and end >= first and (end > first or start == end == first):
            low, high = max(start, first), min(end, last)
            yield position, low - first, high - first, start <= last < end
        first = last + 1
