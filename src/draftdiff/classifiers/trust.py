"""How far a label may be trusted: how often it was right on text read by a person, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from draftdiff.tables import Shape, parse_table

ENOUGH = 15
"""Firings from which a precision may be relied on."""
RIGHT = 0.8
"""Least precision of a label that is relied on."""
READ, READ_RIGHT = 30, 24
"""Firings in whole drafts, and those of them that were right, by which a rarer label earns its place."""

_SHAPE: Shape = {
    "source": str,
    "label": {
        "*": {
            "precision!": float,
            "n!": int,
            "on!": str,
            "edits!": int,
            "resolutions!": int,
            "resolutions_right!": int,
        }
    },
}


class Trust(StrEnum):
    """What a label has shown."""

    MEASURED = "measured"
    READ = "earned by reading"
    TRIAL = "on trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How often a label was right on text read by a person."""

    precision: float
    n: int
    """Firings read."""
    on: str
    """Which texts."""
    edits: int
    """Of the firings read, those on labelled edits; the others are in whole drafts."""
    resolutions: int
    """Of the firings in whole drafts, those in resolutions of the First and Second Committees."""
    resolutions_right: int

    @property
    def right(self) -> int:
        """How many firings were right."""
        return round(self.precision * self.n)


@cache
def measured() -> dict[str, Measured]:
    """Return the measured precision of the labels, as the benchmark wrote it down."""
    file = resources.files("draftdiff.classifiers").joinpath("measured.toml")
    rows = parse_table(file.read_text("utf-8"), _SHAPE, "measured.toml").get("label", {})
    return {name: Measured(**row) for name, row in rows.items()}


def trust_of(name: str) -> Trust:
    """Return what a label has shown: a precision over enough firings, enough right in resolutions, or neither."""
    row = measured().get(name)
    if row is None:
        return Trust.TRIAL
    if row.n >= ENOUGH and row.precision >= RIGHT:
        return Trust.MEASURED if row.resolutions < READ or row.edits >= ENOUGH else Trust.READ
    return Trust.READ if row.resolutions >= READ and row.resolutions_right >= READ_RIGHT else Trust.TRIAL


def trust_told(name: str) -> str:
    """Return that in a few words, with the numbers: "measured, 28 of 29 right", "on trial, 4 of 5 right"."""
    row = measured().get(name)
    return f"{trust_of(name)}, " + (f"{row.right} of {row.n} right" if row else "none read")
