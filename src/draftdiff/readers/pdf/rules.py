"""The drawn rules of a page and the cells that they enclose."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

_THIN = 2.5  # points: what is thicker is a box, not a rule
_NEAR = 2.5  # points within which two rules are one, or touch
_SHORT = 5.0
_MOST = 4000  # a page with more drawn paths bears a picture, not a table


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: horizontal where y0 == y1, vertical where x0 == x1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def flat(self) -> bool:
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table: its place in the grid, spans from 1, and its edges in points."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in the cell."""
        return self.x0 - 1 <= x <= self.x1 + 1 and self.y0 - 1 <= y <= self.y1 + 1


def rules_of(page: Any) -> list[Rule]:
    """Return the horizontal and vertical rules drawn on a page (a pypdfium2 page)."""
    count = raw.FPDFPage_CountObjects(page.raw)
    found: list[Rule] = []
    edges = [ctypes.c_float() for _ in range(4)]
    paths = 0
    for at in range(count):
        item = raw.FPDFPage_GetObject(page.raw, at)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        paths += 1
        if paths > _MOST:
            return []
        if raw.FPDFPageObj_GetBounds(item, *edges):
            found.extend(_as_rules(*(edge.value for edge in edges)))
    return found


def _as_rules(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    """Yield the rule that a thin box is, or the four sides of a drawn frame."""
    wide, high = x1 - x0, y1 - y0
    if high <= _THIN and wide >= _SHORT:
        yield Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    elif wide <= _THIN and high >= _SHORT:
        yield Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def tables_of(rules: Sequence[Rule]) -> list[list[Box]]:
    """Return the cells of each ruled table of a page, from top to bottom, cells in reading order."""
    tables = []
    for group in _touching(rules):
        boxes = _boxes(group)
        if len(boxes) >= 2:
            tables.append(boxes)
    return sorted(tables, key=lambda boxes: -max(box.y1 for box in boxes))


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the rules in groups that touch each other."""
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    by_top = sorted(range(len(rules)), key=lambda at: rules[at].y0)
    for position, a in enumerate(by_top):
        for b in by_top[position + 1 :]:
            if rules[b].y0 > rules[a].y1 + _NEAR:
                break
            if rules[b].x0 <= rules[a].x1 + _NEAR and rules[a].x0 <= rules[b].x1 + _NEAR:
                parent[root(a)] = root(b)
    groups: dict[int, list[Rule]] = {}
    for at in range(len(rules)):
        groups.setdefault(root(at), []).append(rules[at])
    return list(groups.values())


def _boxes(rules: Sequence[Rule]) -> list[Box]:
    """Return the cells that the rules of one table enclose; a missing side joins two cells of the grid."""
    flats = [rule for rule in rules if rule.flat]
    uprights = [rule for rule in rules if not rule.flat]
    xs = _clusters(rule.x0 for rule in uprights)
    ys = _clusters(rule.y0 for rule in flats)[::-1]
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > 20_000:
        return []
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    found: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            across = 1
            while column + across < columns and not _stands(
                uprights, xs[column + across], ys[row], ys[row + 1]
            ):
                across += 1
            down = 1
            while row + down < rows and not _lies(flats, ys[row + down], xs[column], xs[column + 1]):
                down += 1
            taken.update((row + r, column + c) for r in range(down) for c in range(across))
            found.append(
                Box(row, column, down, across, xs[column], ys[row + down], xs[column + across], ys[row])
            )
    return found


def _clusters(values: Iterable[float]) -> list[float]:
    """Return the distinct positions among values that lie close together, ascending."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _stands(uprights: Sequence[Rule], x: float, top: float, bottom: float) -> bool:
    middle = (top + bottom) / 2
    return any(
        abs(rule.x0 - x) <= _NEAR and rule.y0 - _NEAR <= middle <= rule.y1 + _NEAR for rule in uprights
    )


def _lies(flats: Sequence[Rule], y: float, left: float, right: float) -> bool:
    middle = (left + right) / 2
    return any(abs(rule.y0 - y) <= _NEAR and rule.x0 - _NEAR <= middle <= rule.x1 + _NEAR for rule in flats)


def box_at(boxes: Sequence[Box], x: float, y: float) -> Box | None:
    """Return the cell in which a point lies."""
    return next((box for box in boxes if box.holds(x, y)), None)
