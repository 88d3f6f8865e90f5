"""Small Word files for tests: only what a case needs, as WordprocessingML."""

from __future__ import annotations

import io
import zipfile

from draftdiff.ooxml import NAMESPACES

_PREFIXES = ("w", "r", "a", "m", "mc", "v", "wp", "wps")
_DECLARED = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in _PREFIXES)
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATED = ("styles", "numbering", "footnotes", "endnotes", "comments", "settings", "header", "footer")
_PLAIN_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>
"""


def part(root: str, content: str) -> bytes:
    """Return an XML part with all namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_DECLARED}>{content}</w:{root}>'.encode()


def docx(
    body: str, *, styles: str = _PLAIN_STYLES, extra: dict[str, bytes] | None = None, **parts: str
) -> bytes:
    """Return a package with this body and these further parts by their relationship (numbering, footnotes ...)."""
    parts = {"styles": styles, **parts}
    roots = {"header": "hdr", "footer": "ftr"}
    entries = {f"word/{name}.xml": part(roots.get(name, name), content) for name, content in parts.items()}
    links = "".join(
        f'<Relationship Id="rId{name}" Type="{_TYPES}{name}" Target="{name}.xml"/>'
        for name in parts
        if name in _RELATED
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}{name}+xml"/>' for name in parts
    )
    entries = {
        "[Content_Types].xml": (
            f'<Types xmlns="{NAMESPACES["ct"]}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{_CONTENT}document.main+xml"/>{overrides}</Types>'
        ).encode(),
        "_rels/.rels": _relationships(
            f'<Relationship Id="rId1" Type="{_TYPES}officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relationships(links),
        **entries,
        **(extra or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _relationships(links: str) -> bytes:
    return f'<Relationships xmlns="{NAMESPACES["rel"]}">{links}</Relationships>'.encode()


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    start = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{start}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    """Return a paragraph; bare words become a run."""
    inner = content if content.startswith("<") or not content else r(content)
    start = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{start}{inner}</w:p>"


def listed(text: str, level: int = 0, number: int = 1) -> str:
    """Return a paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, text: str, format: str = "decimal", start: int = 1, more: str = "") -> str:
    """Return a w:lvl."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """Return the content of a numbering part with one abstract definition."""
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}'
