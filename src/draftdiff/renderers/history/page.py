"""The page of a history: what each step brought, charts, and every thread with its wordings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from draftdiff._version import __version__
from draftdiff.model import History, Thread
from draftdiff.options import Options
from draftdiff.renderers.history.pictures import STEP, charts_of, track
from draftdiff.renderers.history.prose import restored_lines
from draftdiff.renderers.history.wordings import Book, Wording, book_of, wordings_of
from draftdiff.renderers.history.words import (
    event_words,
    happened,
    is_quiet,
    joined,
    last_draft,
    names_of,
    opening,
    step_counts,
)
from draftdiff.renderers.html.escape import escape
from draftdiff.renderers.html.page import policy
from draftdiff.renderers.html.templating import environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A thread as the page shows it."""

    id: str
    track: Markup
    numbers: tuple[str | None, ...]
    """As printed in each draft, empty where it has none; None where it does not stand."""
    opening: str
    events: tuple[str, ...]
    """Names, each once, for the filters."""
    told: str
    """The events with their drafts, in words."""
    heading: bool
    quiet: bool
    gone: bool
    doubts: tuple[str, ...]
    wordings: tuple[Wording, ...]


def render(history: History, options: Options) -> bytes:
    """Return the page as UTF-8 HTML, whole in one file. Same history, same bytes."""
    template = environment("draftdiff.renderers.history").get_template("history.html.j2")
    return template.render(context_of(history)).encode("utf-8")


def context_of(history: History) -> dict[str, Any]:
    """Return what the template shows."""
    book = book_of(history, names_of(history))
    rows = [_row(thread, book) for thread in history.threads]
    style, script = asset("style.css"), asset("page.js")
    counts = Counter(name for row in rows for name in row.events)
    last = history.drafts[-1]
    return {
        "version": __version__,
        "style": Markup(style),
        "script": Markup(script),
        "policy": policy(style, script),
        "title": last.title or history.names[-1],
        "language": last.language,
        # The page itself is in English: only texts in another language need say so.
        "lang": Markup("") if last.language == "en" else Markup(' lang="{}"').format(escape(last.language)),
        "step": STEP,
        "drafts": [_draft_facts(history, at) for at in range(len(history.drafts))],
        "steps": [_step(history, draft) for draft in range(1, len(history.drafts))],
        "charts": list(charts_of(history)),
        "restored": restored_lines(history),
        "doubted": [row for row in rows if row.doubts],
        "rows": rows,
        "events": [(name, event_words(name), count) for name, count in counts.most_common()],
        "quiet": sum(row.quiet for row in rows),
        "notes": [*history.notes, *(note for draft in history.drafts for note in draft.notes)],
    }


def _draft_facts(history: History, at: int) -> dict[str, Any]:
    draft = history.drafts[at]
    return {
        "called": history.names[at],
        "facts": [fact for fact in (draft.symbol, draft.metadata.get("date", ""), draft.name) if fact],
        "count": len(draft.paragraphs),
    }


def _step(history: History, draft: int) -> dict[str, Any]:
    """Return how many threads each thing happened to on the way to a draft."""
    return {
        "old": history.names[draft - 1],
        "new": history.names[draft],
        "counts": step_counts(history, draft),
    }


def _row(thread: Thread, book: Book) -> Row:
    history = book.history
    size = len(history.drafts)
    events = tuple(dict.fromkeys(event.name for event in thread.events if event.draft))
    return Row(
        id=thread.id,
        track=track(thread, size),
        numbers=tuple(_number(thread, draft, book) for draft in range(size)),
        opening=opening(thread, history.drafts),
        events=events,
        told=_told(thread, history),
        heading=history.drafts[thread.stations[0].draft].paragraphs[thread.stations[0].paragraph].kind
        == "heading",
        quiet=is_quiet(thread),
        gone=last_draft(thread) < size - 1,
        doubts=thread.doubts,
        wordings=tuple(wordings_of(thread, book)),
    )


def _number(thread: Thread, draft: int, book: Book) -> str | None:
    paragraphs = [book.history.drafts[draft].paragraphs[index] for index in thread.in_draft(draft)]
    numbers = [paragraph.number.rstrip(".") for paragraph in paragraphs if paragraph.number]
    return joined(numbers) if paragraphs else None


def _told(thread: Thread, history: History) -> str:
    told = []
    for draft in range(1, len(history.drafts)):
        if words := happened(thread, draft):
            told.append(f"{', '.join(words)} in {history.names[draft]}")
    return "; ".join(told)


@cache
def asset(name: str) -> str:
    """Return a file that ships beside this module."""
    return files("draftdiff.renderers.history").joinpath(name).read_text("utf-8")
