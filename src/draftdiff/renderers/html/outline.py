"""The outline beside the text: every heading with the number of changes under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.model import Operation
from draftdiff.renderers.html.places import shortened
from draftdiff.renderers.html.rows import Row, is_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A heading as it stands on the page, in the order of the rows."""

    number: int
    """Position among the headings, from 1: the value of `Row.section`."""
    last: int
    """Number of the last heading under it."""
    level: int
    """From 1, without gaps."""
    title: str
    target: str
    count: int
    """Changes under it, those under its sub-headings included."""
    gone: bool
    """Whether it stands in the old draft only."""


def outline_of(rows: Sequence[Row]) -> tuple[Entry, ...]:
    """Return the headings of both drafts in page order."""
    headings = [row for row in rows if row.heading]
    counts = [0] * (len(headings) + 1)
    for row in rows:
        counts[row.section] += not is_kept(row.change)
    totals = [0, *counts[1:]]
    levels = [_level(row) for row in headings]
    lasts = _lasts(levels)
    for index in range(len(headings)):
        totals[index + 1] = sum(counts[index + 1 : lasts[index] + 1])
    return tuple(
        Entry(
            number=index + 1,
            last=lasts[index],
            level=depth,
            title=_title(row),
            target=row.id,
            count=totals[index + 1],
            gone=row.change.operation is Operation.DELETE,
        )
        for index, (row, depth) in enumerate(zip(headings, _depths(levels), strict=True))
    )


def trail(outline: Sequence[Entry], number: int) -> list[str]:
    """Return the titles of a section and of those around it, the outermost first; a lone title over all is left out."""
    around = [e for e in outline[:number] if e.number <= number <= e.last]
    if around and around[0].number == 1 and around[0].last == len(outline) and len(around) > 1:
        around = around[1:]
    return [shortened(entry.title, 40) for entry in around]


def _level(row: Row) -> int:
    heading = next(p for p in row.change.new or row.change.old if p.kind == "heading")
    return heading.level or 1


def _title(row: Row) -> str:
    heading = next(p for p in row.change.new or row.change.old if p.kind == "heading")
    return shortened(f"{heading.number} {heading.text}".strip(), 90)


def _lasts(levels: Sequence[int]) -> list[int]:
    """Return for each heading the number of the last one under it."""
    found = [len(levels)] * len(levels)
    stack: list[int] = []
    for index, level in enumerate(levels):
        while stack and levels[stack[-1]] >= level:
            found[stack.pop()] = index
        stack.append(index)
    return found


def _depths(levels: Sequence[int]) -> list[int]:
    """Return how deep each heading stands, from 1; a jump from level 1 to 3 is one step."""
    found = []
    stack: list[int] = []
    for level in levels:
        while stack and stack[-1] >= level:
            stack.pop()
        stack.append(level)
        found.append(len(stack))
    return found
