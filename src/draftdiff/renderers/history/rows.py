"""A history as CSV: one row an event, or one row a measure."""

from __future__ import annotations

from collections.abc import Iterator

from draftdiff.model import Event, History
from draftdiff.options import Options
from draftdiff.renderers.history.words import joined, names_of
from draftdiff.renderers.rows import csv_bytes

COLUMNS = (
    "thread", "draft", "draft_name", "event", "paragraphs", "section", "part", "text", "because", "sure", "doubts",
    "change", "indexes",
)  # fmt: skip
MEASURE_COLUMNS = (
    "draft", "draft_name", "measure", "subject", "part", "negotiated", "count", "paragraphs",
)  # fmt: skip


def render(history: History, options: Options) -> bytes:
    """Return one row an event as UTF-8 CSV with a header and a byte order mark."""
    return csv_bytes(COLUMNS, event_rows(history))


def render_measures(history: History, options: Options) -> bytes:
    """Return one row a measure as UTF-8 CSV with a header and a byte order mark."""
    return csv_bytes(MEASURE_COLUMNS, measure_rows(history))


def event_rows(history: History) -> Iterator[tuple[object, ...]]:
    """Yield the values of each event in the order of COLUMNS; drafts are counted from 1."""
    cited = names_of(history)
    for thread in history.threads:
        for event in thread.events:
            at = place_of(event)
            draft = history.drafts[at]
            paragraphs = [draft.paragraphs[index] for index in event.paragraphs]
            yield (
                thread.id,
                event.draft + 1,
                history.names[event.draft],
                event.name,
                joined([cited[at][index] for index in event.paragraphs]),
                " > ".join(s.title for s in draft.section_path(paragraphs[0])) if paragraphs else "",
                paragraphs[0].part if paragraphs else "",
                "\n".join(paragraph.text for paragraph in paragraphs),
                event.because,
                round(thread.sure, 4),
                "; ".join(thread.doubts),
                event.change,
                " ".join(str(index) for index in event.paragraphs),
            )


def place_of(event: Event) -> int:
    """Return the draft in which an event's paragraphs stand: that before for what died."""
    return event.draft - 1 if event.name == "died" else event.draft


def measure_rows(history: History) -> Iterator[tuple[object, ...]]:
    """Yield the values of each measure in the order of MEASURE_COLUMNS; drafts are counted from 1."""
    for measure in history.measures:
        yield (
            measure.draft + 1,
            history.names[measure.draft],
            measure.name,
            measure.subject,
            measure.part,
            measure.negotiated,
            measure.count,
            " ".join(str(index) for index in measure.paragraphs),
        )
