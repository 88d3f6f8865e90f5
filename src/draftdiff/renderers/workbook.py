"""The comparison as a spreadsheet: changes, labels, findings, terms, the paragraph map, notes.

Every row of the first sheet is a change, the unchanged paragraphs among them hidden by its filter.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from draftdiff.model import Change, Comparison, Finding, Operation
from draftdiff.options import Options
from draftdiff.renderers.rows import LABEL_COLUMNS, label_rows, numbers
from draftdiff.renderers.stretches import Stretch, stretches

_CHANGES = (
    ("changed", 9),
    ("operation", 11),
    ("moved", 8),
    ("old number", 10),
    ("new number", 10),
    ("section", 28),
    ("old text", 60),
    ("new text", 60),
    ("labels", 22),
    ("because", 40),
    ("remarks", 24),
    ("score", 8),
    ("id", 14),
)
_FINDINGS = (("finding", 20), ("subject", 30), ("statement", 80), ("old", 14), ("new", 14), ("words", 60))
_MAP = (("old number", 12), ("new number", 12), ("operation", 12), ("moved", 8), ("score", 8), ("why", 50))
_CELL = 32_767
"""Characters that a cell holds, by the file format."""
_CUT = " [cut: the cell is full]"
_CREATED = datetime(2000, 1, 1)
"""Stands for the time of writing, so that bytes repeat."""


def render(comparison: Comparison, options: Options) -> bytes:
    """Return the comparison as an XLSX file; equal comparisons give equal bytes."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _CREATED, "title": f"{comparison.old.name} to {comparison.new.name}"})
    looks = _looks(book)
    _write_changes(book.add_worksheet("Changes"), comparison, looks)
    labels = book.add_worksheet("Labels")
    _write_table(labels, [(name, 24) for name in LABEL_COLUMNS], label_rows(comparison), looks)
    terms = [finding for finding in comparison.findings if finding.name.startswith("term")]
    for name, findings in (("Findings", comparison.findings), ("Terms", terms)):
        _write_table(book.add_worksheet(name), _FINDINGS, (_finding(f, comparison) for f in findings), looks)
    _write_table(book.add_worksheet("Paragraph map"), _MAP, _map_rows(comparison), looks)
    notes = [
        (note.where, note.what) for note in (*comparison.notes, *comparison.old.notes, *comparison.new.notes)
    ]
    _write_table(book.add_worksheet("Notes"), (("where", 40), ("what", 100)), notes, looks)
    book.close()
    return target.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    top = {"valign": "top", "text_wrap": True}
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "cell": book.add_format(top),
        "old": book.add_format({"font_color": "#9C0006", "font_strikeout": True}),
        "new": book.add_format({"font_color": "#00571F", "underline": 1}),
    }


def _write_changes(sheet: Any, comparison: Comparison, looks: dict[str, Any]) -> None:
    _write_head(sheet, _CHANGES, looks)
    sheet.autofilter(0, 0, max(1, len(comparison.changes)), len(_CHANGES) - 1)
    sheet.filter_column(0, "x == yes")
    for row, change in enumerate(comparison.changes, 1):
        changed = change.operation is not Operation.KEEP or change.moved or bool(change.labels)
        values = (
            "yes" if changed else "no",
            change.operation.value,
            "moved" if change.moved else "",
            numbers(change.old),
            numbers(change.new),
            _section(comparison, change),
            None,
            None,
            "\n".join(label.name for label in change.labels),
            "\n".join(label.because for label in change.labels),
            "",
            round(change.score, 4),
            change.id,
        )
        for column, value in enumerate(values):
            _write(sheet, row, column, value, looks["cell"])
        _write_stretches(sheet, row, 6, stretches(change, "old"), looks, "old")
        _write_stretches(sheet, row, 7, stretches(change, "new"), looks, "new")
        if not changed:
            sheet.set_row(row, None, None, {"hidden": True})


def _write_head(sheet: Any, columns: Sequence[tuple[str, int]], looks: dict[str, Any]) -> None:
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, looks["head"])
    sheet.freeze_panes(1, 0)


def _write_table(
    sheet: Any, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]], looks: dict[str, Any]
) -> None:
    _write_head(sheet, columns, looks)
    last = 1
    for last, values in enumerate(rows, 1):
        for column, value in enumerate(values):
            _write(sheet, last, column, value, looks["cell"])
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _write(sheet: Any, row: int, column: int, value: object, look: Any) -> None:
    """Write a value; text is always text, so that nothing in a document runs as a formula."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value, look)
    elif value is not None:
        sheet.write_string(row, column, _fitting(str(value)), look)


def _write_stretches(
    sheet: Any, row: int, column: int, parts: Sequence[Stretch], looks: dict[str, Any], side: str
) -> None:
    text = "".join(part.text for part in parts)
    if len(text) > _CELL or len(parts) < 2:
        look = looks["cell"]
        sheet.write_string(row, column, _fitting(text), look)
        return
    fragments: list[Any] = []
    for part in parts:
        if part.edited:
            fragments.append(looks[side])
        fragments.append(_printable(part.text))
    sheet.write_rich_string(row, column, *fragments, looks["cell"])


def _fitting(text: str) -> str:
    text = _printable(text)
    return text if len(text) <= _CELL else text[: _CELL - len(_CUT)] + _CUT


def _printable(text: str) -> str:
    """Return a text without the control characters that XML forbids; paragraphs are parted by line ends."""
    return "".join(char for char in text.replace("\u2029", "\n") if char >= " " or char in "\t\n")


def _section(comparison: Comparison, change: Change) -> str:
    draft, paragraphs = (comparison.new, change.new) if change.new else (comparison.old, change.old)
    return " > ".join(section.title for section in draft.section_path(paragraphs[0])) if paragraphs else ""


def _finding(finding: Finding, comparison: Comparison) -> tuple[str, ...]:
    return (
        finding.name,
        finding.subject,
        finding.statement,
        numbers(comparison.old.paragraphs[index] for index in finding.old),
        numbers(comparison.new.paragraphs[index] for index in finding.new),
        "\n".join(f"{item.side}: {item.text}" for item in finding.evidence),
    )


def _map_rows(comparison: Comparison) -> Iterable[tuple[object, ...]]:
    """Yield which paragraph became which, by number."""
    for change in comparison.changes:
        yield (
            numbers(change.old),
            numbers(change.new),
            change.operation.value,
            "moved" if change.moved else "",
            round(change.score, 4),
            change.why,
        )
