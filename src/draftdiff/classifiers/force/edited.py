"""The words of an edit on either side, by what their forms have in common; each edit is read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from draftdiff.classifiers.view import View

_NEAR_EDITS = 2
"""Edits before and after one among which moved words are looked for."""
_REACH = 90
"""Characters after a word of force among which the verb that it governs is looked for."""
_STEM = 5
"""Letters by which forms of a word are known for one word."""
_CLAUSE_END = re.compile(r"[.;:()\[\]\u2029]")
_WORD = re.compile(r"\w(?:[\w'\u2019-]*\w)?")
_ELIDED = re.compile(r"^(?:qu|[a-z])['\u2019](?=\w{2})")
_ENDING = re.compile(
    r"(?:ations?|itions?|ments?|ances?|ences?|ings?|ions?|ies|ied|ed|es|ly|(?<=\w{5})al|s|e|(?<=\w{3})y|i)$",
    re.IGNORECASE,
)
LIGHT = frozenset(
    ["be", "is", "are", "was", "were", "been", "being", "to", "also", "then", "not", "have", "has", "had", "it",
     "that", "we", "you", "they", "the", "a", "an", "only", "do", "does", "and", "or", "of", "in", "on", "at", "for",
     "by", "with", "as", "its", "their", "this", "these", "those", "any", "all", "each", "every", "such", "i", "which",
     "from", "where", "when", "if", "never", "always", "no", "further", "still", "therefore", "first", "however",
     "will", "would"]
)  # fmt: skip


@lru_cache(maxsize=20_000)
def key(word: str) -> str:
    """Return what the forms of a word in small letters have in common: reviews, reviewing, review."""
    word = _ELIDED.sub("", word)
    return (_ENDING.sub("", word) if len(word) > 2 else word)[:_STEM]


def weights(text: str) -> list[str]:
    """Return the keys of the words of weight of a text, in order."""
    return [key(word) for word in _WORD.findall(text.casefold()) if word not in LIGHT]


def governed(text: str, at: int, end: int | None = None, count: int = 1) -> tuple[str, ...]:
    """Return the keys of the first words of weight from a place to the end of its clause: the verb and its object."""
    reach = text[at : min(at + _REACH, len(text) if end is None else end)]
    stop = _CLAUSE_END.search(reach)
    clause = (reach[: stop.start()] if stop else reach).casefold()
    weighty = (key(word) for match in _WORD.finditer(clause) if (word := match.group()) not in LIGHT)
    return tuple(islice(weighty, count))


@dataclass(frozen=True, slots=True)
class EditWords:
    """The words of one side of an edit."""

    text: str
    keys: tuple[str, ...]
    """Of its words of weight."""
    bag: frozenset[str]
    count: int
    """Of all its words."""


def edit_words(view: View, side: str, at: int) -> EditWords:
    """Return the words of one side of an edit; read once for all rules of force."""
    place = f"{side} words {at}"
    if place not in view.memo:
        stretch = view.stretches[at]
        text = view.old_words(stretch) if side == "old" else view.new_words(stretch)
        keys = tuple(weights(text))
        view.memo[place] = EditWords(text, keys, frozenset(keys), len(_WORD.findall(text)))
    found: EditWords = view.memo[place]
    return found


def other_side(side: str) -> str:
    """Return the name of the other side."""
    return "new" if side == "old" else "old"


def moved(view: View, side: str, at: int, keys: frozenset[str], share: float = 1.0) -> bool:
    """Return whether most words of one side of an edit stand on the other side of an edit near it."""
    near = range(max(0, at - _NEAR_EDITS), min(len(view.stretches), at + _NEAR_EDITS + 1))
    return bool(keys) and any(
        len(keys & edit_words(view, other_side(side), one).bag) >= share * len(keys) for one in near
    )
