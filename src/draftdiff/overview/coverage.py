"""How much of some words a paragraph has, and where: the ground of every verdict on an ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from draftdiff.model import Change, Span
from draftdiff.overview.phrases import stem
from draftdiff.overview.view import Side
from draftdiff.text import words

_FUNCTION_WORDS = """
a about also among an and any are as at be been between both but by for from had has have in including into is it its
of on or other such than that the their them these they this those through to towards under upon was were which while
who with within
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that carry grammar and little else; "not", "all" and the modals are none."""

FUNCTION_WEIGHT = 0.2
"""Of a function word against 1 of any other: a shared "of the" says little, and yet order shows in it."""

WINDOW = 2.0
"""Words asked for may stand spread over so many times their length; what lies farther off is another matter."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as compared, with their weights and places."""

    stems: tuple[str, ...]
    weights: tuple[float, ...]
    spans: tuple[Span, ...]

    @property
    def weight(self) -> float:
        """Weight of all words."""
        return sum(self.weights)


@lru_cache(maxsize=50_000)
def words_of(text: str) -> Words:
    """Return the words of a text as compared."""
    tokens = words(text)
    return Words(
        stems=tuple(stem(token.text) for token in tokens),
        weights=tuple(_weight(token.text) for token in tokens),
        spans=tuple(Span(token.start, token.end) for token in tokens),
    )


def _weight(word: str) -> float:
    return FUNCTION_WEIGHT if word.casefold() in FUNCTION_WORDS else 1.0


@dataclass(frozen=True, slots=True)
class Match:
    """How much of the wanted words a paragraph has."""

    index: int
    share: float
    """By weight, 0 to 1."""
    span: Span
    """From the first to the last word found."""
    run: float = 0.0
    """Weight of the longest unbroken run."""


def match(wanted: str, side: Side, index: int) -> Match:
    """Return how much of the wanted words stands close together, in their order, in one paragraph."""
    want, have = words_of(wanted), words_of(side.text(index))
    total = want.weight
    if not total or upper_bound(want, have) < 0.25:
        return Match(index, 0.0, Span(0, 0))
    blocks = _blocks(want, have)
    if not blocks:
        return Match(index, 0.0, Span(0, 0))
    weight = sum(sum(want.weights[a : a + size]) for a, _, size in blocks)
    first, last = blocks[0][1], blocks[-1][1] + blocks[-1][2] - 1
    run = max(sum(want.weights[a : a + size]) for a, _, size in blocks)
    return Match(index, weight / total, Span(have.spans[first].start, have.spans[last].end), run)


def upper_bound(want: Words, have: Words) -> float:
    """Return the share of the wanted weight whose words stand anywhere in the other text."""
    known = set(have.stems)
    found = sum(weight for word, weight in zip(want.stems, want.weights, strict=True) if word in known)
    return found / max(want.weight, 1e-9)


def _blocks(want: Words, have: Words) -> list[tuple[int, int, int]]:
    """Return the matching runs (place in wanted, place in text, length) that lie around the weightiest one."""
    matcher = SequenceMatcher(None, have.stems, want.stems, autojunk=False)
    blocks = [(b, a, size) for a, b, size in matcher.get_matching_blocks() if size]
    blocks = [block for block in blocks if sum(want.weights[block[0] : block[0] + block[2]]) >= 1.0]
    if not blocks:
        return []
    core = max(blocks, key=lambda block: (sum(want.weights[block[0] : block[0] + block[2]]), -block[1]))
    reach = int(len(want.stems) * WINDOW) + 4
    return [block for block in blocks if core[1] - reach <= block[1] <= core[1] + core[2] + reach]


def best_match(wanted: Sequence[str], side: Side, among: Iterable[int]) -> Match | None:
    """Return the best match of any of the wordings in these paragraphs, the first of equals; None for no paragraph."""
    best: Match | None = None
    for index in among:
        for words_wanted in wanted:
            found = match(words_wanted, side, index)
            if best is None or (found.share, found.run) > (best.share, best.run):
                best = found
    return best


def share_gone(change: Change, index: int, span: Span) -> float:
    """Return which share of the words of a range of an old paragraph the edits of its change took away, by weight.

    Words that the same change put in again elsewhere, whole, are not gone.
    """
    paragraph = next(p for p in change.old if p.index == index)
    have = words_of(paragraph.text)
    inside = [at for at, place in enumerate(have.spans) if span.overlaps(place)]
    total = sum(have.weights[at] for at in inside)
    if not change.new or not total:
        return 1.0
    cuts = [
        e.old.span for e in change.edits if e.old is not None and e.old.paragraph == index and len(e.old.span)
    ]
    lost = sum(have.weights[at] for at in inside if any(cut.overlaps(have.spans[at]) for cut in cuts))
    return lost / total


def share_fresh(wanted: str, change: Change, index: int) -> float:
    """Return which share of the wanted words a new paragraph has among words that its change put in, by count.

    A single word is none: it may have come for another reason. Function words count like others here: what was put in at the very place is told from what stood there by the
    edits, and not by its weight.
    """
    text = next(p.text for p in change.new if p.index == index)
    want, have = words_of(wanted), words_of(text)
    put_in = _put_in(change, index, len(text))
    fresh = [at for at, span in enumerate(have.spans) if any(place.overlaps(span) for place in put_in)]
    matcher = SequenceMatcher(None, [have.stems[at] for at in fresh], want.stems, autojunk=False)
    blocks = [(at, size) for at, _, size in matcher.get_matching_blocks() if size]
    count = sum(size for at, size in blocks if size >= 2 or have.weights[fresh[at]] >= 1)
    return count / len(want.stems) if count > 1 else 0.0


def _put_in(change: Change, index: int, length: int) -> list[Span]:
    if not change.old:
        return [Span(0, length)]
    places = (edit.new for edit in change.edits)
    return [
        place.span for place in places if place is not None and place.paragraph == index and len(place.span)
    ]
