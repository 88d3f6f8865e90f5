"""Lists of words for the rules on standing, scope and actors, read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from draftdiff.tables import Shape, parse_table


@cache
def word_list(file: str, name: str) -> tuple[str, ...]:
    """Return a list of words of a shipped lexicon, longest first."""
    shape: Shape = {"source!": str, "*": [str]}
    text = resources.files("draftdiff.classifiers.lexicons").joinpath(f"{file}.toml").read_text("utf-8")
    return tuple(sorted(parse_table(text, shape, f"{file}.toml")[name], key=lambda word: (-len(word), word)))


@cache
def word_set(file: str, name: str) -> frozenset[str]:
    """Return a list of words of a shipped lexicon, for asking whether a word is in it."""
    return frozenset(word_list(file, name))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words and phrases to look for, case set aside. Most texts hold none, and that is seen without the pattern."""

    signs: tuple[str, ...]
    """In small letters; a text without any of them holds no phrase."""
    pattern: re.Pattern[str]

    def stand_in(self, text: str) -> bool:
        """Return whether a text may hold one, at the price of a plain search."""
        return any(map(text.lower().__contains__, self.signs))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where they stand."""
        if self.stand_in(text):
            yield from self.pattern.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Return where the first stands."""
        return next(self.finditer(text), None)

    def taken_from(self, text: str) -> str:
        """Return the text without the first of them."""
        return self.pattern.sub("", text, count=1)


@cache
def any_of(file: str, name: str) -> Phrases:
    """Return the words of a list as something to look for."""
    found = word_list(file, name)
    signs = tuple(word for word in found if not any(other in word for other in found if other != word))
    return Phrases(signs, re.compile(rf"\b(?:{'|'.join(map(re.escape, found))})\b", re.IGNORECASE))
