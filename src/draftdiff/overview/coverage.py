"""How much of some words a paragraph has, and where: the ground of every verdict on an ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from draftdiff.model import Change, Span
from draftdiff.overview.phrases import Words, words_of
from draftdiff.overview.view import Side

WINDOW = 2.0
"""Words asked for may stand spread over so many times their length; what lies farther off is another matter."""


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
    return Match(index, weight / total, have.span(first, last + 1), run)


def upper_bound(want: Words, have: Words) -> float:
    """Return the share of the wanted weight whose words stand anywhere in the other text."""
    known = have.known
    found = sum([weight for word, weight in zip(want.stems, want.weights, strict=True) if word in known])
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
    inside = [at for at, place in enumerate(have.ranges) if span.overlaps(Span(*place))]
    total = sum(have.weights[at] for at in inside)
    if not change.new or not total:
        return 1.0
    cuts = [
        e.old.span for e in change.edits if e.old is not None and e.old.paragraph == index and len(e.old.span)
    ]
    lost = sum(have.weights[at] for at in inside if any(cut.overlaps(Span(*have.ranges[at])) for cut in cuts))
    return lost / total


@dataclass(frozen=True, slots=True)
class Fresh:
    """Wanted words among those that a change put into a new paragraph."""

    share: float
    """Of the wanted words, by count."""
    run: int
    """Words of the longest unbroken run of them that is not made of function words alone."""


def fresh_words(wanted: str, change: Change, index: int) -> Fresh:
    """Return how many of the wanted words a new paragraph has among words that its change put in.

    A single word is none: it may have come for another reason. Function words count like others here: what was put
    in at the very place is told from what stood there by the edits, and not by its weight.
    """
    text = next(p.text for p in change.new if p.index == index)
    want, have = words_of(wanted), words_of(text)
    put_in = _put_in(change, index, len(text))
    fresh = [
        at for at, span in enumerate(have.ranges) if any(place.overlaps(Span(*span)) for place in put_in)
    ]
    matcher = SequenceMatcher(None, [have.stems[at] for at in fresh], want.stems, autojunk=False)
    blocks = [(at, size) for at, _, size in matcher.get_matching_blocks() if size]
    weights = [sum(have.weights[fresh[i]] for i in range(at, at + size)) for at, size in blocks]
    count = sum(size for (_, size), weight in zip(blocks, weights, strict=True) if size >= 2 or weight >= 1)
    run = max((size for (_, size), weight in zip(blocks, weights, strict=True) if weight >= 1), default=0)
    return Fresh(count / len(want.stems) if count > 1 else 0.0, run)


def _put_in(change: Change, index: int, length: int) -> list[Span]:
    if not change.old:
        return [Span(0, length)]
    places = (edit.new for edit in change.edits)
    return [
        place.span for place in places if place is not None and place.paragraph == index and len(place.span)
    ]
