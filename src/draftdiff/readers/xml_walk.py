"""Walk legislative XML once, without recursion, and make blocks of it as a dialect tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from draftdiff.model import Cell, Note, Span
from draftdiff.readers.blocks import Block
from draftdiff.readers.flow import Flow
from draftdiff.readers.xml_dialects import Dialect
from draftdiff.readers.xml_safe import local_name

_QUOTE = re.compile(r"^[\u201c\u2018\"']+")
# Metadata of the file, not of the page.
UNPRINTED = frozenset({"meta", "metadata", "col", "colgroup", "page", "line", "pagebreak"})
_APPROPRIATIONS = {"major": 0, "intermediate": 1, "small": 2}
_MOST_SHOWN = 20_000


@dataclass(slots=True)
class _Division:
    """A division of the law that is open."""

    element: Any
    headed: bool
    number: str = ""
    quote: str = ""
    """Marks of quotation that stand before the number of a quoted division."""
    heading_shown: bool = False


@dataclass
class Walker:
    """Turns the element tree into blocks."""

    dialect: Dialect
    accepted: bool = True
    flow: Flow = field(default_factory=Flow)
    blocks: list[Block] = field(default_factory=list)
    divisions: list[_Division] = field(default_factory=list)
    quoted: int = 0
    part: list[str] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    note_texts: list[tuple[str, str]] = field(default_factory=list)
    calls: dict[str, tuple[int, Span]] = field(default_factory=dict)
    tables: int = 0
    cell: Cell | None = None
    row: int = -1
    column: int = 0
    in_table: int = 0
    line: int = 0

    def walk(self, root: Any) -> None:
        """Read a tree."""
        skipped: Any = None
        events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in events:
            if event == "start":
                if self._taken_whole(element):
                    skipped = element
                    events.skip_subtree()
                    continue
                self._start(element)
                self.flow.add(element.text)
            elif event == "end" and element is not skipped:
                self._end(element)
            if event != "start" and element is not root:
                self.flow.add(element.tail)
        self._flush()

    def finished(self) -> list[Block]:
        """Return the blocks, notes last, each with the place of its call."""
        notes = [
            Block(
                text=text,
                kind="note",
                number=sign,
                stream="footnotes",
                anchor=self.calls.get(f"{at}"),
                typed_number=False,
            )
            for at, (sign, text) in enumerate(self.note_texts)
        ]
        return self.blocks + notes

    def notes(self, name: str) -> Iterator[Note]:
        """Yield what was left out, each kind once."""
        for what, texts in self.removed.items():
            shown = "; ".join(f'"{text[:_MOST_SHOWN]}"' for text in texts)
            yield Note(where=name, what=f"left out as {what}: {shown}")

    def _metadata(self, element: Any) -> None:
        """Take what the elements of a masthead, or of the long title, say."""
        for inner in element.iter():
            key = self.dialect.metadata.get(local_name(inner))
            if key and key not in self.metadata and (text := _text(inner)):
                self.metadata[key] = text

    def _taken_whole(self, element: Any) -> bool:
        """Take an element with all that is in it; return whether it was one of those."""
        name = local_name(element)
        if name in self.dialect.left_out:
            self._metadata(element)
            text = " ".join(" ".join(element.itertext()).split())
            if text and name not in UNPRINTED:
                kind = "end mark" if name == "endMarker" else "masthead"
                self.removed.setdefault(kind, []).append(text)
            return True
        if name in self.dialect.notes:
            number = next(
                (_text(child) for child in element if local_name(child) in self.dialect.numbers), ""
            )
            sign = element.get("marker", "") or number or str(len(self.note_texts) + 1)
            self.flow.call(f"{len(self.note_texts)}", sign)
            self.note_texts.append((sign, _text(element).removeprefix(number).strip()))
            return True
        if (
            name in self.dialect.numbers
            and self.divisions
            and element.getparent() is self.divisions[-1].element
        ):
            self._number(_text(element))
            return True
        return self._revised_away(element, name)

    def _number(self, text: str) -> None:
        division = self.divisions[-1]
        if division.number:  # a second number of one division joins the first, which was not shown yet
            division.number = f"{division.number} {text}".strip()
            return
        quote = _QUOTE.match(text)
        division.quote = quote.group() if quote else ""
        division.number = text[len(division.quote) :].strip()

    def _revised_away(self, element: Any, name: str) -> bool:
        """Return whether the other reading of a tracked change is asked for."""
        kind = self.dialect.marks.get(name, "") if name else ""
        changed = (
            {"added": "inserted", "deleted": "deleted"}.get(element.get("changed", "")) if name else None
        )
        if "inserted" not in (kind, changed) and "deleted" not in (kind, changed):
            return False
        wanted = "inserted" if self.accepted else "deleted"
        if wanted in (kind, changed):
            return False
        self.removed.setdefault("text of the other version (tracked in the file)", []).append(_text(element))
        return True

    def _start(self, element: Any) -> None:
        name, dialect = local_name(element), self.dialect
        self.line = element.sourceline or self.line
        if name in dialect.marks:
            self.flow.open(dialect.marks[name])
        if name in dialect.quotes:
            self.flow.add(dialect.quotes[name][0])
        if name in dialect.quoted:
            self.quoted += 1
        if name in dialect.titles:
            self._metadata(element)
        if name in dialect.parts:
            self._flush()
            self.part.append(dialect.parts[name])
        if self._is_division(name, element):
            self._flush()
            self.divisions.append(_Division(element=element, headed=name in dialect.headed))
        elif name in dialect.blocks and not self._runs_in(name, element):
            self._flush()
        elif name in dialect.headings:
            if not self._heading_runs_in(element):
                self._flush()
        elif name == "br":
            self.flow.line_break()
        elif self.flow.text[-1:].strip() and local_name(element.getparent()) in dialect.lined:
            self._flush()
        self._table_starts(name, element)

    def _is_division(self, name: str, element: Any) -> bool:
        return name in self.dialect.headed or name in self.dialect.levels

    def _runs_in(self, name: str, element: Any) -> bool:
        """Return whether a block goes on in the paragraph that its division's run-in heading began."""
        return bool(self.divisions) and element.getparent() is self.divisions[-1].element and self._pending()

    def _pending(self) -> bool:
        return self.divisions[-1].heading_shown and bool(self.flow.text.strip())

    def _heading_runs_in(self, element: Any) -> bool:
        return bool(self.divisions) and (not self.divisions[-1].headed or self.quoted > 0)

    def _end(self, element: Any) -> None:
        name, dialect = local_name(element), self.dialect
        if name in dialect.quotes:
            self.flow.add(dialect.quotes[name][1])
        if name in dialect.marks:
            self.flow.close()
        if name in dialect.headings and self.divisions and element.getparent() is self.divisions[-1].element:
            self._heading_ends(element)
        elif name in dialect.glued:
            self._glue()
        elif name in dialect.blocks or self._is_division(name, element):
            self._flush()
        if self._is_division(name, element):
            self._division_ends()
        if name in dialect.quoted:
            self.quoted -= 1
        if name in dialect.parts:
            self.part.pop()
        self._table_ends(name)

    def _heading_ends(self, element: Any) -> None:
        division = self.divisions[-1]
        if self._heading_runs_in(element):
            follows = [local_name(child) for child in element.itersiblings()]
            division.heading_shown = True
            if (
                follows
                and self.flow.text.strip()
                and not self.flow.text.rstrip().endswith(("\u2014", ".", ":", "\u2013"))
            ):
                joint = self.dialect.run_in
                self.flow.text = self.flow.text.rstrip() + joint
            return
        text, marks, calls = self.flow.take()
        if text:
            level = sum(1 for open_one in self.divisions if open_one.headed)
            level += _APPROPRIATIONS.get(division.element.get("level", ""), 0)
            self._add(
                Block(
                    text=text,
                    kind="heading",
                    level=level,
                    marks=marks,
                    number=division.number,
                    typed_number=False,
                ),
                calls,
            )
            division.number = ""

    def _division_ends(self) -> None:
        division = self.divisions[-1]
        if division.number:  # a division without a word: its number is all there is of it
            division.number, text = "", division.quote + division.number
            self._add(Block(text=text, typed_number=False), [])
        self.divisions.pop()

    def _glue(self) -> None:
        """Put the text behind a quoted block to the end of its last paragraph, after the quotation mark."""
        text, _, _ = self.flow.take()
        text = f"\u201d{text}" if self.dialect.quoted_marks else text
        if text and self.blocks:
            last = self.blocks[-1]
            self.blocks[-1] = replace(last, text=last.text + text)

    def _flush(self) -> None:
        """End the paragraph that is being gathered."""
        text, marks, calls = self.flow.take()
        if not text.strip():
            return
        if self.cell is not None:
            self._add(Block(text=text, kind="cell", cell=self.cell, marks=marks, typed_number=False), calls)
            return
        number, quote = self._pending_number()
        if self.quoted and self.dialect.quoted_marks:
            quote = "\u201c"
        if quote:
            text = quote + text
            marks = tuple(
                replace(m, span=Span(m.span.start + len(quote), m.span.end + len(quote))) for m in marks
            )
        depth = sum(1 for division in self.divisions if not division.headed)
        if number and depth:
            block = Block(
                text=text, kind="list-item", level=depth - 1, number=number, marks=marks, typed_number=False
            )
        else:
            block = Block(text=text, number=number, marks=marks, typed_number=False)
        self._add(block, calls)

    def _pending_number(self) -> tuple[str, str]:
        """Return the numbers of the open divisions that have shown no text yet, and the quotation mark before them."""
        waiting = [division for division in self.divisions if division.number]
        number = " ".join(division.number for division in waiting)
        quote = "".join(division.quote for division in waiting)
        for division in waiting:
            division.number = division.quote = ""
        return number, quote

    def _add(self, block: Block, calls: list[tuple[str, Span]]) -> None:
        for name, span in calls:
            self.calls.setdefault(name, (len(self.blocks), span))
        part = self.part[-1] if self.part else ""
        self.blocks.append(replace(block, part=part, where=f"line {self.line}"))

    def _table_starts(self, name: str, element: Any) -> None:
        if name == "table":
            self._flush()
            self.in_table += 1
            self.tables += 1
            self.row = -1
        elif not self.in_table:
            return
        elif name in ("tr", "row"):
            self.row, self.column = self.row + 1, 0
        elif name in ("td", "th", "entry"):
            across = _count(element.get("colspan"))
            self.cell = Cell(
                table=self.tables - 1,
                row=max(self.row, 0),
                column=self.column,
                row_span=_count(element.get("rowspan")),
                column_span=across,
            )
            self.column += across

    def _table_ends(self, name: str) -> None:
        if name == "table" and self.in_table:
            self.in_table -= 1
        elif name in ("td", "th", "entry"):
            self.cell = None


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _count(value: str | None) -> int:
    return int(value) if value and value.isdigit() and 0 < int(value) < 1000 else 1
