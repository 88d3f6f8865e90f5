"""The masthead of a UN document: organ, symbol, distribution, date and language at the head of the first page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftdiff.readers.mastheads import SYMBOL
from draftdiff.readers.pdf.lines import Line, segments

_DISTRIBUTION = re.compile(r"distr\.?\s*:?\s*(general|limited|restricted|provisional)?", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"original\s*:\s*(.+)|(english|french|spanish|russian|arabic|chinese)(?: only)?", re.IGNORECASE
)
_DATE = re.compile(r"(?:\d{1,2} )?[A-Z][a-z]+ \d{4}")
_DEEPEST = 0.35  # of the page's height: further down no masthead reaches


def masthead(lines: Sequence[Line], height: float) -> tuple[list[Line], dict[str, str]]:
    """Return the lines of the first page that are its masthead, and what they say."""
    top = [line for line in lines if line.y > (1 - _DEEPEST) * height]
    parts = [(line, segment.text.strip()) for line in top for segment in segments(line)]
    found: dict[str, str] = {}
    last: Line | None = None
    right = min((s.x0 for line in top for s in segments(line) if _DISTRIBUTION.match(s.text)), default=None)
    for line, text in parts:
        if (symbol := SYMBOL.fullmatch(text.rstrip("*"))) and "symbol" not in found:
            found["symbol"] = symbol.group()
        elif (match := _DISTRIBUTION.fullmatch(text)) and "distribution" not in found:
            found["distribution"] = (match[1] or "").capitalize()
            last = line
        elif "distribution" in found and _DATE.fullmatch(text) and "date" not in found:
            found["date"] = text
            last = line
        elif "distribution" in found and (match := _ORIGINAL.fullmatch(text)):
            found["original_language"] = (match[1] or match[2]).strip()
            last = line
    if last is None or "symbol" not in found or right is None:
        return [], {}
    edge = last.y - 0.1
    return [line for line in top if line.y >= edge], {key: value for key, value in found.items() if value}
