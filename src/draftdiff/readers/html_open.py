"""Lists and tables of an HTML page while they are open: what number comes next, what cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from draftdiff.model import Cell

_MOST = 1000
"""Rows or columns that one cell may span, as in browsers."""
_MOST_TAKEN = 20_000
"""Places that reaching cells may take, so that a crafted page cannot fill the memory."""


@dataclass
class OpenList:
    """A list of which not all items are read."""

    ordered: bool
    next: int = 1
    step: int = 1
    style: str = "1"

    @classmethod
    def of(cls, element: Any) -> OpenList:
        """Return the state of a list at its start, from its `ul` or `ol`."""
        if element.tag != "ol":
            return cls(ordered=False)
        items = sum(1 for child in element if child.tag == "li")
        back = "reversed" in element.attrib
        start = _integer(element.get("start"), items if back else 1)
        return cls(ordered=True, next=start, step=-1 if back else 1, style=element.get("type", "1"))

    def number(self, item: Any) -> str:
        """Return the number of the next item as it is shown; nothing for a bullet."""
        self.next = _integer(item.get("value"), self.next)
        shown = f"{_count(self.next, item.get('type', self.style))}." if self.ordered else ""
        self.next += self.step
        return shown


@dataclass
class OpenTable:
    """A table of which not all cells are read."""

    id: int
    row: int = -1
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    """Places that a cell of a row above reaches into."""
    cell: Cell | None = None

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self.column = 0

    def next_cell(self, element: Any) -> None:
        """Begin a cell, at the next place that no other cell has."""
        self.row = max(self.row, 0)
        while (self.row, self.column) in self.taken:
            self.column += 1
        rows = min(_MOST, max(1, _integer(element.get("rowspan"), 1)))
        columns = min(_MOST, max(1, _integer(element.get("colspan"), 1)))
        if rows > 1 and rows * columns <= _MOST_TAKEN and len(self.taken) <= _MOST_TAKEN:
            self.taken.update(
                (self.row + row, self.column + column) for row in range(rows) for column in range(columns)
            )
        self.cell = Cell(table=self.id, row=self.row, column=self.column, row_span=rows, column_span=columns)
        self.column += columns


def _integer(value: str | None, default: int) -> int:
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default


def _count(number: int, style: str) -> str:
    """Return a number as a list of that `type` prints it."""
    if style in ("a", "A") and number > 0:
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters if style == "a" else letters.upper()
    if style in ("i", "I") and 0 < number < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman if style == "i" else roman.upper()
    return str(number)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
