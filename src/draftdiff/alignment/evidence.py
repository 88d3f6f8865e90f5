"""How much speaks for a pair of paragraphs: shared wording, uniqueness and place, weighed into one probability."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from draftdiff.alignment.assign import best_rival
from draftdiff.alignment.candidates import Pairs, Wording
from draftdiff.alignment.table import LinkTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

READ = 4_000
"""Characters of a paragraph that the likeness of characters looks at; its cost grows with their square."""

WORDING_FEATURES = (
    "words", "pairs", "characters", "covered", "equal", "opening", "length", "short", "words_short",
    "rival", "kind", "number",
)  # fmt: skip


def likeness(table: LinkTable, wording: Wording, pairs: Pairs) -> Floats:
    """Return the wording features of each pair, a row a pair. Symmetric in the two drafts."""
    import numpy as np

    old, new = table.old, table.new
    i, j = pairs.old, pairs.new
    words = _products(wording.old, wording.new, i, j)
    bigrams = _products(wording.old_pairs, wording.new_pairs, i, j)
    characters = _characters(table, pairs)
    covered = _covered(wording, i, j)
    equal = np.array([old.folded[a] == new.folded[b] for a, b in zip(i, j)], dtype=float)
    opening = np.array([_opening(old.stems[a], new.stems[b]) for a, b in zip(i, j)], dtype=float)
    length = np.abs(np.log(old.lengths[i] / new.lengths[j]))
    short = 1 / np.sqrt(np.minimum(old.lengths[i], new.lengths[j]))
    mix = (words + characters) / 2
    rival = mix - np.maximum(best_rival(i, mix), best_rival(j, mix))
    kind = np.array([old.heading[a] == new.heading[b] for a, b in zip(i, j)], dtype=float)
    numbers = [
        bool(old.draft.paragraphs[a].number)
        and old.draft.paragraphs[a].number == new.draft.paragraphs[b].number
        for a, b in zip(i, j)
    ]
    return np.stack(
        [words, bigrams, characters, covered, equal, opening, length, short, words * short, rival, kind,
         np.array(numbers, dtype=float)],
        axis=1,
    )  # fmt: skip


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


def _opening(old: list[str], new: list[str]) -> float:
    """Return the share of the first five words that agree from the start."""
    count = 0
    for a, b in zip(old[:5], new[:5]):
        if a != b:
            break
        count += 1
    return count / 5
