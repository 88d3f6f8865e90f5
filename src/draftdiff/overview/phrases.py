"""Find a phrase in running text in the forms in which drafters write it: plural, hyphen, British or American."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from draftdiff.model import Span

_GAP = r"[\s\-\u00ad\u2010-\u2015]"
_REFERENCE = re.compile(r"^(?:A/RES/|S/RES/|E/RES/)?(\d+/\d+)$")


@lru_cache(maxsize=2_000)
def probe(phrase: str) -> str:
    """Return lower-case letters that stand in every form of a phrase: the opening of its longest word."""
    longest = max(re.findall(r"[^\W_]+", phrase), key=len, default="")
    kept = re.split(r"i[sz](?=[ae]|i\w)", longest)[0] or longest[:1]
    return kept[: max(1, min(6, len(kept) - 2 if len(kept) > 4 else len(kept)))].lower()


def phrase_spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Yield the places of a compiled phrase in a text."""
    for match in pattern.finditer(text):
        yield Span(match.start(), match.end())


@lru_cache(maxsize=2_000)
def phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of these phrases, the longest first.

    Case is set aside but for abbreviations; words may stand in the plural; a hyphen counts as a space and, between
    longer words, as nothing. A resolution number is found with any symbol before it ("70/237", "A/RES/70/237").
    """
    ordered = sorted({phrase.strip() for phrase in phrases if phrase.strip()}, key=lambda p: (-len(p), p))
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile("|".join(_one(phrase) for phrase in ordered))


def _one(phrase: str) -> str:
    if match := _REFERENCE.match(phrase):
        return rf"(?:(?<![\d/])|(?<=RES/)){re.escape(match[1])}(?![\d/])"
    pieces = re.findall(r"\w+|[^\w\s\-\u2010-\u2015]+", phrase)
    if not pieces:
        return re.escape(phrase)
    if is_abbreviation(phrase):
        return rf"\b{re.escape(phrase)}s?\b"
    pattern = _word(pieces[0])
    for before, piece in pairwise(pieces):
        pattern += _joint(before, piece) + _word(piece)
    start = r"\b" if pieces[0][0].isalnum() else ""
    end = r"\b" if pieces[-1][-1].isalnum() else ""
    return f"(?i:{start}{pattern}{end})"


def is_abbreviation(phrase: str) -> bool:
    """Return whether a phrase is one word in capitals, such as CSIRT; its case matters."""
    return phrase.isupper() and len(phrase) <= 10 and " " not in phrase


def _joint(before: str, after: str) -> str:
    if not (before[-1].isalnum() and after[0].isalnum()):
        return r"\s*"
    return _GAP + ("*" if len(before) > 3 and len(after) > 3 else "+")


def _word(word: str) -> str:
    if not word[0].isalnum():
        return re.sub(r"(?:\\?['\u2019])", "['\u2019]", re.escape(word))
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return re.escape(word)
    if word.lower().endswith("y"):
        return _spelled(word[:-1]) + "(?:y|ies)"
    if word.lower().endswith("s") and not word.lower().endswith("ss"):
        return _spelled(word[:-1]) + "s?"
    return _spelled(word) + "(?:s|es)?"


def _spelled(word: str) -> str:
    word = re.sub(r"(?<=\w\w)i[sz](?=[ae]|i\w)", "i[sz]", word)
    return re.sub(r"(?<=\w\w)our$", "ou?r", word)


def stems(words: Iterable[str]) -> list[str]:
    """Return words as compared loosely: lower case, without the endings of plural and third person."""
    return [stem(word) for word in words]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word in lower case without its plural or third-person ending, in one spelling."""
    word = word.casefold()
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return re.sub(r"(?<=\w\w)iz(?=[ae]|i\w)", "is", word)
