"""How much speaks for a pair of paragraphs: shared wording, uniqueness and place, weighed into one probability."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from draftdiff.alignment.assign import best_rival
from draftdiff.alignment.candidates import Pairs, Wording
from draftdiff.alignment.table import LinkTable
from draftdiff.alignment.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

READ = 4_000
"""Characters of a paragraph that the likeness of characters looks at; its cost grows with their square."""

WORDING_FEATURES = ("words", "pairs", "characters", "covered", "equal", "length", "short", "kind", "number")
LEAD = 6.0
"""Log-odds beyond which a lead over the rivals counts no more."""


def chance_of(pairs: Pairs, rows: Floats, names: Sequence[str], weights: Weights) -> Floats:
    """Return the probability that a careful reader links each pair, from its features and its lead over rivals.

    The first weights judge each pair by itself; a pair's lead is what it has over the best other pair of either
    paragraph; the second weights judge features and lead together.
    """
    import numpy as np

    alone = rows @ np.array([weights.alone.get(name, 0.0) for name in names]) + weights.alone["bias"]
    total = rows @ np.array([weights.among.get(name, 0.0) for name in names]) + weights.among["bias"]
    total = total + weights.among["lead"] * lead_of(pairs, alone)
    return np.asarray(1 / (1 + np.exp(-np.clip(total, -40, 40))), dtype=np.float64)


def lead_of(pairs: Pairs, odds: Floats) -> Floats:
    """Return the log-odds that each pair has over its best rival on either side, within -LEAD and LEAD."""
    import numpy as np

    height = np.clip(odds, -LEAD, LEAD) + LEAD + 1e-9
    rival = np.maximum(best_rival(pairs.old, height), best_rival(pairs.new, height))
    return np.clip(height - rival, -LEAD, LEAD)


def likeness(table: LinkTable, wording: Wording, pairs: Pairs) -> Floats:
    """Return the wording features of each pair, a row a pair. Symmetric in the two drafts."""
    import numpy as np

    old, new = table.old, table.new
    i, j = pairs.old, pairs.new
    words = _products(wording.old, wording.new, i, j)
    bigrams = _products(wording.old_pairs, wording.new_pairs, i, j)
    characters = _characters(table, pairs)
    covered = _covered(wording, i, j)
    both = list(zip(i.tolist(), j.tolist()))
    equal = np.array([old.folded[a] == new.folded[b] for a, b in both], dtype=float)
    length = np.abs(np.log(old.lengths[i] / new.lengths[j]))
    short = 1 / np.sqrt(np.minimum(old.lengths[i], new.lengths[j]))
    kind = np.array([old.heading[a] == new.heading[b] for a, b in both], dtype=float)
    number = np.array([old.numbers[a] == new.numbers[b] != "" for a, b in both], dtype=float)
    return np.stack([words, bigrams, characters, covered, equal, length, short, kind, number], axis=1)


def _products(left: Any, right: Any, i: Ints, j: Ints) -> Floats:
    import numpy as np

    return np.asarray(left[i].multiply(right[j]).sum(axis=1), dtype=np.float64).ravel()


def _covered(wording: Wording, i: Ints, j: Ints) -> Floats:
    """Return the weight of the shared words over that of the paragraph with less of it."""
    import numpy as np

    left, right = wording.old[i], wording.new[j]
    shared = np.asarray((left > 0).multiply(right > 0).multiply(wording.rarity).sum(axis=1)).ravel()
    total_old = np.asarray((left > 0).multiply(wording.rarity).sum(axis=1)).ravel()
    total_new = np.asarray((right > 0).multiply(wording.rarity).sum(axis=1)).ravel()
    return np.asarray(shared / np.maximum(np.minimum(total_old, total_new), 1e-9), dtype=np.float64)


def _characters(table: LinkTable, pairs: Pairs) -> Floats:
    """Return the share of characters on the longest common subsequence, 0 to 1."""
    import numpy as np
    from rapidfuzz.distance import Indel

    similarity = Indel.normalized_similarity
    old, new = table.old.folded, table.new.folded
    return np.array(
        [similarity(old[a][:READ], new[b][:READ]) for a, b in zip(pairs.old.tolist(), pairs.new.tolist())],
        dtype=np.float64,
    )
