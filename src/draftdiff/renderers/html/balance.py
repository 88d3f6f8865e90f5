"""The strength balance: by section, how many changes were softened and how many strengthened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.model import Operation
from draftdiff.renderers.html.outline import Entry, trail
from draftdiff.renderers.html.rows import Row

_FORCE = ("softened", "strengthened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One section of the balance."""

    number: int
    """Number of the section in the outline; 0 above the first heading."""
    above: str
    """Titles of the sections around it."""
    title: str
    target: str
    softened: int
    strengthened: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """All sections in which a change of force was found."""

    lines: tuple[Line, ...]
    softened: int
    strengthened: int
    most: int
    """The largest count of one side: the length of a full bar."""


def balance_of(rows: Sequence[Row], outline: Sequence[Entry]) -> Balance:
    """Return the balance over the sections of the page, those without a change of force left out.

    A change counts once for each name, however many words earned it, as in the finding `strength-balance`.
    """
    counts: Counter[tuple[int, str]] = Counter()
    for row in rows:
        if row.change.operation is not Operation.KEEP:
            counts.update((row.section, name) for name in _FORCE if row.change.has_label(name))
    sections = sorted({number for number, _ in counts})
    lines = tuple(
        _line(number, counts[number, "softened"], counts[number, "strengthened"], outline, rows)
        for number in sections
    )
    return Balance(
        lines=lines,
        softened=sum(line.softened for line in lines),
        strengthened=sum(line.strengthened for line in lines),
        most=max((max(line.softened, line.strengthened) for line in lines), default=1),
    )


def _line(
    number: int, softened: int, strengthened: int, outline: Sequence[Entry], rows: Sequence[Row]
) -> Line:
    titles = trail(outline, number)
    return Line(
        number=number,
        above=" › ".join(titles[:-1]),
        title=titles[-1] if titles else "Above the first heading",
        target=outline[number - 1].target if number else rows[0].id,
        softened=softened,
        strengthened=strengthened,
    )
