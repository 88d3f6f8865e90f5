"""What a rule sees of a change: both texts, the substantive edits in them, and where evidence stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftdiff.model import Change, Comparison, Draft, Evidence, Paragraph, Place, Span, joined_text


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: its paragraphs as one text (joined by U+2029)."""

    name: str
    """old or new."""
    draft: Draft
    paragraphs: tuple[Paragraph, ...]
    text: str

    def offset(self, place: Place) -> int:
        """Return where a place begins in the joined text."""
        at = 0
        for paragraph in self.paragraphs:
            if paragraph.index == place.paragraph:
                return at + place.span.start
            at += len(paragraph.text) + 1
        raise ValueError(f"paragraph {place.paragraph} is not of this side")

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

    def mapped(self, offset: int) -> int:
        """Return where a character of the old text stands in the new one; -1 if an edit took it."""
        shift = 0
        for old_start, old_end, _, new_end in self.edited:
            if offset < old_start:
                break
            if offset < old_end:
                return -1
            shift = new_end - old_end
        return offset + shift

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
    edited = _edited(change, old, new)
    return View(comparison, change, old, new, _stretches(change, old, new), edited)


def _side(name: str, draft: Draft, paragraphs: Sequence[Paragraph]) -> Side:
    return Side(name, draft, tuple(paragraphs), joined_text(paragraphs))


def _edited(change: Change, old: Side, new: Side) -> tuple[tuple[int, int, int, int], ...]:
    if not change.old or not change.new:
        return ()
    found = []
    for edit in change.edits:
        if edit.old is None or edit.new is None:
            continue
        a, c = old.offset(edit.old), new.offset(edit.new)
        if edit.operation in ("break", "join"):
            a, c = a - (edit.operation == "join"), c - (edit.operation == "break")
        found.append(
            (
                a,
                a + len(edit.old.span) + (edit.operation == "join"),
                c,
                c + len(edit.new.span) + (edit.operation == "break"),
            )
        )
    return tuple(found)


def _stretches(change: Change, old: Side, new: Side) -> tuple[Stretch, ...]:
    if not change.old or not change.new:
        return ()
    found = []
    for edit in change.edits:
        if edit.kind != "substantive" or edit.old is None or edit.new is None:
            continue
        a, c = old.offset(edit.old), new.offset(edit.new)
        found.append(Stretch(a, a + len(edit.old.span), c, c + len(edit.new.span), bool(edit.transfer)))
    return tuple(found)
