"""The values that flow between the stages: drafts, alignments, changes, comparisons.

All are frozen; a stage returns a new value. Offsets are half-open, from 0, in Unicode code
points of one paragraph's `text`; paragraph indexes are positions in `Draft.paragraphs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from draftdiff.options import Options

PARAGRAPH_SEPARATOR = "\u2029"
"""Joins the paragraphs of one side of a bead, so that a split is one inserted character."""

ATOM = "\ufffc"
"""Stands in a text for something that is no text and takes a place: an image, a formula."""


class Operation(StrEnum):
    """What happened to the paragraphs of a bead; follows from its shape."""

    KEEP = "keep"
    INSERT = "insert"
    DELETE = "delete"
    UPDATE = "update"
    SPLIT = "split"
    MERGE = "merge"
    REWRITE = "rewrite"


INVERSE_OPERATION: Mapping[Operation, Operation] = {
    Operation.KEEP: Operation.KEEP,
    Operation.INSERT: Operation.DELETE,
    Operation.DELETE: Operation.INSERT,
    Operation.UPDATE: Operation.UPDATE,
    Operation.SPLIT: Operation.MERGE,
    Operation.MERGE: Operation.SPLIT,
    Operation.REWRITE: Operation.REWRITE,
}


def operation_of(old: int, new: int, equal: bool) -> Operation:
    """Return the operation of a bead with that many old and new paragraphs.

    `equal` says whether the comparison keys of a 1-1 bead are equal.
    """
    if not old:
        return Operation.INSERT
    if not new:
        return Operation.DELETE
    if old == new == 1:
        return Operation.KEEP if equal else Operation.UPDATE
    if old == 1:
        return Operation.SPLIT
    return Operation.MERGE if new == 1 else Operation.REWRITE


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters in one paragraph's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of the range."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Return whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A range of characters of a numbered paragraph."""

    paragraph: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something laid over a range of a paragraph's text; marks may overlap freely.

    Kinds of formatting: bold, italic, underline, strike, colour, highlight, superscript,
    subscript, link. Of revision: inserted, deleted, moved-from, moved-to. Of negotiation:
    bracket, option, attribution, agreement, editorial-bracket, placeholder. Of undone print
    layout: hyphen, line-break, page-break. Of structure: note-reference, comment, field, atom.
    """

    kind: str
    span: Span
    value: str = ""
    """What the kind needs: a colour, a link's address, a party, a note's text."""
    group: str = ""
    """Marks of one group are one thing, such as a bracket that covers several paragraphs."""
    depth: int = 0
    """How many marks of the same kind stand around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The place of a paragraph in a table; all counts from 0, spans from 1."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


ParagraphKind = Literal["paragraph", "heading", "list-item", "cell", "note", "caption", "code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The smallest unit that is aligned."""

    index: int
    """Position in `Draft.paragraphs`."""
    kind: ParagraphKind
    text: str
    """What the author wrote, without the paragraph's own number, print layout undone."""
    number: str = ""
    """The number as printed ("17.", "(a)", "12 bis."); empty where there is none."""
    level: int | None = None
    """Depth of a heading (from 1) or of a list item (from 0)."""
    marks: tuple[Mark, ...] = ()
    section: int | None = None
    """Id of the innermost section; a heading stands in the section it opens; None: above the first heading."""
    part: str = "body"
    """Name of a `Part` of the draft."""
    stream: str = "body"
    """body, footnotes or endnotes; order is judged within a stream."""
    anchor: Place | None = None
    """Of a note: where it is called."""
    cell: Cell | None = None
    where: str = ""
    """Where it stands in the file, for a reader of messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it. The root has no heading and the id None."""

    id: int | None
    """Index of the heading paragraph."""
    title: str = ""
    level: int = 0
    part: str = "body"
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in reading order."""
        stack = [self]
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.children))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the document and how binding it is."""

    name: str
    rank: int
    """Higher binds more."""
    negotiated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something a stage could not do, or left out, said once."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePiece:
    """Where a stretch of a paragraph's text comes from in a DOCX package.

    Pieces of one paragraph ascend in file order. `start == end`: a zero-width atom (a field code, a bookmark, a note
    reference) or characters that are in the file and not in the text (`dropped`).
    """

    start: int
    end: int
    """Range in `Paragraph.text`."""
    part: str
    """Package part, such as word/document.xml."""
    path: tuple[int, ...]
    """Child positions from the part's root element to the element that holds the characters."""
    offset: int = 0
    """Position in that element's characters where the stretch begins."""
    kind: str = "text"
    """text, tab, break, hyphen, atom, dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMap:
    """For each paragraph of a DOCX draft, its element and the pieces its text is made of."""

    blocks: tuple[tuple[str, tuple[int, ...]], ...]
    """Package part and path of the element of each paragraph, by paragraph index."""
    pieces: tuple[tuple[SourcePiece, ...], ...]
    """By paragraph index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One version of a document."""

    name: str
    format: str
    paragraphs: tuple[Paragraph, ...]
    root: Section = Section(id=None)
    parts: tuple[Part, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    """symbol, title, date, distribution, language, sponsors ... as found."""
    profile: str = "plain"
    language: str = "en"
    notes: tuple[Note, ...] = ()
    original: bytes | None = field(default=None, repr=False)
    """The package of a DOCX, for redlines that keep its styles."""
    source_map: SourceMap | None = field(default=None, repr=False)

    @property
    def title(self) -> str:
        """The title that the document gives itself, or an empty string."""
        return self.metadata.get("title", "")

    @property
    def symbol(self) -> str:
        """The document symbol, or an empty string."""
        return self.metadata.get("symbol", "")

    def part_of(self, paragraph: Paragraph) -> Part:
        """Return the part in which a paragraph stands."""
        for part in self.parts:
            if part.name == paragraph.part:
                return part
        return Part(name=paragraph.part, rank=0, negotiated=True)

    def section_path(self, paragraph: Paragraph) -> tuple[Section, ...]:
        """Return the sections around a paragraph, outermost first; a heading's own section is left out."""
        if paragraph.section is None:
            return ()
        path = _paths(self.root).get(paragraph.section, ())
        return path[:-1] if paragraph.kind == "heading" and paragraph.section == paragraph.index else path

    def sections(self) -> tuple[Section, ...]:
        """Return all sections with a heading, in reading order."""
        return tuple(section for section in self.root.walk() if section.id is not None)


_PATHS: dict[int, tuple[Section, dict[int, tuple[Section, ...]]]] = {}


def _paths(root: Section) -> dict[int, tuple[Section, ...]]:
    """Return the path to each section by its id; the last few roots are remembered."""
    known = _PATHS.get(id(root))
    if known is not None and known[0] is root:
        return known[1]
    found: dict[int, tuple[Section, ...]] = {}
    stack: list[tuple[Section, tuple[Section, ...]]] = [(root, ())]
    while stack:
        section, above = stack.pop()
        path = above if section.id is None else (*above, section)
        if section.id is not None:
            found[section.id] = path
        stack.extend((child, path) for child in section.children)
    if len(_PATHS) >= 8:
        _PATHS.pop(next(iter(_PATHS)))
    _PATHS[id(root)] = (root, found)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """Paragraphs that belong together, 0-n of the old draft with 0-n of the new."""

    old: tuple[int, ...]
    """Paragraph indexes, ascending."""
    new: tuple[int, ...]
    moved: bool = False
    """Outside the longest run of beads that rise on both sides, within its stream."""
    score: float = 1.0
    """Calibrated: the share of beads with this score that a careful reader would confirm, 0 to 1."""
    why: str = ""
    """Which pass made it, and on what ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that earned a label or a finding."""

    side: str
    """old, new, or the name of a further draft."""
    paragraph: int
    span: Span
    text: str
    """Equals the span of that paragraph's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A class given to a change, a transfer or a section change."""

    name: str
    rule: str
    because: str
    """One line: what was seen, with the words."""
    evidence: tuple[Evidence, ...] = ()
    ladder: str = ""
    """Which scale a label of force used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Words that left one paragraph for another, or were copied there, across beads."""

    id: str
    kind: Literal["moved", "copied"]
    old: Place
    new: Place
    score: float = 1.0
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """What happened to a section, told once."""

    id: str
    old: tuple[int, ...]
    """Section ids."""
    new: tuple[int, ...]
    events: tuple[str, ...] = ()
    """kept, moved, reordered, retitled, split, merged, inserted, deleted: as the alignment saw it."""
    score: float = 1.0
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """All beads of two drafts: every paragraph of both stands in exactly one."""

    old: Draft
    new: Draft
    beads: tuple[Bead, ...]
    """In the new draft's order, deletions where they would have stood."""
    transfers: tuple[Transfer, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of words inside a bead. A side that is not there is None."""

    id: str
    operation: Literal["insert", "delete", "replace", "break", "join"]
    kind: Literal["editorial", "substantive"]
    old: Place | None
    new: Place | None
    transfer: str = ""
    """Id of the transfer that these words belong to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A bead described: what happened to its paragraphs, word by word."""

    id: str
    """Made from the content, so that it survives a second run."""
    operation: Operation
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    moved: bool = False
    score: float = 1.0
    why: str = ""
    edits: tuple[Edit, ...] = ()
    labels: tuple[Label, ...] = ()

    def has_label(self, *names: str) -> bool:
        """Return whether the change bears any of these labels."""
        return any(label.name in names for label in self.labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A conclusion about the whole document."""

    id: str
    name: str
    subject: str
    statement: str
    """One sentence that says no more than the evidence shows."""
    old: tuple[int, ...] = ()
    """Paragraph indexes."""
    new: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A draft besides old and new that evidence may point at."""

    draft: Draft
    role: Literal["source", "earlier", "amendment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The whole answer about two drafts."""

    old: Draft
    new: Draft
    options: Options
    changes: tuple[Change, ...]
    """Keeps included; in the new draft's order, deletions where they would have stood."""
    transfers: tuple[Transfer, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    further: tuple[Further, ...] = ()
    notes: tuple[Note, ...] = ()

    def with_label(self, *names: str) -> tuple[Change | Transfer | SectionChange, ...]:
        """Return the changes, transfers and section changes that bear any of these labels."""
        bearers: tuple[Change | Transfer | SectionChange, ...] = (
            *self.changes,
            *self.transfers,
            *self.sections,
        )
        return tuple(item for item in bearers if any(label.name in names for label in item.labels))

    def overview(self) -> str:
        """Return what happened to the document, in prose (Markdown)."""
        from draftdiff.renderers.prose import overview

        return overview(self)

    def terms(self, terms: Sequence[str]) -> tuple[Finding, ...]:
        """Return where each term stands in both drafts: kept, new, gone, lost, won or absent."""
        from draftdiff.overview import follow_terms

        return follow_terms(self, terms)

    def save(self, path: str | Path) -> None:
        """Write the comparison to a file; the suffix tells the format."""
        from draftdiff.renderers import save

        save(self, path)

    def to_frame(self) -> Any:
        """Return one row a change as a pandas DataFrame (needs the extra `frame`)."""
        from draftdiff.renderers import to_frame

        return to_frame(self)

    def show(self) -> None:
        """Show the comparison in a notebook, or its overview in a terminal."""
        from draftdiff.renderers import show

        show(self)

    def _repr_html_(self) -> str:
        from draftdiff.renderers import notebook_html

        return notebook_html(self)

    def __repr__(self) -> str:
        changed = sum(1 for change in self.changes if change.operation is not Operation.KEEP or change.moved)
        return f"<Comparison {self.old.name} -> {self.new.name}: {changed} changes, {len(self.findings)} findings>"


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


def joined_text(paragraphs: Iterable[Paragraph]) -> str:
    """Return the text of one side of a bead: its paragraphs joined by U+2029."""
    return PARAGRAPH_SEPARATOR.join(paragraph.text for paragraph in paragraphs)
