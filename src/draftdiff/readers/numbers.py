"""Numbers typed at the start of a paragraph: 17., 12 bis., (a), iv), 3.2.1, Article 10A, PP7.

The number is a label and never an identity: it is taken out of the text and kept as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LATIN = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies|alt\.?(?:\s?\d+)?))"
# "2.5 million" is no number of a paragraph
_DECIMAL = r"\d{1,3}(?:\.\d{1,3}){1,8}(?:\.(?=\s)|(?=\t)|(?=\s+[^\sa-z%]))"
_MONTH = (
    "(?:jan|feb|mar|apr|may|mai|ju[nil]|aug|sep|o[ck]t|nov|de[cz]|f[eé]vr|avr|ao[uû]t|d[eé]c|ene|abr|ago|dic)"
)
# "12. Oktober 2012" and "4 December 2023" are dates.
_NO_DATE = rf"(?!\s*(?i:{_MONTH})\w*\.?\s+\d{{4}}\b)"
_ITEM = re.compile(
    r"(?P<number>"
    rf"\(?\d{{1,3}}[A-Z]{{0,2}}{_LATIN}?[.)](?!\d){_NO_DATE}"  # 17.  12 bis.  (3)  4)  10A.
    rf"|\d{{1,3}}[A-Z]?{_LATIN}\.?(?=\s)"
    rf"|{_DECIMAL}"  # 3.2  3.2.1.
    rf"|\(?(?:[a-zA-Z]{{1,2}}|([a-z])\2{{2}}){_LATIN}?\)"  # (a)  b)  (aa)  (a bis)
    r"|\(?(?:[ivxlcdm]{1,7}|[IVXLC]{1,6})\)"  # (iv)  ii)
    r"|[a-z]\.(?=\s+[A-Z\u201c\"(])|[ivxl]{1,5}\.(?=\s)"  # a.  iv.
    r"|\d{1,3}/(?=\s)"
    rf"|(?:PP|OP)\s?\d{{1,3}}[a-z]?{_LATIN}?[.:]?(?=\s)"
    r")[\s\u00a0]+(?=\S)"
)
_NAMED = (
    r"(?:Article|Section|Clause|Rule|Regulation|Chapter|Part|Title|Schedule|Annex|Appendix|Principle|Goal|"
    r"Art[ií]culo|Chapitre|Cap[ií]tulo)"
)
_HEADING = re.compile(
    r"(?P<number>"
    rf"(?:[A-Z]|[IVXL]{{1,6}}|\d{{1,3}}[A-Z]{{0,2}}{_LATIN}?|\d{{1,3}}(?:\.\d{{1,3}}){{1,8}}|[A-Z](?:\.\d{{1,3}}){{1,4}})"
    rf"[.)](?!\d){_NO_DATE}"
    rf"|{_DECIMAL}"
    r"|\d{1,4}/\d{1,3}(?:\s?[A-Z])?(?:\.|(?=\s+[A-Z\u201c\"]))"  # 61/4. and 2031/3, of resolutions
    r"|\([A-Za-z]\)|\([ivxIVX]{1,5}\)"
    rf"|\d{{1,3}}[A-Z]{{0,2}}(?=\s+[A-Z\u201c\"]){_NO_DATE}"
    rf"|{_NAMED}\s+(?:\d{{1,3}}|[IVXLC]{{1,6}})[A-Z]?{_LATIN}?(?:\s*[.:\u2013\u2014-])?(?=\s+[A-Z\u201c\"])"
    r")[\s\u00a0]+(?=\S)"
)
_ROMAN = re.compile(r"[ivxl]+", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def split_number(text: str, heading: bool = False) -> tuple[str, int]:
    """Return the number typed at the start of a text and the offset where the text itself begins.

    Without a number: ("", 0). Headings also take capital letters, roman numerals and named numbers (C. Conclusions,
    IV. Law, Article 5 - Terms).
    """
    match = (_HEADING if heading else _ITEM).match(text)
    return (match["number"].strip(), match.end()) if match else ("", 0)


def roman_value(numeral: str) -> int:
    """Return the value of a roman numeral; 0 for what is none."""
    values = [_ROMAN_VALUES.get(sign, 0) for sign in numeral.lower()]
    if not values or 0 in values:
        return 0
    return sum(
        -here if here < following else here for here, following in zip(values, [*values[1:], 0], strict=True)
    )


def levels_by_sequence(numbers: Sequence[str]) -> list[int | None]:
    """Return the depth of each number in its enumeration, from 0; None where there is no number.

    Arabic numbers stand at 0 (3.2.1 at 2), letters at 1, small roman numbers at 2, and (i), (v), (x) are what goes on
    with the number before them: (h), (i) is a letter, (a), (i) a roman one.
    """
    levels: list[int | None] = []
    last: dict[int, str] = {}
    for number in numbers:
        bare = number.strip("(). ").split(" ")[0]
        if not bare:
            levels.append(None)
            continue
        level = _level(bare, last)
        last = {depth: value for depth, value in last.items() if depth < level}
        last[level] = bare
        levels.append(level)
    return levels


def _level(bare: str, last: dict[int, str]) -> int:
    if bare[0].isdigit() or not bare.isalpha() or len(bare) > 7:
        return bare.strip(".").count(".")
    if len(bare) == 2 and bare[0] in "PO" and bare[1] == "P":
        return 0
    if _ROMAN.fullmatch(bare) and not _is_next_letter(bare, last.get(1, "")):
        starts = roman_value(bare) == 1
        goes_on = 2 in last and roman_value(bare) == roman_value(last[2]) + 1
        if starts or goes_on or len(bare) > 2:
            return 2
    return 1


def _is_next_letter(bare: str, before: str) -> bool:
    """Return whether a letter follows the one before: h, i; z, aa."""
    if len(bare) == 1 and len(before) == 1:
        return ord(bare) == ord(before) + 1
    return len(set(bare)) == 1 and len(bare) == len(before) > 1 and ord(bare[0]) == ord(before[0]) + 1
