"""What a document says, without its frame: the lines that name the speaker, the sponsors and the day of adoption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from draftdiff.model import Change, Comparison, Operation, Paragraph
from draftdiff.overview.places import is_frame_line


def without_frame(comparison: Comparison) -> Comparison:
    """Return the comparison without changes of frame lines.

    A paragraph that was paired with a frame line, the date of one draft with a recital that cites it, is new or gone.
    """
    return replace(comparison, changes=tuple(_told(comparison)))


def _told(comparison: Comparison) -> Iterator[Change]:
    for change in comparison.changes:
        old, new = _text_of(change.old), _text_of(change.new)
        if (old, new) == (change.old, change.new):
            yield change
        elif old and new:
            yield replace(change, old=old, new=new)
        elif old or new:
            operation = Operation.DELETE if old else Operation.INSERT
            yield replace(change, operation=operation, old=old, new=new, moved=False, edits=(), labels=())


def _text_of(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return tuple(paragraph for paragraph in paragraphs if not is_frame_line(paragraph))


def is_changed(change: Change) -> bool:
    """Return whether a change is more than one of typing or spelling."""
    if change.operation is Operation.KEEP or change.has_label("editorial"):
        return change.moved or any(label.name != "editorial" for label in change.labels)
    return True


def is_untouched(comparison: Comparison) -> bool:
    """Return whether all words of a document stand as they stood, its frame and typing set aside."""
    return not any(is_changed(change) for change in without_frame(comparison).changes)
