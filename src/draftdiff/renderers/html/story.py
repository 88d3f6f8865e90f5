"""The overview at the top of the page: sentences, each with links to what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from draftdiff.model import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the overview."""

    text: str
    targets: tuple[str, ...]
    """Element ids, the first most telling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Sentences under a title."""

    title: str
    sentences: tuple[Sentence, ...]


def story_of(comparison: Comparison, targets: Mapping[str, str]) -> tuple[Chapter, ...]:
    """Return the overview's groups, with element ids in place of the ids of changes and findings."""
    try:
        from draftdiff.overview import story
    except ImportError:
        return _findings(comparison, targets)
    return tuple(
        Chapter(
            title=group.title,
            sentences=tuple(
                Sentence(
                    text=point.plain, targets=tuple(targets[id] for id in point.targets if id in targets)
                )
                for point in group.points
            ),
        )
        for group in story(comparison).groups
    )


def _findings(comparison: Comparison, targets: Mapping[str, str]) -> tuple[Chapter, ...]:
    found = tuple(
        Sentence(text=finding.statement, targets=(targets[finding.id],) if finding.id in targets else ())
        for finding in comparison.findings
    )
    return (Chapter(title="Findings", sentences=found),) if found else ()
