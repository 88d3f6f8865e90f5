"""Sentences of a paragraph, with their places."""

from __future__ import annotations

import re

from draftdiff.model import PARAGRAPH_SEPARATOR, Span
from draftdiff.text.remembering import remembered

# After these no sentence ends, whatever the segmenter says: the abbreviations of UN, treaty and standards drafting.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:para|paras|art|arts|No|Nos|Add|Rev|Corr|res|sect|sects|chap|ch|vol|fig|p|pp|cf|viz|Mr|Mrs|Ms|Dr|Prof"
    r"|St|ed|eds|e\.g|i\.e|etc|al|seq|inter|U\.S|U\.K|U\.N|approx|ca)\.\s*$"
)
_CONTINUES = re.compile(r"[\s\"'\u201c\u2018(\[]*[a-z\d,;]")


@remembered(50_000)
def sentence_spans(text: str, language: str = "en") -> tuple[Span, ...]:
    """Return the sentences of a text as ranges without the white space between them.

    The segmenter is sentencex (Wikimedia); its breaks after drafting abbreviations are undone, and the paragraphs of
    a joined text are kept apart. A text without words has no sentence.
    """
    spans: list[Span] = []
    start = 0
    for piece in text.split(PARAGRAPH_SEPARATOR):
        spans += [Span(start + a, start + b) for a, b in _of_paragraph(piece, language)]
        start += len(piece) + 1
    return tuple(spans)


def _of_paragraph(text: str, language: str) -> list[tuple[int, int]]:
    if not re.search(r"[.!?\u3002\uff01\uff1f\u061f\u0964]\W*\w", text):
        return _trimmed(text, [(0, len(text))])
    from sentencex import get_sentence_boundaries

    cuts = [0]
    for boundary in get_sentence_boundaries(language, text):
        end = boundary["end_index"]
        if end >= len(text):
            break
        if end > cuts[-1] and not _runs_on(text[cuts[-1] : end], text[end : end + 8]):
            cuts.append(end)
    return _trimmed(text, list(zip(cuts, [*cuts[1:], len(text)], strict=True)))


def _runs_on(before: str, after: str) -> bool:
    return bool(_ABBREVIATION.search(before)) or bool(
        before.rstrip().endswith(".") and _CONTINUES.match(after)
    )


def _trimmed(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found = []
    for start, end in ranges:
        piece = text[start:end]
        if piece.strip():
            found.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
    return found
