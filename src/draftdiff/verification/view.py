"""One document as it is when every tracked change is accepted, or every one rejected, block by block.

The tree is read and never changed. A paragraph's properties belong to its end mark: where the mark is gone, what
is left of the paragraph runs on into the next one (ECMA-376 part 1, 17.13.5.15).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from draftdiff.ooxml import Element, Package, qname
from draftdiff.verification.forms import (
    BLOCK_SILENT,
    DELETED,
    INSERTED,
    TRANSPARENT,
    Piece,
    Reader,
    Resolution,
    cell_form,
    cell_gone,
    form,
    paragraph_properties_form,
    pieces,
    properties_form,
    section_form,
)
from draftdiff.verification.likeness import key_of
from draftdiff.verification.references import References

_P, _TBL, _TR, _TC, _SECT = (qname(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "sectPr"))
_PPR, _RPR, _TBL_PR, _TBL_GRID = (qname(f"w:{name}") for name in ("pPr", "rPr", "tblPr", "tblGrid"))
_TR_PR, _TC_PR, _ID = (qname(f"w:{name}") for name in ("trPr", "tcPr", "id"))
_SDT, _SDT_CONTENT = qname("w:sdt"), qname("w:sdtContent")


@dataclass(slots=True)
class Block:
    """A paragraph, a row or the head of a table in comparable form, worked out when it is asked for."""

    kind: str
    """p, tbl, row, section, note or other."""
    where: str
    key: str | None
    """Equal for equal blocks; None where the block must be taken apart."""
    words: str
    """Its text, or a first guess at it: see `text`."""
    make: Callable[[], tuple[str, str]] | None = None
    made: tuple[str, str] = ("", "")

    @property
    def form(self) -> str:
        """Text and all properties."""
        if self.make is not None:
            self.made, self.make = self.make(), None
        return self.made[0]

    @property
    def text(self) -> str:
        """The words alone."""
        return self.made[1] if self.form else self.words


def equal(one: Block, other: Block) -> bool:
    """Return whether two blocks say the same and look the same."""
    return (one.key is not None and one.key == other.key) or one.form == other.form


def view(
    references: References, resolution: Resolution, *, exact_anchors: bool = True, keys: bool = False
) -> tuple[Block, ...]:
    """Return the blocks of a package's body, then those of the notes in the order of their calls.

    Without `exact_anchors` the bookmarks that Word makes for its contents lists are told by their kind alone: no
    bookmark is tracked, so a rejected text has those of the new document. With `keys` blocks without revisions are
    told by a key; the two files to compare must use the same prefixes.
    """

    package = references.package
    reader = Reader(package, references, resolution, package.document, exact_anchors, _box)
    body = package.tree(package.document).find(qname("w:body"))
    if body is None:
        return ()
    blocks = list(_blocks(body, reader, "body", story=keys))
    section = body.find(_SECT)
    if section is not None:
        blocks.append(_ready("section", "body", section_form(section, reader), ""))
    return (*blocks, *_notes(package, reader, keys))


def _box(element: Element, reader: Reader) -> str:
    return "\n".join(block.form for block in _blocks(element, reader, "text box"))


def _ready(kind: str, where: str, form: str, text: str) -> Block:
    return Block(kind, where, None, text, None, (form, text))


def _notes(package: Package, reader: Reader, keys: bool) -> Iterator[Block]:
    """Yield the blocks of the notes that are called, in the order of the calls."""
    trees: dict[str, tuple[str, dict[str, Element]]] = {}
    for kind in ("footnote", "endnote"):
        for part in package.related(package.document, f"{kind}s"):
            notes = package.tree(part).iterchildren(qname(f"w:{kind}"))
            trees[kind] = (part, {note.get(_ID): note for note in notes})
    for number, (kind, id) in enumerate(reader.notes, 1):
        part, known = trees.get(kind, ("", {}))
        where = f"{kind} {number}"
        if id not in known:
            yield _ready("note", where, "missing", "missing")
            continue
        reader.part = part
        yield _ready("note", where, f"begin {kind}", "")
        yield from _blocks(known[id], reader, where, story=keys)


def _children(container: Element) -> Iterator[Element]:
    """Yield the block-level elements, those in content controls and custom XML included."""
    for child in container.iterchildren("*"):
        if child.tag == _SDT:
            content = child.find(_SDT_CONTENT)
            if content is not None:
                yield from _children(content)
        elif child.tag in TRANSPARENT or child.tag in INSERTED or child.tag in DELETED:
            yield from _children(child)
        else:
            yield child


def _blocks(container: Element, reader: Reader, where: str, story: bool = False) -> Iterator[Block]:
    """Yield the paragraphs and tables of a container as the resolution leaves them.

    Those of a `story` are compared one by one and may be told by a key; those inside a cell are part of its form.
    """
    pending: list[Piece] = []
    last: Element | None = None
    number = 0
    for child in _children(container):
        place = f"{where}, block {number + 1}"
        if child.tag == _P:
            quick = _quick("p", child, reader, place) if story and not pending else None
            if quick is not None:
                number += 1
                yield quick
                continue
            pending += pieces(child, reader, ())
            if reader.mark_gone(child.find(f"{_PPR}/{_RPR}")):
                last = child
                continue
            number += 1
            yield _ready("p", place, *_paragraph(pending, child, reader))
            pending, last = [], None
        elif child.tag == _TBL or child.tag not in BLOCK_SILENT:
            if pending and last is not None:
                number += 1
                yield _ready("p", place, *_paragraph(pending, last, reader))
            pending, last = [], None
            number += 1
            if child.tag == _TBL:
                yield from _table(child, reader, place, story)
            else:
                yield _ready("other", place, form(child, reader), "")
    if pending and last is not None:
        yield _ready("p", f"{where}, block {number + 1}", *_paragraph(pending, last, reader))


def _quick(kind: str, element: Element, reader: Reader, where: str) -> Block | None:
    """Return a block told by its key, to be taken apart only if another has no such key; None if it has none."""
    found = key_of(element, reader)
    if found is None:
        return None
    part = reader.part

    def make() -> tuple[str, str]:
        before = reader.part, reader.counting
        reader.part, reader.counting = part, False
        try:
            if kind == "row":
                return _row(element, reader, where)
            return _paragraph(list(pieces(element, reader, ())), element, reader)
        finally:
            reader.part, reader.counting = before

    return Block(kind, where, found[0], found[1], make)


def _paragraph(content: list[Piece], element: Element, reader: Reader) -> tuple[str, str]:
    """Return the form and the text of a paragraph with this content and the properties of an element."""
    merged: list[Piece] = []
    for piece in content:
        if merged and merged[-1].look == piece.look and merged[-1].context == piece.context:
            merged[-1].content += piece.content
            merged[-1].text += piece.text
        else:
            merged.append(Piece(piece.context, piece.look, piece.content, piece.text))
    told = paragraph_properties_form(element.find(_PPR), reader)
    told += "".join(f"\n[{'>'.join(p.context)}|{p.look}]{p.content}" for p in merged)
    return told, "".join(p.text for p in merged)


def _table(table: Element, reader: Reader, where: str, story: bool) -> Iterator[Block]:
    """Yield the head of a table and its rows; nothing where no row is left."""
    rows = [row for row in _children(table) if row.tag == _TR and not reader.mark_gone(row.find(_TR_PR))]
    if not rows:
        return
    properties = properties_form(table.find(_TBL_PR), reader)
    grid = properties_form(table.find(_TBL_GRID), reader)
    yield _ready("tbl", where, f"table of {len(rows)} rows {{{properties}}}grid{{{grid}}}", "")
    for number, row in enumerate(rows, 1):
        place = f"{where}, row {number}"
        quick = _quick("row", row, reader, place) if story else None
        yield quick if quick is not None else _ready("row", place, *_row(row, reader, place))


def _row(row: Element, reader: Reader, where: str) -> tuple[str, str]:
    """Return the form and the text of a row."""
    told = [f"row{{{properties_form(row.find(_TR_PR), reader)}}}"]
    texts: list[str] = []
    exception = row.find(qname("w:tblPrEx"))
    if exception is not None:
        told.append(f"exception{{{properties_form(exception, reader)}}}")
    for cell in _children(row):
        properties = cell.find(_TC_PR)
        if cell.tag != _TC or (properties is not None and cell_gone(properties, reader)):
            continue
        told.append(f"cell{{{cell_form(properties, reader)}}}")
        blocks = list(_blocks(cell, reader, where))
        told += [block.form for block in blocks]
        texts.append("\n".join(block.text for block in blocks))
    return "\n".join(told), "\n".join(texts)
