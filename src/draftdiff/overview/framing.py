"""What a document says, without its frame: the lines that name the speaker, the sponsors and the day of adoption."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from draftdiff.model import Change, Comparison, Operation, Paragraph
from draftdiff.overview.phrases import words_of
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


OTHER = 0.3
"""Share of their words, of both sides, below which two paragraphs that stand in one place are two."""


def with_others_parted(comparison: Comparison) -> Comparison:
    """Return the comparison with each paragraph that holds other words than the one before it as gone and new."""
    return replace(
        comparison, changes=tuple(part for change in comparison.changes for part in _parts(change))
    )


def _parts(change: Change) -> Iterator[Change]:
    if not is_another(change):
        yield change
        return
    gone = replace(change, operation=Operation.DELETE, new=(), edits=(), labels=(), moved=False)
    yield gone
    yield replace(change, operation=Operation.INSERT, old=(), edits=(), labels=(), moved=False)


def is_another(change: Change) -> bool:
    """Return whether a paragraph was paired with one that says something else: few words in common, another opening."""
    if (
        change.operation is not Operation.UPDATE
        or change.new[0].stream != "body"
        or change.new[0].kind == "heading"
    ):
        return False
    old, new = (words_of(side[0].text) for side in (change.old, change.new))
    counts = [
        Counter(stem for stem, weight in zip(side.stems, side.weights, strict=True) if weight >= 1)
        for side in (old, new)
    ]
    total = sum(count.total() for count in counts)
    shared = 2 * (counts[0] & counts[1]).total()
    return (
        min(len(old.stems), len(new.stems)) >= LONG
        and shared < OTHER * total
        and old.stems[:2] != new.stems[:2]
    )


LONG = 16
"""Words from which on the share of common words tells two paragraphs from one reworded."""


def is_changed(change: Change) -> bool:
    """Return whether a change is more than one of typing or spelling."""
    if change.operation is Operation.KEEP or change.has_label("editorial"):
        return change.moved or any(label.name != "editorial" for label in change.labels)
    return True


def is_untouched(comparison: Comparison) -> bool:
    """Return whether all words of a document stand as they stood, its frame and typing set aside."""
    return not any(is_changed(change) for change in without_frame(comparison).changes)
