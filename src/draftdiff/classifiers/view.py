"""What a rule sees of a change: both texts, the substantive edits in them, and where evidence stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from draftdiff.model import Change, Comparison, Draft, Evidence, Paragraph, Span, joined_text


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: its paragraphs as one text (joined by U+2029)."""

    name: str
    """old or new."""
    draft: Draft
    paragraphs: tuple[Paragraph, ...]
    text: str

    def starts(self) -> dict[int, int]:
        """Return where each paragraph, by its index, begins in the joined text."""
        found, at = {}, 0
        for paragraph in self.paragraphs:
            found[paragraph.index] = at
            at += len(paragraph.text) + 1
        return found

    def evidence(self, start: int, end: int) -> Evidence:
        """Return these characters as evidence, without white space around them, cut at the first paragraph's end."""
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        at = 0
        for paragraph in self.paragraphs:
            if start <= at + len(paragraph.text):
                span = Span(start - at, min(end - at, len(paragraph.text)))
                return Evidence(
                    side=self.name, paragraph=paragraph.index, span=span, text=span.of(paragraph.text)
                )
            at += len(paragraph.text) + 1
        raise ValueError("the range lies beyond the text")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A substantive edit, as ranges of the joined texts. An empty range: nothing stands there."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    transferred: bool
    """Whether the words belong to a transfer."""


def _old_end(stretch: Stretch) -> int:
    return stretch.old_end


def _new_end(stretch: Stretch) -> int:
    return stretch.new_end


def word_count(text: str) -> int:
    """Return about how many words a text has: cheap, for limits."""
    return len(text.split())


class Ranged(Protocol):
    """Something with a place in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_R = TypeVar("_R", bound=Ranged)


def within(found: Sequence[_R], start: int, end: int) -> Sequence[_R]:
    """Return those of ascending, separate places that lie within a range. Time grows with the logarithm."""
    first = bisect_left(found, start, key=lambda one: one.start)
    last = bisect_right(found, end, key=lambda one: one.end)
    return found[first:last]


@dataclass(frozen=True, slots=True)
class View:
    """A change as rules see it."""

    comparison: Comparison
    change: Change
    old: Side
    new: Side
    stretches: tuple[Stretch, ...]
    edited: tuple[tuple[int, int, int, int], ...]
    """All edits, editorial ones too: old and new range."""
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What one rule found out and another asks for again."""

    def side(self, name: str) -> Side:
        """Return the side of a name: old or new."""
        return self.old if name == "old" else self.new

    def swapped(self) -> View:
        """Return the view with its sides exchanged, for rules that must not depend on which draft is older."""
        stretches = tuple(
            Stretch(s.new_start, s.new_end, s.old_start, s.old_end, s.transferred) for s in self.stretches
        )
        edited = tuple((c, d, a, b) for a, b, c, d in self.edited)
        return View(self.comparison, self.change, self.new, self.old, stretches, edited)

    def mapped(self, offset: int) -> int:
        """Return where a character of the old text stands in the new one; -1 if an edit took it."""
        at = bisect_right(self.edited, offset, key=lambda edit: edit[0]) - 1
        if at < 0:
            return offset
        _, old_end, _, new_end = self.edited[at]
        return -1 if offset < old_end else offset + new_end - old_end

    def stretch_at(self, side: str, start: int, end: int) -> int | None:
        """Return the number of the first stretch that shares a character with a range of one side, or None."""
        key = _old_end if side == "old" else _new_end
        at = bisect_right(self.stretches, start, key=key)
        while at < len(self.stretches):
            stretch = self.stretches[at]
            first, last = (
                (stretch.old_start, stretch.old_end)
                if side == "old"
                else (stretch.new_start, stretch.new_end)
            )
            if first >= end:
                return None
            if last > first and not stretch.transferred:
                return at
            at += 1
        return None

    def sides(self) -> Iterator[tuple[Side, list[tuple[int, int]]]]:
        """Yield each side with the ranges edited on it."""
        yield self.old, [(s.old_start, s.old_end) for s in self.stretches if s.old_end > s.old_start]
        yield self.new, [(s.new_start, s.new_end) for s in self.stretches if s.new_end > s.new_start]

    def old_words(self, stretch: Stretch) -> str:
        """Return the old words of a stretch."""
        return self.old.text[stretch.old_start : stretch.old_end]

    def new_words(self, stretch: Stretch) -> str:
        """Return the new words of a stretch."""
        return self.new.text[stretch.new_start : stretch.new_end]

    def evidence(self, stretch: Stretch) -> tuple[Evidence, ...]:
        """Return both sides of a stretch as evidence, empty ones left out."""
        found = []
        if stretch.old_end > stretch.old_start:
            found.append(self.old.evidence(stretch.old_start, stretch.old_end))
        if stretch.new_end > stretch.new_start:
            found.append(self.new.evidence(stretch.new_start, stretch.new_end))
        return tuple(piece for piece in found if len(piece.span))


def view_of(comparison: Comparison, change: Change) -> View:
    """Return the view of a change."""
    old = _side("old", comparison.old, change.old)
    new = _side("new", comparison.new, change.new)
    both = bool(change.old and change.new)
    stretches, edited = _edits(change, old, new) if both else ((), ())
    return View(comparison, change, old, new, stretches, edited)


def _side(name: str, draft: Draft, paragraphs: Sequence[Paragraph]) -> Side:
    return Side(name, draft, tuple(paragraphs), joined_text(paragraphs))


def _edits(
    change: Change, old: Side, new: Side
) -> tuple[tuple[Stretch, ...], tuple[tuple[int, int, int, int], ...]]:
    """Return the substantive edits, and the ranges of all; of a break or join with the sign between paragraphs."""
    old_starts, new_starts = old.starts(), new.starts()
    stretches, edited = [], []
    for edit in change.edits:
        if edit.old is None or edit.new is None:
            continue
        before, after = edit.old.span, edit.new.span
        at_old, at_new = old_starts[edit.old.paragraph], new_starts[edit.new.paragraph]
        a, b, c, d = at_old + before.start, at_old + before.end, at_new + after.start, at_new + after.end
        if edit.kind == "substantive":
            stretches.append(Stretch(a, b, c, d, bool(edit.transfer)))
        joined, broken = edit.operation == "join", edit.operation == "break"
        edited.append((a - joined, b, c - broken, d))
    return tuple(stretches), tuple(edited)
