"""A verdict on an ask, before it is worded as a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.model import Evidence
from draftdiff.overview.view import Side
from draftdiff.overview.words import listed, numbered


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an ask, why, and where."""

    outcome: str
    """taken, part, refused or unclear."""
    because: str = ""
    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def place_words(side: Side, indexes: Sequence[int]) -> str:
    """Return paragraphs with the parts in which they stand: "para 24 (Conclusions)"."""
    homes: dict[str, list[str]] = {}
    for index in indexes:
        homes.setdefault(side.homes[index], []).append(side.cited[index])
    return listed(
        [f"{numbered(names)} ({home})" if home else numbered(names) for home, names in homes.items()]
    )
