"""Ruled tables of a PDF: words into the cells that the drawn rules enclose, tables across pages put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftdiff.model import Cell
from draftdiff.readers.pdf.lines import Line, lines_of
from draftdiff.readers.pdf.paragraphs import Measure, Para, paragraphs_of
from draftdiff.readers.pdf.rules import Box, box_at, tables_of
from draftdiff.readers.pdf.words import Page, Word

_HIGHEST = 0.3  # of the page: what a cell of a table of one column may take


@dataclass(slots=True)
class Table:
    """A ruled table of one page, or of several once joined."""

    page: int
    top: float
    bottom: float
    columns: tuple[float, ...]
    """Left edges of its columns."""
    cells: list[tuple[Box, list[Line]]]
    id: int = 0
    first_row: int = 0
    """What its rows are counted from, where it goes on from the page before."""


def take_tables(page: Page) -> list[Table]:
    """Return the ruled tables of a page, from top to bottom; their words are taken out of the page."""
    found: list[Table] = []
    for boxes in tables_of(page.rules):
        if _is_frame(boxes, page):
            continue
        words: dict[int, list[Word]] = {}
        rest: list[Word] = []
        for word in page.words:
            box = box_at(boxes, (word.x0 + word.x1) / 2, word.y + 0.3 * word.size)
            if box is None:
                rest.append(word)
            else:
                words.setdefault(boxes.index(box), []).append(word)
        if len(words) < 2:
            continue
        page.words = rest
        found.append(
            Table(
                page=page.number,
                top=max(box.y1 for box in boxes),
                bottom=min(box.y0 for box in boxes),
                columns=tuple(sorted({round(box.x0) for box in boxes if box.row == 0})),
                cells=[(boxes[at], _cell_lines(page, words[at])) for at in sorted(words)],
            )
        )
    return found


def _is_frame(boxes: Sequence[Box], page: Page) -> bool:
    """Return whether rules frame what stands on a page: in one column, with a part as high as no cell is."""
    highest = max(box.y1 - box.y0 for box in boxes)
    return len({box.column for box in boxes}) < 2 and highest > _HIGHEST * page.height


def _cell_lines(page: Page, words: list[Word]) -> list[Line]:
    return lines_of(replace(page, words=words, sideways=[], rules=[]))


def goes_on(before: Table, table: Table) -> bool:
    """Return whether a table at the head of a page goes on from the page before."""
    same = len(before.columns) == len(table.columns)
    return same and all(abs(a - b) <= 3 for a, b in zip(before.columns, table.columns, strict=True))


def drop_repeated_head(first: Table, table: Table) -> list[Line]:
    """Take the head row out of a table that goes on, where it repeats the first page's; return its lines."""
    if _row_text(first, 0) != _row_text(table, 0):
        return []
    dropped = [line for box, lines in table.cells if box.row == 0 for line in lines]
    table.cells = [(box, lines) for box, lines in table.cells if box.row != 0]
    return dropped


def first_row_goes_on(before: Table, table: Table) -> bool:
    """Return whether the first row of a table that goes on is the rest of the last row before.

    Its first cell is empty, which no row before has.
    """
    first = min((box.row for box, _ in table.cells), default=0)
    filled = {before.first_row + box.row for box, _ in before.cells if box.column == 0}
    whole = filled >= {before.first_row + box.row for box, _ in before.cells}
    return whole and all(box.column for box, _ in table.cells if box.row == first)


def _row_text(table: Table, row: int) -> list[str]:
    return [line.text for box, lines in table.cells if box.row == row for line in lines]


def rows_of(table: Table) -> int:
    """Return the number of the row behind the last."""
    return table.first_row + max((box.row + box.row_span for box, _ in table.cells), default=0)


def cell_paragraphs(table: Table, usual: Measure) -> list[Para]:
    """Return the paragraphs of all cells, row by row."""
    found: list[Para] = []
    for box, lines in table.cells:
        cell = Cell(
            table=table.id,
            row=table.first_row + box.row,
            column=box.column,
            row_span=box.row_span,
            column_span=box.column_span,
        )
        for para in paragraphs_of(lines, usual, centred=True):
            para.cell = cell
            found.append(para)
    return found


def bands(lines: Sequence[Line], tables: Sequence[Table]) -> list[list[Line] | Table]:
    """Return what stands on a page from top to bottom: stretches of lines and tables."""
    found: list[list[Line] | Table] = []
    rest = list(lines)
    for table in tables:
        above = [line for line in rest if line.y > (table.top + table.bottom) / 2]
        rest = [line for line in rest if line.y <= (table.top + table.bottom) / 2]
        if above:
            found.append(above)
        found.append(table)
    if rest:
        found.append(rest)
    return found
