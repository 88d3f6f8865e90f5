"""Numbers typed at the start of a paragraph: 17., 12 bis., (a), iv), 3.2.1, Article 10A, PP7.

The number is a label and never an identity: it is taken out of the text and kept as printed.
"""

from __future__ import annotations

import re

_LATIN = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies|alt\.?(?:\s?\d+)?))"
_DECIMAL = r"\d{1,3}(?:\.\d{1,3}){1,5}\.?(?=\s)"
_ITEM = re.compile(
    r"(?P<number>"
    rf"\(?\d{{1,3}}[A-Z]?{_LATIN}?[.)](?!\d)"  # 17.  12 bis.  (3)  4)  10A.
    rf"|\d{{1,3}}{_LATIN}\.?(?=\s)"
    rf"|{_DECIMAL}"  # 3.2  3.2.1.
    rf"|\(?[a-zA-Z]{{1,2}}{_LATIN}?\)"  # (a)  b)  (aa)
    r"|\(?(?:[ivxlcdm]{1,7}|[IVXLC]{1,6})\)"  # (iv)  ii)
    rf"|(?:PP|OP)\s?\d{{1,3}}[a-z]?{_LATIN}?[.:]?(?=\s)"
    r")[\s\u00a0]+(?=\S)"
)
_HEADING = re.compile(
    r"(?P<number>"
    rf"(?:[A-Z]|[IVXL]{{1,6}}|\d{{1,3}}[A-Z]?{_LATIN}?|\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}|[A-Z](?:\.\d{{1,3}}){{1,4}})[.)](?!\d)"
    rf"|{_DECIMAL}"
    r"|\([A-Za-z]\)|\([ivxIVX]{1,5}\)"
    r"|\d{1,3}[A-Z]?(?=\s+[A-Z\u201c\"])"
    r")[\s\u00a0]+(?=\S)"
)


def split_number(text: str, heading: bool = False) -> tuple[str, int]:
    """Return the number typed at the start of a text and the offset where the text itself begins.

    Without a number: ("", 0). Headings also take capital letters and roman numerals (C. Conclusions, IV. Law).
    """
    match = (_HEADING if heading else _ITEM).match(text)
    return (match["number"].strip(), match.end()) if match else ("", 0)
