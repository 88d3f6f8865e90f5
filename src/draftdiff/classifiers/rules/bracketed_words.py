"""The words of both sides of a change with the square brackets around them, and which words stayed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftdiff.classifiers.view import Side, View
from draftdiff.model import Mark
from draftdiff.text.tokens import Token, words

_NO_TEXT = frozenset(["attribution", "editorial-bracket", "placeholder", "option", "agreement"])
"""Marks on words that are no text under negotiation."""
_STAYED = 0.5
"""The share of a bracket's words that must stand on both sides for its text to have stayed."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A square bracket around text, as a range of the joined text of a side."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is named as proposer, and the bracket at which it stands."""

    start: int
    end: int
    party: str
    bracket: Bracket


@dataclass(frozen=True, slots=True)
class Page:
    """One side: its words under negotiation, the brackets around each, innermost last, and who is named."""

    side: Side
    words: tuple[Token, ...]
    around: tuple[tuple[Bracket, ...], ...]
    brackets: tuple[Bracket, ...]
    credits: tuple[Credit, ...]

    def inside(self, start: int, end: int) -> list[int]:
        """Return the numbers of the words in a range."""
        first = bisect_left(self.words, start, key=lambda word: word.start)
        return list(range(first, bisect_right(self.words, end, key=lambda word: word.end)))


@dataclass(frozen=True, slots=True)
class Pages:
    """Both sides, and the pairs of words (their numbers) that stand on both."""

    old: Page
    new: Page
    pairs: tuple[tuple[int, int], ...]


def pages_of(view: View) -> Pages | None:
    """Return both sides with their brackets, found once; None where neither has any. Time grows with the product of
    the word counts over 64."""
    if "pages" not in view.memo:
        view.memo["pages"] = _pages(view) if _has_marks(view) else None
    pages: Pages | None = view.memo["pages"]
    return pages


def _has_marks(view: View) -> bool:
    return any(
        mark.kind in ("bracket", "option")
        for side in (view.old, view.new)
        for paragraph in side.paragraphs
        for mark in paragraph.marks
    )


def _pages(view: View) -> Pages:
    old, new = _page(view.old), _page(view.new)
    if [w.text for w in old.words] > [w.text for w in new.words]:
        pairs = [(a, b) for b, a in _pairs(new.words, old.words)]
    else:
        pairs = _pairs(old.words, new.words)
    return Pages(old, new, tuple(pairs))


def _pairs(old: Sequence[Token], new: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the words of a longest common subsequence, case set aside."""
    from rapidfuzz.distance import LCSseq

    before, after = ([word.text.casefold() for word in side] for side in (old, new))
    blocks = [block for block in LCSseq.opcodes(before, after) if block.tag == "equal"]
    return [
        (block.src_start + n, block.dest_start + n)
        for block in blocks
        for n in range(block.src_end - block.src_start)
    ]


def _page(side: Side) -> Page:
    marks = list(_marks(side))
    silent = [(start, end) for start, end, mark in marks if mark.kind in _NO_TEXT]
    brackets = sorted(
        (Bracket(start, end) for start, end, mark in marks if mark.kind == "bracket"),
        key=lambda one: (one.start, -one.end),
    )
    kept = _outside(words(side.text), silent)
    return Page(
        side, tuple(kept), tuple(_around(kept, brackets)), tuple(brackets), tuple(_credits(marks, brackets))
    )


def _outside(tokens: Sequence[Token], ranges: Sequence[tuple[int, int]]) -> list[Token]:
    """Return the words that begin in none of the ranges."""
    waiting = sorted(ranges, reverse=True)
    kept, reach = [], 0
    for token in tokens:
        while waiting and waiting[-1][0] <= token.start:
            reach = max(reach, waiting.pop()[1])
        if token.start >= reach:
            kept.append(token)
    return kept


def _around(tokens: Sequence[Token], brackets: Sequence[Bracket]) -> Iterator[tuple[Bracket, ...]]:
    """Yield the brackets around each word, outermost first; brackets nest and never cross."""
    waiting = list(reversed(brackets))
    open_now: list[Bracket] = []
    for token in tokens:
        while waiting and waiting[-1].start <= token.start:
            open_now = [one for one in open_now if one.end > waiting[-1].start]
            open_now.append(waiting.pop())
        open_now = [one for one in open_now if one.end > token.start]
        yield tuple(open_now)


def _marks(side: Side) -> Iterator[tuple[int, int, Mark]]:
    at = 0
    for paragraph in side.paragraphs:
        for mark in paragraph.marks:
            yield at + mark.span.start, at + mark.span.end, mark
        at += len(paragraph.text) + 1


def _credits(marks: Sequence[tuple[int, int, Mark]], brackets: Sequence[Bracket]) -> Iterator[Credit]:
    """Yield who is named in the innermost bracket around the name, or in the one that ends right before it."""
    for start, end, mark in marks:
        if mark.kind == "attribution":
            near = _nearest(brackets, start)
            if near is not None:
                yield Credit(start, end, mark.value, near)


def _nearest(brackets: Sequence[Bracket], at: int) -> Bracket | None:
    """Return the innermost bracket around a place, or the last one that ends right before it."""
    before = brackets[: bisect_right(brackets, at, key=lambda one: one.start)]
    around = next((one for one in reversed(before) if at < one.end), None)
    return around or next((one for one in reversed(before) if 0 <= at - one.end <= 2), None)


def lasting(pages: Pages) -> tuple[frozenset[Bracket], frozenset[Bracket]]:
    """Return the brackets of each side at least half of whose words stand on the other side too."""
    return (
        _lasting(pages.old, {a for a, _ in pages.pairs}),
        _lasting(pages.new, {b for _, b in pages.pairs}),
    )


def _lasting(page: Page, kept: set[int]) -> frozenset[Bracket]:
    counts = {bracket: [0, 0] for bracket in page.brackets}
    for at, around in enumerate(page.around):
        for bracket in around:
            counts[bracket][0] += 1
            counts[bracket][1] += at in kept
    return frozenset(one for one, (total, stayed) in counts.items() if stayed and stayed >= _STAYED * total)
