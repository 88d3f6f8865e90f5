"""Pages without what is not the document's text: masthead, running heads, page, job and line numbers, bar codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from draftdiff.readers.furniture import EdgeText, furniture_of
from draftdiff.readers.mastheads import SYMBOL
from draftdiff.readers.pdf.columns import Margin, line_numbers
from draftdiff.readers.pdf.lines import Line, lines_of, segments
from draftdiff.readers.pdf.masthead import masthead
from draftdiff.readers.pdf.words import Page

Removed = list[tuple[str, str, int]]
"""Kind, text and page of what is left out."""

_PARTED = 1.5  # of the type size: as far as running heads stand from the text at least
_TEXT_AGAIN = 2  # lines of the same words amid the pages: then they are text at an edge too
_EDGE_ROWS = 4  # at each end of a page, in which furniture is looked for


def text_lines(pages: Sequence[Page], removed: Removed) -> tuple[list[list[Line]], dict[str, str]]:
    """Return the lines of each page that are text, and what the masthead says; the rest is put into `removed`."""
    margin = Margin()
    lines = [
        _without_line_numbers(_without_bar_codes(lines_of(page), removed), removed, margin) for page in pages
    ]
    said: dict[str, str] = {}
    if lines:
        head, said = masthead(lines[0])
        removed.extend(("masthead", line.text, line.page) for line in head)
        lines[0] = [line for line in lines[0] if line not in head]
    parts: list[Line] = []
    edges: list[EdgeText] = []
    within: Counter[str] = Counter()
    for page_lines in lines:
        rows = _edge_rows(page_lines)
        at_edges = {id(line) for _, _, line, _ in rows}
        within.update(line.text for line in page_lines if id(line) not in at_edges)
        for depth, top, line, outer in rows:
            for part in segments(line):
                edges.append(EdgeText(line.page, part.text, depth, top, len(parts), line.y, outer))
                parts.append(part)
    dropped: set[int] = set()
    kinds = furniture_of(edges, len(pages))
    kinds |= dict.fromkeys(_beside_symbol(edges, parts, said.get("symbol", "")), "running head")
    recurring = {edge.key for edge in edges if edge.depth and within[edge.text] >= _TEXT_AGAIN}
    for key, kind in kinds.items():
        if kind == "running head" and key in recurring:
            continue
        dropped.update(id(word) for word in parts[key].words)
        removed.append((kind, parts[key].text, parts[key].page))
        if kind == "running head" and (symbol := SYMBOL.fullmatch(parts[key].text)):
            said.setdefault("symbol", symbol.group())
    return [[kept for line in page if (kept := _without(line, dropped))] for page in lines], said


def _beside_symbol(edges: Sequence[EdgeText], parts: Sequence[Line], symbol: str) -> list[int]:
    """Return the keys of the words at the head of a later page beside, or close to, the document's own symbol."""
    found: list[int] = []
    heads = {edge.page: parts[edge.key] for edge in edges if edge.top and symbol and edge.text == symbol}
    for edge in edges:
        head, part = heads.get(edge.page), parts[edge.key]
        if head is None or edge.page == 1 or not edge.top:
            continue
        apart = abs(head.y - part.y)
        same_type = abs(part.size - head.size) < 0.1 and part.bold == head.bold
        if apart < 2 or (apart < 1.5 * head.size and same_type):
            found.append(edge.key)
    return found


def _edge_rows(lines: Sequence[Line]) -> list[tuple[int, bool, Line, bool]]:
    """Return the rows at the edges of a page: depth, whether at the top, the row, whether a gap parts it off."""
    half = (len(lines) + 1) // 2
    top = list(lines[: min(_EDGE_ROWS, half)])
    bottom = list(reversed(lines[len(top) :][-_EDGE_ROWS:]))
    found = [(depth, True, line, depth <= _outermost(top)) for depth, line in enumerate(top)]
    return found + [(depth, False, line, depth <= _outermost(bottom)) for depth, line in enumerate(bottom)]


def _outermost(rows: Sequence[Line]) -> int:
    """Return the depth of the last row before the first wide gap, from the edge inwards."""
    for depth, (outer, inner) in enumerate(pairwise(rows)):
        if abs(outer.y - inner.y) > _PARTED * max(outer.size, inner.size):
            return depth
    return len(rows)


def _without(line: Line, dropped: set[int]) -> Line | None:
    words = [word for word in line.words if id(word) not in dropped]
    if len(words) == len(line.words):
        return line
    return Line(words=words, page=line.page, y=line.y, size=line.size) if words else None


def _without_bar_codes(lines: Sequence[Line], removed: Removed) -> list[Line]:
    removed.extend(("bar code", line.text, line.page) for line in lines if _is_bar_code(line))
    return [line for line in lines if not _is_bar_code(line)]


def _is_bar_code(line: Line) -> bool:
    return any(word.barcode for word in line.words)


def _without_line_numbers(lines: list[Line], removed: Removed, margin: Margin) -> list[Line]:
    numbers = line_numbers(lines, margin)
    removed.extend(("line number", number.text, number.page) for number in numbers)
    dropped = {id(word) for number in numbers for word in number.words}
    return [kept for line in lines if (kept := _without(line, dropped))] if dropped else lines
