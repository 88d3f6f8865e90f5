"""From the elements of a story (the body, the notes, a text box) to blocks in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from draftdiff.model import Cell, Note, ParagraphKind, Span
from draftdiff.ooxml import Element, Package, qname
from draftdiff.readers.blocks import Block
from draftdiff.readers.docx.contents import told_by
from draftdiff.readers.docx.inline import Inline
from draftdiff.readers.docx.line import FinishedLine, Line, Path
from draftdiff.readers.docx.numbering import Counter, Numbering
from draftdiff.readers.docx.revisions import View
from draftdiff.readers.docx.styles import (
    HIDDEN,
    W_VAL,
    ParagraphFormat,
    Style,
    Styles,
    over,
    paragraph_format,
    run_format,
)
from draftdiff.readers.docx.tables import grid
from draftdiff.readers.headings import ends_like_heading

_PARAGRAPH, _TABLE, _PROPERTIES = qname("w:p"), qname("w:tbl"), qname("w:pPr")
_STYLE, _RUN_PROPERTIES, _SECTION = qname("w:pStyle"), qname("w:rPr"), qname("w:sectPr")
_THROUGH = frozenset(
    map(qname, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:del", "w:moveFrom", "w:moveTo"))
)
_ALTERNATE, _CHOICE = qname("mc:AlternateContent"), qname("mc:Choice")
_ALT_CHUNK, _SUBDOCUMENT = qname("w:altChunk"), qname("w:subDoc")
_BODY_TEXT = 9
_CAPTION = re.compile(r"caption|légende|epígrafe|beschriftung", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a block looks, for headings that are told by their form alone."""

    centred: bool = False
    own: tuple[tuple[Span, dict[str, str]], ...] = ()
    """What its runs have beyond its style."""
    title: bool = False
    """Whether it has the style Title."""
    house: bool = False
    """Whether a heading style of a house's template made it a heading."""
    contents: str = ""
    """What makes it a line of contents: "contents", a field or a style; "leaders", the tab stops; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCall:
    """A note called from a block."""

    stream: str
    id: str
    block: int
    offset: int
    custom: str
    section: int
    """How many section breaks stand before it."""


@dataclass(slots=True)
class Document:
    """What all stories of a package share."""

    package: Package
    styles: Styles
    numbering: Numbering
    view: View
    comments: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    """By block."""
    calls: list[NoteCall] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    hidden: int = 0
    tables: int = 0
    sections: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where a paragraph stands."""

    stream: str = "body"
    kind: ParagraphKind | None = None
    """The kind that the place gives: cell or note."""
    cell: Cell | None = None
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the properties of a w:p say."""

    path: Path
    style: Style
    own: ParagraphFormat
    format: ParagraphFormat
    """With what its style gives."""
    hidden_end: bool = False
    ends_section: bool = False


@dataclass(slots=True)
class Story:
    """Walks one part; `counter` runs on through it."""

    document: Document
    part: str
    counter: Counter
    inline: Inline
    boxes: Counter
    """Text boxes are a story of their own to Word."""
    pending: tuple[Line, Head] | None = None
    """A line whose paragraph has lost its end mark, so that the next one goes on with it."""
    paragraphs: int = 0

    @classmethod
    def of(cls, document: Document, part: str) -> Story:
        """Return the walker of a part."""
        inline = Inline(document.package, part, document.styles, document.view, document.comments)
        return cls(document, part, Counter(document.numbering), inline, Counter(document.numbering))

    def walk(self, container: Element, path: Path, around: Surroundings) -> None:
        """Add the blocks of a container: a body, a cell, a note, a text box."""
        self._children(container, path, around)
        self._flush(around)

    def _children(self, container: Element, path: Path, around: Surroundings) -> None:
        for at, child in enumerate(container):
            tag = child.tag
            if tag == _PARAGRAPH:
                self._paragraph(child, (*path, at), around)
            elif tag == _TABLE:
                self._flush(around)
                self._table(child, (*path, at), around)
            elif tag in _THROUGH:
                if tag not in self.document.view.absent:
                    self._children(child, (*path, at), around)
            elif tag == _ALTERNATE:
                for position, choice in enumerate(child):
                    if choice.tag == _CHOICE:
                        self._children(choice, (*path, at, position), around)
                        break
            elif tag in (_ALT_CHUNK, _SUBDOCUMENT):
                what = "an embedded document is not read; open the file in Word and save it to take it in"
                self.document.notes.append(Note(where=self._place(around), what=what))

    def _paragraph(self, paragraph: Element, path: Path, around: Surroundings) -> None:
        self.paragraphs += 1
        head = self._head(paragraph, path)
        line = self.pending[0] if self.pending else Line()
        self.inline.read(paragraph, path, line, head.style.run)
        # the end mark's own revision stands in the present w:pPr, also where former properties are read
        if self.document.view.lacks_mark(paragraph.find(_PROPERTIES)):
            self.pending = (line, head)
        else:
            self.pending = None
            self._emit(line, head, around)
        if head.ends_section:
            self.document.sections += 1

    def _flush(self, around: Surroundings) -> None:
        """Emit a line that waits for a next paragraph where none comes."""
        if self.pending is not None:
            (line, head), self.pending = self.pending, None
            self._emit(line, head, around)

    def _head(self, paragraph: Element, path: Path) -> Head:
        properties = self.document.view.paragraph_properties(paragraph)
        if properties is None:
            style = self.document.styles.get(None)
            return Head(path=path, style=style, own=ParagraphFormat(), format=style.paragraph)
        element = properties.find(_STYLE)
        style = self.document.styles.get(None if element is None else element.get(W_VAL))
        own = paragraph_format(properties)
        return Head(
            path=path,
            style=style,
            own=own,
            format=over(style.paragraph, own),
            hidden_end=bool(run_format(properties.find(_RUN_PROPERTIES)).get(HIDDEN)),
            ends_section=properties.find(_SECTION) is not None,
        )

    def _emit(self, line: Line, head: Head, around: Surroundings) -> None:
        self.inline.end(line)
        done = line.finished()
        document = self.document
        document.hidden += done.hidden
        if not done.text and done.hidden and head.hidden_end:
            return  # a paragraph hidden with its end mark takes no number
        place = document.numbering.place(head.format, head.own, head.style)
        number = self.counter.next(*place) if place is not None else ""
        if done.text:
            kind, level = _kind(None if place is None else place[1], head, around, done.text)
            document.looks.append(
                Look(
                    centred=bool(head.format.centred),
                    own=done.own,
                    title=head.style.title,
                    house=head.style.house and kind == "heading",
                    contents=told_by(done, head.style.name, bool(head.format.leaders)),
                )
            )
            document.blocks.append(
                Block(
                    text=done.text,
                    kind=kind,
                    number=number,
                    level=level,
                    marks=done.marks,
                    stream=around.stream,
                    cell=around.cell,
                    typed_number=not number and kind in ("paragraph", "heading"),
                    pieces=done.pieces,
                    element=(self.part, head.path),
                    where=self._place(around),
                )
            )
        self._calls(done)
        self._boxes(done, around)

    def _place(self, around: Surroundings) -> str:
        return around.where or f"paragraph {self.paragraphs}"

    def _calls(self, done: FinishedLine) -> None:
        document = self.document
        if not document.blocks:
            return
        at = len(document.blocks) - 1
        for call in done.calls:
            offset = call.offset if done.text else len(document.blocks[at].text)
            document.calls.append(
                NoteCall(
                    stream=call.stream,
                    id=call.id,
                    block=at,
                    offset=offset,
                    custom=call.custom,
                    section=document.sections,
                )
            )

    def _boxes(self, done: FinishedLine, around: Surroundings) -> None:
        for box, path in done.boxes:
            outer, fields = self.counter, self.inline.fields
            self.counter, self.inline.fields = self.boxes, []
            where = around.where or f"text box at paragraph {self.paragraphs}"
            inside = Surroundings(stream=around.stream, kind=around.kind, cell=around.cell, where=where)
            self.walk(box, path, inside)
            self.counter, self.inline.fields = outer, fields

    def _table(self, table: Element, path: Path, around: Surroundings) -> None:
        number = self.document.tables
        self.document.tables += 1
        for cell in grid(table, path, self.document.view):
            place = Cell(
                table=number,
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
            )
            where = f"table {number + 1}, row {cell.row + 1}, column {cell.column + 1}"
            inside = Surroundings(stream=around.stream, kind=around.kind or "cell", cell=place, where=where)
            for body, body_path in cell.bodies:
                self.walk(body, body_path, inside)


def _kind(
    list_level: int | None, head: Head, around: Surroundings, text: str
) -> tuple[ParagraphKind, int | None]:
    style, outline = head.style, head.format.outline
    if around.kind is not None:
        return around.kind, None
    if outline is not None and outline < _BODY_TEXT:
        return "heading", outline + 1
    if outline is None and style.heading is not None and (not style.house or ends_like_heading(text)):
        return "heading", style.heading
    if style.title:
        return "heading", 1
    if list_level is not None:
        return "list-item", list_level
    return ("caption" if _CAPTION.search(style.name) else "paragraph"), None
