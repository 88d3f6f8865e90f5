"""What a page bears beside the text: page numbers, running heads and feet, job numbers, bar codes, pleas to recycle.

Told by form (patterns) and by repetition (the same words, page numbers aside, at the edge of several pages). What is
left out is listed in a note, each text with its pages, so that nothing goes unseen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from draftdiff.model import Note
from draftdiff.readers.numbers import split_number

PAGE_NUMBER = re.compile(
    r"(?:(?:page|p\.|seite|página|стр\.)\s*)?[-\u2013\u2014\[(|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-\u2013\u2014\])|]?"
    r"(?:\s*(?:/|of|de|sur|von|из)\s*\d{1,4})?"
    r"|第\s?\d{1,4}\s?页(?:[\s,，/]*共\s?\d{1,4}\s?页)?|(?:صفحة|ص)\s?\d{1,4}(?:\s?(?:من|/)\s?\d{1,4})?",
    re.IGNORECASE,
)
# 25-18441 (E) 201125, GE.24-23641 (E), *2518441*
JOB_NUMBER = re.compile(
    r"(?:GE\.|V\.|E\.|ESCAP\.|LC/)?\d{2}-\d{4,6}(?:\s*\*)?(?:\s*\([A-Z](?:/[A-Z])*\))?(?:\s+\d{6})*"
    r"|\(E\)\s+\d{6}(?:\s+\d{6})*"
    r"|\*\s?\d{6,8}\s?\*"  # the digits under the bar code
)
PLEA = re.compile(
    r"(?:please recycle|merci de recycler|please conserve|printed on recycled paper).{0,40}", re.IGNORECASE
)
_SAME_HEIGHT = 4.0  # points
_SHORT = 80  # characters of a head that only its place tells
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class EdgeText:
    """Words that stand at the upper or lower edge of a page."""

    page: int
    """From 1."""
    text: str
    depth: int
    """0 for the outermost row of its edge."""
    top: bool
    key: int
    """By which the caller knows it again."""
    y: float = 0.0
    """Its height on the page in points, where it is known."""
    outer: bool = True
    """Whether it stands in the outermost stretch of its edge, parted from the text by a gap, as far as is known."""


def furniture_of(edges: Sequence[EdgeText], pages: int) -> dict[int, str]:
    """Return what is furniture: the key of each text with its kind (page number, job number, running head).

    Words count as running heads where the same words, page numbers aside, stand at the same edge of two pages or more
    and of at least a quarter of the first twelve (heads of right and left pages).
    """
    found: dict[int, str] = {}
    places: dict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
    for edge in edges:
        for shape in _shapes(edge):
            places[edge.top, shape].append((edge.page, edge.y))
    for edge in edges:
        shared = max(_pages_alike(places[edge.top, shape], edge.y) for shape in _shapes(edge))
        if kind := form_of(edge.text):
            # A lone number may be text (a table's last cell): it must be outermost or recur.
            if kind != "page number" or edge.depth == 0 or shared > 1:
                found[edge.key] = kind
        elif _can_head(edge.text) and shared >= _fewest_pages(edge, pages):
            found[edge.key] = "running head"
    found |= _beside_heads(edges, found, pages)
    return _numbers_that_count(edges, _above_the_text(edges, found))


def _fewest_pages(edge: EdgeText, pages: int) -> float:
    """Return on how many pages words must stand to be a running head; what may be the text's last line, on more."""
    if not edge.outer or edge.text[:1].islower():
        return max(3, 0.5 * min(pages, 12))
    return max(2, 0.25 * min(pages, 12))


def _beside_heads(edges: Sequence[EdgeText], found: dict[int, str], pages: int) -> dict[int, str]:
    """Return the heads of single pages: outermost, where most other pages bear furniture and none has text."""
    heights: dict[int, set[int]] = defaultdict(set)
    bare: dict[int, set[int]] = defaultdict(set)
    for edge in edges:
        if edge.top and edge.y:
            (heights if edge.key in found else bare)[round(edge.y)].add(edge.page)
    return {
        edge.key: "running head"
        for edge in edges
        if edge.top and edge.y and edge.depth == 0 and edge.outer and edge.page > 1
        if edge.key not in found and _can_head(edge.text) and len(edge.text) <= _SHORT
        if len(heights[round(edge.y)]) >= max(2, 0.5 * (pages - 1)) and bare[round(edge.y)] == {edge.page}
    }


def _above_the_text(edges: Sequence[EdgeText], found: dict[int, str]) -> dict[int, str]:
    """Return the furniture without heads at whose height other pages have text: each page may open with "Article"."""
    heads = {edge.key for edge in edges if found.get(edge.key) == "running head" and edge.y}
    if not heads:
        return found
    taken: dict[tuple[bool, int], set[int]] = defaultdict(set)
    bare: dict[tuple[bool, int], set[int]] = defaultdict(set)
    for edge in edges:
        pages = taken if edge.key in found else bare
        for height in (round(edge.y) - 1, round(edge.y), round(edge.y) + 1):
            pages[edge.top, height].add(edge.page)
    within = {
        edge.key
        for edge in edges
        if edge.key in heads
        and len(bare[edge.top, round(edge.y)] - taken[edge.top, round(edge.y)])
        > 0.5 * len(taken[edge.top, round(edge.y)])
    }
    return {key: kind for key, kind in found.items() if key not in within}


def form_of(text: str) -> str:
    """Return the kind of furniture that a text is by its form alone, or an empty string."""
    text = text.strip()
    if JOB_NUMBER.fullmatch(text):
        return "job number"
    if PLEA.fullmatch(text):
        return "plea to recycle"
    return "page number" if PAGE_NUMBER.fullmatch(text) else ""


def furniture_notes(name: str, removed: Iterable[tuple[str, str, int]]) -> list[Note]:
    """Return one note for each kind of (kind, text, page) left out, with every text and its pages."""
    kinds: dict[str, dict[str, list[int]]] = {}
    for kind, text, page in removed:
        kinds.setdefault(kind, {}).setdefault(text, []).append(page)
    notes = []
    for kind, texts in kinds.items():
        listed = "; ".join(f'"{text}" ({_pages(pages)})' for text, pages in texts.items())
        notes.append(Note(where=name, what=f"left out as {kind}: {listed}"))
    return notes


def _can_head(text: str) -> bool:
    """Return whether words may be a running head: some letters, and no paragraph's number."""
    lettered = any(sign.isalpha() for sign in text)
    return lettered and len(text) <= 200 and not split_number(f"{text} x")[0]


def _pages(pages: Sequence[int]) -> str:
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}"


def _shapes(edge: EdgeText) -> tuple[str, str]:
    """Return the words as they are, and with each number as its distance from the page's: "Page #-1 of the report"."""
    words = " ".join(edge.text.lower().split())
    return words, _DIGITS.sub(lambda match: f"#{int(match[0]) - edge.page}", words)


def _pages_alike(places: Sequence[tuple[int, float]], y: float) -> int:
    return len({page for page, height in places if abs(height - y) <= _SAME_HEIGHT})


def _numbers_that_count(edges: Sequence[EdgeText], found: dict[int, str]) -> dict[int, str]:
    """Return the furniture without lone numbers that do not rise with the pages, where the document has three."""
    numbered = [
        (edge.page, int(digits[0]), edge.key)
        for edge in edges
        if found.get(edge.key) == "page number" and (digits := re.findall(r"\d+", edge.text))
    ]
    if len(numbered) < 3:
        return found
    offsets: defaultdict[int, int] = defaultdict(int)
    for page, number, _ in numbered:
        offsets[number - page] += 1
    usual = max(offsets, key=lambda offset: (offsets[offset], -offset))
    strangers = {
        key for page, number, key in numbered if offsets[number - page] == 1 and number - page != usual
    }
    return {key: kind for key, kind in found.items() if key not in strangers}
