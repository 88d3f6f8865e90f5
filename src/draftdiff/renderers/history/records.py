"""A history as JSON, in the shape of `schema/history.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from draftdiff._version import __version__
from draftdiff.model import Event, History, Measure, Thread
from draftdiff.options import Options
from draftdiff.renderers.records import SCHEMA, draft_record, finding_record, notes_record
from draftdiff.renderers.records import record as comparison_record


def render(history: History, options: Options) -> bytes:
    """Return the history as UTF-8 JSON, indented by one space, keys in a fixed order."""
    return (json.dumps(record(history), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def record(history: History) -> dict[str, Any]:
    """Return the history as plain dicts and lists."""
    return {
        "schema": SCHEMA,
        "generator": f"draftdiff {__version__}",
        "options": history.comparisons[0].options.changed(),
        "names": list(history.names),
        "drafts": [draft_record(draft) for draft in history.drafts],
        "steps": [comparison_record(comparison) for comparison in history.comparisons],
        "threads": [_thread(thread) for thread in history.threads],
        "measures": [_measure(measure) for measure in history.measures],
        "findings": [finding_record(finding) for finding in history.findings],
        "notes": notes_record(history.notes),
    }


def _thread(thread: Thread) -> dict[str, Any]:
    return {
        "id": thread.id,
        "stations": [{"draft": item.draft, "paragraph": item.paragraph} for item in thread.stations],
        "events": [_event(event) for event in thread.events],
        "sure": round(thread.sure, 4),
        "doubts": list(thread.doubts),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "draft": event.draft,
        "name": event.name,
        "change": event.change or None,
        "paragraphs": list(event.paragraphs),
        "because": event.because,
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "name": measure.name,
        "subject": measure.subject,
        "draft": measure.draft,
        "part": measure.part,
        "negotiated": measure.negotiated,
        "count": measure.count,
        "paragraphs": list(measure.paragraphs),
    }
