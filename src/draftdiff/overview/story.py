"""Sentences in order: what a monitor could edit and publish."""

from __future__ import annotations

from dataclasses import dataclass

from draftdiff.model import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One sentence."""

    text: str
    """Markdown inline; words of the drafts are escaped."""
    targets: tuple[str, ...]
    """Ids of the changes, transfers, sections and findings that it tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sentences about one side of the matter, the most consequential first."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The overview: counts, then groups; empty groups are left out."""

    groups: tuple[Group, ...]
    counts: tuple[tuple[str, int], ...]
    """What is counted, in the plural, and how many."""


def story(comparison: Comparison) -> Story:
    """Return the overview of a summarized comparison."""
    points = tuple(Point(text=f.statement, targets=(f.id,)) for f in comparison.findings)
    groups = (Group(title="Findings", points=points),) if points else ()
    return Story(groups=groups, counts=(("findings", len(comparison.findings)),))
