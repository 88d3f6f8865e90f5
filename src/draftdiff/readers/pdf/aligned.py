"""Tables without drawn columns: lines whose words leave the same two gutters free, or more.

#     Description                L1   CWE
1.5.1 Verify that input and       x   1029        three gutters, all free on every line;
      output are checked                          a wider distance of lines parts the rows
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from draftdiff.readers.pdf.lines import Line
from draftdiff.readers.pdf.rules import Box
from draftdiff.readers.pdf.tables import Table
from draftdiff.readers.pdf.words import Word

_GAP = 1.0  # of the type size: narrower gaps are between words
_FREE = 0.55  # of the type size: what all lines leave free; spaces of justified lines are narrower, or stand elsewhere
_FEWEST_GUTTERS = 2  # one gutter parts a number from its text, or two columns
_LEADERS = re.compile(r"(?:\. ?){5,}")

_Gutters = list[tuple[float, float]]


def with_tables(lines: Sequence[Line]) -> list[list[Line] | Table]:
    """Return the lines of a stretch of a page with its aligned tables, from top to bottom."""
    found: list[list[Line] | Table] = []
    rest: list[Line] = []
    at = 0
    while at < len(lines):
        end, gutters = _reach(lines, at)
        table = _table(lines[at:end], gutters) if end else None
        if table is None:
            rest.append(lines[at])
            at += 1
            continue
        if rest:
            found.append(rest)
        found.append(table)
        rest, at = [], end
    return [*found, rest] if rest else found


def _reach(lines: Sequence[Line], at: int) -> tuple[int, _Gutters]:
    """Return where the run of lines ends that leave the gutters of the first ones free; 0 where there is none."""
    # A head of several lines may show fewer columns on its first line than on the next ones.
    first = [_gaps(line) for line in lines[at : at + 3]]
    gutters = max(first, key=len)
    if len(first[0]) < _FEWEST_GUTTERS or _LEADERS.search(lines[at].text):
        return 0, []
    if len(_narrowed(gutters, lines[at])) < len(gutters):
        gutters = first[0]
    gutters = _narrowed(gutters, lines[at])
    end = at + 1
    while end < len(lines) and not _LEADERS.search(lines[end].text):
        above, line = lines[end - 1], lines[end]
        if above.y - line.y > 4 * line.size or abs(above.size - line.size) > 0.15 * line.size:
            break
        narrowed = _narrowed(gutters, line)
        if len(narrowed) < len(gutters):
            break
        gutters, end = narrowed, end + 1
    return end, gutters


def _gaps(line: Line) -> _Gutters:
    least = _GAP * line.size
    return [(a.x1, b.x0) for a, b in pairwise(line.words) if b.x0 - a.x1 > least]


def _narrowed(gutters: _Gutters, line: Line) -> _Gutters:
    """Return what a line leaves free of the gutters; those that it closes are left out."""
    kept: _Gutters = []
    for left, right in gutters:
        for word in line.words:
            if word.x1 <= left or word.x0 >= right:
                continue
            if word.x0 - left >= right - word.x1:
                right = min(right, word.x0)
            else:
                left = max(left, word.x1)
        if right - left > _FREE * line.size:
            kept.append((left, right))
    return kept


def _table(lines: Sequence[Line], gutters: _Gutters) -> Table | None:
    """Return the table of these lines, or None where too few of them fill three columns."""
    edges = [(left + right) / 2 for left, right in gutters]
    filled = [len({_column(word, edges) for word in line.words}) for line in lines]
    if sum(count > _FEWEST_GUTTERS for count in filled) < 2 or len(lines) < 3:
        return None
    rows = _rows(lines, filled)
    if len(rows) < 2:
        return None
    cells: list[tuple[Box, list[Line]]] = []
    for number, row in enumerate(rows):
        for column in range(len(edges) + 1):
            parts = [_part(line, column, edges) for line in row]
            if kept := [part for part in parts if part.words]:
                cells.append((Box(number, column, 1, 1, 0.0, 0.0, 0.0, 0.0), kept))
    return Table(
        page=lines[0].page,
        top=lines[0].y,
        bottom=lines[-1].y,
        columns=tuple(round(edge) for edge in edges),
        cells=cells,
    )


def _rows(lines: Sequence[Line], filled: Sequence[int]) -> list[list[Line]]:
    """Return the lines of each row: rows stand further apart than lines, or each fills most columns."""
    gaps = [a.y - b.y for a, b in pairwise(lines)]
    wide = 1.25 * min(gaps)
    parted = any(gap > wide for gap in gaps)
    most = max(filled)
    rows: list[list[Line]] = [[lines[0]]]
    for at, gap in enumerate(gaps, 1):
        begins = gap > wide if parted else filled[at] >= 0.6 * most
        if begins:
            rows.append([])
        rows[-1].append(lines[at])
    return rows


def _column(word: Word, edges: Sequence[float]) -> int:
    middle = (word.x0 + word.x1) / 2
    return sum(middle > edge for edge in edges)


def _part(line: Line, column: int, edges: Sequence[float]) -> Line:
    words = [word for word in line.words if _column(word, edges) == column]
    return Line(words=words, page=line.page, y=line.y, size=line.size)
