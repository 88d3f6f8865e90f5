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

WORDING_FEATURES = (
    "words",
    "pairs",
    "characters",
    "covered",
    "kept",
    "equal",
    "length",
    "short",
    "kind",
    "number",
)
LEAD = 6.0
"""Log-odds beyond which a lead over the rivals counts no more."""
DEPTH = 10.0
"""Log-odds against a pair from which it is no rival any more."""


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
    """Return the log-odds that each pair has over its best rival on either side, within -LEAD and LEAD.

    A rival whose other paragraph is better served elsewhere is a rival by that much less.
    """
    import numpy as np

    height = np.clip(odds, -DEPTH, LEAD) + DEPTH + 1e-9
    of_old, of_new = best_rival(pairs.old, height), best_rival(pairs.new, height)
    rival = np.maximum(
        best_rival(pairs.old, np.maximum(height + np.minimum(height - of_new, 0), 0)),
        best_rival(pairs.new, np.maximum(height + np.minimum(height - of_old, 0), 0)),
    )
    return np.clip(height - rival, -LEAD, LEAD)


def likeness(table: LinkTable, wording: Wording, pairs: Pairs) -> Floats:
    """Return the wording features of each pair, a row a pair. Symmetric in the two drafts."""
    import numpy as np

    old, new = table.old, table.new
    i, j = pairs.old, pairs.new
    words, covered, kept = _shared(wording, i, j)
    bigrams = _products(wording.old_pairs, wording.new_pairs, i, j)
    characters = _characters(table, pairs)
    both = list(zip(i.tolist(), j.tolist()))
    equal = np.array([old.folded[a] == new.folded[b] for a, b in both], dtype=float)
    length = np.abs(np.log(old.lengths[i] / new.lengths[j]))
    short = 1 / np.sqrt(np.minimum(old.lengths[i], new.lengths[j]))
    kind = np.array([old.heading[a] == new.heading[b] for a, b in both], dtype=float)
    number = np.array([old.numbers[a] == new.numbers[b] != "" for a, b in both], dtype=float)
    return np.stack([words, bigrams, characters, covered, kept, equal, length, short, kind, number], axis=1)


def _products(left: Any, right: Any, i: Ints, j: Ints) -> Floats:
    import numpy as np

    return np.asarray(left[i].multiply(right[j]).sum(axis=1), dtype=np.float64).ravel()


def _shared(wording: Wording, i: Ints, j: Ints) -> tuple[Floats, Floats, Floats]:
    """Return the likeness of the words, the share of the lesser paragraph's weight in common, and that weight itself.

    The share tells little of short paragraphs; six rare words in common are no chance in a paragraph of any length.
    """
    import numpy as np

    common = wording.old[i].multiply(wording.new[j]).tocsr()
    words = np.asarray(common.sum(axis=1), dtype=np.float64).ravel()
    shared = np.asarray(common.sign() @ wording.rarity)
    whole = [rows.sign() @ wording.rarity for rows in (wording.old, wording.new)]
    covered = shared / np.maximum(np.minimum(whole[0][i], whole[1][j]), 1e-9)
    return words, covered, np.log1p(shared)


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
