"""Words and signs of a text, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from draftdiff.text.remembering import remembered

# One token a sign for scripts written without spaces, so that one changed word of an
# unspaced sentence is not the whole sentence: Han, kana, Thai, Lao, Khmer, Myanmar.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_TOKEN = re.compile(
    rf"[^\W\d{_UNSPACED}](?:[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+|(?<=\w)['\u2019.\u00ad](?=[^\W\d_]{{2,}})"
    rf"|(?<=\w)['\u2019](?=\w)|(?<=\w)[-\u2010\u2011](?=\w))*"
    rf"|\s+"
    rf"|\d+(?:[/.,:]\d+)*"  # 70/237, 1,000, 3.5
    rf"|.",
    re.DOTALL,
)


class Token(NamedTuple):
    """A word or a number: half-open range and its characters."""

    start: int
    end: int
    text: str


_as_token = partial(tuple.__new__, Token)


@dataclass(frozen=True, slots=True)
class Row:
    """The words and signs of a text by their number, without white space."""

    texts: Sequence[str]
    starts: Sequence[int]

    def end(self, number: int) -> int:
        """Return where a word or sign ends."""
        return self.starts[number] + len(self.texts[number])

    def words(self) -> list[Token]:
        """Return the words and numbers, without signs."""
        return [
            _as_token((start, start + len(word), word))
            for start, word in zip(self.starts, self.texts, strict=True)
            if word[0].isalnum()
        ]


@remembered(4_096)
def row_of(text: str) -> Row:
    """Return the words and signs of a whole text, kept for the stages that ask for it again."""
    return _row(text)


def words(text: str) -> list[Token]:
    """Return the words and numbers of a text, without white space and signs."""
    return _row(text).words()


def _row(text: str) -> Row:
    """Return the words and signs of a text. What stands between two blanks is taken apart once, for it recurs."""
    texts: list[str] = []
    starts: list[int] = []
    at = 0
    for run in text.split(" "):
        parts, offsets = _parts(run)
        if len(parts) == 1:  # most by far
            texts.append(parts[0])
            starts.append(at + offsets[0])
        else:
            texts += parts
            starts += [at + offset for offset in offsets]
        at += len(run) + 1
    return Row(texts, starts)


@remembered(16_384)
def _parts(run: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the words and signs of characters without a blank among them, and where each begins."""
    texts = _TOKEN.findall(run)
    starts = accumulate(map(len, texts), initial=0)
    found = [(text, start) for text, start in zip(texts, starts, strict=False) if not text.isspace()]
    return tuple(text for text, _ in found), tuple(start for _, start in found)


def is_word(text: str) -> bool:
    """Return whether a token is a word or a number."""
    return text[:1].isalnum()
