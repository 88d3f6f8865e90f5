"""Find what moved: beads outside the heaviest run that rises on both sides.

old  1 2 3 4        new  4 1 2 3        moved: 4
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_rise(positions: Sequence[int], weights: Sequence[float]) -> list[bool]:
    """Return which items are on the heaviest strictly rising run of the positions.

    Source: the weighted form of Fredman's longest increasing subsequence (Discrete Mathematics 11, 1975), with a
    tree of prefix maxima; time n log n.
    """
    ranks = sorted(set(positions))
    size = len(ranks)
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    back = [-1] * len(positions)
    best = (0.0, -1)
    for at, position in enumerate(positions):
        rank = bisect_left(ranks, position)
        below = (0.0, -1)
        k = rank
        while k > 0:
            if tree[k][0] > below[0]:
                below = tree[k]
            k &= k - 1
        back[at] = below[1]
        mine = (below[0] + weights[at], at)
        if mine[0] > best[0]:
            best = mine
        k = rank + 1
        while k <= size:
            if mine[0] > tree[k][0]:
                tree[k] = mine
            k += k & -k
    on = [False] * len(positions)
    at = best[1]
    while at >= 0:
        on[at] = True
        at = back[at]
    return on
