"""Elements told as text so that those of two files can be compared, as a resolution leaves them.

What carries no meaning is left out: how a text is cut into runs, revision ids of saving sessions, spelling marks,
bookmarks and comments (the structure check looks at those), the layout of the last printing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from draftdiff.ooxml import Element, Package, qname
from draftdiff.verification.references import References

Resolution = Literal["accept", "reject"]


def _names(*names: str) -> frozenset[str]:
    return frozenset(qname(f"w:{name}") for name in names)


_R = qname("w:r")
_PPR, _RPR, _SECT, _NUMPR = (qname(f"w:{name}") for name in ("pPr", "rPr", "sectPr", "numPr"))
_T, _DEL_TEXT, _INSTR, _DEL_INSTR = (qname(f"w:{n}") for n in ("t", "delText", "instrText", "delInstrText"))
_NUM_ID, _ILVL, _VAL, _ID = (qname(f"w:{name}") for name in ("numId", "ilvl", "val", "id"))
_FIELD, _FIELD_CHAR, _FIELD_TYPE = (qname(f"w:{name}") for name in ("fldSimple", "fldChar", "fldCharType"))
_ANCHOR = qname("w:anchor")
_GENERATED = re.compile(r"\b(_(?:Toc|Ref|Hlk|Hlt))\d+")
_INSTR_ATTRIBUTE = qname("w:instr")
_SDT, _SDT_CONTENT, _SDT_PR = (qname(f"w:{name}") for name in ("sdt", "sdtContent", "sdtPr"))
_TEXT_BOX = qname("w:txbxContent")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

INSERTED = _names("ins", "moveTo")
DELETED = _names("del", "moveFrom")
TRANSPARENT = _names("customXml", "smartTag")
_CONTEXTS = _names("hyperlink", "dir", "bdo")
_STYLES = _names("pStyle", "rStyle", "tblStyle")
_NOTE_CALLS = _names("footnoteReference", "endnoteReference")
_SILENT = _names(
    "bookmarkStart",
    "bookmarkEnd",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "annotationRef",
    "proofErr",
    "permStart",
    "permEnd",
    "lastRenderedPageBreak",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "customXmlInsRangeStart",
    "customXmlInsRangeEnd",
    "customXmlDelRangeStart",
    "customXmlDelRangeEnd",
    "numberingChange",
    "cellMerge",
)
BLOCK_SILENT = _SILENT | _names("sectPr", "tcPr", "sdtPr", "sdtEndPr")
"""What stands between blocks and is none."""
_CHANGES = _names(
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange"
)
_CHANGES |= _names("tblPrExChange")
_HEADINGS = _names("headerReference", "footerReference")
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SESSION = ("rsid", "paraId", "textId", "anchorId", "editId")
_OBJECT_IDS = ("docPr", "cNvPr")


@dataclass(slots=True)
class Reader:
    """What reading one document in one resolution knows and has met."""

    package: Package
    references: References
    resolution: Resolution
    part: str
    exact_anchors: bool
    box: Callable[[Element, Reader], str]
    """Gives the form of a text box's content. It holds no reader, so that trees are let go when they are read."""
    lists: dict[str, dict[str, int]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind and id of the notes called so far."""
    counting: bool = True
    """Whether calls of notes are counted; not where a block is looked at for the second time."""

    def call(self, kind: str, id: str) -> None:
        """Say that a note is called."""
        if self.counting:
            self.notes.append((kind, id))

    def gone(self, element: Element) -> bool:
        """Return whether the content of a revision element is not there any more."""
        return element.tag in (DELETED if self.resolution == "accept" else INSERTED)

    def mark_gone(self, properties: Element | None) -> bool:
        """Return whether a paragraph's end mark or a row is gone."""
        return properties is not None and any(self.gone(child) for child in properties)


@dataclass(slots=True)
class Piece:
    """Characters of one look in one context; what is no text is a form between braces of U+0001."""

    context: tuple[str, ...]
    look: str
    content: str
    text: str


def pieces(element: Element, reader: Reader, context: tuple[str, ...]) -> Iterator[Piece]:
    """Yield what the children of a paragraph-level element leave."""
    for child in element.iterchildren("*"):
        tag = child.tag
        if tag == _R:
            yield from _run(child, reader, context)
        elif tag in INSERTED or tag in DELETED:
            if not reader.gone(child):
                yield from pieces(child, reader, context)
        elif tag in _SILENT or tag == _PPR:
            continue
        elif tag in TRANSPARENT:
            yield from pieces(child, reader, context)
        elif tag in _CONTEXTS:
            yield from pieces(child, reader, (*context, _start(child, reader)))
        elif tag == _FIELD:
            yield from _simple_field(child, reader, context)
        elif tag == _SDT:
            yield from _content_control(child, reader, context)
        else:
            yield Piece(context, "", f"\x01{form(child, reader)}\x01", "\ufffc")


def _content_control(element: Element, reader: Reader, context: tuple[str, ...]) -> Iterator[Piece]:
    properties, content = element.find(_SDT_PR), element.find(_SDT_CONTENT)
    start = "sdt" if properties is None else form(properties, reader)
    if content is not None:
        yield from pieces(content, reader, (*context, start))


def _simple_field(element: Element, reader: Reader, context: tuple[str, ...]) -> Iterator[Piece]:
    """Yield a simple field as the complex field it stands for."""

    def sign(kind: str) -> Piece:
        return Piece(context, "", f"\x01field {kind}\x01", "")

    yield sign("begin")
    yield Piece(context, "", f"\x01code {anchor_name(element.get(_INSTR_ATTRIBUTE) or '', reader)}\x01", "")
    yield sign("separate")
    yield from pieces(element, reader, context)
    yield sign("end")


def _run(run: Element, reader: Reader, context: tuple[str, ...]) -> Iterator[Piece]:
    properties = run.find(_RPR)
    look = properties_form(properties, reader)
    for child in run.iterchildren("*"):
        tag = child.tag
        if tag == _RPR or tag in _SILENT:
            continue
        if tag in (_T, _DEL_TEXT):
            text = child.text or ""
            if child.get(_SPACE) != "preserve":
                text = text.strip(" \t\r\n")
            if text:
                yield Piece(context, look, text, text)
        elif tag == _FIELD_CHAR:
            kind = child.get(_FIELD_TYPE)
            yield Piece(context, look, f"\x01field {kind}{_form_of_children(child, reader)}\x01", "")
        elif tag in (_INSTR, _DEL_INSTR):
            yield Piece(context, look, f"\x01code {anchor_name(child.text or '', reader)}\x01", "")
        elif tag in _NOTE_CALLS:
            kind = child.tag.rpartition("}")[2].removesuffix("Reference")
            reader.call(kind, child.get(_ID))
            custom = child.get(qname("w:customMarkFollows"), "")
            yield Piece(context, look, f"\x01{kind} {custom}\x01", "")
        else:
            plain = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
            name = tag.rpartition("}")[2]
            text = plain.get(name, "\ufffc") if tag.startswith(qname("w:r")[:-1]) else "\ufffc"
            yield Piece(context, look, f"\x01{form(child, reader)}\x01", text)


def paragraph_properties_form(properties: Element | None, reader: Reader) -> str:
    """Return the properties of a paragraph, of its mark and of the section that it ends."""
    if properties is None:
        return "p{mark{}}"
    section, mark = properties.find(_SECT), properties.find(_RPR)
    change = properties.find(qname("w:pPrChange"))
    base = properties
    if reader.resolution == "reject" and change is not None:
        base = change.find(_PPR)
    children = [] if base is None else list(base.iterchildren("*"))
    told = "".join(
        form(child, reader)
        for child in children
        if child.tag not in _CHANGES and child.tag not in (_RPR, _SECT)
    )
    told += f"mark{{{properties_form(mark, reader)}}}" if mark is not None else "mark{}"
    return f"p{{{told}{section_form(section, reader) if section is not None else ''}}}"


def properties_form(properties: Element | None, reader: Reader) -> str:
    """Return the children of a set of properties as the resolution leaves them."""
    if properties is None:
        return ""
    base = properties
    if reader.resolution == "reject":
        change = next((child for child in properties if child.tag in _CHANGES), None)
        if change is not None:
            base = change[0] if len(change) else change
    return "".join(
        [
            form(child, reader)
            for child in base.iterchildren("*")
            if (tag := child.tag) not in _CHANGES and tag not in INSERTED and tag not in DELETED
        ]
    )


def section_form(section: Element, reader: Reader) -> str:
    """Return the form of a section; its headers and footers are the new document's and not tracked."""
    change = section.find(qname("w:sectPrChange"))
    base = section
    if reader.resolution == "reject" and change is not None:
        base = change.find(_SECT)
    children = [] if base is None else list(base.iterchildren("*"))
    return (
        "section{"
        + "".join(
            form(child, reader)
            for child in children
            if child.tag not in _CHANGES and child.tag not in _HEADINGS
        )
        + "}"
    )


def cell_gone(properties: Element, reader: Reader) -> bool:
    """Return whether a cell is not there any more."""
    sign = qname("w:cellDel") if reader.resolution == "accept" else qname("w:cellIns")
    return properties.find(sign) is not None


def cell_form(properties: Element | None, reader: Reader) -> str:
    """Return the properties of a cell, without the signs of its revision."""
    told = properties_form(properties, reader)
    return told.replace(f"<{qname('w:cellIns')}></>", "").replace(f"<{qname('w:cellDel')}></>", "")


def _start(element: Element, reader: Reader) -> str:
    """Return the name and the attributes of an element, ids told by what they name."""
    tag = str(element.tag)
    return tag + "".join(
        [
            f" {name}={_value(element, name, value, reader)}"
            for name, value in sorted(element.items())
            if not _is_random(tag.rpartition("}")[2], name)
        ]
    )


@lru_cache(maxsize=4096)
def _is_random(local: str, name: str) -> bool:
    plain = name.rpartition("}")[2]
    if plain.startswith(_SESSION) and ("}" in name):
        return True
    return (local in _OBJECT_IDS and plain in ("id", "name")) or (
        local == "shape" and plain in ("id", "spid")
    )


def _value(element: Element, name: str, value: str, reader: Reader) -> str:
    if name.startswith(_LINKS):
        return reader.references.link(reader.part, value)
    if name == _VAL and element.tag in _STYLES:
        return reader.references.style(value)
    if name == _ANCHOR:
        return anchor_name(value, reader)
    if name == _VAL and element.tag == _NUM_ID:
        return list_name(value, reader)
    return value


def anchor_name(text: str, reader: Reader) -> str:
    """Return a text that may name bookmarks (a link's goal, a field's code)."""
    return text if reader.exact_anchors else _GENERATED.sub(r"\1", text)


def list_name(id: str, reader: Reader) -> str:
    """Return a list's definition and its turn among the lists with that definition."""
    if id == "0":
        return "none"
    definition = reader.references.list_definition(id)
    turns = reader.lists.setdefault(definition, {})
    return f"{definition}#{turns.setdefault(id, len(turns))}"


def form(element: Element, reader: Reader) -> str:
    """Return any element in comparable form."""
    if element.tag in _SILENT or element.tag in _CHANGES:
        return ""
    if element.tag == _TEXT_BOX:
        return f"box{{{reader.box(element, reader)}}}"
    if element.tag == _NUMPR:
        level, number = element.find(_ILVL), element.find(_NUM_ID)
        return f"list {'' if number is None else list_name(number.get(_VAL), reader)} " + (
            "0" if level is None else level.get(_VAL)
        )
    if element.tag in INSERTED or element.tag in DELETED:
        return "" if reader.gone(element) else _form_of_children(element, reader)
    text = (element.text or "") if not len(element) else ""
    return f"<{_start(element, reader)}>{text}{_form_of_children(element, reader)}</>"


def _form_of_children(element: Element, reader: Reader) -> str:
    return "".join([form(child, reader) for child in element.iterchildren("*")]) if len(element) else ""
