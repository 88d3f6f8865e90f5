"""Headings of a PDF, by font and form: bold, larger or slanted lines that stand alone and are no sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftdiff.readers.numbers import split_number
from draftdiff.readers.pdf.paragraphs import Measure, Para, numbered

_SENTENCE_END = re.compile(r"[.;,:]['\"\u201d\u2019)]*\*?$")
_NAMED = re.compile(
    r"(?:annex|appendix|attachment|chapter|part|section|article|schedule|addendum|enclosure|title|annexe|anexo)"
    r"\s*(?:[\dIVXLC]+[A-Z]?|[A-Z])?\b.{0,120}",
    re.IGNORECASE | re.DOTALL,
)
_POINT = re.compile(r"\([a-z]{1,4}\)\s")
_MOST_WORDS = 60
_UNNUMBERED = 7
"""Rank of headings without a number."""


def heading_levels(paras: Sequence[Para], usual: Measure) -> dict[int, int]:
    """Return the level, from 1, of each paragraph that is a heading, by its position.

    Levels follow the type size first, then weight, then the kind of number (I, A, 1, (a)), each in the order of
    first appearance.
    """
    styles = {at: _style(para) for at, para in enumerate(paras) if is_heading(para, usual)}
    ranks = _ranks(list(styles.values()))
    return {at: min(6, ranks[style]) for at, style in styles.items()}


def is_heading(para: Para, usual: Measure) -> bool:
    """Return whether a paragraph looks like a heading."""
    text = para.text.strip()
    words = text.split()
    if para.cell is not None or not any(sign.isalpha() for sign in text) or len(words) > _MOST_WORDS:
        return False
    if len(para.lines) > 6 or text.endswith((";", ",")):
        return False
    larger = para.size > 1.08 * usual.body
    if larger and not para.bold and text.endswith(":"):
        return False
    if not larger and (_begins_small(text) or (_POINT.match(text) and _SENTENCE_END.search(text))):
        return False
    if para.bold or larger or _bold_but_remark(para):
        return not _SENTENCE_END.search(text) or len(words) <= 12 or _NAMED.fullmatch(text) is not None
    if _NAMED.fullmatch(text) and len(words) <= 3 and len(para.lines) == 1 and text[0].isupper():
        return not _SENTENCE_END.search(text)
    return para.italic and len(words) <= 14 and text[:1].isupper() and not re.search(r"[.;:,]$|; ", text)


def _begins_small(text: str) -> bool:
    """Return whether the first word, behind a number, has a small letter: a line that goes on, a point of a list."""
    _, cut = split_number(text)
    return next((sign.islower() for sign in text[cut:] if sign.isalnum()), False)


def _bold_but_remark(para: Para) -> bool:
    """Return whether one numbered line is bold but for a remark in brackets at its end."""
    if len(para.lines) > 1 or not numbered(para.lines[0]):
        return False
    words = [word for word in para.lines[0].words if any(map(str.isalpha, word.text))]
    plain = next((at for at, word in enumerate(words) if not word.bold), 0)
    return plain > 0 and words[plain].text.startswith("(") and para.text.rstrip().endswith(")")


def _style(para: Para) -> tuple[float, int, int]:
    bold = para.bold or _bold_but_remark(para)
    return (-round(para.size), -int(bold), _number_class(para.text))


def _number_class(text: str) -> int:
    """Return the rank of a heading's kind of number; unnumbered ones stand with their size and weight alone."""
    if _NAMED.fullmatch(text) and re.match(r"(?i)annex|part|title|schedule", text):
        return 0
    if _NAMED.fullmatch(text) and re.match(r"(?i)appendix", text):
        return 1  # of an annex, where there is one
    number, _ = split_number(text, heading=True)
    bare = number.strip("().")
    if not bare:
        return _UNNUMBERED
    if re.fullmatch(r"[IVXL]+", bare):
        return 2
    if re.fullmatch(r"[A-Z]", bare):
        return 3
    if re.fullmatch(r"\d+[A-Z]?(?:\s?\w+)?", bare):
        return 4
    return 4 + min(2, bare.count(".")) if "." in bare else 6


def _ranks(styles: Sequence[tuple[float, int, int]]) -> dict[tuple[float, int, int], int]:
    """Return levels for styles: each new size and weight one deeper, unnumbered beside numbered of the same type."""
    ordered = sorted(set(styles))
    levels: dict[tuple[float, int, int], int] = {}
    level = 0
    for at, style in enumerate(ordered):
        level += 1
        if at and style[2] == _UNNUMBERED and ordered[at - 1][:2] == style[:2]:
            level -= 1  # unnumbered heads share the level of the deepest numbered ones of their type
        levels[style] = level
    return levels
