"""Link reworded paragraphs: search, weigh the evidence, assign; then again with what the surroundings say.

before   old  A  b  C  d     new  A  b*  C  e     (b* is b reworded)
after    A-A, b-b*, C-C; d and e stay alone
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from draftdiff.alignment.assign import assign
from draftdiff.alignment.candidates import Pairs, make_pairs, search, without
from draftdiff.alignment.evidence import WORDING_FEATURES, chance_of, likeness
from draftdiff.alignment.places import PLACE_FEATURES, Anchors, anchors_of, nearest_anchor, place_evidence
from draftdiff.alignment.table import Link, LinkTable
from draftdiff.alignment.weights import BY_WORDING, BY_WORDING_AND_PLACE, SURE, TAKE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROUNDS = 2
"""How often the places are measured, the second time from the links that the first gave."""


@dataclass(frozen=True, slots=True)
class Field:
    """Pairs worth a judgement, with what their wording says and the first tentative links."""

    pairs: Pairs
    wording: Floats
    anchors: Anchors


def match_similar(table: LinkTable) -> None:
    """Link paragraphs by the weight of all evidence."""
    if not table.free_old() or not table.free_new():
        return
    field = gather(table)
    chance, anchors = field.wording[:, 0], field.anchors
    for _ in range(ROUNDS):
        chance = judged(table, field, anchors)
        anchors = anchors_of(table, tentative(field.pairs, chance, TAKE))
    for k in _chosen(field.pairs, chance, TAKE):
        i, j = int(field.pairs.old[k]), int(field.pairs.new[k])
        table.add(Link(i, j, float(chance[k]), _ground(table, anchors, field, int(k))))


def _ground(table: LinkTable, anchors: Anchors, field: Field, k: int) -> str:
    """Return in plain words why a pair was linked; the same from either side."""
    i, j = int(field.pairs.old[k]), int(field.pairs.new[k])
    alike = field.wording[k, WORDING_FEATURES.index("characters")]
    grounds = [f"{round(100 * float(alike))} % of the characters agree"]
    beside = [
        0 <= i + step < table.old.size
        and 0 <= j + step < table.new.size
        and anchors.old[i + step] == j + step
        for step in (-1, 1)
    ]
    if any(beside):
        grounds.append("between linked neighbours" if all(beside) else "beside a linked neighbour")
    if table.old.numbers[i] and table.old.numbers[i] == table.new.numbers[j]:
        grounds.append("the same number")
    return f"similar: {', '.join(grounds)}"


def gather(table: LinkTable) -> Field:
    """Return the pairs of free paragraphs that share wording or stand where linked neighbours foretell."""
    import numpy as np

    wording = table.wording()
    pairs = search(wording, table.free_old(), table.free_new())
    pairs = _allowed(table, pairs)
    rows = likeness(table, wording, pairs)
    anchors = anchors_of(table, tentative(pairs, chance_of(pairs, rows, WORDING_FEATURES, BY_WORDING), SURE))
    further = _allowed(table, without(by_place(table, table.free_old(), anchors), pairs))
    both = Pairs(np.r_[pairs.old, further.old], np.r_[pairs.new, further.new])
    return Field(both, np.vstack([rows, likeness(table, wording, further)]), anchors)


def judged(table: LinkTable, field: Field, anchors: Anchors) -> Floats:
    """Return the probability of each pair from its wording, its place and its lead over rivals."""
    import numpy as np

    rows = np.hstack([field.wording, place_evidence(table, field.pairs, anchors)])
    chance = chance_of(field.pairs, rows, (*WORDING_FEATURES, *PLACE_FEATURES), BY_WORDING_AND_PLACE)
    # From text to note or back (a paragraph demoted to a footnote) only on sure ground: its place tells nothing.
    across = np.array(
        [
            table.old.stream[i] != table.new.stream[j]
            for i, j in zip(field.pairs.old.tolist(), field.pairs.new.tolist())
        ],
        dtype=bool,
    )
    return np.where(across & (chance < SURE), 0.0, chance)


def by_place(table: LinkTable, old: Sequence[int], anchors: Anchors) -> Pairs:
    """Return the pairs of free paragraphs that stand where their linked neighbours foretell."""
    import numpy as np

    free_new = np.zeros(table.new.size, dtype=bool)
    free_new[table.free_new()] = True
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
    """Return the pairs that no override forbids."""
    import numpy as np

    if not table.vetoes:
        return pairs
    both = zip(pairs.old.tolist(), pairs.new.tolist())
    fine = np.array([pair not in table.vetoes for pair in both], dtype=bool)
    return Pairs(pairs.old[fine], pairs.new[fine])


def tentative(pairs: Pairs, chance: Floats, least: float) -> dict[int, int]:
    """Return the links that would be taken with at least that chance."""
    return {int(pairs.old[k]): int(pairs.new[k]) for k in _chosen(pairs, chance, least)}


def _chosen(pairs: Pairs, chance: Floats, least: float) -> Any:
    import numpy as np

    return np.flatnonzero(assign(pairs, chance - least))
