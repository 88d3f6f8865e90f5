"""Walk the elements of an HTML page once, without recursion, and make blocks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from draftdiff.model import Note, ParagraphKind, Span
from draftdiff.readers.blocks import Block
from draftdiff.readers.flow import Flow
from draftdiff.readers.html_open import OpenList, OpenTable

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
UNSEEN = frozenset(
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
_NOTE_SIGN = re.compile(r"[\[(]?(?:\d{1,4}|[*\u2020\u2021\u00a7#]{1,3}|[a-z]|[ivxl]+)[\])]?\.?")
_BACK = re.compile(r"[\u21a9\u21b5\u2191^\ufe0e\ufe0f\s]+|back|return", re.IGNORECASE)


def is_call(link: Any) -> bool:
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


@dataclass
class Walker:
    """Turns the element tree into blocks, without recursion."""

    accepted: bool
    note_ids: frozenset[str]
    flow: Flow = field(default_factory=Flow)
    blocks: list[Block] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    tables: list[OpenTable] = field(default_factory=list)
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
        if not isinstance(tag, str) or tag in UNSEEN:
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
        elif target in self.note_ids and target and is_call(link):
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
        if self.flow.text.rstrip(" ").endswith("\n") and not self.pre:
            self._flush()  # two breaks make a paragraph
        else:
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
        self.lists.append(OpenList.of(element))

    def _end_ul(self, element: Any) -> None:
        if self.lists:
            self.lists.pop()

    _start_ol, _end_ol = _start_ul, _end_ul

    def _start_li(self, element: Any) -> None:
        self.item_number = self.lists[-1].number(element) if self.lists else ""

    def _end_li(self, element: Any) -> None:
        self.item_number = None

    def _start_table(self, element: Any) -> None:
        self.tables.append(OpenTable(id=self.table_count))
        self.table_count += 1

    def _end_table(self, element: Any) -> None:
        if self.tables:
            self.tables.pop()

    def _start_tr(self, element: Any) -> None:
        if self.tables:
            self.tables[-1].next_row()

    def _start_td(self, element: Any) -> None:
        if self.tables:
            self.tables[-1].next_cell(element)

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
