"""Read HTML: headings, paragraphs, lists, tables, notes; what helps to find one's way in a site is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from draftdiff.errors import DamagedFileError, NoTextError
from draftdiff.model import Cell, Draft, Note, ParagraphKind, Span
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.encodings import decode
from draftdiff.readers.flow import Flow
from draftdiff.readers.mastheads import title_block
from draftdiff.readers.structure import build_draft
from draftdiff.readers.xml_safe import check_tree

_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "nobr",
        "ruby",
        "rb",
    }
)
_MARKS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strike",
    "strike": "strike",
    "sup": "superscript",
    "sub": "subscript",
    "mark": "highlight",
}
_UNSEEN = frozenset(
    {
        "script",
        "style",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "rt",
        "rp",
        "datalist",
        "object",
        "embed",
        "svg",
        "math",
    }
)
_WAYS = frozenset({"nav", "form", "button", "select", "input", "textarea", "iframe", "menu", "dialog"})
_WAY_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar"}
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_NOTE_SIGN = re.compile(r"[\[(]?(?:\d{1,4}|[*\u2020\u2021\u00a7#]{1,3}|[a-z]|[ivxl]+)[\])]?\.?")
_BACK = re.compile(r"[\u21a9\u21b5\u2191^\ufe0e\ufe0f\s]+|back|return", re.IGNORECASE)


def read(data: bytes, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the draft of an HTML file; with `revisions="marked"` its text before `ins` and `del`, and after."""
    if options.revisions == "marked":
        original = replace(options, revisions="original")
        return (*read(data, name, original), *read(data, name, replace(options, revisions="accepted")))
    text, notes = _decoded(data, name)
    root = _parsed(text, name, options)
    walker = _Walker(accepted=options.revisions == "accepted", note_ids=_note_ids(root))
    walker.walk(_content(root, walker))
    blocks = walker.finished()
    if not blocks:
        raise NoTextError(
            where=name, what="holds no text", mend="Save the page from the browser once it has loaded."
        )
    metadata = title_block(blocks)
    title = root.find(".//title")
    if title is not None and title.text and not metadata.get("title"):
        metadata["title"] = " ".join(title.text.split())
    return (
        build_draft(
            blocks,
            name=name,
            format="html",
            options=options,
            metadata=metadata,
            notes=(*notes, *walker.notes(name)),
        ),
    )


def _decoded(data: bytes, name: str) -> tuple[str, list[Note]]:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared[1].decode("ascii")), []
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, name)


def _parsed(text: str, name: str, options: Options) -> Any:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError(
            where=name, what=f"is not HTML that can be read: {error}", mend="Save the page again."
        ) from error
    check_tree(root, name, options.limits)
    return root


def _note_ids(root: Any) -> frozenset[str]:
    """Return the ids that short superscript links point at: those are notes."""
    return frozenset(
        link.get("href")[1:]
        for link in root.iter("a")
        if _is_call(link) and link.get("href", "").startswith("#")
    )


def _is_call(link: Any) -> bool:
    """Return whether a link calls a note: `<sup><a href="#n1">1</a></sup>`, or the `sup` inside, or its role."""
    shown = "".join(link.itertext()).strip()
    if not _NOTE_SIGN.fullmatch(shown) or _is_back(link):
        return False
    parent = link.getparent()
    raised = link.find(".//sup") is not None or (parent is not None and parent.tag == "sup")
    named = f"{link.get('class', '')} {link.get('role', '')}".lower()
    return raised or "noteref" in named or "footnote-ref" in named


def _is_back(link: Any) -> bool:
    named = f"{link.get('class', '')} {link.get('role', '')}".lower()
    return "backlink" in named or "backref" in named or "footnotesym" in named or "endnotesym" in named


def _content(root: Any, walker: _Walker) -> Any:
    """Return the element that holds the document: `main` where there is just one, else the body."""
    mains = [
        e for e in root.iter() if isinstance(e.tag, str) and (e.tag == "main" or e.get("role") == "main")
    ]
    body = root.find("body")
    if len(mains) == 1 and not any(_holds_notes(e, walker.note_ids, mains[0]) for e in root.iter()):
        outside = len("".join(root.itertext()).split()) - len("".join(mains[0].itertext()).split())
        if outside > 0:
            walker.leave_out("text outside the page's main element", "")
        return mains[0]
    return body if body is not None else root


def _holds_notes(element: Any, ids: frozenset[str], main: Any) -> bool:
    return element.get("id") in ids and main not in element.iterancestors()


@dataclass
class _List:
    ordered: bool
    next: int = 1
    step: int = 1
    style: str = "1"


@dataclass
class _Table:
    id: int
    row: int = -1
    column: int = 0
    taken: dict[tuple[int, int], bool] = field(default_factory=dict)
    cell: Cell | None = None


@dataclass
class _Walker:
    """Turns the element tree into blocks, without recursion."""

    accepted: bool
    note_ids: frozenset[str]
    flow: Flow = field(default_factory=Flow)
    blocks: list[Block] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    table_count: int = 0
    item_number: str | None = None
    heading: int = 0
    kind: ParagraphKind = "paragraph"
    pre: int = 0
    note: str = ""
    calls: dict[str, tuple[int, Span]] = field(default_factory=dict)
    numbered: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    line: int = 0
    skipped: Any = None
    """The element whose subtree is being passed over."""

    def walk(self, root: Any) -> None:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if self._skipped(element):
                    events.skip_subtree()
                    self.skipped = element
                    continue
                self._start(element)
            else:
                if element is not self.skipped:
                    self._end(element)
                if element is not root:
                    self.flow.add(element.tail, keep_space=self.pre > 0)
        self._flush()

    def finished(self) -> list[Block]:
        """Return the blocks, each note with the place of its first call."""
        return [
            replace(
                block, anchor=self.calls.get(block.part), part="", number=self.numbered.get(block.part, "")
            )
            if block.stream == "footnotes"
            else block
            for block in self.blocks
        ]

    def leave_out(self, what: str, words: str) -> None:
        self.left_out.setdefault(what, []).append(words)

    def notes(self, name: str) -> Iterator[Note]:
        """Yield one note for each kind of thing that was left out."""
        for what, words in self.left_out.items():
            shown = "; ".join(f'"{text}"' for text in words if text)
            yield Note(where=name, what=f"left out: {what}" + (f": {shown}" if shown else ""))

    def _skipped(self, element: Any) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            return True
        if tag in ("ins", "del") and (tag == "ins") != self.accepted:
            self.left_out.setdefault(
                f"tracked changes: read as {'accepted' if self.accepted else 'original'}", []
            )
            return True
        if self._is_way(element):
            text = " ".join(" ".join(element.itertext()).split())
            if text:
                self.leave_out("navigation", text)
            return True
        style = element.get("style", "").replace(" ", "").lower()
        if "hidden" in element.attrib or "display:none" in style or "visibility:hidden" in style:
            if "".join(element.itertext()).strip():
                self.leave_out("hidden text", " ".join(" ".join(element.itertext()).split()))
            return True
        return False

    @staticmethod
    def _is_way(element: Any) -> bool:
        if element.tag in _WAYS or element.get("role", "").lower() in _WAY_ROLES:
            return True
        # So word processors mark the heads and feet of their pages.
        if element.tag == "div" and element.get("title") in ("header", "footer"):
            return True
        if element.tag in ("header", "footer"):
            within = {a.tag for a in element.iterancestors()}
            return not within & {"main", "article", "section"} and element.find(".//h1") is None
        return False

    def _start(self, element: Any) -> None:
        tag = element.tag
        handler = getattr(self, f"_start_{tag}", None)
        if tag in _INLINE:
            self._start_inline(element)
        else:
            if tag not in ("br", "img", "hr"):
                self._flush()
                self._note_opens(element)
            if handler is not None:
                handler(element)
        self.line = element.sourceline or self.line
        self.flow.add(element.text, keep_space=self.pre > 0)

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag in _INLINE:
            if tag in _MARKS or (tag == "a" and element.get("href")) or tag in ("ins", "del"):
                self.flow.close()
            return
        if tag in ("br", "img"):
            return
        self._flush()
        handler = getattr(self, f"_end_{tag}", None)
        if handler is not None:
            handler(element)
        if self.note and element.get("data-draftdiff-note") == self.note:
            self.note = ""

    def _start_inline(self, element: Any) -> None:
        tag = element.tag
        if tag == "a":
            self._take_note_sign(element)
        if tag in _MARKS:
            self.flow.open(_MARKS[tag])
        elif tag == "a" and element.get("href"):
            self.flow.open("link", element.get("href"))
        elif tag in ("ins", "del"):
            self.flow.open("inserted" if tag == "ins" else "deleted")

    def _take_note_sign(self, link: Any) -> None:
        """Take a call of a note, or the sign before a note, out of the text."""
        shown = "".join(link.itertext()).strip()
        target = link.get("href", "")[1:]
        if self.note and not self.flow.text.strip() and (_NOTE_SIGN.fullmatch(shown) or _is_back(link)):
            self.numbered.setdefault(self.note, shown.strip("[]()."))
        elif self.note and _BACK.fullmatch(shown):
            pass
        elif target in self.note_ids and target and _is_call(link):
            self.flow.call(target, shown.strip("[]()"))
            self.numbered.setdefault(target, shown.strip("[]()"))
        else:
            return
        for inner in link.iter():
            inner.text = None
            if inner is not link:
                inner.tail = None

    def _note_opens(self, element: Any) -> None:
        ids = [element.get("id", "")]
        first = element.find(".//a") if element.tag in ("p", "li", "div", "dd", "td") else None
        if first is not None and not (element.text or "").strip():
            ids += [first.get("id", ""), first.get("name", "")]
        found = next((one for one in ids if one and one in self.note_ids), "")
        if found and not self.note:
            self.note = found
            element.set("data-draftdiff-note", found)

    def _start_br(self, element: Any) -> None:
        self.flow.line_break()

    def _start_img(self, element: Any) -> None:
        self.flow.atom(element.get("alt") or element.get("src") or "")

    def _start_h1(self, element: Any) -> None:
        self.heading = int(element.tag[1])

    def _end_h1(self, element: Any) -> None:
        self.heading = 0

    _start_h2 = _start_h3 = _start_h4 = _start_h5 = _start_h6 = _start_h1
    _end_h2 = _end_h3 = _end_h4 = _end_h5 = _end_h6 = _end_h1

    def _start_caption(self, element: Any) -> None:
        self.kind = "caption"

    def _end_caption(self, element: Any) -> None:
        self.kind = "paragraph"

    _start_figcaption, _end_figcaption = _start_caption, _end_caption

    def _start_pre(self, element: Any) -> None:
        self.pre += 1
        self.kind = "code"

    def _end_pre(self, element: Any) -> None:
        self.pre -= 1
        self.kind = "paragraph"

    def _start_ul(self, element: Any) -> None:
        self.lists.append(_List(ordered=False))

    def _start_ol(self, element: Any) -> None:
        items = sum(1 for child in element if child.tag == "li")
        back = "reversed" in element.attrib
        start = _integer(element.get("start"), items if back else 1)
        self.lists.append(
            _List(ordered=True, next=start, step=-1 if back else 1, style=element.get("type", "1"))
        )

    def _end_ol(self, element: Any) -> None:
        if self.lists:
            self.lists.pop()

    _end_ul = _end_ol

    def _start_li(self, element: Any) -> None:
        if not self.lists:
            self.item_number = ""
            return
        current = self.lists[-1]
        current.next = _integer(element.get("value"), current.next)
        style = element.get("type", current.style)
        self.item_number = f"{_count(current.next, style)}." if current.ordered else ""
        current.next += current.step

    def _end_li(self, element: Any) -> None:
        self.item_number = None

    def _start_table(self, element: Any) -> None:
        self.tables.append(_Table(id=self.table_count))
        self.table_count += 1

    def _end_table(self, element: Any) -> None:
        if self.tables:
            self.tables.pop()

    def _start_tr(self, element: Any) -> None:
        if self.tables:
            self.tables[-1].row += 1
            self.tables[-1].column = 0

    def _start_td(self, element: Any) -> None:
        if not self.tables:
            return
        table = self.tables[-1]
        table.row = max(table.row, 0)
        while (table.row, table.column) in table.taken:
            table.column += 1
        rows = min(1000, max(1, _integer(element.get("rowspan"), 1)))
        columns = min(1000, max(1, _integer(element.get("colspan"), 1)))
        for row in range(rows if rows > 1 else 0):
            for column in range(columns):
                table.taken[(table.row + row, table.column + column)] = True
        table.cell = Cell(
            table=table.id, row=table.row, column=table.column, row_span=rows, column_span=columns
        )
        table.column += columns

    def _end_td(self, element: Any) -> None:
        if self.tables:
            self.tables[-1].cell = None

    _start_th, _end_th = _start_td, _end_td

    def _flush(self) -> None:
        """End the paragraph that is being gathered."""
        text, marks, calls = self.flow.take()
        if not text.strip():
            return
        for note, span in calls:
            self.calls.setdefault(note, (len(self.blocks), span))
        self.blocks.append(replace(self._shaped(text), marks=marks, where=f"line {self.line}"))

    def _shaped(self, text: str) -> Block:
        if self.note:
            return Block(text=text, kind="note", stream="footnotes", part=self.note, typed_number=False)
        if self.tables and self.tables[-1].cell is not None:
            return Block(text=text, kind="cell", cell=self.tables[-1].cell, typed_number=False)
        if self.heading:
            return Block(text=text, kind="heading", level=self.heading)
        if self.item_number is not None and self.lists:
            number, self.item_number = self.item_number, None
            return Block(text=text, kind="list-item", number=number, level=len(self.lists) - 1)
        return Block(text=text, kind=self.kind)


def _integer(value: str | None, default: int) -> int:
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default


def _count(number: int, style: str) -> str:
    """Return a number as a list of that `type` prints it."""
    if style in ("a", "A") and number > 0:
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters if style == "a" else letters.upper()
    if style in ("i", "I") and 0 < number < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman if style == "i" else roman.upper()
    return str(number)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
