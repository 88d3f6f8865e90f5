"""The extracted texts of UN papers in the corpora, by symbol."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import draftdiff
from draftdiff.model import Draft


def load_texts(corpora: Path) -> dict[str, str]:
    """Return the extracted text of every document of un-ga80 by its symbol."""
    file = corpora / "drafts" / "un-ga80" / "all-texts.jsonl.xz"
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["symbol"]: row["text"] for row in rows}


def draft_of(texts: dict[str, str], symbol: str) -> Draft:
    """Return the draft of a symbol, as the reader of plain text reads it."""
    return draftdiff.read(texts[symbol].encode(), read_as="text", name=f"{symbol.replace('/', '_')}.txt")
