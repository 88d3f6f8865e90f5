"""Runs of words that several texts share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from draftdiff.model import Change, Span
from draftdiff.overview.phrases import words_of
from draftdiff.overview.view import Side
from draftdiff.text.remembering import remembered

GRAM = 4
"""Words of the shingles by which runs are found; shorter ones recur by chance ("in the context of")."""

Gram = tuple[str, ...]


@remembered(20_000)
def grams(text: str, size: int = GRAM) -> tuple[Gram, ...]:
    """Return the shingles of a text: its words by stem, so many at a time, one for each place."""
    stems = words_of(text).stems
    return tuple([stems[at : at + size] for at in range(len(stems) - size + 1)])


def gram_set(sides: Iterable[Side], size: int = GRAM) -> set[Gram]:
    """Return all shingles of these drafts."""
    return {gram for side in sides for p in side.draft.paragraphs for gram in grams(p.text, size)}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one paragraph that stand in the same order in a paragraph of another draft."""

    paragraph: int
    span: Span
    other: Side
    other_paragraph: int
    other_span: Span
    words: int
    weight: float
    """Of its words, function words counting little."""


class RunIndex:
    """The shingles of some drafts, to find runs that another text shares with them."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self._places: dict[Gram, list[tuple[int, int, int]]] = {}
        self._sides = sides
        for number, side in enumerate(sides):
            for paragraph in side.draft.paragraphs:
                for at, gram in enumerate(grams(paragraph.text)):
                    self._places.setdefault(gram, []).append((number, paragraph.index, at))

    def runs(self, side: Side, index: int, known: set[Gram]) -> Iterator[Run]:
        """Yield the longest runs that a paragraph shares with the drafts, cut to what `known` does not have.

        Runs do not overlap and come in the paragraph's order.
        """
        own = grams(side.text(index))
        at = 0
        while at < len(own):
            length, place = self._longest(own, at)
            if not length:
                at += 1
                continue
            fresh = [i for i in range(at, at + length) if own[i] not in known]
            if fresh and place is not None:
                yield self._run(side, index, (at, fresh[0], fresh[-1]), place)
            at += length

    def _longest(self, own: Sequence[Gram], at: int) -> tuple[int, tuple[int, int, int] | None]:
        """Return the longest stretch of shingles from here on that one paragraph has in a row, and where."""
        best, where = 0, None
        for number, paragraph, start in self._places.get(own[at], ()):
            other = grams(self._sides[number].text(paragraph))
            length = 1
            while (
                at + length < len(own)
                and start + length < len(other)
                and own[at + length] == other[start + length]
            ):
                length += 1
            if length > best:
                best, where = length, (number, paragraph, start)
        return best, where

    def _run(self, side: Side, index: int, fresh: tuple[int, int, int], place: tuple[int, int, int]) -> Run:
        at, first, last = fresh
        number, paragraph, start = place
        other = self._sides[number]
        own_words, other_words = words_of(side.text(index)), words_of(other.text(paragraph))
        end, other_first = last + GRAM, start + first - at
        return Run(
            paragraph=index,
            span=own_words.span(first, end),
            other=other,
            other_paragraph=paragraph,
            other_span=other_words.span(other_first, other_first + end - first),
            words=end - first,
            weight=sum(own_words.weights[first:end]),
        )


def trimmed(run: Run, own: Side, change: Change) -> Run:
    """Return a run without the words at its ends that the old text has too: its shingles reach over them."""
    put_in = [
        edit.new.span for edit in change.edits if edit.new is not None and edit.new.paragraph == run.paragraph
    ]
    words = words_of(own.text(run.paragraph))
    inside = [at for at, (start, end) in enumerate(words.ranges) if run.span.overlaps(Span(start, end))]
    fresh = [at for at in inside if any(span.overlaps(Span(*words.ranges[at])) for span in put_in)]
    if not change.old or not fresh:
        return run
    other = words_of(run.other.text(run.other_paragraph))
    first = next(at for at, (start, _) in enumerate(other.ranges) if start >= run.other_span.start)
    head, tail = fresh[0] - inside[0], fresh[-1] + 1 - inside[0]
    return replace(
        run,
        span=words.span(fresh[0], fresh[-1] + 1),
        other_span=other.span(first + head, first + tail),
        words=tail - head,
        weight=sum(words.weights[fresh[0] : fresh[-1] + 1]),
    )
