"""What two sequences of words have in common, in order; also where they are too long for the exact method.

The exact method fills a table of one length by the other: two paragraphs of 2 MB would ask for 14 GB. Above a bound
the sequences are cut at words in a row that stand once in each (Bram Cohen's patience diff), and the exact method does
the stretches between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

_MOST_CELLS = 512_000_000
"""Bits of the table of the exact method (64 MB): 22,000 words by 22,000, many times the longest paragraph."""
_ROWS = (8, 4, 2, 1)
"""Words in a row that mark a place, longest first: fewer stand in the same place by chance."""


def common_blocks(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Return the stretches of a common subsequence: start in one, start in other, length; ascending in both.

    A longest one where the product of the lengths is under a bound; else one that may keep less, and nothing of a
    stretch in which no words in a row stand once on both sides. Time grows with the product of the lengths over 64 up
    to the bound and about with their sum above it.
    """
    if len(one) * len(other) <= _MOST_CELLS:
        return list(_exact(one, other))
    if list(one) > list(other):
        return [(a, b, size) for b, a, size in common_blocks(other, one)]
    return _merged(_anchored(one, other))


def _exact(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[tuple[int, int, int]]:
    from rapidfuzz.distance import LCSseq

    for block in LCSseq.editops(one, other).as_matching_blocks():
        if block.size:
            yield block.a, block.b, block.size


def _anchored(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[tuple[int, int, int]]:
    """Yield blocks in order, cutting the longest stretches further until each is short enough or has no anchor."""
    waiting = [(0, len(one), 0, len(other))]
    while waiting:
        a, b, c, d = waiting.pop()
        start = _equal_from(one, other, a, b, c, d)
        if start:
            yield a, c, start
            a, c = a + start, c + start
        if a == b or c == d:
            continue
        if (b - a) * (d - c) <= _MOST_CELLS:
            yield from ((a + i, c + j, size) for i, j, size in _exact(one[a:b], other[c:d]))
            continue
        if anchors := _anchors(one, other, (a, b, c, d)):
            cuts = [(a, c), *_first_of_each(anchors), (b, d)]
            waiting += [(i, k, j, m) for (i, j), (k, m) in pairwise(cuts)][::-1]


def _equal_from(one: Sequence[Hashable], other: Sequence[Hashable], a: int, b: int, c: int, d: int) -> int:
    """Return how many words from a and c on are equal."""
    size = 0
    while a + size < b and c + size < d and one[a + size] == other[c + size]:
        size += 1
    return size


def _anchors(
    one: Sequence[Hashable], other: Sequence[Hashable], within: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """Return places in both, rising together, where the same words in a row stand that stand there once."""
    a, b, c, d = within
    for row in _ROWS:
        mine, theirs = _once(one, a, b, row), _once(other, c, d, row)
        pairs = [(at, theirs[words]) for words, at in mine.items() if words in theirs]
        if rising := _longest_rising(pairs):
            return rising
    return []


def _first_of_each(anchors: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the first of the anchors that follow each other word by word."""
    before = (-1, -1)
    for a, b in anchors:
        if (a - 1, b - 1) != before:
            yield a, b
        before = a, b


def _once(words: Sequence[Hashable], start: int, end: int, row: int) -> dict[tuple[Hashable, ...], int]:
    """Return where each run of `row` words stands that stands there once, in order."""
    found: dict[tuple[Hashable, ...], int] = {}
    for at in range(start, end - row + 1):
        key = tuple(words[at : at + row])
        found[key] = -1 if key in found else at
    return {key: at for key, at in found.items() if at >= 0}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest run of pairs, ascending in the first, that ascends in the second too (patience sorting)."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, second) in enumerate(pairs):
        place = bisect_left(ends, second)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [second]
        last[place : place + 1] = [at]
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _merged(blocks: Iterator[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the blocks with those joined that follow each other on both sides."""
    found: list[tuple[int, int, int]] = []
    for a, b, size in blocks:
        if found and (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]) == (a, b):
            found[-1] = (found[-1][0], found[-1][1], found[-1][2] + size)
        else:
            found.append((a, b, size))
    return found
