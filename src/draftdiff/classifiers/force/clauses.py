"""Which sentences of two texts are one sentence.

Words of force are compared between clauses that say the same of the same thing. Two sentences correspond if they keep
words of each other, or if they stand in one edit and share words of weight.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from draftdiff.classifiers.force.edited import weights
from draftdiff.classifiers.view import View
from draftdiff.model import Span
from draftdiff.text.sentences import sentence_spans

_KEPT_SHARE = 0.2
"""Share of the shorter sentence that two sentences must keep to correspond."""
_ALIKE = 0.3
"""Share of words of weight that two sentences of one edit must have in common."""
_MOST_SENTENCES = 12
"""Sentences of one edit that are looked through for a counterpart."""


@dataclass(frozen=True)
class Clauses:
    """The sentences of both texts of a change, and which correspond: each found out when it is first asked for."""

    view: View

    @cached_property
    def old(self) -> tuple[Span, ...]:
        """Return the sentences of the old text."""
        return sentence_spans(self.view.old.text)

    @cached_property
    def new(self) -> tuple[Span, ...]:
        """Return the sentences of the new text."""
        return sentence_spans(self.view.new.text)

    @cached_property
    def counterparts(self) -> dict[int, tuple[int, ...]]:
        """Return, by old sentence, the new sentences that say the same."""
        return _counterparts(self.view, self.old, self.new)

    @cached_property
    def in_new(self) -> frozenset[int]:
        """Return the new sentences that have a counterpart."""
        return frozenset(new for news in self.counterparts.values() for new in news)

    def number(self, side: str, at: int) -> int:
        """Return the number of the sentence in which a character stands."""
        return max(0, bisect_right(self.spans(side), at, key=lambda span: span.start) - 1)

    def correspond(self, old: int, new: int) -> bool:
        """Return whether an old and a new sentence say the same thing."""
        return new in self.counterparts.get(old, ())

    def spans(self, side: str) -> tuple[Span, ...]:
        """Return the sentences of a side."""
        return self.old if side == "old" else self.new

    def facing(self, side: str, number: int) -> tuple[Span, ...]:
        """Return the sentences of the other side that say the same as one of this side."""
        if side == "old":
            return tuple(self.new[one] for one in self.counterparts.get(number, ()))
        return tuple(self.old[one] for one in self.backwards.get(number, ()))

    @cached_property
    def backwards(self) -> dict[int, tuple[int, ...]]:
        """Return, by new sentence, the old sentences that say the same."""
        found: dict[int, tuple[int, ...]] = {}
        for old, news in self.counterparts.items():
            for new in news:
                found[new] = (*found.get(new, ()), old)
        return found

    def stands(self, side: str, number: int) -> bool:
        """Return whether a sentence has a counterpart on the other side."""
        return number in (self.counterparts if side == "old" else self.in_new)


def _counterparts(view: View, old: Sequence[Span], new: Sequence[Span]) -> dict[int, tuple[int, ...]]:
    """Return, by old sentence, the new sentences that say the same. Time grows with the number of sentences."""
    if not old or not new:
        return {}
    if len(old) == len(new) == 1:
        return {0: (0,)}
    shared = _kept(view, old, new)
    forth, back = _best(shared, old, new, 0), _best(shared, old, new, 1)
    _pair_rewritten(view, old, new, forth, back)
    found: dict[int, set[int]] = {}
    for i, j in (*forth.items(), *((i, j) for j, i in back.items())):
        found.setdefault(i, set()).add(j)
    return {i: tuple(sorted(js)) for i, js in found.items()}


def _kept(view: View, old: Sequence[Span], new: Sequence[Span]) -> dict[tuple[int, int], int]:
    """Return how many characters each two sentences keep of each other."""
    shared: dict[tuple[int, int], int] = {}
    at_old = at_new = 0
    for a, b, _, d in (*view.edited, (len(view.old.text), len(view.old.text), len(view.new.text), 0)):
        _count(shared, (at_old, a), at_new, old, new)
        at_old, at_new = b, d
    return shared


def _count(
    shared: dict[tuple[int, int], int],
    kept: tuple[int, int],
    at_new: int,
    old: Sequence[Span],
    new: Sequence[Span],
) -> None:
    start, end = kept
    i = max(0, bisect_right(old, start, key=lambda span: span.start) - 1)
    j = max(0, bisect_right(new, at_new, key=lambda span: span.start) - 1)
    shift = at_new - start
    while start < end and i < len(old) and j < len(new):
        stop = min(end, old[i].end, new[j].end - shift)
        first = max(start, old[i].start, new[j].start - shift)
        if stop > first:
            shared[i, j] = shared.get((i, j), 0) + stop - first
        if old[i].end <= new[j].end - shift:
            i += 1
        else:
            j += 1
        if (old[i].start if i < len(old) else end) >= end:
            break


def _best(
    shared: dict[tuple[int, int], int], old: Sequence[Span], new: Sequence[Span], side: int
) -> dict[int, int]:
    best: dict[int, tuple[int, int]] = {}
    for pair, count in shared.items():
        least = min(len(old[pair[0]]), len(new[pair[1]]))
        if count >= _KEPT_SHARE * least:
            mine = pair[side]
            best[mine] = max(best.get(mine, (0, 0)), (count, -pair[1 - side]))
    return {mine: -other for mine, (_, other) in best.items()}


def _pair_rewritten(
    view: View, old: Sequence[Span], new: Sequence[Span], forth: dict[int, int], back: dict[int, int]
) -> None:
    """Pair sentences that keep nothing of each other, yet stand in one edit and share words of weight."""
    if len(forth) == len(old) or len(back) == len(new):
        return
    for a, b, c, d in view.edited:
        left = [i for i in _inside(old, a, b) if i not in forth][:_MOST_SENTENCES]
        right = [j for j in _inside(new, c, d) if j not in back][:_MOST_SENTENCES]
        bags = {j: set(weights(new[j].of(view.new.text))) for j in right} if left else {}
        for i in left:
            bag = set(weights(old[i].of(view.old.text)))
            likeness = [(_share(bag, bags[j]), -j) for j in right if j not in back]
            if likeness and max(likeness)[0] >= _ALIKE:
                forth[i] = -max(likeness)[1]
                back[forth[i]] = i


def _inside(spans: Sequence[Span], start: int, end: int) -> range:
    first = max(0, bisect_right(spans, start, key=lambda span: span.start) - 1)
    last = bisect_right(spans, end, key=lambda span: span.start)
    return range(first, last)


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
