"""What the filters offer: operations, labels, parts, each with its count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.overview.words import OPERATION_WORDS
from draftdiff.renderers.html.rows import Row, is_kept
from draftdiff.renderers.html.words import MEANINGS, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a filter."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """All that the page can be filtered by."""

    operations: tuple[Choice, ...]
    labels: tuple[Choice, ...]
    parts: tuple[Choice, ...]


def operation_counts(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """Return how often each operation occurs, keeps and moves included; those that do not occur are left out."""
    counts = Counter(word for row in rows for word in row.operations.split())
    order = [*OPERATION_WORDS.values(), "moved"]
    return [(word, counts[word]) for word in order if counts[word]]


def label_counts(rows: Sequence[Row]) -> dict[str, int]:
    """Return how many rows bear each label, in the order of the taxonomy, others after it."""
    counts = Counter(label for row in rows for label in row.labels)
    order = [*MEANINGS, *sorted(set(counts) - set(MEANINGS))]
    return {name: counts[name] for name in order if counts[name]}


def facets_of(rows: Sequence[Row], labels: dict[str, int]) -> Facets:
    """Return the filters' choices."""
    changed = Counter(part for row in rows if not is_kept(row.change) for part in row.parts)
    return Facets(
        operations=tuple(Choice(value=w, words=w, count=n) for w, n in operation_counts(rows)),
        labels=tuple(Choice(value=n, words=plain(n), count=c) for n, c in labels.items()),
        parts=tuple(
            Choice(value=name, words=plain(name), count=changed[name])
            for name in dict.fromkeys(part for row in rows for part in row.parts)
        ),
    )
