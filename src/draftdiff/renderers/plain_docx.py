"""A clean Word document made from a draft of any format, so that it can be redlined.

Headings, list items, tables, notes and the plain looks (bold, italic ...) are kept; page layout is not. A printed
number is typed before its text, as in the source, so that renumbering shows as what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from lxml import etree

from draftdiff.model import Draft, Mark, Paragraph, SourceMap, SourcePiece
from draftdiff.ooxml import NAMESPACES, Element, serialize_xml, write_package

_W = NAMESPACES["w"]
_DOCUMENT = "word/document.xml"
_OFFICE = NAMESPACES["r"]
_LOOKS = {
    "bold": ("b", None),
    "italic": ("i", None),
    "strike": ("strike", None),
    "underline": ("u", "single"),
    "superscript": ("vertAlign", "superscript"),
    "subscript": ("vertAlign", "subscript"),
}
_ORDER = ("bold", "italic", "strike", "underline", "superscript", "subscript")
_PAGE_WIDTH = 9_000
"""Width of the text in twentieths of a point: A4 without margins of an inch."""


def clean_docx(draft: Draft) -> Draft:
    """Return the draft with a .docx package of its own as `original`, and the map from its text to that package.

    The same draft gives the same bytes.
    """
    builder = _Builder(draft)
    data = package(builder.document(), builder.notes)
    return replace(draft, original=data, source_map=builder.source_map())


def package(document: Element, notes: Mapping[str, Element] | None = None) -> bytes:
    """Return a .docx file of a main part, its notes (by `footnotes`, `endnotes`) and a plain set of styles."""
    notes = notes or {}
    entries = {
        "[Content_Types].xml": _content_types(list(notes)),
        "_rels/.rels": _relationships([("officeDocument", _DOCUMENT)]),
        "word/_rels/document.xml.rels": _relationships(
            [("styles", "styles.xml"), *((kind, f"{kind}.xml") for kind in notes)]
        ),
        _DOCUMENT: serialize_xml(document),
        "word/styles.xml": serialize_xml(_styles()),
    }
    entries |= {f"word/{kind}.xml": serialize_xml(part) for kind, part in notes.items()}
    return write_package(entries)


def element(name: str, *children: Element, **attributes: str) -> Element:
    """Return a WordprocessingML element with these children and attributes."""
    found = etree.Element(
        f"{{{_W}}}{name}", {f"{{{_W}}}{key}": value for key, value in attributes.items()}, nsmap={"w": _W}
    )
    found.extend(children)
    return found


class _Builder:
    """Builds the parts of one document and remembers where each paragraph went."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._elements: dict[int, tuple[str, Element]] = {}
        self.notes: dict[str, Element] = {}
        self._calls: dict[int, list[tuple[int, str, int]]] = {}
        """Calling paragraph -> (offset, stream, index of the note's first paragraph)."""

    def document(self) -> Element:
        """Return the root of the main part; the notes are made with it."""
        called = [p for p in self._draft.paragraphs if p.stream != "body" and p.anchor is not None]
        groups = groupby(called, key=lambda p: (p.stream, p.anchor and (p.anchor.paragraph, p.anchor.span)))
        inside: set[int] = set()
        for _, group in groups:
            self._add_note(list(group), inside)
        body = element("body")
        rest = [p for p in self._draft.paragraphs if p.index not in inside]
        for table, group_of in groupby(rest, key=lambda p: None if p.cell is None else p.cell.table):
            paragraphs = list(group_of)
            if table is None:
                body.extend(self._paragraph(p, _DOCUMENT) for p in paragraphs)
            else:
                body.append(self._table(paragraphs))
                body.append(element("p"))
        body.append(element("sectPr", element("pgSz", w="11906", h="16838")))
        return element("document", body)

    def _add_note(self, paragraphs: Sequence[Paragraph], inside: set[int]) -> None:
        first = paragraphs[0]
        if first.anchor is None or first.stream not in ("footnotes", "endnotes"):
            return
        kind = first.stream
        if kind not in self.notes:
            self.notes[kind] = element(kind)
            for place, type in (("-1", "separator"), ("0", "continuationSeparator")):
                line = element("p", element("r", element(type)))
                self.notes[kind].append(element(kind[:-1], line, type=type, id=place))
        id = len(self.notes[kind]) - 1
        note = element(kind[:-1], id=str(id))
        note.extend(self._paragraph(p, f"word/{kind}.xml") for p in paragraphs)
        self.notes[kind].append(note)
        self._calls.setdefault(first.anchor.paragraph, []).append((first.anchor.span.end, kind, id))
        inside.update(p.index for p in paragraphs)

    def _table(self, paragraphs: Sequence[Paragraph]) -> Element:
        rows: dict[int, dict[int, list[Paragraph]]] = {}
        for p in paragraphs:
            assert p.cell is not None
            rows.setdefault(p.cell.row, {}).setdefault(p.cell.column, []).append(p)
        columns = 1 + max(p.cell.column + p.cell.column_span - 1 for p in paragraphs if p.cell is not None)
        width = str(_PAGE_WIDTH // columns)
        table = element(
            "tbl", element("tblPr", element("tblStyle", val="TableGrid"), element("tblW", w="0", type="auto"))
        )
        table.append(element("tblGrid", *(element("gridCol", w=width) for _ in range(columns))))
        for _, cells in sorted(rows.items()):
            table.append(element("tr", *self._cells(cells, columns, width)))
        return table

    def _cells(self, cells: dict[int, list[Paragraph]], columns: int, width: str) -> Iterator[Element]:
        column = 0
        while column < columns:
            inside = cells.get(column, [])
            span = inside[0].cell.column_span if inside and inside[0].cell is not None else 1
            properties = element("tcPr", element("tcW", w=width, type="dxa"))
            if span > 1:
                properties.append(element("gridSpan", val=str(span)))
            yield element(
                "tc", properties, *([self._paragraph(p, _DOCUMENT) for p in inside] or [element("p")])
            )
            column += max(1, span)

    def _paragraph(self, paragraph: Paragraph, part: str) -> Element:
        found = element("p")
        properties = _properties(paragraph)
        if properties is not None:
            found.append(properties)
        if paragraph.number:
            found.append(element("r", text_element(paragraph.number), element("tab")))
        calls = sorted(self._calls.get(paragraph.index, ()))
        cuts = {0, len(paragraph.text), *(at for at, _, _ in calls)}
        cuts |= {at for mark in _looks(paragraph) for at in (mark.span.start, mark.span.end)}
        ends = sorted(cut for cut in cuts if cut <= len(paragraph.text))
        for start, end in zip(ends, [*ends[1:], None]):
            for at, kind, id in calls:
                if at == start:
                    found.append(_call(kind, id))
            if end is not None:
                found.append(_run(paragraph, start, end))
        self._elements[paragraph.index] = (part, found)
        return found

    def source_map(self) -> SourceMap:
        """Return the place of every paragraph and of its characters."""
        indexes = range(len(self._draft.paragraphs))
        blocks = tuple((self._elements[i][0], _path(self._elements[i][1])) for i in indexes)
        return SourceMap(blocks=blocks, pieces=tuple(self._pieces(i) for i in indexes))

    def _pieces(self, index: int) -> tuple[SourcePiece, ...]:
        part, element = self._elements[index]
        base = _path(element)
        paragraph = self._draft.paragraphs[index]
        found, start, skipped = [], 0, bool(paragraph.number)
        for at, run in enumerate(element):
            if run.tag != f"{{{_W}}}r":
                continue
            if skipped:
                skipped = False
                continue
            for inner, child in enumerate(run):
                length = _length(child)
                if length:
                    path = (*base, at, inner)
                    found.append(SourcePiece(start=start, end=start + length, part=part, path=path))
                    start += length
        return tuple(found)


def _length(child: Element) -> int:
    """Return how many characters of the text an element in a run stands for."""
    name = child.tag.rpartition("}")[2]
    return len(child.text or "") if name == "t" else 1 if name in ("tab", "br") else 0


def _path(element: Element) -> tuple[int, ...]:
    path: list[int] = []
    while (parent := element.getparent()) is not None:
        path.append(parent.index(element))
        element = parent
    return tuple(reversed(path))


def _properties(paragraph: Paragraph) -> Element | None:
    style = {"list-item": "ListParagraph", "code": "PlainText", "caption": "Caption"}.get(paragraph.kind)
    if paragraph.kind == "heading":
        style = f"Heading{min(9, max(1, paragraph.level or 1))}"
    if style is None:
        return None
    found = element("pPr", element("pStyle", val=style))
    if paragraph.kind == "list-item" and paragraph.level:
        found.append(element("ind", left=str(720 * (paragraph.level + 1))))
    return found


def _looks(paragraph: Paragraph) -> list[Mark]:
    return [mark for mark in paragraph.marks if mark.kind in _LOOKS and len(mark.span)]


def _run(paragraph: Paragraph, start: int, end: int) -> Element:
    run = element("r")
    kinds = {m.kind for m in _looks(paragraph) if m.span.start <= start and end <= m.span.end}
    properties = element("rPr")
    for kind in _ORDER:
        if kind in kinds:
            name, value = _LOOKS[kind]
            properties.append(element(name) if value is None else element(name, val=value))
    if len(properties):
        run.append(properties)
    for is_sign, group in groupby(paragraph.text[start:end], key=lambda char: char in "\t\n"):
        if is_sign:
            run.extend(element("tab" if char == "\t" else "br") for char in group)
        else:
            run.append(text_element("".join(group)))
    return run


def text_element(text: str) -> Element:
    """Return a w:t of this text; what XML forbids is shown as U+FFFD."""
    found = element("t")
    found.text = "".join(char if _is_printable(char) else "\ufffd" for char in text)
    found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return found


def _is_printable(char: str) -> bool:
    """Return whether XML may hold the character."""
    return char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"


def _call(kind: str, id: int) -> Element:
    look = element("rPr", element("vertAlign", val="superscript"))
    return element("r", look, element(f"{kind[:-1]}Reference", id=str(id)))


def _styles() -> Element:
    root = element("styles")
    fonts = element("rFonts", ascii="Calibri", hAnsi="Calibri", cs="Calibri")
    defaults = element("docDefaults", element("rPrDefault", element("rPr", fonts, element("sz", val="22"))))
    defaults.append(element("pPrDefault", element("pPr", element("spacing", after="120"))))
    root.append(defaults)
    root.append(
        element("style", element("name", val="Normal"), type="paragraph", default="1", styleId="Normal")
    )
    for level in range(1, 10):
        look = element("rPr", element("b"), element("sz", val=str(max(22, 36 - 4 * level))))
        inner = element(
            "pPr",
            element("keepNext"),
            element("spacing", before="240"),
            element("outlineLvl", val=str(level - 1)),
        )
        root.append(_style(f"heading {level}", f"Heading{level}", inner, look))
    root.append(_style("List Paragraph", "ListParagraph", element("pPr", element("ind", left="720"))))
    root.append(
        _style(
            "Plain Text", "PlainText", element("rPr", element("rFonts", ascii="Consolas", hAnsi="Consolas"))
        )
    )
    root.append(_style("caption", "Caption", element("rPr", element("i"))))
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element(
        "tblBorders", *(element(side, val="single", sz="4", space="0", color="auto") for side in sides)
    )
    grid = element(
        "style",
        element("name", val="Table Grid"),
        element("tblPr", borders),
        type="table",
        styleId="TableGrid",
    )
    root.append(grid)
    return root


def _style(name: str, id: str, *properties: Element) -> Element:
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val="Normal"),
        *properties,
        type="paragraph",
        styleId=id,
    )


def _relationships(links: Sequence[tuple[str, str]]) -> bytes:
    address = NAMESPACES["rel"]
    root = etree.Element(f"{{{address}}}Relationships", nsmap={None: address})  # type: ignore[dict-item]
    for number, (kind, target) in enumerate(links, 1):
        item = etree.SubElement(root, f"{{{address}}}Relationship", Id=f"rId{number}", Target=target)
        item.set("Type", f"{_OFFICE}/{kind}")
    return serialize_xml(root)


def _content_types(notes: Sequence[str]) -> bytes:
    address = NAMESPACES["ct"]
    root = etree.Element(f"{{{address}}}Types", nsmap={None: address})  # type: ignore[dict-item]
    for suffix, type in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{address}}}Default", Extension=suffix, ContentType=type)
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    parts = {"document": "document.main+xml", "styles": "styles+xml"}
    parts |= {kind: f"{kind}+xml" for kind in notes}
    for part, type in parts.items():
        etree.SubElement(
            root, f"{{{address}}}Override", PartName=f"/word/{part}.xml", ContentType=main + type
        )
    return serialize_xml(root)
