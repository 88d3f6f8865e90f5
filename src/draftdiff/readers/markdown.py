"""Read Markdown: CommonMark with tables and footnotes, one paragraph a block."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from draftdiff.model import ATOM, Cell, Draft, Mark, Span
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.contents import contents_notes, without_pages_of_contents
from draftdiff.readers.encodings import decode
from draftdiff.readers.mastheads import title_block
from draftdiff.readers.structure import build_draft

_INLINE_MARKS = {"strong": "bold", "em": "italic", "s": "strike"}


def read(data: bytes, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the one draft of a Markdown file."""
    text, notes = decode(data, name)
    blocks, _ = without_pages_of_contents(read_blocks(text))
    metadata = title_block(blocks)
    return (
        build_draft(
            blocks,
            name=name,
            format="markdown",
            options=options,
            metadata=metadata,
            notes=(*notes, *contents_notes(name, blocks)),
            notes_in_place=True,
        ),
    )


def read_blocks(text: str) -> list[Block]:
    """Return the blocks of a Markdown text in reading order, notes last."""
    parser = (
        MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"]).use(footnote_plugin)
    )
    # Definitions stay where they are typed, and none is dropped; a note typed in the line (^[words]), which has no
    # sign of its own, stays in its sentence.
    parser.disable(["footnote_tail", "footnote_inline"])
    walker = _Walker()
    for token in parser.parse(text):
        walker.take(token)
    return walker.finished()


@dataclass
class _List:
    ordered: bool
    next: int
    delimiter: str


@dataclass
class _Walker:
    """Turns the flat stream of block tokens into blocks."""

    blocks: list[Block] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    item_number: str | None = None
    heading: int | None = None
    table: int = -1
    row: int = -1
    column: int = -1
    in_cell: bool = False
    note: str | None = None
    calls: dict[str, tuple[int, Span]] = field(default_factory=dict)
    note_labels: dict[int, str] = field(default_factory=dict)

    def take(self, token: Token) -> None:
        handler = getattr(self, f"_{token.type}", None)
        if handler is not None:
            handler(token)

    def finished(self) -> list[Block]:
        """Return the blocks, each note with the place of its first call."""
        return [
            replace(block, anchor=self.calls.get(self.note_labels[at])) if at in self.note_labels else block
            for at, block in enumerate(self.blocks)
        ]

    def _heading_open(self, token: Token) -> None:
        self.heading = int(token.tag[1])

    def _heading_close(self, token: Token) -> None:
        self.heading = None

    def _bullet_list_open(self, token: Token) -> None:
        self.lists.append(_List(ordered=False, next=0, delimiter=""))

    def _ordered_list_open(self, token: Token) -> None:
        self.lists.append(_List(ordered=True, next=int(token.attrGet("start") or 1), delimiter="."))
        if token.attrGet("start") == 0:
            self.lists[-1].next = 0

    def _bullet_list_close(self, token: Token) -> None:
        self.lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        current = self.lists[-1]
        self.item_number = f"{current.next}{token.markup or '.'}" if current.ordered else ""
        current.next += 1

    def _table_open(self, token: Token) -> None:
        self.table, self.row = self.table + 1, -1

    def _tr_open(self, token: Token) -> None:
        self.row, self.column = self.row + 1, -1

    def _th_open(self, token: Token) -> None:
        self.column, self.in_cell = self.column + 1, True

    def _th_close(self, token: Token) -> None:
        self.in_cell = False

    _td_open, _td_close = _th_open, _th_close

    def _footnote_reference_open(self, token: Token) -> None:
        self.note = str(token.meta["label"])

    def _footnote_reference_close(self, token: Token) -> None:
        self.note = None

    def _inline(self, token: Token) -> None:
        text, marks, calls = _inline_text(token)
        at = len(self.blocks)
        for label, span in calls:
            self.calls.setdefault(label, (at, span))
        line = f"line {token.map[0] + 1}" if token.map else ""
        self.blocks.append(self._block(text, marks, line))
        if self.note is not None:
            self.note_labels[at] = self.note

    def _block(self, text: str, marks: tuple[Mark, ...], where: str) -> Block:
        if self.note is not None:
            number = "" if self.note in self.note_labels.values() else self.note
            return Block(
                text=text,
                kind="note",
                number=number,
                marks=marks,
                stream="footnotes",
                where=where,
                typed_number=False,
            )
        if self.heading is not None:
            return Block(text=text, kind="heading", level=self.heading, marks=marks, where=where)
        if self.in_cell:
            cell = Cell(table=self.table, row=self.row, column=self.column)
            return Block(text=text, kind="cell", cell=cell, marks=marks, where=where, typed_number=False)
        if self.lists and self.item_number is not None:
            number, self.item_number = self.item_number, None
            level = len(self.lists) - 1
            return Block(text=text, kind="list-item", number=number, level=level, marks=marks, where=where)
        return Block(text=text, marks=marks, where=where)

    def _fence(self, token: Token) -> None:
        where = f"line {token.map[0] + 1}" if token.map else ""
        self.blocks.append(Block(text=token.content.rstrip("\n"), kind="code", where=where))

    _code_block = _html_block = _fence


def _inline_text(token: Token) -> tuple[str, tuple[Mark, ...], list[tuple[str, Span]]]:
    """Return the text of an inline token, its marks, and the notes called in it with their places."""
    parts: list[str] = []
    length = 0
    marks: list[Mark] = []
    calls: list[tuple[str, Span]] = []
    opened: list[tuple[str, int, str]] = []

    def add(text: str) -> None:
        nonlocal length
        parts.append(text)
        length += len(text)

    for child in token.children or ():
        kind = child.type
        if kind.endswith("_open") and kind != "link_open":
            opened.append((_INLINE_MARKS.get(child.tag, _INLINE_MARKS.get(kind[:-5], "")), length, ""))
        elif kind == "link_open":
            opened.append(("link", length, str(child.attrGet("href") or "")))
        elif kind.endswith("_close") and opened:
            name, start, value = opened.pop()
            if name and length > start:
                marks.append(Mark(kind=name, span=Span(start, length), value=value))
        elif kind == "footnote_ref":
            note = str(child.meta["label"])
            marks.append(Mark(kind="note-reference", span=Span(length, length), value=note))
            calls.append((note, Span(length, length)))
        elif kind == "softbreak":
            add(" ")
        elif kind == "hardbreak":
            add("\n")
        elif kind == "image":
            marks.append(
                Mark(kind="atom", span=Span(length, length + 1), value=str(child.attrGet("src") or ""))
            )
            add(ATOM)
        else:
            add(child.content)
    return "".join(parts), tuple(sorted(marks, key=lambda m: (m.span.start, m.span.end, m.kind))), calls
