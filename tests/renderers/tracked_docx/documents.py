"""Pairs of Word documents made by chance, with all that a redline must carry: one seed, one pair.

A document is a list of blocks: paragraphs (runs with looks, links, fields, notes, images, text boxes) and tables
(with tables in them). The new one is made from the old one by edits of every kind.
"""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape, quoteattr

WORDS = (
    "states should must may consider the working group report security of information technology and its use "
    "critical infrastructure norms law peace dialogue capacity building measures trust annex paragraph voluntary "
    "binding agreed session secretariat chair draft text shall invite note welcome recall affirm decide"
).split()
LOOKS = ("", "<w:b/>", "<w:i/>", '<w:color w:val="C00000"/>', '<w:u w:val="single"/>')
STYLES = ("", "Heading1", "Quote", "OnlyHere")
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Inline:
    """A stretch of a paragraph. Kinds: text, tab, link, field, simple, note, endnote, image, box."""

    kind: str
    text: str = ""
    look: str = ""


@dataclass(frozen=True)
class Par:
    """A paragraph."""

    content: tuple[Inline, ...]
    style: str = ""
    list: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells of blocks."""

    rows: tuple[tuple[tuple[Par | Table, ...], ...], ...]


Block = Par | Table


def sentence(chance: random.Random, low: int = 4, high: int = 18) -> str:
    """Return some words."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(low, high)))


def paragraph(chance: random.Random, plain: bool = False) -> Par:
    """Return a paragraph, mostly of words; sometimes empty, sometimes with what is no text."""
    if chance.random() < 0.1:
        return Par(())
    parts = [Inline("text", sentence(chance), chance.choice(LOOKS) if chance.random() < 0.3 else "")]
    while chance.random() < 0.4:
        kinds = ["text", "tab", "link", "field", "simple"] + (
            [] if plain else ["note", "endnote", "image", "box"]
        )
        kind = chance.choice(kinds)
        parts.append(Inline(kind, " " + sentence(chance, 1, 4), chance.choice(LOOKS)))
        parts.append(Inline("text", " " + sentence(chance, 2, 8)))
    style = chance.choice(STYLES) if chance.random() < 0.3 else ""
    return Par(tuple(parts), style, chance.choice((0, 0, 0, 1, 2)))


def table(chance: random.Random, depth: int = 0) -> Table:
    """Return a small table; some cells hold a table."""
    columns = chance.randint(1, 3)
    rows = []
    for _ in range(chance.randint(1, 4)):
        row = []
        for _ in range(columns):
            cell: list[Block] = [paragraph(chance, plain=True)]
            if depth == 0 and chance.random() < 0.1:
                cell += [table(chance, 1), Par(())]
            row.append(tuple(cell))
        rows.append(tuple(row))
    return Table(tuple(rows))


def document(chance: random.Random) -> list[Block]:
    """Return the blocks of a document; the last one is a paragraph."""
    blocks: list[Block] = []
    for _ in range(chance.randint(1, 14)):
        blocks.append(table(chance) if chance.random() < 0.2 else paragraph(chance))
    return [*blocks, paragraph(chance)]


def edited(blocks: list[Block], chance: random.Random) -> list[Block]:
    """Return a later version: words edited, blocks inserted, deleted, moved, split, merged, looks changed."""
    found: list[Block] = []
    for block in blocks:
        luck = chance.random()
        if luck < 0.1:
            continue
        if luck < 0.2:
            found.append(table(chance) if chance.random() < 0.3 else paragraph(chance))
        if isinstance(block, Table):
            found.append(_edited_table(block, chance) if chance.random() < 0.5 else block)
        else:
            found += _edited_paragraph(block, chance)
    if len(found) > 2 and chance.random() < 0.4:
        found.insert(chance.randrange(len(found)), found.pop(chance.randrange(len(found))))
    if not found or isinstance(found[-1], Table):
        found.append(paragraph(chance))
    return found


def _edited_paragraph(par: Par, chance: random.Random) -> list[Par]:
    luck = chance.random()
    if luck < 0.5 or not par.content:
        return [par]
    if luck < 0.7:
        return [replace(par, content=tuple(_edited_inline(part, chance) for part in par.content))]
    if luck < 0.78:
        words = par.content[0].text.split(" ")
        cut = chance.randrange(len(words) + 1)
        one, two = (replace(par.content[0], text=" ".join(half)) for half in (words[:cut], words[cut:]))
        return [replace(par, content=(one,)), replace(par, content=(two, *par.content[1:]))]
    if luck < 0.86:
        return [replace(par, style=chance.choice(STYLES), list=chance.choice((0, 1, 2)))]
    return [replace(par, content=par.content[: chance.randrange(len(par.content) + 1)])]


def _edited_inline(part: Inline, chance: random.Random) -> Inline:
    words = part.text.split(" ")
    at = chance.randrange(len(words))
    words[at : at + chance.choice((0, 1, 1, 2))] = [chance.choice(WORDS)] if chance.random() < 0.8 else []
    look = chance.choice(LOOKS) if chance.random() < 0.2 else part.look
    return replace(part, text=" ".join(words), look=look)


def _edited_table(old: Table, chance: random.Random) -> Table:
    rows = []
    for row in old.rows:
        luck = chance.random()
        if luck < 0.15:
            continue
        if luck < 0.3:
            rows.append(tuple((paragraph(chance, plain=True),) for _ in row))
        cells = []
        for cell in row:
            first = cell[0]
            assert isinstance(first, Par)
            cells.append(
                (*(_edited_paragraph(first, chance) if chance.random() < 0.4 else (first,)), *cell[1:])
            )
        rows.append(tuple(cells))
    if rows and chance.random() < 0.1:
        rows = [(*row, (paragraph(chance, plain=True),)) for row in rows]
    return Table(tuple(rows) or old.rows)


def pair(seed: int) -> tuple[bytes, bytes]:
    """Return the old and the new document of a seed as .docx files."""
    chance = random.Random(seed)
    old = document(chance)
    new = edited(old, chance)
    return save(old, seed), save(new, seed + 1)


# --- the file -------------------------------------------------------------------------------------------------


@dataclass
class _File:
    links: list[str] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=lambda: {"footnote": [], "endnote": []})
    objects: int = 0

    def link(self, type: str, target: str, mode: str = "") -> str:
        line = f'Type="{OFFICE}/{type}" Target={quoteattr(target)}{mode}'
        if line not in self.links:
            self.links.append(line)
        return f"rId{self.links.index(line) + 10}"


def save(blocks: list[Block], shift: int = 0) -> bytes:
    """Return the blocks as a .docx file; `shift` moves the ids, so that equal content has other ids."""
    file = _File()
    for number in range(shift % 3):
        file.link("hyperlink", f"https://example.org/unused{number}", ' TargetMode="External"')
    body = "".join(_block(block, file, shift) for block in blocks)
    parts = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": _styles(shift),
        "word/numbering.xml": _numbering(shift),
        **{f"word/{kind}s.xml": _notes(kind, texts) for kind, texts in file.notes.items()},
    }
    links = [
        *(f'<Relationship Id="rId{at + 10}" {line}/>' for at, line in enumerate(file.links)),
        *(
            f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
            for at, kind in enumerate(("styles", "numbering", "footnotes", "endnotes"), 1)
        ),
    ]
    address = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{address}">{"".join(links)}</Relationships>'
    )
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{address}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        f'Target="word/document.xml"/></Relationships>'
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{main}{type}+xml"/>'
        for kind, type in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("footnotes", "footnotes"),
            ("endnotes", "endnotes"),
        )
    )
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{types}</Types>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
        for name, data in file.media.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return target.getvalue()


def _block(block: Block, file: _File, shift: int) -> str:
    if isinstance(block, Table):
        rows = "".join(
            "<w:tr>"
            + "".join(f"<w:tc>{''.join(_block(b, file, shift) for b in cell)}</w:tc>" for cell in row)
            + "</w:tr>"
            for row in block.rows
        )
        grid = "<w:gridCol/>" * max(len(row) for row in block.rows)
        return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    properties = f'<w:pStyle w:val="{block.style}"/>' if block.style else ""
    if block.list:
        number = block.list + shift % 2
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    inner = "".join(_inline(part, file) for part in block.content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def _run(content: str, look: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{content}</w:r>"


def _inline(part: Inline, file: _File) -> str:
    text = f'<w:t xml:space="preserve">{escape(part.text)}</w:t>'
    run = _run(text, part.look)
    if part.kind == "tab":
        return _run("<w:tab/>" + text, part.look)
    if part.kind == "link":
        id = file.link("hyperlink", f"https://example.org/{len(part.text)}", ' TargetMode="External"')
        return f'<w:hyperlink r:id="{id}">{run}</w:hyperlink>'
    if part.kind == "simple":
        return f'<w:fldSimple w:instr=" TITLE ">{run}</w:fldSimple>'
    if part.kind == "field":
        signs = [_run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")]
        code = _run(f'<w:instrText xml:space="preserve"> ADDIN n{len(part.text)} </w:instrText>')
        return signs[0] + code + signs[1] + run + signs[2]
    if part.kind in ("note", "endnote"):
        kind = "footnote" if part.kind == "note" else "endnote"
        file.notes[kind].append(part.text)
        return _run(f'<w:{kind}Reference w:id="{len(file.notes[kind])}"/>')
    if part.kind == "image":
        return _run(_image(part.text, file))
    if part.kind == "box":
        return _run(
            '<w:pict><v:shape style="width:100pt;height:50pt"><v:textbox><w:txbxContent>'
            f"<w:p>{run}</w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        )
    return run


def _image(text: str, file: _File) -> str:
    grey = len(text) % 4 * 60
    name = f"media/image{grey}.png"
    file.media[f"word/{name}"] = _png(grey)
    id = file.link("image", name)
    file.objects += 1
    return (
        '<w:drawing><wp:inline><wp:extent cx="90000" cy="90000"/>'
        f'<wp:docPr id="{file.objects}" name="Picture {file.objects}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="90000" cy="90000"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _png(grey: int) -> bytes:
    """Return an image of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    header = (1).to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    pixels = zlib.compress(bytes((0, grey)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _notes(kind: str, texts: list[str]) -> str:
    inner = "".join(
        f'<w:{kind} w:id="{at}"><w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:{kind}>'
        for at, text in enumerate(texts, 1)
    )
    return f"<w:{kind}s {NAMESPACES}>{inner}</w:{kind}s>"


def _styles(shift: int) -> str:
    known = [name for name in STYLES if name and (name != "OnlyHere" or shift % 2 == 0)]
    known = [name for name in STYLES if name] if shift % 4 else known
    inner = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>' for name in known
    )
    return f"<w:styles {NAMESPACES}>{inner}</w:styles>"


def _numbering(shift: int) -> str:
    """Return three lists; with another shift the same lists have other ids."""
    forms = ("decimal", "lowerLetter", "bullet")
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:numFmt w:val="{forms[(at - shift) % 3]}"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        for at in range(3)
    )
    lists = "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(3))
    return f"<w:numbering {NAMESPACES}>{kinds}{lists}</w:numbering>"
