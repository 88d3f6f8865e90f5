"""Tell the format of a file from its first bytes."""

from __future__ import annotations

import re

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first element, behind the declaration, comments, processing instructions and a DOCTYPE.
_ROOT = re.compile(
    rb"(?s)(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*<([A-Za-z][\w:.-]*)", re.IGNORECASE
)
_XML_ROOTS = frozenset({b"bill", b"resolution", b"lawdoc", b"uscdoc", b"amendment-doc"})
_HTML_PIECES = frozenset({b"body", b"head", b"h1", b"h2", b"p", b"div", b"table", b"ul", b"ol", b"article"})


def format_of_content(data: bytes, name: str) -> str:
    """Return the name of the format that the content shows, or an empty string where the suffix must tell."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _PDF in data[:1024]:
        return "pdf"
    if head.startswith(_ZIP):
        return "docx" if b"word/" in data or b"[Content_Types].xml" in data[:65536] else ""
    if data.startswith(_OLE):
        return "docx" if name.lower().endswith(".docx") else "office"
    if head.startswith(b"{\\rtf"):
        return "office"
    if re.match(rb"(?is)<!doctype\s+html|<html[\s>]", head):
        return "html"
    return _of_markup(head)


def _of_markup(head: bytes) -> str:
    """Return html, akoma-ntoso or xml for the head of a file of elements; nothing where it is none."""
    opening = head.replace(b"\0", b"")[:4096].lstrip(b"\xff\xfe")
    if not re.match(rb"(?s)<\?xml|<!--|<!DOCTYPE\s+\w|<[A-Za-z][\w:.-]*[\s>]", opening):
        return ""
    root = _ROOT.match(opening)
    name = root[1].rpartition(b":")[2].lower() if root else b""
    if name == b"html" or re.match(rb"(?is)<!doctype\s+html", opening):
        return "html"
    if name == b"akomantoso":
        return "akoma-ntoso"
    if opening.startswith(b"<?xml") or name in _XML_ROOTS:
        return "xml"
    return "html" if name in _HTML_PIECES else ""
