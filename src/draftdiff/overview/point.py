"""The values of the overview: a story of groups of points."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One sentence."""

    text: str
    """Markdown inline; signs of Markdown in the words of the drafts are escaped."""
    targets: tuple[str, ...]
    """Ids of the changes, transfers, sections and findings that it tells of."""

    @property
    def plain(self) -> str:
        """The sentence without Markdown's escapes."""
        return re.sub(r"\\(.)", r"\1", self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sentences about one side of the matter, the most consequential first."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The overview: counts, then groups."""

    groups: tuple[Group, ...]
    counts: tuple[tuple[str, int], ...]
    """What is counted, in words that follow the number ("3 reworded"), and how many."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A point with its place in the order."""

    rank: tuple[float, ...]
    text: str
    targets: tuple[str, ...]


def draw(rank: tuple[float, ...], sentence: str, *targets: str) -> Draw:
    """Return a sentence in plain text as a point, its first letter a capital, Markdown escaped."""
    sentence = " ".join(sentence.split())
    return Draw(
        rank, _SPECIAL.sub(r"\\\1", sentence[:1].upper() + sentence[1:]), tuple(dict.fromkeys(targets))
    )
