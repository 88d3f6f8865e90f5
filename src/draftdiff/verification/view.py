"""One document as it is when every tracked change is accepted, or every one rejected, in a form fit to compare.

The tree is read and never changed. A paragraph's properties belong to its end mark: where the mark is gone, what
is left of the paragraph runs on into the next one (ECMA-376 part 1, 17.13.5.15).

What carries no meaning is left out: how a text is cut into runs, revision ids of saving sessions, spelling marks,
bookmarks and comments (the structure check looks at those), the layout of the last printing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from draftdiff.ooxml import Element, Package, qname
from draftdiff.verification.references import References, references_of

Resolution = Literal["accept", "reject"]


def _names(*names: str) -> frozenset[str]:
    return frozenset(qname(f"w:{name}") for name in names)


_P, _TBL, _TR, _TC, _R = (qname(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r"))
_PPR, _RPR, _SECT, _NUMPR = (qname(f"w:{name}") for name in ("pPr", "rPr", "sectPr", "numPr"))
_T, _DEL_TEXT, _INSTR, _DEL_INSTR = (qname(f"w:{n}") for n in ("t", "delText", "instrText", "delInstrText"))
_NUM_ID, _ILVL, _VAL, _ID = (qname(f"w:{name}") for name in ("numId", "ilvl", "val", "id"))
_FIELD, _FIELD_CHAR, _FIELD_TYPE = (qname(f"w:{name}") for name in ("fldSimple", "fldChar", "fldCharType"))
_ANCHOR = qname("w:anchor")
_GENERATED = re.compile(r"\b(_(?:Toc|Ref|Hlk|Hlt))\d+")
_INSTR_ATTRIBUTE = qname("w:instr")
_SDT, _SDT_CONTENT, _SDT_PR = (qname(f"w:{name}") for name in ("sdt", "sdtContent", "sdtPr"))
_TBL_PR, _TBL_GRID, _TR_PR, _TC_PR = (qname(f"w:{name}") for name in ("tblPr", "tblGrid", "trPr", "tcPr"))
_TEXT_BOX = qname("w:txbxContent")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_INSERTED = _names("ins", "moveTo")
_DELETED = _names("del", "moveFrom")
_TRANSPARENT = _names("customXml", "smartTag")
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
_CHANGES = _names(
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange"
)
_CHANGES |= _names("tblPrExChange")
_HEADINGS = _names("headerReference", "footerReference")
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/"
_SESSION = ("rsid", "paraId", "textId", "anchorId", "editId")
_OBJECT_IDS = ("docPr", "cNvPr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or a table in comparable form."""

    kind: str
    where: str
    form: str
    """Text and all properties."""
    text: str
    """The words alone."""


@dataclass(slots=True)
class _Reader:
    package: Package
    references: References
    resolution: Resolution
    part: str
    exact_anchors: bool
    lists: dict[str, dict[str, int]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def gone(self, element: Element) -> bool:
        """Return whether the content of a revision element is not there any more."""
        return element.tag in (_DELETED if self.resolution == "accept" else _INSERTED)

    def mark_gone(self, properties: Element | None) -> bool:
        """Return whether a paragraph's end mark or a row is gone."""
        return properties is not None and any(self.gone(child) for child in properties)


def view(package: Package, resolution: Resolution, exact_anchors: bool = True) -> tuple[Block, ...]:
    """Return the blocks of the body, then those of the notes in the order of their calls.

    Without `exact_anchors` the bookmarks that Word makes for its contents lists are told by their kind alone: no
    bookmark is tracked, so a rejected text has those of the new document.
    """
    reader = _Reader(package, references_of(package), resolution, package.document, exact_anchors)
    root = package.tree(package.document)
    body = root.find(qname("w:body"))
    blocks = list(_blocks(body, reader, "body")) if body is not None else []
    section = body.find(_SECT) if body is not None else None
    if section is not None:
        blocks.append(Block(kind="section", where="body", form=_section(section, reader), text=""))
    return (*blocks, *_notes(package, reader))


def _notes(package: Package, reader: _Reader) -> Iterator[Block]:
    """Yield the blocks of the notes that are called, in the order of the calls."""
    called, trees = reader.notes, {}
    for kind in ("footnote", "endnote"):
        for part in package.related(package.document, f"{kind}s"):
            trees[kind] = (
                part,
                {note.get(_ID): note for note in package.tree(part).iterchildren(qname(f"w:{kind}"))},
            )
    for number, (kind, id) in enumerate(called, 1):
        part, notes = trees.get(kind, ("", {}))
        where = f"{kind} {number}"
        if id not in notes:
            yield Block(kind="note", where=where, form="missing", text="missing")
            continue
        reader.part = part
        yield from _blocks(notes[id], reader, where)


def _children(container: Element) -> Iterator[Element]:
    """Yield the block-level elements, those in content controls and custom XML included."""
    for child in container.iterchildren("*"):
        if child.tag == _SDT:
            content = child.find(_SDT_CONTENT)
            if content is not None:
                yield from _children(content)
        elif child.tag in _TRANSPARENT or child.tag in _INSERTED or child.tag in _DELETED:
            yield from _children(child)
        else:
            yield child


def _blocks(container: Element, reader: _Reader, where: str) -> Iterator[Block]:
    """Yield the paragraphs and tables of a container as the resolution leaves them."""
    pending: list[_Piece] = []
    last: Element | None = None
    number = 0
    for child in _children(container):
        if child.tag == _P:
            properties = child.find(_PPR)
            pieces = list(_pieces(child, reader, ()))
            pending += pieces
            mark = properties.find(_RPR) if properties is not None else None
            if reader.mark_gone(mark):
                last = child
                continue
            number += 1
            yield _paragraph(pending, child, reader, f"{where}, block {number}")
            pending, last = [], None
        elif child.tag == _TBL:
            if pending and last is not None:
                number += 1
                yield _paragraph(pending, last, reader, f"{where}, block {number}")
            pending, last = [], None
            block = _table(child, reader, f"{where}, block {number + 1}")
            if block is not None:
                number += 1
                yield block
        elif child.tag not in _SILENT and child.tag not in (_SECT, _TC_PR):
            number += 1
            form = _form(child, reader)
            yield Block(kind="other", where=f"{where}, block {number}", form=form, text="")
    if pending and last is not None:
        yield _paragraph(pending, last, reader, f"{where}, block {number + 1}")


@dataclass(slots=True)
class _Piece:
    """Characters of one look in one context; what is no text is a form between braces of U+0001."""

    context: tuple[str, ...]
    look: str
    content: str
    text: str


def _paragraph(pieces: list[_Piece], element: Element, reader: _Reader, where: str) -> Block:
    merged: list[_Piece] = []
    for piece in pieces:
        if merged and merged[-1].look == piece.look and merged[-1].context == piece.context:
            merged[-1].content += piece.content
            merged[-1].text += piece.text
        else:
            merged.append(_Piece(piece.context, piece.look, piece.content, piece.text))
    form = _paragraph_properties(element.find(_PPR), reader)
    form += "".join(f"\n[{'>'.join(p.context)}|{p.look}]{p.content}" for p in merged)
    return Block(kind="p", where=where, form=form, text="".join(p.text for p in merged))


def _pieces(element: Element, reader: _Reader, context: tuple[str, ...]) -> Iterator[_Piece]:
    """Yield what the children of a paragraph-level element leave."""
    for child in element.iterchildren("*"):
        tag = child.tag
        if tag == _R:
            yield from _run(child, reader, context)
        elif tag in _INSERTED or tag in _DELETED:
            if not reader.gone(child):
                yield from _pieces(child, reader, context)
        elif tag in _SILENT or tag == _PPR:
            continue
        elif tag in _TRANSPARENT:
            yield from _pieces(child, reader, context)
        elif tag in _CONTEXTS:
            yield from _pieces(child, reader, (*context, _start(child, reader)))
        elif tag == _FIELD:
            yield from _simple_field(child, reader, context)
        elif tag == _SDT:
            yield from _content_control(child, reader, context)
        else:
            yield _Piece(context, "", f"\x01{_form(child, reader)}\x01", "\ufffc")


def _content_control(element: Element, reader: _Reader, context: tuple[str, ...]) -> Iterator[_Piece]:
    properties, content = element.find(_SDT_PR), element.find(_SDT_CONTENT)
    start = "sdt" if properties is None else _form(properties, reader)
    if content is not None:
        yield from _pieces(content, reader, (*context, start))


def _simple_field(element: Element, reader: _Reader, context: tuple[str, ...]) -> Iterator[_Piece]:
    """Yield a simple field as the complex field it stands for."""

    def sign(kind: str) -> _Piece:
        return _Piece(context, "", f"\x01field {kind}\x01", "")

    yield sign("begin")
    yield _Piece(context, "", f"\x01code {_anchor(element.get(_INSTR_ATTRIBUTE) or '', reader)}\x01", "")
    yield sign("separate")
    yield from _pieces(element, reader, context)
    yield sign("end")


def _run(run: Element, reader: _Reader, context: tuple[str, ...]) -> Iterator[_Piece]:
    properties = run.find(_RPR)
    look = _properties(properties, reader)
    for child in run.iterchildren("*"):
        tag = child.tag
        if tag == _RPR or tag in _SILENT:
            continue
        if tag in (_T, _DEL_TEXT):
            text = child.text or ""
            if child.get(_SPACE) != "preserve":
                text = text.strip(" \t\r\n")
            if text:
                yield _Piece(context, look, text, text)
        elif tag == _FIELD_CHAR:
            kind = child.get(_FIELD_TYPE)
            yield _Piece(context, look, f"\x01field {kind}{_form_of_children(child, reader)}\x01", "")
        elif tag in (_INSTR, _DEL_INSTR):
            yield _Piece(context, look, f"\x01code {_anchor(child.text or '', reader)}\x01", "")
        elif tag in _NOTE_CALLS:
            kind = child.tag.rpartition("}")[2].removesuffix("Reference")
            reader.notes.append((kind, child.get(_ID)))
            custom = child.get(qname("w:customMarkFollows"), "")
            yield _Piece(context, look, f"\x01{kind} {custom}\x01", "")
        else:
            plain = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
            name = tag.rpartition("}")[2]
            text = plain.get(name, "\ufffc") if tag.startswith(qname("w:r")[:-1]) else "\ufffc"
            yield _Piece(context, look, f"\x01{_form(child, reader)}\x01", text)


def _paragraph_properties(properties: Element | None, reader: _Reader) -> str:
    if properties is None:
        return "p{mark{}}"
    section, mark = properties.find(_SECT), properties.find(_RPR)
    change = properties.find(qname("w:pPrChange"))
    base = properties
    if reader.resolution == "reject" and change is not None:
        base = change.find(_PPR)
    children = [] if base is None else list(base.iterchildren("*"))
    form = "".join(
        _form(child, reader)
        for child in children
        if child.tag not in _CHANGES and child.tag not in (_RPR, _SECT)
    )
    form += f"mark{{{_properties(mark, reader)}}}" if mark is not None else "mark{}"
    return f"p{{{form}{_section(section, reader) if section is not None else ''}}}"


def _properties(properties: Element | None, reader: _Reader) -> str:
    """Return the children of a set of properties as the resolution leaves them."""
    if properties is None:
        return ""
    base = properties
    if reader.resolution == "reject":
        change = next((child for child in properties if child.tag in _CHANGES), None)
        if change is not None:
            base = change[0] if len(change) else change
    return "".join(
        _form(child, reader)
        for child in base.iterchildren("*")
        if child.tag not in _CHANGES and child.tag not in _INSERTED and child.tag not in _DELETED
    )


def _section(section: Element, reader: _Reader) -> str:
    """Return the form of a section; its headers and footers are the new document's and not tracked."""
    change = section.find(qname("w:sectPrChange"))
    base = section
    if reader.resolution == "reject" and change is not None:
        base = change.find(_SECT)
    children = [] if base is None else list(base.iterchildren("*"))
    return (
        "section{"
        + "".join(
            _form(child, reader)
            for child in children
            if child.tag not in _CHANGES and child.tag not in _HEADINGS
        )
        + "}"
    )


def _table(table: Element, reader: _Reader, where: str) -> Block | None:
    """Return the form of a table; None where no row is left."""
    rows: list[str] = []
    texts: list[str] = []
    for row in _children(table):
        if row.tag != _TR or reader.mark_gone(row.find(_TR_PR)):
            continue
        rows.append(_row(row, reader, f"{where}, row {len(rows) + 1}", texts))
    if not rows:
        return None
    head = f"table{{{_properties(table.find(_TBL_PR), reader)}}}grid{{{_properties(table.find(_TBL_GRID), reader)}}}"
    return Block(kind="tbl", where=where, form="\n".join((head, *rows)), text="\n".join(texts))


def _row(row: Element, reader: _Reader, where: str, texts: list[str]) -> str:
    form = [f"row{{{_properties(row.find(_TR_PR), reader)}}}"]
    exception = row.find(qname("w:tblPrEx"))
    if exception is not None:
        form.append(f"exception{{{_properties(exception, reader)}}}")
    for cell in _children(row):
        if cell.tag != _TC:
            continue
        properties = cell.find(_TC_PR)
        if properties is not None and _cell_gone(properties, reader):
            continue
        form.append(f"cell{{{_cell_properties(properties, reader)}}}")
        blocks = list(_blocks(cell, reader, where))
        form += [block.form for block in blocks]
        texts.append("\n".join(block.text for block in blocks))
    return "\n".join(form)


def _cell_gone(properties: Element, reader: _Reader) -> bool:
    sign = qname("w:cellDel") if reader.resolution == "accept" else qname("w:cellIns")
    return properties.find(sign) is not None


def _cell_properties(properties: Element | None, reader: _Reader) -> str:
    form = _properties(properties, reader)
    return form.replace(f"<{qname('w:cellIns')}></>", "").replace(f"<{qname('w:cellDel')}></>", "")


def _start(element: Element, reader: _Reader) -> str:
    """Return the name and the attributes of an element, ids told by what they name."""
    local = element.tag.rpartition("}")[2]
    return str(element.tag) + "".join(
        f" {name}={_value(element, name, value, reader)}"
        for name, value in sorted(element.attrib.items())
        if not _is_random(local, name)
    )


def _is_random(local: str, name: str) -> bool:
    plain = name.rpartition("}")[2]
    if plain.startswith(_SESSION) and ("}" in name):
        return True
    return (local in _OBJECT_IDS and plain in ("id", "name")) or (
        local == "shape" and plain in ("id", "spid")
    )


def _value(element: Element, name: str, value: str, reader: _Reader) -> str:
    if name.startswith(_LINKS):
        return reader.references.link(reader.part, value)
    if name == _VAL and element.tag in _STYLES:
        return reader.references.style(value)
    if name == _ANCHOR:
        return _anchor(value, reader)
    if name == _VAL and element.tag == _NUM_ID:
        return _list_name(value, reader)
    return value


def _anchor(text: str, reader: _Reader) -> str:
    """Return a text that may name bookmarks (a link's goal, a field's code)."""
    return text if reader.exact_anchors else _GENERATED.sub(r"\1", text)


def _list_name(id: str, reader: _Reader) -> str:
    """Return a list's definition and its turn among the lists with that definition."""
    if id == "0":
        return "none"
    definition = reader.references.list_definition(id)
    turns = reader.lists.setdefault(definition, {})
    return f"{definition}#{turns.setdefault(id, len(turns))}"


def _form(element: Element, reader: _Reader) -> str:
    """Return any element in comparable form."""
    if element.tag in _SILENT or element.tag in _CHANGES:
        return ""
    if element.tag == _TEXT_BOX:
        return "box{" + "\n".join(block.form for block in _blocks(element, reader, "text box")) + "}"
    if element.tag == _NUMPR:
        level, number = element.find(_ILVL), element.find(_NUM_ID)
        return f"list {'' if number is None else _list_name(number.get(_VAL), reader)} " + (
            "0" if level is None else level.get(_VAL)
        )
    if element.tag in _INSERTED or element.tag in _DELETED:
        return "" if reader.gone(element) else _form_of_children(element, reader)
    text = (element.text or "") if not len(element) else ""
    return f"<{_start(element, reader)}>{text}{_form_of_children(element, reader)}</>"


def _form_of_children(element: Element, reader: _Reader) -> str:
    return "".join(_form(child, reader) for child in element.iterchildren("*"))
