"""Lines are made of words by their places, not by the spaces of the file."""

from __future__ import annotations

import pytest

from draftdiff.readers.pdf.lines import lines_of
from draftdiff.readers.pdf.words import Page, Word

_SPACE = 3.0  # points, in type of ten


def _line(*words: str, narrow: int, gap: float) -> str:
    """Return the text of a line of words with usual spaces, but for a narrow one before one word."""
    x, made = 60.0, []
    for at, text in enumerate(words):
        x += gap if at == narrow else _SPACE
        made.append(Word(text, x, x + 5 * len(text), 700.0, 10.0, False, False, False))
        x += 5 * len(text)
    page = Page(number=1, width=595, height=842, words=made, sideways=[], rules=[])
    return lines_of(page)[0].text


@pytest.mark.parametrize(
    ("words", "narrow", "text"),
    [
        (("at", "the", "sixty", "-seventh", "session", "of"), 3, "at the sixty-seventh session of"),
        (("for", "the", "harbours", "and", "high", "-"), 5, "for the harbours and high-"),
        (("in", "the", "years", "2022\u2013", "2025", "for"), 4, "in the years 2022\u20132025 for"),
        (("in", "the", "years", "2022", "\u20132025", "for"), 4, "in the years 2022\u20132025 for"),
        (("the", "lamps", "of", "all", "harbours", "glow"), 2, "the lamps of all harbours glow"),
    ],
)
def test_a_hyphen_that_touches_its_word_in_print_is_put_to_it(words, narrow, text) -> None:
    assert _line(*words, narrow=narrow, gap=1.2) == text


def test_a_dash_set_between_spaces_stays_between_them() -> None:
    words = ("lamps", "glow", "at", "dusk", "-", "all", "of", "them")

    assert _line(*words, narrow=4, gap=_SPACE) == " ".join(words)
