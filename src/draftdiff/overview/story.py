"""Sentences in order: what a monitor could edit and publish.

Groups come in the order of consequence: what binds less or more now, what was built anew, force, references, scope,
what stayed, what is absent, and the wishes of parties. Within a group the order is explained in `importance.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from draftdiff.model import Change, Comparison, Operation, SectionChange, Transfer
from draftdiff.overview.edits_told import reworded_told
from draftdiff.overview.findings_told import asks_told, kept_told, markup_told, origin_told
from draftdiff.overview.framing import is_changed, with_others_parted, without_frame
from draftdiff.overview.label_words import is_said
from draftdiff.overview.labels_told import force_told, scope_told
from draftdiff.overview.notes_told import notes_told
from draftdiff.overview.point import Draw, Group, Point, Story
from draftdiff.overview.references_told import references_told
from draftdiff.overview.standing_told import standing_told
from draftdiff.overview.structure_told import structure_told
from draftdiff.overview.terms_told import terms_told
from draftdiff.overview.view import View, view_of
from draftdiff.overview.words import OPERATION_WORDS

MOST_POINTS = 14
"""Sentences in a group; the rest is counted in one and stands in the list of all changes."""

GROUPS: tuple[tuple[str, Callable[[View], Iterator[Draw]]], ...] = (
    ("Standing", standing_told),
    ("Structure", structure_told),
    ("Force", force_told),
    ("References and names", references_told),
    ("Scope, actors and lists", scope_told),
    ("Other rewording", reworded_told),
    ("Notes", notes_told),
    ("Origin of words", origin_told),
    ("Brackets and options", markup_told),
    ("Kept", kept_told),
    ("Terms: new, gone, absent", terms_told),
    ("Asks", asks_told),
)
"""Titles of the groups in their order, and who tells them."""

EDITORIAL = "with editorial edits only"

_ENDED = re.compile(r"(?<=[.!?])\u201d\.$")
"""A quotation that ends its sentence: no second full stop."""
COUNTED = ("softened", "strengthened", "qualified", "demoted", "promoted")


def story(comparison: Comparison) -> Story:
    """Return the overview of a summarized comparison; groups without a sentence are left out."""
    view = view_of(with_others_parted(without_frame(comparison)))
    groups = ((title, _points(list(tell(view)))) for title, tell in GROUPS)
    return Story(
        groups=tuple(Group(title=title, points=points) for title, points in groups if points),
        counts=counts_of(comparison),
    )


def counts_of(comparison: Comparison) -> tuple[tuple[str, int], ...]:
    """Return the counts at the top of the overview: what happened, and to how many paragraphs or changes."""
    return tuple(_counts(with_others_parted(without_frame(comparison))))


def _points(draws: list[Draw]) -> tuple[Point, ...]:
    draws.sort(key=lambda draw: draw.rank)
    shown = draws[:MOST_POINTS] if len(draws) > MOST_POINTS + 1 else draws
    points = [Point(text=_ENDED.sub("\u201d", draw.text), targets=draw.targets) for draw in shown]
    rest = draws[len(shown) :]
    if rest:
        targets = tuple(dict.fromkeys(target for draw in rest for target in draw.targets))
        points.append(Point(text=f"And {len(rest)} more of this kind, in the list below.", targets=targets))
    return tuple(points)


def _counts(comparison: Comparison) -> Iterator[tuple[str, int]]:
    """Yield the paragraphs of the text by what happened to them, then moves and the labels of force.

    Headings, notes and the lines that say who speaks or adopted the text are not counted.
    """
    counted = [change for change in comparison.changes if _is_of_text(change)]
    kinds = Counter(_kind(change) for change in counted)
    yield from ((words, kinds[words]) for words in (*OPERATION_WORDS.values(), EDITORIAL) if kinds[words])
    moved = sum(1 for change in counted if change.moved)
    labels = _labels(comparison)
    yield from ((name, count) for name, count in (("moved", moved), *labels.items()) if count)


def _kind(change: Change) -> str:
    """Return what is counted of a paragraph; one that is typed or spelt otherwise is not reworded."""
    if change.operation is Operation.UPDATE and change.has_label("editorial") and not is_changed(change):
        return EDITORIAL
    return OPERATION_WORDS[change.operation]


def _is_of_text(change: Change) -> bool:
    return any(
        paragraph.stream == "body" and paragraph.kind != "heading" for paragraph in (*change.old, *change.new)
    )


def _labels(comparison: Comparison) -> dict[str, int]:
    """Return how many changes, transfers and sections bear each label that is counted at the top, where it is told."""
    return {
        name: sum(1 for bearer in comparison.with_label(name) if _is_told(bearer, name)) for name in COUNTED
    }


def _is_told(bearer: Change | Transfer | SectionChange, name: str) -> bool:
    if not isinstance(bearer, Change) or name in ("demoted", "promoted"):
        return True
    body = (bearer.new or bearer.old)[0].stream == "body"
    return body and any(label.name == name and is_said(label, bearer) for label in bearer.labels)
