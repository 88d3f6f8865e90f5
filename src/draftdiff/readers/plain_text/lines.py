"""The lines of a text file, and what of them is no text: running heads, page numbers, job numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from draftdiff.readers.furniture import EdgeText, form_of, furniture_of
from draftdiff.readers.mastheads import SYMBOL

_PAGE_OF = re.compile(r"(\d{1,4})\s?/\s?(\d{1,4})")
_EDGE = 4
"""Lines of a page's edge among which running heads are looked for."""
_REACH = 9
"""Lines around a page number within which the rest of a running head stands."""


@dataclass(slots=True)
class Line:
    """One line with something on it."""

    text: str
    """Without white space around it."""
    number: int
    """From 1."""
    indent: int = 0
    gap: bool = False
    """Whether a blank line stands before it."""
    page: int = 0
    """From 0."""


@dataclass(slots=True)
class Pages:
    """The lines of all pages without their furniture."""

    lines: list[Line]
    removed: list[tuple[str, str, int]] = field(default_factory=list)
    """Kind, text and page of what was left out."""


def lines_of(text: str) -> list[Line]:
    """Return the lines that are not blank; a form feed begins a page."""
    found: list[Line] = []
    gap, page = False, 0
    for number, raw in enumerate(text.split("\n"), 1):
        page += raw.count("\f")
        stripped = raw.replace("\f", "").strip()
        if stripped:
            indent = len(raw.expandtabs()) - len(raw.expandtabs().lstrip())
            found.append(Line(stripped, number, indent, gap, page))
        gap = not stripped
    return found


def without_furniture(lines: list[Line]) -> Pages:
    """Return the lines without what pages bear beside the text.

    Pages are told by form feeds, or by running heads in the midst of the text: a page number of the form 3/18 with
    the document's symbol, its job number or its title beside it.
    """
    if lines and lines[-1].page:
        return _by_form_feeds(lines)
    symbol = _own_symbol(lines)
    heads = _head_groups(lines, symbol)
    titles = {_running_title(lines[start:end], symbol) for start, end in heads} - {""}
    pages = Pages([])
    page, at = 0, 0
    for start, end in heads:
        start -= _title_lines(lines[at:start][::-1], titles, backwards=True)
        end += _title_lines(lines[end:], titles)
        _keep(pages, lines[at:start], page)
        page += 1
        pages.removed += [
            (form_of(line.text) or "running head", line.text, page + 1) for line in lines[start:end]
        ]
        at = end
        if at < len(lines):
            lines[at].gap = True
    _keep(pages, lines[at:], page)
    return pages


def _running_title(head: Sequence[Line], symbol: str) -> str:
    """Return the words of a running head beside symbol, job number and page number."""
    return " ".join(line.text for line in head if line.text.rstrip("*") != symbol and not form_of(line.text))


def _title_lines(lines: Sequence[Line], titles: set[str], backwards: bool = False) -> int:
    """Return how many lines next to a running head are its title, however they are wrapped here."""
    for count in range(min(_REACH, len(lines)), 0, -1):
        near = [line.text for line in lines[:count]]
        if " ".join(reversed(near) if backwards else near) in titles:
            return count
    return 0


def _keep(pages: Pages, lines: Sequence[Line], page: int) -> None:
    for line in lines:
        line.page = page
        pages.lines.append(line)


def _own_symbol(lines: Sequence[Line]) -> str:
    for line in lines[:30]:
        match = SYMBOL.fullmatch(line.text.rstrip("*"))
        if match:
            return match.group()
    return ""


def _head_groups(lines: Sequence[Line], symbol: str) -> list[tuple[int, int]]:
    """Return the ranges of lines that are running heads, each with a page number n/m that goes with the others."""
    marks = [(at, match) for at, line in enumerate(lines) if (match := _PAGE_OF.fullmatch(line.text))]
    totals = Counter(match.group(2) for _, match in marks)
    groups: list[tuple[int, int]] = []
    for at, match in marks:
        strong = [at]
        low = groups[-1][1] if groups else 0
        for other in range(max(low, at - _REACH), min(len(lines), at + _REACH + 1)):
            text = lines[other].text
            if text.rstrip("*") == symbol or form_of(text) == "job number":
                strong.append(other)
        if len(strong) > 1 or totals[match.group(2)] > 1:
            groups.append((min(strong), max(strong) + 1))
    return groups


def _by_form_feeds(lines: list[Line]) -> Pages:
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    edges: list[EdgeText] = []
    for page, members in by_page.items():
        for depth, line in enumerate(members[:_EDGE]):
            edges.append(EdgeText(page + 1, line.text, depth, True, line.number))
        for depth, line in enumerate(reversed(members[max(_EDGE, len(members) - _EDGE) :])):
            edges.append(EdgeText(page + 1, line.text, depth, False, line.number))
    furniture = furniture_of(edges, len(by_page))
    pages = Pages([])
    for line in lines:
        if line.number in furniture:
            pages.removed.append((furniture[line.number], line.text, line.page + 1))
        else:
            pages.lines.append(line)
    return pages
