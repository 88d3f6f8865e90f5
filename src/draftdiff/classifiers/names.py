"""Proper names in English running text: runs of capitalised words inside a sentence, and abbreviations."""

from __future__ import annotations

import re

from draftdiff.model import Span
from draftdiff.text.remembering import remembered

_CAPITAL = r"[A-Z\u00c0-\u00de][\w\u2011'\u2019-]*"
_NAME = re.compile(rf"{_CAPITAL}(?: (?:of the|of|on|for the|for|and the|and|in|to)? ?{_CAPITAL})*")
# Capitalised by custom, and no names: they stand for a class.
_CLASSES = frozenset(
    ["State", "States", "Member", "Members", "Government", "Governments", "Party", "Parties", "Group", "Chair",
     "Committee", "Council", "Assembly", "Secretary-General", "General", "Secretariat", "Commission", "Conference",
     "Organization", "Nations", "United", "Security", "The", "A", "In", "I", "Internet", "Goal", "Goals", "High",
     "Summit", "Day", "Week"]
)  # fmt: skip


@remembered(4_096)
def names_of(text: str) -> tuple[Span, ...]:
    """Return the places of proper names, the first word of a sentence counted only if more follow."""
    found = []
    for match in _NAME.finditer(text):
        start, words = match.start(), match.group()
        if _opens_sentence(text, start):
            first, _, rest = words.partition(" ")
            if not rest[:1].isupper():
                continue
            if not first.isupper():
                start, words = start + len(first) + 1, rest
        if any(word not in _CLASSES and word[0].isupper() for word in words.split()):
            found.append(Span(start, start + len(words)))
    return tuple(found)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(" \u201c\"'(")
    return not before or before[-1] in ".!?:;\u2029"
