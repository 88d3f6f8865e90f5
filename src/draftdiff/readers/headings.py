"""Headings told by their form, where a document has neither styles nor outline levels.

A heading is short, ends without a stop, and has a number of a heading (C., IV, Article 5), capital letters, or
emphasis; or it stands alone among paragraphs that do end with a stop. A long run of such lines is a table of
contents or a list, and no heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from draftdiff.readers.blocks import Block

_STOP = re.compile(r"[.;:,!?\u2026][\"'\u201d\u2019)\]]*\s*[\d*]*$|[-\u2013\u2014]$|[;,]\s+(?:and|or)$")
_NAMED = (
    (
        "annex",
        re.compile(
            r"(?:annex|appendix|attachment|schedule|enclosure|annexe|anexo)\b(?!\s+(?-i:[a-z]))",
            re.IGNORECASE,
        ),
    ),
    ("part", re.compile(r"(?:part|title|book|partie|parte)\s+(?:[\dIVXLC]+|[A-Z])\b", re.IGNORECASE)),
    ("chapter", re.compile(r"(?:chapter|chapitre|cap[ií]tulo)\s+[\dIVXLC]+\b", re.IGNORECASE)),
    ("section", re.compile(r"(?:section|secci[oó]n|sec\.)\s+[\dIVXLC]+\b", re.IGNORECASE)),
    (
        "article",
        re.compile(
            r"(?:article|clause|rule|regulation|recital|art[ií]culo|art\.)\s+[\dIVXLC]+\w*\b", re.IGNORECASE
        ),
    ),
)
_NEVER = re.compile(
    r"\[.*\]$|\(.*\)$|\{.*\}$|option\b.*:|\d{1,2}(?:st)? \w+ \d{4}$|\d+(?:st|nd|rd|th)\b.*\bmeeting$",
    re.IGNORECASE,
)
_RESOLUTION = re.compile(r"\d{1,4}/\d{1,3}(?:\s?[A-Z])?\.?\s+[A-Z\u201c]")
_ROMAN = re.compile(r"[IVXLC]{1,6}[.)]?\s+\S|[IVX]{1,6}$")
_LETTER = re.compile(r"[A-Z][.)]\s+\S|[A-H]$")
_FIRST_LETTER = re.compile(r"([A-Z])[.)]?(?:\s|$)")
_ARABIC = re.compile(r"\d{1,3}(?:\.\d{1,3})*[A-Z]?[.)]?\s+\S")
# From the outermost class of heading to the innermost.
_RANKS = (
    "title", "resolution", "annex", "part", "chapter", "roman", "capitals", "section", "letter", "article", "arabic",
    "emphasis", "plain",
)  # fmt: skip
_UNNUMBERED = ("capitals", "emphasis", "plain")
_AMOUNT = re.compile(r"\d[ \u00a0,]\d{3}\b")
_DIGITS = re.compile(r"\d+")
_LONGEST = 160
_MOST_WORDS = 24
_LONGEST_RUN = 5
_FEW_WORDS = 12
_SENTENCES = 0.6  # share of long paragraphs that end with a stop
_NEARLY_ALL = 0.9


def headings_by_form(
    blocks: Sequence[Block], emphasised: Sequence[bool] | None = None, title: int | None = None
) -> list[Block]:
    """Return the blocks with headings told by their form, their levels from 1.

    `emphasised` says of each block whether all of it is bold, underlined or centred; None where the format knows
    nothing of the kind. `title` is the position of the document's own title.
    """
    classes = [
        _class(block, None if emphasised is None else emphasised[at]) for at, block in enumerate(blocks)
    ]
    if emphasised is None:
        _only_where_told(classes, blocks)
    _letters_by_sequence(classes, blocks)
    _listed(classes, blocks)
    if title is None and classes and classes[0] in _UNNUMBERED and _is_alone(blocks):
        title = 0
    if title is not None:
        classes[title] = ""
    _unlist(classes, blocks)
    if title is not None:
        classes[title] = "title"
    used = _order(classes)
    return [
        replace(block, kind="heading", level=used.index(found) + 1) if found else block
        for block, found in zip(blocks, classes, strict=True)
    ]


def _is_alone(blocks: Sequence[Block]) -> bool:
    """Return whether the first text does not come again with another number, as "Amendment 1" does."""
    shapes = [_DIGITS.sub("#", block.text) for block in blocks]
    return shapes[0] not in shapes[1:] or not _DIGITS.search(blocks[0].text)


def ends_like_heading(text: str) -> bool:
    """Return whether a text is short enough for a heading and ends without a stop."""
    return len(text) <= 2 * _LONGEST and not _STOP.search(text)


def _class(block: Block, emphasised: bool | None) -> str:
    """Return the class of heading that a block could be, or an empty string."""
    text = block.text.strip()
    if block.stream != "body" or block.cell is not None or block.kind not in ("paragraph", "list-item"):
        return ""
    if block.contents or len(text) > 2 * _LONGEST:
        return ""
    if not any(sign.isalpha() for sign in text) or _NEVER.match(text) or not _opens(text):
        return ""
    found = _form(f"{block.number} {text}".strip().lstrip("\"'\u201c\u2018"))
    outline = found in ("roman", "letter")  # long titles and questions may bear these numbers
    if len(text) > _LONGEST * (1 + outline) or len(text.split()) > _MOST_WORDS * (1 + outline):
        return ""
    if _STOP.search(text) and not (outline and text.endswith("?") and len(text) <= _LONGEST):
        return ""
    if block.kind == "list-item" and found not in (
        "roman",
        "letter",
        "annex",
        "part",
        "chapter",
        "section",
        "article",
    ):
        return "emphasis" if emphasised and len(text.split()) <= 12 else ""
    if emphasised is None:
        return found or ("plain" if len(text) > 2 else "")
    if found in ("arabic", "roman", "letter") and not emphasised:
        return ""
    return found or ("emphasis" if emphasised else "")


def _opens(text: str) -> bool:
    first = next((sign for sign in text if sign.isalnum()), "")
    return not first.islower()


def _form(text: str) -> str:
    for name, pattern in _NAMED:
        if pattern.match(text):
            return name
    if _RESOLUTION.match(text):
        return "resolution"
    if _ROMAN.match(text):
        return "roman"
    if _LETTER.match(text):
        return "letter"
    if _ARABIC.match(text):
        return "arabic"
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) >= 4 and all(sign.isupper() for sign in letters if sign.lower() != sign.upper()):
        return "capitals" if any(sign.isupper() for sign in letters) else ""
    return ""


def _letters_by_sequence(classes: list[str], blocks: Sequence[Block]) -> None:
    """Take I, V ... for letters where the heading before them bears the letter before, C and L always."""
    last = ""
    for at, found in enumerate(classes):
        if found not in ("roman", "letter"):
            continue
        match = _FIRST_LETTER.match(f"{blocks[at].number} {blocks[at].text}".strip())
        if match is None:
            continue
        if found == "roman" and (match[1] in "CL" or (last and ord(match[1]) == ord(last) + 1)):
            classes[at] = "letter"
        if classes[at] == "letter":
            last = match[1]


def _only_where_told(classes: list[str], blocks: Sequence[Block]) -> None:
    """Strike the candidates that only the missing stop tells, where the document's paragraphs lack stops too."""
    share = _share_with_stops(blocks)
    for at, found in enumerate(classes):
        if not found:
            continue
        words = blocks[at].text.split()
        long = found == "plain" and len(words) > _FEW_WORDS
        figures = sum(word.strip("(),.").isdigit() for word in words)
        if long and (3 * figures > len(words) or _AMOUNT.search(blocks[at].text)):
            classes[at] = ""  # a row of a table
        elif found in ("plain", "arabic") and share < (_NEARLY_ALL if long else _SENTENCES):
            classes[at] = ""


def _listed(classes: list[str], blocks: Sequence[Block]) -> None:
    """Strike the candidates that only a missing stop tells where a colon opens a list of such lines."""
    for at in range(1, len(blocks)):
        opened = blocks[at - 1].text.rstrip().endswith(":") and blocks[at - 1].kind != "heading"
        if not opened or classes[at] != "plain":
            continue
        end = at
        while end < len(classes) and classes[end] == "plain":
            end += 1
        if end - at > 1:
            classes[at:end] = [""] * (end - at)


def _share_with_stops(blocks: Sequence[Block]) -> float:
    """Return the share of the paragraphs of some length that end with a stop: a line without one stands out."""
    long = [block.text for block in blocks if len(block.text) > _LONGEST]
    return sum(bool(_STOP.search(text)) for text in long) / len(long) if long else 0.0


def _unlist(classes: list[str], blocks: Sequence[Block]) -> None:
    """Strike the candidates that head nothing: long runs of them, and those at the end."""
    at = 0
    while at < len(classes):
        end = at
        while end < len(classes) and classes[end]:
            end += 1
        if end - at > _LONGEST_RUN or end == len(classes):
            keep = 0 if end == len(classes) else _after_contents(classes, blocks, at, end)
            classes[at : end - keep] = [""] * (end - keep - at)
        elif end > at and blocks[end].text[:1].islower():
            classes[end - 1] = ""  # a line that the next goes on with
        at = max(end, at + 1)


def _after_contents(classes: Sequence[str], blocks: Sequence[Block], start: int, end: int) -> int:
    """Return how many at the end of a long run are headings of text, and no lines of a table of contents.

    Those are the ones that the table above them lists, or a last one of a class of its own.
    """
    keep = 0
    while end - keep > start and blocks[end - keep - 1].text in {
        b.text for b in blocks[start : end - keep - 1]
    }:
        keep += 1
    return keep or int(classes[end - 1] not in classes[start : end - 1])


def _order(classes: Sequence[str]) -> list[str]:
    """Return the classes in use, outermost first.

    Where a heading directly follows another it stands below it; so headings without a number are set above the
    numbered clauses that follow them, as in bills.
    """
    used = [rank for rank in _RANKS if rank in classes]
    follows = Counter(pairwise(classes))
    for bare in ("emphasis", "plain"):
        below = [
            clause
            for clause in ("article", "arabic")
            if bare in used and clause in used and follows[bare, clause] > follows[clause, bare]
        ]
        if below:
            used.remove(bare)
            used.insert(used.index(below[0]), bare)
    return used
