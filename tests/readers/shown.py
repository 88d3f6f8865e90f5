"""Show a draft as short lines, for cases that are read by people."""

from __future__ import annotations

from draftdiff.model import Draft


def lines_of(draft: Draft) -> list[str]:
    """Return one line a paragraph: kind, level or cell, number, text, and the place of a note's call."""
    return [_line(draft, at) for at in range(len(draft.paragraphs))]


def _line(draft: Draft, at: int) -> str:
    p = draft.paragraphs[at]
    level = "" if p.level is None else f" {p.level}"
    cell = f" {p.cell.table}:{p.cell.row},{p.cell.column}" if p.cell else ""
    spans = (
        f" spans {p.cell.row_span}x{p.cell.column_span}"
        if p.cell and p.cell.row_span + p.cell.column_span > 2
        else ""
    )
    part = f" [{p.part}]" if p.part not in ("body", "footnote") else ""
    anchor = f" <- {p.anchor.paragraph}:{p.anchor.span.start}" if p.anchor else ""
    number = f" ({p.number})" if p.number else ""
    return f"{p.kind}{level}{cell}{spans}{part}{number} | {p.text}{anchor}"
