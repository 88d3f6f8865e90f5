"""Tables as a grid of cells, merged cells counted once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from draftdiff.ooxml import Element, qname
from draftdiff.readers.docx.line import Path
from draftdiff.readers.docx.revisions import View
from draftdiff.readers.docx.styles import W_VAL, integer

_THROUGH = frozenset(map(qname, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
_CELL_PROPERTIES = qname("w:tcPr")
_SPAN = qname("w:gridSpan")
_MERGE = qname("w:vMerge")
_ROW_PROPERTIES = qname("w:trPr")
_BEFORE = qname("w:gridBefore")
_ROW, _CELL = qname("w:tr"), qname("w:tc")


@dataclass(slots=True)
class GridCell:
    """One cell of a table as printed."""

    row: int
    column: int
    column_span: int
    row_span: int
    bodies: list[tuple[Element, Path]]
    """The w:tc that it is made of: one, and more below it where cells are merged downwards."""


def grid(table: Element, path: Path, view: View) -> list[GridCell]:
    """Return the cells of a w:tbl that one view has, in reading order. Rows count what is there."""
    cells: list[GridCell] = []
    open_merges: dict[int, GridCell] = {}
    rows = [item for item in _children(table, path, _ROW) if not view.lacks_row(item[0])]
    for row, (element, row_path) in enumerate(rows):
        column = _grid_before(element)
        merged: dict[int, GridCell] = {}
        for cell, cell_path in _children(element, row_path, _CELL):
            if view.lacks_cell(cell):
                continue
            span, merge = _spans(cell)
            above = open_merges.get(column)
            if merge == "continue" and above is not None:
                above.row_span = row - above.row + 1
                above.bodies.append((cell, cell_path))
                merged[column] = above
            else:
                found = GridCell(row, column, span, 1, [(cell, cell_path)])
                cells.append(found)
                if merge:
                    merged[column] = found
            column += span
        open_merges = merged
    return cells


def _spans(cell: Element) -> tuple[int, str]:
    properties = cell.find(_CELL_PROPERTIES)
    if properties is None:
        return 1, ""
    span = properties.find(_SPAN)
    merge = properties.find(_MERGE)
    columns = integer(span.get(W_VAL)) if span is not None else None
    return min(max(1, columns or 1), 1000), "" if merge is None else str(merge.get(W_VAL, "continue"))


def _grid_before(row: Element) -> int:
    properties = row.find(_ROW_PROPERTIES)
    before = properties.find(_BEFORE) if properties is not None else None
    return min(max(0, (integer(before.get(W_VAL)) or 0) if before is not None else 0), 1000)


def _children(element: Element, path: Path, tag: str) -> Iterator[tuple[Element, Path]]:
    """Yield the children of one name, looked for through content controls too."""
    for at, child in enumerate(element):
        if child.tag == tag:
            yield child, (*path, at)
        elif child.tag in _THROUGH:
            yield from _children(child, (*path, at), tag)
