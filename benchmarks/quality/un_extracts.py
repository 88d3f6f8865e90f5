"""Paragraphs out of the line-wrapped text of UN papers, for drafts of which the corpora hold no PDF."""

from __future__ import annotations

import json
import lzma
import re
from pathlib import Path

_FURNITURE = re.compile(
    r"^(?:[AES]/[\w./]+|\d{2}-\d{5}(?:\s*\(E\).*)?|\*\d+\*|\d+/\d+|A/RES/\S+|RES/\S+|Distr\.:.*|Original:.*|United Nations"
    r"|General Assembly|Eightieth session|Seventy-\w+ session|Agenda item .*|\d{1,2} \w+ 20\d\d|Please recycle.*)$"
)
_OPENS = re.compile(r"^(?:\d{1,3}\.\s|\([a-z]+\)\s|[A-Z][a-z]+(?:ing|ed|s)?\b)")


def load_texts(corpora: Path) -> dict[str, str]:
    """Return the extracted text of every document of un-ga80 by its symbol."""
    file = corpora / "drafts" / "un-ga80" / "all-texts.jsonl.xz"
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["symbol"]: row["text"] for row in rows}


def markdown_of(text: str) -> bytes:
    """Return an extracted text as Markdown, one block a paragraph, without page furniture and footnotes."""
    paragraphs: list[str] = []
    for block in re.split(r"\n\s*\n", text.replace("\u2011", "-").replace("\u00a0", " ")):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        lines = [line for line in lines if not _FURNITURE.match(line)]
        piece = re.sub(r"\s*_{4,}\s*$", "", " ".join(lines))
        if not piece or piece.startswith(("____", "* ", "** ")) or re.match(r"^\d{1,2} [A-Z]", piece):
            continue
        if paragraphs and not re.search(r"[.;:,]$", paragraphs[-1]) and not _OPENS.match(piece):
            paragraphs[-1] += f" {piece}"
        elif paragraphs and re.search(r"[^.;:]$", paragraphs[-1]) and piece[0].islower():
            paragraphs[-1] += f" {piece}"
        else:
            paragraphs.append(piece)
    paragraphs = [re.sub(r"(?<=[,;.])\s?\d{1,2}$", "", paragraph) for paragraph in paragraphs]
    texts = [re.sub(r"(?<=[a-z,;.])\s?\d{1,2}(?=[\s,;.]|$)(?<!\d\d\d)", _note_digit, p) for p in paragraphs]
    return "\n\n".join(_escaped(text) for text in texts).encode()


def _note_digit(match: re.Match[str]) -> str:
    """Keep a number that stands by itself; drop a note's digits glued to a word."""
    return match[0] if match[0].startswith(" ") else ""


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)
