"""The strength balance: by section, how many changes bind less and how many bind more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.model import Comparison
from draftdiff.renderers.html.outline import outline_of
from draftdiff.renderers.html.rows import Row
from draftdiff.renderers.html.words import STRONGER, WEAKER


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One section of the balance."""

    number: int
    """Number of the section in the outline; 0 above the first heading."""
    title: str
    target: str
    weaker: int
    stronger: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """All sections in which a change of force was found."""

    lines: tuple[Line, ...]
    weaker: int
    stronger: int
    weaker_names: str
    """Labels that count as weaker, as the page's address writes them."""
    stronger_names: str
    most: int
    """The largest count of one side: the length of a full bar."""


def balance_of(rows: Sequence[Row], comparison: Comparison) -> Balance:
    """Return the balance over the sections of the page, those without a change of force left out."""
    titles = {entry.number: (entry.title, entry.target) for entry in outline_of(rows)}
    found: dict[int, tuple[int, int]] = {}
    for row in rows:
        weaker = any(label in WEAKER for label in row.labels)
        stronger = any(label in STRONGER for label in row.labels)
        if weaker or stronger:
            before = found.get(row.section, (0, 0))
            found[row.section] = (before[0] + weaker, before[1] + stronger)
    lines = tuple(
        Line(number=number, title=title, target=target, weaker=counts[0], stronger=counts[1])
        for number, counts in sorted(found.items())
        for title, target in [titles.get(number, ("Before the first heading", rows[0].id))]
    )
    return Balance(
        lines=lines,
        weaker=sum(line.weaker for line in lines),
        stronger=sum(line.stronger for line in lines),
        weaker_names=_present(rows, WEAKER),
        stronger_names=_present(rows, STRONGER),
        most=max((max(line.weaker, line.stronger) for line in lines), default=1),
    )


def _present(rows: Sequence[Row], names: Sequence[str]) -> str:
    return ",".join(name for name in names if any(name in row.labels for row in rows))
