"""Link tables to tables, rows to rows and then cells to cells by their column.

    before   old  | A | 1 |   | B | 2 |      new  | C | 9 |   | A | 1 |   | B | 3 |
    after    row A with A, row B with B; the cells 2 and 3 are linked though they share no word

Rows agree by content and by their first cell. The cells of a linked table take no part in later passes: no cell
moves out of its row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.alignment.assign import assign
from draftdiff.alignment.candidates import COMMON, make_pairs
from draftdiff.alignment.sides import Side
from draftdiff.alignment.table import Link, LinkTable

TABLES_ALIKE = 0.3
"""Dice coefficient of the words of two tables from which they are one table."""
ROWS_ALIKE = 0.4
"""The same for rows, after the bonus for an equal first cell."""
FIRST_CELL = 0.4
"""Bonus for rows whose first cells are equal: it is most often the name of the row."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the paragraphs of each column."""

    columns: dict[int, list[int]]
    words: Counter[str]
    first: str


def match_cells(table: LinkTable) -> None:
    """Link the cells of tables that belong together."""
    old, new = _tables(table.old), _tables(table.new)
    if not old or not new:
        return
    whole_old = [_sum(rows) for rows in old]
    whole_new = [_sum(rows) for rows in new]
    for a, b in _paired(whole_old, whole_new, None, TABLES_ALIKE):
        firsts = [row.first for row in old[a]], [row.first for row in new[b]]
        pairs = _paired([r.words for r in old[a]], [r.words for r in new[b]], firsts, ROWS_ALIKE)
        columns = _columns(table, [(old[a][r], new[b][q]) for r, q in pairs])
        for r, q in pairs:
            _link_row(table, old[a][r], new[b][q], columns)
        table.closed_old.update(i for row in old[a] for cell in row.columns.values() for i in cell)
        table.closed_new.update(j for row in new[b] for cell in row.columns.values() for j in cell)


def _tables(side: Side) -> list[list[Row]]:
    """Return the rows of each table, in reading order."""
    rows: dict[int, dict[int, dict[int, list[int]]]] = {}
    for paragraph in side.draft.paragraphs:
        if (cell := paragraph.cell) is not None:
            columns = rows.setdefault(cell.table, {}).setdefault(cell.row, {})
            columns.setdefault(cell.column, []).append(paragraph.index)
    return [[_row(side, columns) for columns in one.values()] for one in rows.values()]


def _row(side: Side, columns: dict[int, list[int]]) -> Row:
    words = Counter(stem for cell in columns.values() for index in cell for stem in side.stems[index])
    first = " ".join(side.folded[index] for index in columns[min(columns)])
    return Row(columns, words, first)


def _sum(rows: Sequence[Row]) -> Counter[str]:
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row.words)
    return total


def _paired(
    old: Sequence[Counter[str]],
    new: Sequence[Counter[str]],
    firsts: tuple[list[str], list[str]] | None,
    least: float,
) -> list[tuple[int, int]]:
    """Return the best one-to-one pairs of bags of words; equal ones in equal order."""
    import numpy as np

    found = sorted(_sharing(old, new, firsts))
    if not found:
        return []
    both = np.array(found)
    pairs = make_pairs(both[:, 0], both[:, 1])
    gain = []
    for a, b in zip(pairs.old.tolist(), pairs.new.tolist()):
        likeness = _dice(old[a], new[b])
        if firsts is not None and firsts[0][a] and firsts[0][a] == firsts[1][b]:
            likeness += FIRST_CELL
        apart = abs(a / max(1, len(old) - 1) - b / max(1, len(new) - 1))
        gain.append(likeness + (1 - apart) / 100 if likeness >= least else 0.0)
    taken = np.flatnonzero(assign(pairs, np.array(gain)))
    return [(int(pairs.old[k]), int(pairs.new[k])) for k in taken]


def _sharing(
    old: Sequence[Counter[str]], new: Sequence[Counter[str]], firsts: tuple[list[str], list[str]] | None
) -> set[tuple[int, int]]:
    """Return the pairs that share an uncommon word or the first cell, and those at the same place from either end."""
    holders: dict[str, list[int]] = {}
    for b, words in enumerate(new):
        for word in words:
            holders.setdefault(word, []).append(b)
    found = {(a, b) for a, words in enumerate(old) for w in words for b in holders.get(w, ())[:COMMON]}
    shorter = min(len(old), len(new))
    found |= {(k, k) for k in range(shorter)} | {(len(old) - 1 - k, len(new) - 1 - k) for k in range(shorter)}
    if firsts is not None:
        named: dict[str, list[int]] = {}
        for b, first in enumerate(firsts[1]):
            named.setdefault(first, []).append(b)
        found |= {(a, b) for a, first in enumerate(firsts[0]) for b in named.get(first, ())[:COMMON]}
    return found


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    # four times as fast as the intersection of the two, which makes a bag of its own
    shared = sum(min(count, many[word]) for word, count in few.items() if word in many)
    return 2 * shared / total if total else 1.0


def _columns(table: LinkTable, rows: Sequence[tuple[Row, Row]]) -> dict[int, int]:
    """Return old column -> new column: by equal cells over all linked rows, then by place among what is left."""
    votes: Counter[tuple[int, int]] = Counter()
    for old, new in rows:
        for c, cell in old.columns.items():
            texts = [table.old.keys[i] for i in cell]
            for d, other in new.columns.items():
                if any(texts) and texts == [table.new.keys[j] for j in other]:
                    votes[c, d] += 1
    found: dict[int, int] = {}
    taken: set[int] = set()
    for c, d in sorted(votes, key=lambda pair: (-votes[pair], abs(pair[0] - pair[1]), pair)):
        if c not in found and d not in taken:
            found[c] = d
            taken.add(d)
    left_old = sorted({c for old, _ in rows for c in old.columns} - set(found))
    left_new = sorted({d for _, new in rows for d in new.columns} - taken)
    return {**found, **dict(zip(left_old, left_new))}


def _link_row(table: LinkTable, old: Row, new: Row, columns: dict[int, int]) -> None:
    for c, cell in old.columns.items():
        for i, j in zip(cell, new.columns.get(columns.get(c, -1), ())):
            table.add(Link(i, j, 1.0, "table: the same column of rows that belong together"))
