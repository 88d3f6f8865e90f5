"""The comparison as JSON, in the shape of `schema/comparison.schema.json`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from draftdiff._version import __version__
from draftdiff.model import (
    Change,
    Comparison,
    Draft,
    Edit,
    Evidence,
    Finding,
    Label,
    Mark,
    Note,
    Paragraph,
    Place,
    SectionChange,
    Span,
    Transfer,
)
from draftdiff.options import Options

SCHEMA = 1
"""Raised when a field is removed or changes its meaning."""


def render(comparison: Comparison, options: Options) -> bytes:
    """Return the comparison as UTF-8 JSON, indented by one space, keys in a fixed order."""
    return (json.dumps(record(comparison), ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "surrogatepass"
    )


@cache
def schema(name: str = "comparison") -> dict[str, Any]:
    """Return the JSON Schema of the output: `comparison` or `history`."""
    file = resources.files("draftdiff.renderers").joinpath("schema", f"{name}.schema.json")
    loaded: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return loaded


def record(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as plain dicts and lists."""
    return {
        "schema": SCHEMA,
        "generator": f"draftdiff {__version__}",
        "options": comparison.options.changed(),
        "old": draft_record(comparison.old),
        "new": draft_record(comparison.new),
        "changes": [_change(change) for change in comparison.changes],
        "transfers": [_transfer(transfer) for transfer in comparison.transfers],
        "sections": [_section(section) for section in comparison.sections],
        "findings": [finding_record(finding) for finding in comparison.findings],
        "further": [{"name": further.draft.name, "role": further.role} for further in comparison.further],
        "notes": notes_record(comparison.notes),
        "summary": summary(comparison),
    }


def summary(comparison: Comparison) -> dict[str, int]:
    """Return how often each operation, move, label and finding occurs."""
    counts: Counter[str] = Counter()
    for change in comparison.changes:
        counts[change.operation.value] += 1
        counts["moved"] += change.moved
    bearers: tuple[Change | Transfer | SectionChange, ...] = (
        *comparison.changes,
        *comparison.transfers,
        *comparison.sections,
    )
    counts.update(label.name for bearer in bearers for label in bearer.labels)
    counts.update(finding.name for finding in comparison.findings)
    return dict(sorted((name, count) for name, count in counts.items() if count))


def draft_record(draft: Draft) -> dict[str, Any]:
    """Return a draft as plain dicts and lists."""
    return {
        "name": draft.name,
        "format": draft.format,
        "title": draft.title,
        "symbol": draft.symbol,
        "language": draft.language,
        "profile": draft.profile,
        "metadata": dict(draft.metadata),
        "parts": [
            {"name": part.name, "rank": part.rank, "negotiated": part.negotiated} for part in draft.parts
        ],
        "paragraphs": [_paragraph(draft, paragraph) for paragraph in draft.paragraphs],
        "notes": notes_record(draft.notes),
    }


def _paragraph(draft: Draft, paragraph: Paragraph) -> dict[str, Any]:
    part = draft.part_of(paragraph)
    cell = paragraph.cell
    return {
        "index": paragraph.index,
        "kind": paragraph.kind,
        "level": paragraph.level,
        "number": paragraph.number,
        "text": paragraph.text,
        "section": [section.title for section in draft.section_path(paragraph)],
        "section_id": paragraph.section,
        "standing": part.name,
        "standing_rank": part.rank,
        "negotiated": part.negotiated,
        "stream": paragraph.stream,
        "anchor": _place(paragraph.anchor),
        "cell": None
        if cell is None
        else {
            "table": cell.table,
            "row": cell.row,
            "column": cell.column,
            "row_span": cell.row_span,
            "column_span": cell.column_span,
        },
        "where": paragraph.where,
        "marks": [_mark(mark) for mark in paragraph.marks],
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "kind": mark.kind,
        "span": _span(mark.span),
        "value": mark.value,
        "group": mark.group,
        "depth": mark.depth,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "operation": change.operation.value,
        "moved": change.moved,
        "old": [paragraph.index for paragraph in change.old],
        "new": [paragraph.index for paragraph in change.new],
        "score": round(change.score, 4),
        "why": change.why,
        "edits": [_edit(edit) for edit in change.edits],
        "labels": _labels(change.labels),
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "id": edit.id,
        "operation": edit.operation,
        "kind": edit.kind,
        "old": _place(edit.old),
        "new": _place(edit.new),
        "transfer": edit.transfer or None,
    }


def _transfer(transfer: Transfer) -> dict[str, Any]:
    return {
        "id": transfer.id,
        "kind": transfer.kind,
        "old": _place(transfer.old),
        "new": _place(transfer.new),
        "score": round(transfer.score, 4),
        "labels": _labels(transfer.labels),
    }


def _section(section: SectionChange) -> dict[str, Any]:
    return {
        "id": section.id,
        "old": list(section.old),
        "new": list(section.new),
        "events": list(section.events),
        "score": round(section.score, 4),
        "labels": _labels(section.labels),
    }


def finding_record(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain dicts and lists."""
    return {
        "id": finding.id,
        "name": finding.name,
        "subject": finding.subject,
        "statement": finding.statement,
        "old": list(finding.old),
        "new": list(finding.new),
        "evidence": [_evidence(item) for item in finding.evidence],
    }


def _labels(labels: Iterable[Label]) -> list[dict[str, Any]]:
    return [
        {
            "name": label.name,
            "rule": label.rule,
            "because": label.because,
            "ladder": label.ladder or None,
            "evidence": [_evidence(item) for item in label.evidence],
        }
        for label in labels
    ]


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "side": evidence.side,
        "paragraph": evidence.paragraph,
        "span": _span(evidence.span),
        "text": evidence.text,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"paragraph": place.paragraph, "span": _span(place.span)}


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def notes_record(notes: Iterable[Note]) -> list[dict[str, str]]:
    """Return notes as plain dicts."""
    return [{"where": note.where, "what": note.what} for note in notes]
