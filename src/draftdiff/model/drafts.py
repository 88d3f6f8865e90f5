"""What a reader makes of a file: paragraphs, sections, parts, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

PARAGRAPH_SEPARATOR = "\u2029"
"""Joins the paragraphs of one side of a bead, so that a split is one inserted character."""

ATOM = "\ufffc"
"""Stands in a text for something that is no text and takes a place: an image, a formula."""


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
    layout: hyphen, line-break, page-break, contents-page. Of structure: note-reference, comment, field, atom.
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


def joined_text(paragraphs: Iterable[Paragraph]) -> str:
    """Return the text of one side of a bead: its paragraphs joined by U+2029."""
    return PARAGRAPH_SEPARATOR.join(paragraph.text for paragraph in paragraphs)
