"""Make the Word files of this example from its Markdown files; the same input gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

HERE = Path(__file__).resolve().parent
DRAFTS = ("zero-draft", "first-draft", "final-report")
FIXED = datetime(2021, 3, 12, 12, 0, 0)
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

PARAGRAPH_ABSTRACT, ITEM_ABSTRACT = 1, 2
PARAGRAPH_NUM = 1  # one list through the whole document; each list of sub-items gets a number of its own

HEADING = re.compile(r"(#{1,3}) (.+)")
NUMBERED = re.compile(r"\d+\. (.+)")
ITEM = re.compile(r"\(([a-z])\) (.+)")
NOTE = re.compile(r"\[\^(\d+)\]: (.+)")
SYMBOL = re.compile(r"A/[\w./]+")
INLINE = re.compile(r"\*([^*]+)\*|\[\^(\d+)\]")


@dataclass(frozen=True)
class Block:
    """One block of a draft: heading, numbered, item, note, table or plain."""

    kind: str
    text: str
    label: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass
class Target:
    """The Word document in the making."""

    document: WordDocument
    notes: dict[str, str] = field(default_factory=dict)
    nums: list[int] = field(default_factory=lambda: [PARAGRAPH_NUM])


def blocks_of(markdown: str) -> Iterator[Block]:
    """Cut a draft into its blocks."""
    for raw in re.split(r"\n{2,}", markdown.strip()):
        if match := HEADING.fullmatch(raw):
            yield Block("heading", match[2], level=len(match[1]))
        elif match := NUMBERED.fullmatch(raw):
            yield Block("numbered", match[1])
        elif match := ITEM.fullmatch(raw):
            yield Block("item", match[2], label=match[1])
        elif match := NOTE.fullmatch(raw):
            yield Block("note", match[2], label=match[1])
        elif raw.startswith("|"):
            yield Block("table", "", rows=rows_of(raw))
        else:
            yield Block("plain", raw)


def rows_of(table: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a pipe table, without the line of dashes."""
    lines = [line.strip().strip("|") for line in table.splitlines()]
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in lines]
    return tuple(row for row in rows if any(cell.strip("-: ") for cell in row))


def level_xml(form: str, pattern: str, left: int, hanging: int) -> str:
    """The first level of a list."""
    return (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def set_numbering(target: Target) -> None:
    """Replace the lists of the template by ours."""
    abstracts = {
        PARAGRAPH_ABSTRACT: level_xml("decimal", "%1.", 567, 567),
        ITEM_ABSTRACT: level_xml("lowerLetter", "(%1)", 1134, 567),
    }
    xml = "".join(
        f'<w:abstractNum w:abstractNumId="{identifier}"><w:multiLevelType w:val="singleLevel"/>{level}'
        "</w:abstractNum>"
        for identifier, level in abstracts.items()
    )
    for num in target.nums:
        abstract = PARAGRAPH_ABSTRACT if num == PARAGRAPH_NUM else ITEM_ABSTRACT
        restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        xml += f'<w:num w:numId="{num}"><w:abstractNumId w:val="{abstract}"/>'
        xml += ("" if num == PARAGRAPH_NUM else restart) + "</w:num>"
    numbering = target.document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.extend(parse_xml(f"<w:numbering {nsdecls('w')}>{xml}</w:numbering>"))


def number(paragraph: Paragraph, num: int) -> None:
    """Put a paragraph into a list."""
    properties: Any = paragraph._p.get_or_add_pPr()
    place = properties.get_or_add_numPr()
    place.get_or_add_ilvl().val = 0
    place.get_or_add_numId().val = num


def add_text(paragraph: Paragraph, text: str) -> None:
    """Add text with its italics and its footnote references."""
    end = 0
    for match in INLINE.finditer(text):
        if match.start() > end:
            paragraph.add_run(text[end : match.start()])
        if match[1]:
            paragraph.add_run(match[1]).italic = True
        else:
            add_reference(paragraph.add_run(), match[2])
        end = match.end()
    if end < len(text):
        paragraph.add_run(text[end:])


def add_reference(run: Run, note: str) -> None:
    """Turn a run into a footnote reference."""
    run.style = "footnote reference"
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), note)
    run._r.append(reference)


def add_table(target: Target, rows: tuple[tuple[str, ...], ...]) -> None:
    """Add a table whose first row is its heading."""
    table = target.document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.bold = True if row is rows[0] else None
    heading = table.rows[0]._tr.get_or_add_trPr()
    heading.append(OxmlElement("w:tblHeader"))
    target.document.add_paragraph()


def add_block(target: Target, block: Block) -> None:
    """Add one block of the draft to the document."""
    document = target.document
    if block.kind == "heading":
        document.add_paragraph(block.text, style=f"Heading {block.level}")
    elif block.kind == "table":
        add_table(target, block.rows)
    elif block.kind == "note":
        target.notes[block.label] = block.text
    else:
        paragraph = document.add_paragraph()
        if block.kind == "numbered":
            number(paragraph, PARAGRAPH_NUM)
        elif block.kind == "item":
            if block.label == "a":
                target.nums.append(target.nums[-1] + 1)
            number(paragraph, target.nums[-1])
        add_text(paragraph, block.text)


def set_styles(document: WordDocument) -> None:
    """Sober type, and the two styles that footnotes need."""
    styles = document.styles
    styles["Normal"].font.name = "Times New Roman"
    styles["Normal"].font.size = Pt(11)
    for level, size in ((1, 16), (2, 13), (3, 11)):
        font = styles[f"Heading {level}"].font
        font.name, font.size, font.color.rgb = "Times New Roman", Pt(size), RGBColor(0, 0, 0)
        fonts = styles[f"Heading {level}"].element.rPr.rFonts
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style, text.font.size = styles["Normal"], Pt(9)
    reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.font.superscript = True


def footnotes_xml(document: WordDocument, notes: dict[str, str]) -> bytes:
    """The footnotes part: two separators, then the notes."""
    styles = document.styles
    text, reference = styles["footnote text"].style_id, styles["footnote reference"].style_id
    root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
    for identifier, kind in (("-1", "separator"), ("0", "continuationSeparator")):
        element = parse_xml(
            f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{identifier}">'
            f"<w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        )
        root.append(element)
    for identifier, note in sorted(notes.items(), key=lambda entry: int(entry[0])):
        element = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{identifier}"><w:p><w:pPr><w:pStyle w:val="{text}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{reference}"/></w:rPr><w:footnoteRef/></w:r>'
            '<w:r><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
        )
        element.findall(f".//{qn('w:t')}")[-1].text = f" {note}"
        root.append(element)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def set_footnotes(target: Target) -> None:
    """Attach the footnotes part and name its separators in the settings."""
    document = target.document
    blob = footnotes_xml(document, target.notes)
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    separators = '<w:footnote w:id="-1"/><w:footnote w:id="0"/>'
    settings = document.settings.element
    settings.find(qn("w:compat")).addprevious(
        parse_xml(f"<w:footnotePr {nsdecls('w')}>{separators}</w:footnotePr>")
    )


def set_page(document: WordDocument, symbol: str) -> None:
    """The symbol at the head of each page, the page number at its foot."""
    section = document.sections[0]
    section.header.paragraphs[0].text = symbol
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for kind in ("begin", "instruction", "separate", "result", "end"):
        run = footer.add_run("1" if kind == "result" else "")
        if kind == "instruction":
            instruction = OxmlElement("w:instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)
        elif kind != "result":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def set_properties(document: WordDocument, title: str) -> None:
    """Properties that do not depend on the day of the run."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = "draftdiff"
    properties.created = properties.modified = FIXED
    properties.title, properties.comments, properties.revision = title, "", 1


def fixed_bytes(document: WordDocument) -> bytes:
    """The package with one time stamp for all its members."""
    saved, result = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(result, "w") as archive:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(member, source.read(name))
    return result.getvalue()


def build(markdown: str) -> bytes:
    """A Word file of one draft."""
    blocks = list(blocks_of(markdown))
    target = Target(Document())
    set_styles(target.document)
    for block in blocks:
        add_block(target, block)
    set_numbering(target)
    set_footnotes(target)
    set_page(target.document, next(block.text for block in blocks if SYMBOL.fullmatch(block.text)))
    set_properties(target.document, blocks[0].text)
    return fixed_bytes(target.document)


def main() -> None:
    """Build all drafts, each beside its source."""
    for name in DRAFTS:
        markdown = (HERE / f"{name}.md").read_text(encoding="utf-8")
        (HERE / f"{name}.docx").write_bytes(build(markdown))


if __name__ == "__main__":
    main()
