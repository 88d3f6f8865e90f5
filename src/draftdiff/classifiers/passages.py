"""Whether words in two places are one sentence that went from one to the other: what a transfer's labels ask."""

from __future__ import annotations

import re
from collections import Counter

from draftdiff.model import Comparison, Paragraph, Transfer

_NUMBER = re.compile(r"\d+")
_SMALL_WORD = re.compile(r"\b[^\W\d_A-Z][^\W\d_A-Z]{3,}\b")
_LEAST_SMALL = 2
"""Words in small letters, of four letters and more, without which a passage is the name of a body or a text."""
_LEAST = {"moved": 0.7, "copied": 0.85}
"""Share of both passages' words that must agree: under it, sentences that say the like met. Of the firings read in
whole drafts 8 of 10 below it were wrong, and 4 of 24 above."""
_LONG = 30
"""Words of a passage from which the transfer itself is enough: so many do not agree by chance."""


def is_one_passage(comparison: Comparison, transfer: Transfer) -> bool:
    """Return whether a reader would say that the words went or were copied, and not that a like sentence was written.

    Numbers must agree ("the report of 2023" and "of 2024" are two); references in notes repeat by themselves, titles
    and names too.
    """
    old, new = (
        comparison.old.paragraphs[transfer.old.paragraph],
        comparison.new.paragraphs[transfer.new.paragraph],
    )
    texts = transfer.old.span.of(old.text), transfer.new.span.of(new.text)
    if "heading" in (old.kind, new.kind) or _are_notes(old, new):
        return False
    if transfer.score < _LEAST[transfer.kind] and min(len(text.split()) for text in texts) < _LONG:
        return False
    if min(len(small_words(text)) for text in texts) < _LEAST_SMALL:
        return False
    return Counter(_NUMBER.findall(texts[0])) == Counter(_NUMBER.findall(texts[1]))


def small_words(text: str) -> list[str]:
    """Return the words of four small letters and more: what is no name, no number and no little word."""
    return _SMALL_WORD.findall(text)


def _are_notes(old: Paragraph, new: Paragraph) -> bool:
    return old.kind == new.kind == "note"
