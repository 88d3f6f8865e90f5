"""What stands inside a paragraph: runs, fields, links, notes called, pictures, tracked changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from draftdiff.model import ATOM, Mark, Span
from draftdiff.ooxml import XML_SPACE, Element, Package, qname
from draftdiff.readers.docx.line import Call, Line, Path
from draftdiff.readers.docx.styles import BOLD, HIDDEN, ITALIC, STRIKE, W_VAL, Styles, run_format

if TYPE_CHECKING:
    from draftdiff.readers.docx.revisions import View

RUN_PROPERTIES = qname("w:rPr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BOX = qname("w:txbxContent")
_FALLBACK = qname("mc:Fallback")
_EMBED, _VML_ID = qname("r:embed"), qname("r:id")
_ANCHOR = qname("w:anchor")
_AUTHOR = qname("w:author")
_BREAK = qname("w:type")
_FIELD_KIND = qname("w:fldCharType")
_CUSTOM = qname("w:customMarkFollows")
_INSTRUCTION = qname("w:instr")
_CHOICE = qname("mc:Choice")
_DIAGRAM = qname("r:dm")
# What a symbol font shows at codes that carry no meaning of their own.
_SYMBOLS: Mapping[str, str] = {
    "F0B7": "\u2022", "F0A7": "\u25aa", "F0A8": "\u2610", "F06F": "\u2610", "F0FE": "\u2612", "F0FC": "\u2713",
    "F0D8": "\u27a2", "F0E0": "\u2192", "F0DF": "\u2190", "F0B3": "\u2265", "F0A3": "\u2264", "F0B0": "\u00b0",
    "F0B1": "\u00b1", "F0B4": "\u00d7", "F0AE": "\u2192",
}  # fmt: skip


@dataclass(slots=True)
class OpenField:
    """A complex field that has begun and not ended; it may span paragraphs."""

    line: Line
    start: int
    code: list[str] = field(default_factory=list)
    shows: bool = False
    """Whether its separator was passed, so that what follows is its result."""


@dataclass(slots=True)
class Inline:
    """Walks the content of paragraphs of one part in one view."""

    package: Package
    part: str
    styles: Styles
    view: View
    comments: Mapping[str, str] = field(default_factory=dict)
    """Author and text by id."""
    links: dict[str, str] = field(default_factory=dict)
    line: Line = field(default_factory=Line)
    base: Mapping[str, str] = field(default_factory=dict)
    """Run format of the paragraph's style."""
    fields: list[OpenField] = field(default_factory=list)
    open_comments: dict[str, int] = field(default_factory=dict)
    typed_mark: Element | None = None
    """The w:t with the sign that the author typed in place of a note's number."""

    def __post_init__(self) -> None:
        self.links = {link.id: link.target for link in self.package.relationships(self.part)}

    def read(self, paragraph: Element, path: Path, line: Line, base: Mapping[str, str]) -> None:
        """Add the content of a w:p to a line."""
        if line is not self.line:
            self.open_comments = dict.fromkeys(self.open_comments, line.length)
        self.line, self.base = line, base
        self.children(paragraph, path)

    def end(self, line: Line) -> None:
        """Close what this line leaves open and the next goes on with."""
        for id, start in self.open_comments.items():
            line.mark("comment", start, self.comments.get(id, ""), group=f"comment-{id}")
        for item in self.fields:
            if item.line is line:
                _field_mark(item)
            # a code ends in its paragraph; one whose separator was deleted must not swallow the rest
            item.shows = True

    def children(self, element: Element, path: Path) -> None:
        """Add what stands inside an element, in order."""
        for at, child in enumerate(element):
            handler = _INLINE.get(child.tag)
            if handler is not None:
                handler(self, child, (*path, at))
            elif child.tag in self.view.marked:
                start = self.line.length
                self.children(child, (*path, at))
                if self.line.length > start:
                    self.line.mark(self.view.marked[child.tag], start, child.get(_AUTHOR, ""))
            elif child.tag in self.view.absent:
                self.line.nothing(self.part, (*path, at), "dropped")

    def run(self, run: Element, path: Path) -> None:
        """Add a w:r with its formatting."""
        shown, own = self._format(run)
        line = self.line
        start = line.length
        hidden = bool(shown.get(HIDDEN)) or self._in_code()
        for at, child in enumerate(run):
            handler = _RUN.get(child.tag)
            if handler is None:
                continue
            if hidden and child.tag in _CHARACTERS:
                line.nothing(self.part, (*path, at), "dropped")
                line.hidden += len((child.text or "").strip()) if shown.get(HIDDEN) else 0
            else:
                handler(self, child, (*path, at))
        if shown:
            line.format(start, shown)
        if own and line.length > start:
            line.own.append((Span(start, line.length), own))

    def _in_code(self) -> bool:
        """Return whether a field shows its result inside the code of another, where nobody sees it."""
        return (
            len(self.fields) > 1
            and self.fields[-1].shows
            and any(not item.shows for item in self.fields[:-1])
        )

    def _format(self, run: Element) -> tuple[dict[str, str], dict[str, str]]:
        """Return the whole format of a run and what it has beyond its paragraph's style."""
        properties = self.view.properties(run, RUN_PROPERTIES)
        if properties is None:
            return dict(self.base), {}
        direct = run_format(properties)
        reference = properties.find(_RUN_STYLE)
        if reference is None:
            own = direct
            shown = {**self.base, **direct}
        else:
            style = self.styles.get(reference.get(W_VAL, "")).run
            own = {**style, **direct}
            shown = {**self.base, **own}
            for kind in (BOLD, ITALIC, STRIKE, HIDDEN):
                # a toggle set by the paragraph's and the run's style is off (ECMA-376 part 1, 17.7.3)
                if kind not in direct and style.get(kind) and self.base.get(kind):
                    shown[kind] = ""
        return shown, own

    def wrapper(self, element: Element, path: Path) -> None:
        """Add the content of an element that says nothing itself."""
        self.children(element, path)

    def hyperlink(self, element: Element, path: Path) -> None:
        start = self.line.length
        self.children(element, path)
        anchor = element.get(_ANCHOR)
        target = self.links.get(element.get(_VML_ID, ""), "") + (f"#{anchor}" if anchor else "")
        if self.line.length > start:
            self.line.mark("link", start, target)

    def simple_field(self, element: Element, path: Path) -> None:
        start = self.line.length
        self.line.nothing(self.part, path)
        self.children(element, path)
        self.line.mark("field", start, element.get(_INSTRUCTION, "").strip())

    def alternate(self, element: Element, path: Path) -> None:
        """Add the first choice; the fallback only where there is none."""
        at = next((i for i, child in enumerate(element) if child.tag == _CHOICE), None)
        if at is None:
            at = next((i for i, child in enumerate(element) if child.tag == _FALLBACK), None)
        if at is not None:
            inside = element[at]
            for position, child in enumerate(inside):
                handler = _RUN.get(child.tag) or _INLINE.get(child.tag)
                if handler is not None:
                    handler(self, child, (*path, at, position))

    def ruby(self, element: Element, path: Path) -> None:
        for at, child in enumerate(element):
            if child.tag == qname("w:rubyBase"):
                self.children(child, (*path, at))

    def formula(self, element: Element, path: Path) -> None:
        start = self.line.length
        self.line.text(ATOM, self.part, path, kind="atom")
        self.line.mark("atom", start, "formula: " + "".join(element.itertext(qname("m:t"))))

    def nothing(self, element: Element, path: Path) -> None:
        self.line.nothing(self.part, path)

    def comment_start(self, element: Element, path: Path) -> None:
        self.line.nothing(self.part, path)
        self.open_comments[element.get(_ID, "")] = self.line.length

    def comment_end(self, element: Element, path: Path) -> None:
        self.line.nothing(self.part, path)
        id = element.get(_ID, "")
        start = self.open_comments.pop(id, None)
        if start is not None:
            self.line.mark("comment", start, self.comments.get(id, ""), group=f"comment-{id}")

    def text(self, element: Element, path: Path) -> None:
        raw = element.text
        if not raw or element is self.typed_mark:
            return
        offset = 0
        if element.get(_SPACE) != "preserve":
            kept = raw.lstrip(XML_SPACE)
            offset, raw = len(raw) - len(kept), kept.rstrip(XML_SPACE)
            if not raw:
                return
        if "\n" in raw or "\r" in raw or "\t" in raw:
            raw = raw.replace("\n", " ").replace("\r", " ").replace("\t", " ")
        self.line.text(raw, self.part, path, offset=offset)

    def tab(self, element: Element, path: Path) -> None:
        self.line.text("\t", self.part, path, kind="tab")

    def line_break(self, element: Element, path: Path) -> None:
        if element.get(_BREAK, "textWrapping") == "textWrapping":
            self.line.text("\n", self.part, path, kind="break")
        else:
            self.line.nothing(self.part, path, "break")
            self.line.mark("page-break", self.line.length)

    def hyphen(self, element: Element, path: Path) -> None:
        self.line.text("\u2011", self.part, path, kind="hyphen")

    def soft_hyphen(self, element: Element, path: Path) -> None:
        self.line.nothing(self.part, path, "dropped")
        self.line.mark("hyphen", self.line.length, "soft")

    def symbol(self, element: Element, path: Path) -> None:
        code = element.get(qname("w:char"), "").upper()
        try:
            point = int(code, 16)
        except ValueError:
            return
        sign = _SYMBOLS.get(code) or (ATOM if 0xE000 <= point <= 0xF8FF or point < 32 else chr(point))
        start = self.line.length
        self.line.text(sign, self.part, path, kind="atom")
        if sign == ATOM:
            self.line.mark("atom", start, f"symbol: {element.get(qname('w:font'), '')} {code}")

    def field_character(self, element: Element, path: Path) -> None:
        self.line.nothing(self.part, path)
        kind = element.get(_FIELD_KIND)
        if kind == "begin":
            self.fields.append(OpenField(self.line, self.line.length))
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            if done.line is self.line:
                _field_mark(done)

    def field_code(self, element: Element, path: Path) -> None:
        self.line.nothing(self.part, path)
        if self.fields:
            self.fields[-1].code.append(element.text or "")

    def footnote(self, element: Element, path: Path) -> None:
        self._call("footnotes", element, path)

    def endnote(self, element: Element, path: Path) -> None:
        self._call("endnotes", element, path)

    def _call(self, stream: str, element: Element, path: Path) -> None:
        self.line.nothing(self.part, path)
        custom = ""
        if element.get(_CUSTOM) in ("1", "true", "on"):
            following = element.getnext()
            if following is not None and following.tag == _TEXT:
                custom, self.typed_mark = (following.text or "").strip(), following
        self.line.calls.append(
            Call(stream=stream, id=element.get(_ID, ""), offset=self.line.length, custom=custom)
        )

    def drawing(self, element: Element, path: Path) -> None:
        """Add a picture as an atom, a text box as paragraphs to follow."""
        boxes = [
            box
            for box in element.iter(_BOX)
            if not any(up.tag in (_FALLBACK, _BOX) for up in _above(box, element))
        ]
        self.line.boxes.extend((box, path + _path_below(box, element)) for box in boxes)
        value = "" if boxes else self._picture(element)
        if not value:
            self.line.nothing(self.part, path)
            return
        start = self.line.length
        self.line.text(ATOM, self.part, path, kind="atom")
        self.line.mark("atom", start, value)

    def _picture(self, element: Element) -> str:
        """Return what a drawing shows, by the content of the part that it links to; empty for mere lines."""
        for inner in element.iter():
            attributes = inner.attrib if isinstance(inner.tag, str) else {}
            id = attributes.get(_EMBED) or attributes.get(_VML_ID) or attributes.get(_DIAGRAM)
            target = self.links.get(id or "", "")
            if id and target:
                data = self.package.entries.get(target)
                digest = hashlib.sha256(data).hexdigest()[:12] if data is not None else target
                return f"picture: {digest}"
        return ""


def _field_mark(item: OpenField) -> None:
    code = " ".join("".join(item.code).split())
    end = item.line.length if item.shows else item.start
    if code:
        item.line.marks.append(Mark(kind="field", span=Span(item.start, end), value=code))


def _above(element: Element, top: Element) -> list[Element]:
    found = []
    element = element.getparent()
    while element is not None and element is not top:
        found.append(element)
        element = element.getparent()
    return found


def _path_below(element: Element, top: Element) -> Path:
    path: list[int] = []
    while element is not top:
        parent = element.getparent()
        path.append(parent.index(element))
        element = parent
    return tuple(reversed(path))


Handler = Callable[[Inline, Element, Path], None]

_ID = qname("w:id")
_TEXT = qname("w:t")
_RUN_STYLE = qname("w:rStyle")
_CHARACTERS = frozenset(
    map(
        qname,
        ("w:t", "w:delText", "w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen", "w:softHyphen", "w:sym"),
    )
)

_RUN: Mapping[str, Handler] = {
    qname("w:t"): Inline.text,
    qname("w:delText"): Inline.text,
    qname("w:tab"): Inline.tab,
    qname("w:ptab"): Inline.tab,
    qname("w:br"): Inline.line_break,
    qname("w:cr"): Inline.line_break,
    qname("w:noBreakHyphen"): Inline.hyphen,
    qname("w:softHyphen"): Inline.soft_hyphen,
    qname("w:sym"): Inline.symbol,
    qname("w:fldChar"): Inline.field_character,
    qname("w:instrText"): Inline.field_code,
    qname("w:delInstrText"): Inline.field_code,
    qname("w:footnoteReference"): Inline.footnote,
    qname("w:endnoteReference"): Inline.endnote,
    qname("w:footnoteRef"): Inline.nothing,
    qname("w:endnoteRef"): Inline.nothing,
    qname("w:annotationRef"): Inline.nothing,
    qname("w:commentReference"): Inline.nothing,
    qname("w:drawing"): Inline.drawing,
    qname("w:pict"): Inline.drawing,
    qname("w:object"): Inline.drawing,
    qname("mc:AlternateContent"): Inline.alternate,
    qname("w:ruby"): Inline.ruby,
}
_INLINE: Mapping[str, Handler] = {
    qname("w:r"): Inline.run,
    qname("w:hyperlink"): Inline.hyperlink,
    qname("w:fldSimple"): Inline.simple_field,
    qname("w:sdt"): Inline.wrapper,
    qname("w:sdtContent"): Inline.wrapper,
    qname("w:smartTag"): Inline.wrapper,
    qname("w:customXml"): Inline.wrapper,
    qname("w:dir"): Inline.wrapper,
    qname("w:bdo"): Inline.wrapper,
    qname("mc:AlternateContent"): Inline.alternate,
    qname("m:oMath"): Inline.formula,
    qname("m:oMathPara"): Inline.formula,
    qname("w:commentRangeStart"): Inline.comment_start,
    qname("w:commentRangeEnd"): Inline.comment_end,
    qname("w:bookmarkStart"): Inline.nothing,
    qname("w:bookmarkEnd"): Inline.nothing,
    qname("w:permStart"): Inline.nothing,
    qname("w:permEnd"): Inline.nothing,
}
