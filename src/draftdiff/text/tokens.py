"""Words and signs of a text, with their places."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

# One token a sign for scripts written without spaces, so that one changed word of an
# unspaced sentence is not the whole sentence: Han, kana, Thai, Lao, Khmer, Myanmar.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_TOKEN = re.compile(
    rf"\d+(?:[/.,:]\d+)*"  # 70/237, 1,000, 3.5
    rf"|[{_UNSPACED}]"
    rf"|[^\W\d{_UNSPACED}](?:[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f]|(?<=\w)['\u2019.\u00ad](?=[^\W\d_]{{2,}})"
    rf"|(?<=\w)['\u2019](?=\w)|(?<=\w)[-\u2010\u2011](?=\w))*"
    rf"|\d\w*|\s+|.",
    re.DOTALL,
)


class Token(NamedTuple):
    """A word, a number, a sign or a run of white space: half-open range and its characters."""

    start: int
    end: int
    text: str


def tokenize(text: str) -> list[Token]:
    """Return all tokens of a text in order, white space included: joined they are the text."""
    texts = _TOKEN.findall(text)
    ends = list(accumulate(map(len, texts)))
    return [tuple.__new__(Token, token) for token in zip((0, *ends), ends, texts)]


def words(text: str) -> list[Token]:
    """Return the words and numbers of a text, without white space and signs."""
    return [token for token in tokenize(text) if is_word(token.text)]


def is_word(text: str) -> bool:
    """Return whether a token is a word or a number."""
    return text[:1].isalnum()
