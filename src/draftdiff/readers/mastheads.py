"""Symbol, title and date from the first blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftdiff.readers.blocks import Block

SYMBOL = re.compile(
    r"\b(?:[AES]|ECE|FCCC|CBD|UNEP|TD|HRI|CCPR|CD|NPT|HS|ISBA|DP|CRC|CEDAW)(?:/[A-Z0-9][\w.\-()]*)+"
)
_DATE = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b"
)


def title_block(blocks: Sequence[Block]) -> dict[str, str]:
    """Return title, symbol and date as the first ten blocks show them."""
    found: dict[str, str] = {}
    for block in blocks[:10]:
        if block.kind == "heading" and "title" not in found:
            found["title"] = block.text
        if len(block.text) < 120:
            if (symbol := SYMBOL.search(block.text)) and "symbol" not in found:
                found["symbol"] = symbol.group().rstrip(".")
            if (date := _DATE.search(block.text)) and "date" not in found:
                found["date"] = date.group()
    return found
