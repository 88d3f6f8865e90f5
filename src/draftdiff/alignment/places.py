"""What the surroundings say about a pair: linked neighbours, and sections that share their content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from draftdiff.alignment.candidates import Pairs
from draftdiff.alignment.sides import Side
from draftdiff.alignment.table import LinkTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

PLACE_FEATURES = ("before", "after", "section", "content")
REACH = 10.0
"""Paragraphs after which a linked neighbour says next to nothing."""
LITTLE = 200.0
"""Anchored words of two sections that count half: a share of one short paragraph says little about the sections."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """Links to measure from: for each paragraph of either side its partner, -1 where it has none."""

    old: Ints
    new: Ints


def anchors_of(table: LinkTable, further: Mapping[int, int] | None = None) -> Anchors:
    """Return the links of a table, and further tentative ones, as anchors."""
    import numpy as np

    old, new = np.full(table.old.size, -1), np.full(table.new.size, -1)
    for i, j in {**(further or {}), **table.old_to}.items():
        old[i], new[j] = j, i
    return Anchors(old, new)


def place_evidence(table: LinkTable, pairs: Pairs, anchors: Anchors) -> Floats:
    """Return the place features of each pair, a row a pair. Symmetric in the two drafts."""
    import numpy as np

    before = (
        _beside(pairs.old, pairs.new, anchors.old, -1) + _beside(pairs.new, pairs.old, anchors.new, -1)
    ) / 2
    after = (
        _beside(pairs.old, pairs.new, anchors.old, 1) + _beside(pairs.new, pairs.old, anchors.new, 1)
    ) / 2
    section = _shares(table, pairs, anchors)
    content = _content_shared(table, pairs, anchors)
    return np.stack([before, after, section, content], axis=1)


def _beside(own: Ints, other: Ints, partner: Ints, step: int) -> Floats:
    """Return how well the nearest anchor before (or after) one paragraph foretells the other, 0 to 1."""
    import numpy as np

    nearest = nearest_anchor(partner, step)[own]
    known = nearest >= 0
    gap = np.abs(own - nearest)
    drift = np.abs((other - np.where(known, partner[nearest], 0)) - (own - nearest))
    value = 1 / (1 + drift) * np.exp(-(gap - 1) / REACH)
    return np.where(known, value, 0.0)


def nearest_anchor(partner: Ints, step: int) -> Ints:
    """Return for each paragraph the nearest anchored one strictly before (-1) or after (1) it; -1: none."""
    import numpy as np

    size = len(partner)
    index = np.arange(size)
    if step < 0:
        last = np.maximum.accumulate(np.where(partner >= 0, index, -1)) if size else index
        return np.r_[-1, last[:-1]] if size else last
    reverse = np.where(partner >= 0, index, size)[::-1]
    first = np.minimum.accumulate(reverse)[::-1] if size else index
    first = np.r_[first[1:], size] if size else first
    return np.where(first >= size, -1, first)


def _shares(table: LinkTable, pairs: Pairs, anchors: Anchors) -> Floats:
    """Return how much the sections of a pair share of their anchored words."""
    import numpy as np

    shared = section_shares(table, anchors, whole=False)
    sections = zip(table.old.section[pairs.old].tolist(), table.new.section[pairs.new].tolist())
    return np.array([shared.get(pair, 0.0) for pair in sections], dtype=np.float64)


def _content_shared(table: LinkTable, pairs: Pairs, anchors: Anchors) -> Floats:
    """Return for two headings how much the sections that they open share."""
    import numpy as np

    wide = section_shares(table, anchors, whole=True)
    return np.array(
        [wide.get((s, t), 0.0) for s, t in zip(pairs.old.tolist(), pairs.new.tolist())], dtype=np.float64
    )


def section_shares(table: LinkTable, anchors: Anchors, *, whole: bool) -> dict[tuple[int, int], float]:
    """Return for pairs of sections the share of their anchored words that lead from one to the other.

    The geometric mean of the share on both sides, less the fewer the words. With `whole` sections count with all
    that stands below them.
    """
    import numpy as np

    own_old, own_new = table.old.section.tolist(), table.new.section.tolist()
    chain_old = {s: chain(table.old, s, whole) for s in dict.fromkeys(own_old)}
    chain_new = {t: chain(table.new, t, whole) for t in dict.fromkeys(own_new)}
    linked = np.flatnonzero(anchors.old >= 0)
    partner = anchors.old[linked]
    weights = np.sqrt(table.old.lengths[linked] * table.new.lengths[partner])
    between: dict[tuple[int, int], float] = {}
    of_old: dict[int, float] = {}
    of_new: dict[int, float] = {}
    for i, j, weight in zip(linked.tolist(), partner.tolist(), weights.tolist()):
        above_old, above_new = chain_old[own_old[i]], chain_new[own_new[j]]
        for s in above_old:
            of_old[s] = of_old.get(s, 0.0) + weight
        for t in above_new:
            of_new[t] = of_new.get(t, 0.0) + weight
        for s in above_old:
            for t in above_new:
                between[s, t] = between.get((s, t), 0.0) + weight
    return {(s, t): w / (sqrt(of_old[s] * of_new[t]) + LITTLE) for (s, t), w in between.items()}


def chain(side: Side, section: int, whole: bool) -> list[int]:
    """Return a section and, with `whole`, all around it, innermost first; -1 stands for the draft itself."""
    found = [section]
    while whole and section >= 0:
        section = side.parent.get(section, -1)
        found.append(section)
    return found
