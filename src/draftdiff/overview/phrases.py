"""Find a phrase in running text in the forms in which drafters write it: plural, hyphen, British or American."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from draftdiff.model import Span
from draftdiff.text.remembering import remembered

# Scripts without spaces are taken sign by sign, as in `draftdiff.text.tokens`; words with hyphens are taken apart, so
# that "gender-sensitive" and "gender sensitive" are one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"\d+(?:[/.,:]\d+)*|[{_UNSPACED}]|[^\W_{_UNSPACED}]+")

_FUNCTION_WORDS = """
a about also among an and any are as at be been between both but by for from had has have in including into is it its
of on or other such than that the their them these they this those through to towards under upon was were which while
who with within
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that carry grammar and little else; "not", "all" and the modals are none."""

FUNCTION_WEIGHT = 0.2
"""Of a function word against 1 of any other: a shared "of the" says little, and yet order shows in it."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as compared, with their weights and places."""

    stems: tuple[str, ...]
    weights: tuple[float, ...]
    ranges: tuple[tuple[int, int], ...]
    """Start and end of each word in the text."""
    known: frozenset[str]
    """The stems without order."""
    joined: str
    """All stems in a row, so that "cyber crime" and "cybercrime" are one."""
    starts: tuple[int, ...]
    """Where each stem begins in `joined`, and the end of the last."""

    @property
    def weight(self) -> float:
        """Weight of all words."""
        return sum(self.weights)

    def span(self, first: int, end: int) -> Span:
        """Return the range of the text from one word up to, but without, another."""
        return Span(self.ranges[first][0], self.ranges[end - 1][1])


@remembered(50_000)
def words_of(text: str) -> Words:
    """Return the words of a text as compared."""
    matches = list(_WORD.finditer(text))
    stems = tuple([stem(match[0]) for match in matches])
    starts, at = [], 0
    for one in stems:
        starts.append(at)
        at += len(one)
    return Words(
        stems=stems,
        weights=tuple([FUNCTION_WEIGHT if one in FUNCTION_WORDS else 1.0 for one in stems]),
        ranges=tuple([match.span() for match in matches]),
        known=frozenset(stems),
        joined="".join(stems),
        starts=(*starts, at),
    )


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word in lower case without its plural or third-person ending, in one spelling."""
    word = word.casefold()
    if word in FUNCTION_WORDS:
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if "iz" in word:
        word = re.sub(r"(?<=\w\w)iz(?=[ae]|i\w)", "is", word)
    return f"{word[:-3]}or" if len(word) > 5 and word.endswith("our") else word


def find_phrases(phrases: Sequence[str], text: str) -> tuple[Span, ...]:
    """Return where any of the phrases stands in a text, in order, without overlaps, the longest first.

    Words may stand in the plural and in either spelling; a hyphen, a space and nothing are one. Case is set aside but
    for abbreviations. A resolution number is found with its symbol ("70/237", "A/RES/70/237"), and not as the number
    of another document ("A/70/237").
    """
    taken: list[Span] = []
    for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)):
        for span in _places(phrase, text):
            at = bisect_left(taken, span)
            if not any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
                taken.insert(at, span)
    return tuple(taken)


def _places(phrase: str, text: str) -> Iterator[Span]:
    wanted, have = words_of(phrase.strip()), words_of(text)
    if not wanted.joined or wanted.joined not in have.joined:
        return
    at = have.joined.find(wanted.joined)
    while at >= 0:
        first, end = bisect_left(have.starts, at), bisect_left(have.starts, at + len(wanted.joined))
        whole = have.starts[first] == at and have.starts[end] == at + len(wanted.joined)
        if whole and _is_meant(phrase, text, span := have.span(first, end)):
            yield span
        at = have.joined.find(wanted.joined, at + 1)


def _is_meant(phrase: str, text: str, span: Span) -> bool:
    if re.fullmatch(r"\d+/\d+", phrase.strip()):
        return text[: span.start][-1:] != "/" or text[: span.start].endswith("RES/")
    return not is_abbreviation(phrase) or span.of(text).rstrip("s") == phrase.rstrip("s")


def is_abbreviation(phrase: str) -> bool:
    """Return whether a phrase is one word in capitals, such as CSIRT; its case matters."""
    return phrase.isupper() and phrase.isalpha() and len(phrase) <= 10
