"""Choose among competing pairs so that the whole is best, where the best for each cannot all be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from draftdiff.alignment.candidates import Pairs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


def assign(pairs: Pairs, gain: Floats) -> Any:
    """Return which pairs to take: each paragraph at most once, the sum of their gains greatest.

    Pairs without a positive gain are never taken. A pair that gains at least as much as the best rival of its old
    and the best rival of its new paragraph together is in some best choice; such pairs are taken first. The rest is
    solved as a sparse matching (scipy `csgraph`, Jonker and Volgenant).
    """
    import numpy as np

    taken = np.zeros(len(pairs), dtype=bool)
    live = np.flatnonzero(gain > 0)
    while len(live):
        old, new, value = pairs.old[live], pairs.new[live], gain[live]
        safe = value > best_rival(old, value) + best_rival(new, value)
        if not safe.any():
            taken[live[_matching(old, new, value)]] = True
            break
        taken[live[safe]] = True
        live = live[~np.isin(old, old[safe]) & ~np.isin(new, new[safe])]
    return taken


def best_rival(group: Ints, value: Floats) -> Floats:
    """Return for each pair the best value among the other pairs of its group, 0 where there is none."""
    import numpy as np

    if not len(group):
        return np.zeros(0)
    best = np.zeros(int(group.max()) + 1)
    np.maximum.at(best, group, value)
    first = value >= best[group]
    ties = np.bincount(group[first], minlength=len(best))
    second = np.zeros(len(best))
    np.maximum.at(second, group[~first], value[~first])
    rival: Floats = np.where(first & (ties[group] == 1), second[group], best[group])
    return rival


def _matching(old: Ints, new: Ints, gain: Floats) -> Ints:
    """Return the positions of the pairs of the best matching.

    Every paragraph also has a stand-in of cost 1 with which it stays alone, so that a full matching always exists.
    """
    import numpy as np
    from scipy import sparse
    from scipy.sparse import csgraph

    rows_of, row = np.unique(old, return_inverse=True)
    cols_of, col = np.unique(new, return_inverse=True)
    n, m = len(rows_of), len(cols_of)
    cost = 2.0 - gain / (gain.max() + 1e-9)
    data = np.concatenate([cost, np.full(n, 1.0), np.full(m, 1.0), np.full(len(gain), 0.0)]) + 1.0
    entry_rows = np.concatenate([row, np.arange(n), n + np.arange(m), n + col])
    entry_cols = np.concatenate([col, m + np.arange(n), np.arange(m), m + row])
    graph = sparse.csr_matrix((data, (entry_rows, entry_cols)), shape=(n + m, n + m))
    partner = np.full(n + m, -1)
    found_rows, found_cols = csgraph.min_weight_full_bipartite_matching(graph)
    partner[found_rows] = found_cols
    return np.flatnonzero(partner[row] == col)
