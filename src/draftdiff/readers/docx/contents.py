"""What in a Word file tells a line of a table of contents."""

from __future__ import annotations

import re

from draftdiff.readers.docx.line import FinishedLine

_STYLE = re.compile(r"(?:toc|contents) ?\d|table of figures", re.IGNORECASE)
_PAGE_FIELD = re.compile(r"PAGEREF\b", re.IGNORECASE)


def told_by(line: FinishedLine, style: str, leaders: bool) -> str:
    """Return "contents" for a line that a style or a field of Word's tells, "leaders" for one with such tab stops."""
    end = len(line.text)
    if "\t" not in line.text:
        return ""
    if _STYLE.match(style) or any(
        mark.kind == "field" and mark.span.end == end and len(mark.span) and _PAGE_FIELD.match(mark.value)
        for mark in line.marks
    ):
        return "contents"
    return "leaders" if leaders else ""
