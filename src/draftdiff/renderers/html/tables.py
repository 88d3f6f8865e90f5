"""The cells of a table, put back into rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from draftdiff.model import Cell
from draftdiff.renderers.html.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """One cell: its paragraphs, and the changes whose ids it bears."""

    cell: Cell
    paragraphs: tuple[Markup, ...]
    id: str


Grid = tuple[tuple[TableCell | None, ...], ...]
"""Rows of cells; None where a cell stands elsewhere or another spans over its place."""


def grid_of(rows: Sequence[Row], side: str) -> Grid:
    """Return the cells of one side by row; places that no cell covers are None."""
    found: dict[tuple[int, int], TableCell] = {}
    for row in rows:
        change = row.change
        pairs = (
            zip(change.old, row.old, strict=True) if side == "old" else zip(change.new, row.new, strict=True)
        )
        for paragraph, markup in pairs:
            cell = paragraph.cell
            if cell is None:
                continue
            key = (cell.row, cell.column)
            before = found.get(key)
            found[key] = TableCell(
                cell=cell,
                paragraphs=(*before.paragraphs, markup) if before else (markup,),
                id=before.id if before else row.id if side == "new" or not change.new else "",
            )
    lines = sorted({row for row, _ in found})
    width = max((column for _, column in found), default=-1) + 1
    # A span is only followed as far as the table goes: a file may claim a million rows.
    covered = {
        (row, column)
        for cell in (item.cell for item in found.values())
        for row in range(cell.row, min(cell.row + cell.row_span, lines[-1] + 1))
        for column in range(cell.column, min(cell.column + cell.column_span, width))
    }
    return tuple(
        tuple(
            found.get((line, column))
            for column in range(width)
            if (line, column) in found or (line, column) not in covered
        )
        for line in lines
    )
