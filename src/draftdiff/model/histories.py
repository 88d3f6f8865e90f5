"""The life of paragraphs through a chain of drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from draftdiff.model.changes import Comparison, Finding
from draftdiff.model.drafts import Draft, Note

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One paragraph of one draft on the way of a thread."""

    draft: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to a thread on the way to a draft."""

    draft: int
    """The draft in which it is first seen."""
    name: str
    """born, edited, editorial, moved, split, merged, rewritten, died, restored, or the name of a label."""
    change: str = ""
    """Id of the change (or transfer, section change, finding) in that step's comparison."""
    paragraphs: tuple[int, ...] = ()
    """In that draft; of `died` in the draft before."""
    because: str = ""
    """The reason that a label gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The life of a paragraph through all drafts, with what it was split into or merged with.

    Every paragraph of every draft stands in exactly one thread.
    """

    id: str
    """Made from the content of its first paragraph, so that it survives a second run."""
    stations: tuple[Station, ...]
    """By draft, then by paragraph; a draft in which it does not stand is left out."""
    events: tuple[Event, ...]
    """By draft."""
    sure: float = 1.0
    """Product of the scores of its links."""
    doubts: tuple[str, ...] = ()
    """Where a direct comparison of the first and the last draft says otherwise."""

    def in_draft(self, draft: int) -> tuple[int, ...]:
        """Return its paragraphs in a draft, counted from 0."""
        return tuple(station.paragraph for station in self.stations if station.draft == draft)

    def has_event(self, *names: str) -> bool:
        """Return whether any of these happened to it."""
        return any(event.name in names for event in self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How often something stands, or happened, in one part of one draft."""

    name: str
    """paragraphs, term, bracket, option; softened, strengthened: on the way to that draft."""
    subject: str
    """The term; empty for the others."""
    draft: int
    part: str
    negotiated: bool
    count: int
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A chain of comparisons over two drafts or more, in the order given."""

    drafts: tuple[Draft, ...]
    names: tuple[str, ...]
    """How each draft is called: zero draft, Rev.1 ...; all differ."""
    comparisons: tuple[Comparison, ...]
    """Each draft against the next."""
    threads: tuple[Thread, ...]
    """In the last draft's order; what is gone stands where it would have stood."""
    measures: tuple[Measure, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Paragraphs that were gone and came back."""
    notes: tuple[Note, ...] = ()

    def thread_of(self, draft: int, paragraph: int) -> Thread:
        """Return the thread of a paragraph; drafts and paragraphs count from 0. Raises `KeyError`."""
        for thread in self.threads:
            if Station(draft=draft, paragraph=paragraph) in thread.stations:
                return thread
        raise KeyError((draft, paragraph))

    def with_event(self, *names: str) -> tuple[Thread, ...]:
        """Return the threads to which any of these happened."""
        return tuple(thread for thread in self.threads if thread.has_event(*names))

    def between(self, old: int, new: int) -> Comparison:
        """Return a direct comparison of any two of the drafts, counted from 0; neighbours are not compared anew."""
        from draftdiff.pipeline import compare

        if new == old + 1:
            return self.comparisons[old]
        return compare(self.drafts[old], self.drafts[new], options=self.comparisons[0].options)

    def overview(self) -> str:
        """Return what happened through the drafts, in prose (Markdown)."""
        from draftdiff.renderers.history.prose import overview

        return overview(self)

    def save(self, path: str | Path) -> None:
        """Write the history to a file; the suffix tells the format."""
        from draftdiff.renderers import save

        save(self, path)

    def to_frame(self, table: Literal["events", "measures"] = "events") -> Any:
        """Return one row an event, or one row a measure, as a pandas DataFrame (needs the extra `frame`)."""
        from draftdiff.renderers.history.frames import to_frame

        return to_frame(self, table)

    def plot(self, term: str = "", axes: Any = None) -> Any:
        """Return matplotlib axes with a term's count by draft; without a term softened against strengthened.

        Needs the extra `plot`. A term that was not watched is counted now.
        """
        from draftdiff.renderers.history.plots import plot

        return plot(self, term, axes)

    def show(self) -> None:
        """Show the history in a notebook, or its overview in a terminal."""
        from draftdiff.renderers import show

        show(self)

    def _repr_html_(self) -> str:
        from draftdiff.renderers.history.notebook import notebook_html

        return notebook_html(self)

    def __repr__(self) -> str:
        return f"<History {' -> '.join(self.names)}: {len(self.threads)} threads>"
