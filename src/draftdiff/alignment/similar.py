"""Link reworded paragraphs: search, weigh the evidence, assign; then again with what the surroundings say.

before   old  A  b  C  d     new  A  b*  C  e     (b* is b reworded)
after    A-A, b-b*, C-C; d and e stay alone
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from draftdiff.alignment.assign import assign
from draftdiff.alignment.candidates import Pairs, join_pairs, make_pairs, search, wording_of
from draftdiff.alignment.evidence import WORDING_FEATURES, likeness
from draftdiff.alignment.places import PLACE_FEATURES, Anchors, anchors_of, nearest_anchor, place_evidence
from draftdiff.alignment.table import Link, LinkTable
from draftdiff.alignment.weights import FULL_WEIGHTS, SURE, TAKE, WORDING_WEIGHTS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROUNDS = 2
"""How often the places are measured anew from the links found."""


def match_similar(table: LinkTable) -> None:
    """Link paragraphs by the weight of all evidence."""
    old, new = table.free_old(), table.free_new()
    if not old or not new:
        return
    wording = wording_of(table.old, table.new)
    pairs = search(wording, old, new)
    rows = likeness(table, wording, pairs)
    chance = probability(rows, WORDING_FEATURES, WORDING_WEIGHTS)
    anchors = anchors_of(table, _tentative(pairs, chance, SURE))
    pairs = _allowed(table, join_pairs(pairs, by_place(table, old, anchors)))
    rows = likeness(table, wording, pairs)
    for _ in range(ROUNDS):
        chance = weigh(rows, place_evidence(table, pairs, anchors))
        anchors = anchors_of(table, _tentative(pairs, chance, TAKE))
    for k in _chosen(pairs, chance, TAKE):
        i, j = int(pairs.old[k]), int(pairs.new[k])
        table.add(Link(i, j, float(chance[k]), "similar: wording and place"))


def weigh(rows: Floats, places: Floats) -> Floats:
    """Return the probability of each pair from its wording and place features."""
    import numpy as np

    return probability(np.hstack([rows, places]), (*WORDING_FEATURES, *PLACE_FEATURES), FULL_WEIGHTS)


def probability(rows: Floats, names: Sequence[str], weights: Mapping[str, float]) -> Floats:
    """Return the logistic of the weighted features."""
    import numpy as np

    total = rows @ np.array([weights.get(name, 0.0) for name in names]) + weights["bias"]
    return np.asarray(1 / (1 + np.exp(-np.clip(total, -40, 40))), dtype=np.float64)


def by_place(table: LinkTable, old: Sequence[int], anchors: Anchors) -> Pairs:
    """Return the pairs of free paragraphs that stand where their linked neighbours foretell."""
    import numpy as np

    free_new = np.array([j not in table.new_to for j in range(table.new.size)])
    found: list[tuple[Any, Any]] = []
    rows = np.asarray(old, dtype=np.int64)
    for step in (-1, 1):
        nearest = nearest_anchor(anchors.old, step)[rows]
        known = nearest >= 0
        for shift in (-1, 0, 1):
            target = anchors.old[nearest[known]] + (rows[known] - nearest[known]) + shift
            inside = (target >= 0) & (target < table.new.size)
            i, j = rows[known][inside], target[inside]
            found.append((i[free_new[j]], j[free_new[j]]))
    return make_pairs(np.concatenate([i for i, _ in found]), np.concatenate([j for _, j in found]))


def _allowed(table: LinkTable, pairs: Pairs) -> Pairs:
    """Return the pairs of one stream that no override forbids."""
    import numpy as np

    fine = np.array(
        [
            table.old.stream[i] == table.new.stream[j] and (i, j) not in table.vetoes
            for i, j in zip(pairs.old.tolist(), pairs.new.tolist())
        ],
        dtype=bool,
    )
    return Pairs(pairs.old[fine], pairs.new[fine])


def _tentative(pairs: Pairs, chance: Floats, least: float) -> dict[int, int]:
    return {int(pairs.old[k]): int(pairs.new[k]) for k in _chosen(pairs, chance, least)}


def _chosen(pairs: Pairs, chance: Floats, least: float) -> Any:
    import numpy as np

    return np.flatnonzero(assign(pairs, chance - least))
