"""Find the few pairs of paragraphs that share enough rare wording to be worth a closer look.

One sparse product over weighted words and word pairs. Features that stand in many paragraphs of both drafts are
left out of it, so that its cost grows with the length of the drafts and not with their product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from draftdiff.alignment.sides import Side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

COMMON = 60
"""A feature is left out of the search if its old times its new paragraphs exceed the square of this."""
LEAST = 0.05
"""Least shared weight (of 2: words and pairs of words) of a candidate."""
KEEP = 5
"""Candidates kept for each paragraph, on either side."""
_BITS = 42
"""Bits of a value in billionths; more than that counts as equal."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of paragraphs as two arrays of the same length, without repeats."""

    old: Ints
    new: Ints

    def __len__(self) -> int:
        return len(self.old)


@dataclass(frozen=True, slots=True)
class Wording:
    """Both drafts as sparse vectors: a row a paragraph, a column a feature."""

    old: Any
    """Words, weighted by rarity and of length 1 (scipy CSR)."""
    new: Any
    old_pairs: Any
    """Pairs of neighbouring words, in the same form."""
    new_pairs: Any
    rarity: Floats
    """Weight of each word, by the number of its character."""


def wording_of(old: Side, new: Side) -> Wording:
    """Return the weighted vectors of both drafts. Time grows with their words."""
    import numpy as np

    texts = [*old.stems, *new.stems]
    words = numbers_of("".join(texts))
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    row = np.repeat(np.arange(len(texts)), lengths)
    size = int(words.max(initial=-1)) + 1
    word_rows, rarity = _weighted(row, words, len(texts), size)
    inside = row[1:] == row[:-1]
    names, column = np.unique((words[:-1] * size + words[1:])[inside], return_inverse=True)
    pair_rows, _ = _weighted(row[1:][inside], column, len(texts), len(names))
    return Wording(
        word_rows[: old.size], word_rows[old.size :], pair_rows[: old.size], pair_rows[old.size :], rarity
    )


def numbers_of(coded: str) -> Ints:
    """Return the numbers of the characters that stand for words."""
    import numpy as np

    return np.frombuffer(coded.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)


def search(wording: Wording, old: Sequence[int], new: Sequence[int], keep: int = KEEP) -> Pairs:
    """Return the pairs of these paragraphs that share most: the best few for each on either side."""
    import numpy as np
    from scipy import sparse

    if not len(old) or not len(new):
        return empty_pairs()
    rows, cols = np.asarray(old), np.asarray(new)
    left = sparse.hstack([wording.old[rows], wording.old_pairs[rows]], format="csc")
    right = sparse.hstack([wording.new[cols], wording.new_pairs[cols]], format="csc")
    spread = np.diff(left.indptr).astype(np.int64) * np.diff(right.indptr)
    used = np.flatnonzero((spread > 0) & (spread <= COMMON**2))
    product = (left[:, used].tocsr() @ right[:, used].tocsr().T).tocoo()
    strong = product.data >= LEAST
    row, col, value = product.row[strong], product.col[strong], np.round(product.data[strong], 9)
    place = np.abs(rows[row] / max(1, rows.max()) - cols[col] / max(1, cols.max()))
    chosen = best_of(row, value, place, keep) | best_of(col, value, place, keep)
    return make_pairs(rows[row[chosen]], cols[col[chosen]])


def make_pairs(old: Any, new: Any) -> Pairs:
    """Return the pairs ascending and each once."""
    import numpy as np

    one, other = np.asarray(old, dtype=np.int64), np.asarray(new, dtype=np.int64)
    size = int(other.max(initial=-1)) + 1
    if not size:
        return empty_pairs()
    return Pairs(*np.divmod(distinct(one * size + other), size))


def distinct(values: Ints) -> Ints:
    """Return the values ascending and each once. By sorting: several times as fast as numpy's `unique`."""
    import numpy as np

    ascending = np.sort(values)
    first = np.ones(len(ascending), dtype=bool)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return ascending[first]


def empty_pairs() -> Pairs:
    """Return no pairs."""
    import numpy as np

    return Pairs(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


def without(pairs: Pairs, others: Pairs) -> Pairs:
    """Return the pairs that are not among the others."""
    import numpy as np

    width = max(int(p.new.max(initial=0)) for p in (pairs, others)) + 1
    fresh = ~np.isin(pairs.old * width + pairs.new, others.old * width + others.new)
    return Pairs(pairs.old[fresh], pairs.new[fresh])


def best_of(group: Ints, value: Floats | Ints, place: Floats | Ints, keep: int) -> Any:
    """Return which entries are among the best of their group: by value, then by nearness of place."""
    import numpy as np

    near = _not_beaten(group, value, keep)
    order = near[np.lexsort((place[near], -value[near], group[near]))]
    ranked = group[order]
    starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]]) if len(ranked) else np.empty(0, dtype=int)
    rank = np.arange(len(ranked)) - np.repeat(starts, np.diff(np.r_[starts, len(ranked)]))
    chosen = np.zeros(len(group), dtype=bool)
    chosen[order[rank < keep]] = True
    return chosen


def _not_beaten(group: Ints, value: Floats | Ints, keep: int) -> Ints:
    """Return the positions of the entries that reach the value of the last of the best few of their group.

    One sort of whole numbers, group above value, is several times faster than sorting by all keys at once.
    """
    import numpy as np

    if not len(group):
        return np.empty(0, dtype=np.int64)
    height = np.minimum(np.rint(value * 1e9), 2.0**_BITS - 1).astype(np.int64)
    key = ((group.astype(np.int64) + 1) << _BITS) - height
    count = np.bincount(group)
    last = np.sort(key)[np.cumsum(count) - count + np.minimum(count, keep) - 1]
    return np.flatnonzero(key <= last[group])


def _weighted(row: Ints, column: Ints, height: int, width: int) -> tuple[Any, Floats]:
    """Return the matrix with weight sqrt(count) * rarity, rows of length 1, and the rarity by column."""
    import numpy as np
    from scipy import sparse

    counts = sparse.csr_matrix((np.ones(len(column)), (row, column)), shape=(height, width), dtype=np.float64)
    spread = np.bincount(counts.indices, minlength=width)
    rarity = np.log((1 + height) / (1 + spread)) + 0.1
    counts.data = np.sqrt(counts.data) * rarity[counts.indices]
    norms = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    matrix = sparse.csr_matrix(sparse.diags(1 / np.maximum(norms, 1e-12)) @ counts)
    return matrix, rarity
