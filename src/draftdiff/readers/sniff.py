"""Tell the format of a file from its first bytes."""

from __future__ import annotations

import re

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
    if head.startswith(b"<?xml") or re.match(rb"(?s)<!DOCTYPE\s+\w|<[A-Za-z][\w:.-]*[\s>]", head):
        return "html" if re.search(rb"(?i)<html[\s>]", head) else "xml" if head.startswith(b"<?xml") else ""
    return ""
