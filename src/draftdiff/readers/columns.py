"""Files that hold old and new text side by side in the columns of their tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from draftdiff.errors import OptionError
from draftdiff.model import Note
from draftdiff.readers.blocks import Block
from draftdiff.readers.cutting import kept_blocks, without_spans

_HEAD = 60
"""Cells of a head row are no longer than this, and end without a stop."""
_STOP = re.compile(r"[.;:,]\s*$")


def split_columns(
    blocks: Sequence[Block], columns: tuple[int, int], name: str
) -> tuple[list[Block], list[Block], list[Note]]:
    """Return the blocks of the old and of the new text, and notes on what belongs to neither.

    `columns` are 1-based, old first. Struck text of the new column is no text of it. What stands outside tables, and
    tables without both columns, is in both texts; head rows and further columns of the split tables are in none.
    Raises `OptionError` where no table has both.
    """
    tables = _tables_with(blocks, columns)
    if not tables:
        raise OptionError(
            where=name,
            what=f"no table has text in columns {columns[0]} and {columns[1]}",
            mend="Name the columns of the old and the new text, counted from 1, with --columns OLD,NEW.",
        )
    heads = _head_rows(blocks, tables, columns)
    sides = [
        [_of_side(block, column - 1, tables, heads, struck) for block in blocks]
        for column, struck in zip(columns, (False, True), strict=True)
    ]
    left = sum(
        1
        for block, old, new in zip(blocks, *sides, strict=True)
        if old is None and new is None and block.cell
    )
    notes = [Note(where=name, what=f"{left} cell paragraphs of head rows and further columns were left out")]
    old, new = (kept_blocks(blocks, side) for side in sides)
    return old, new, notes if left else []


def _tables_with(blocks: Sequence[Block], columns: tuple[int, int]) -> set[int]:
    """Return the tables with text in both columns."""
    filled = {(block.cell.table, block.cell.column + 1) for block in blocks if block.cell is not None}
    return {table for table, column in filled if column == columns[0] and (table, columns[1]) in filled}


def _head_rows(blocks: Sequence[Block], tables: set[int], columns: tuple[int, int]) -> set[tuple[int, int]]:
    """Return table and row of the rows that name the columns: the first with text, short and without a stop."""
    rows: dict[int, dict[int, list[Block]]] = {}
    for block in blocks:
        if block.cell is not None and block.cell.table in tables:
            rows.setdefault(block.cell.table, {}).setdefault(block.cell.row, []).append(block)
    heads = set()
    for table, by_row in rows.items():
        for row in sorted(by_row)[:-1]:
            cells = [b for b in by_row[row] if b.cell is not None and b.cell.column + 1 in columns]
            if not cells:
                heads.add((table, row))
                continue
            if all(len(b.text) <= _HEAD and not _STOP.search(b.text) for b in cells) and len(cells) == 2:
                heads.add((table, row))
            break
    return heads


def _of_side(
    block: Block, column: int, tables: set[int], heads: set[tuple[int, int]], struck: bool
) -> Block | None:
    cell = block.cell
    if cell is None or cell.table not in tables:
        return without_spans(block, ())
    if cell.column != column or (cell.table, cell.row) in heads:
        return None
    gone = [mark.span for mark in block.marks if struck and mark.kind == "strike"]
    return without_spans(replace(block, cell=replace(cell, column=0, column_span=1)), gone)
