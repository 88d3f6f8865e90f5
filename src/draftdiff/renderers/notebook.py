"""A comparison in a notebook: a compact table in a frame of its own, so that neither style touches the other."""

from __future__ import annotations

from draftdiff.model import Change, Comparison, Operation
from draftdiff.renderers.html.cells import ends_of
from draftdiff.renderers.html.facets import label_counts, operation_counts
from draftdiff.renderers.html.page import asset, document_of, environment, policy
from draftdiff.renderers.html.places import places_of, targets_of
from draftdiff.renderers.html.rows import Row, rows_of
from draftdiff.renderers.html.story import story_of

_MOST_ROWS = 40
_MOST_SENTENCES = 10


def notebook_html(comparison: Comparison) -> str:
    """Return a frame with the counts, the first sentences of the overview and the changes that bear a label.

    The frame runs no script and loads nothing; it holds at most 40 changes and says how many more there are.
    """
    places = places_of(comparison)
    rows = rows_of(comparison, ends_of(comparison, places))
    told = sorted((row for row in rows if _is_told(row.change)), key=_weight)
    shown = {row.id for row in told[:_MOST_ROWS]}
    chapters = story_of(comparison, targets_of(comparison, places))
    sentences = [sentence.text for chapter in chapters for sentence in chapter.sentences]
    style = asset("notebook.css")
    page = (
        environment()
        .get_template("notebook.html.j2")
        .render(
            old=document_of(comparison.old),
            new=document_of(comparison.new),
            counts=operation_counts(rows),
            labels=label_counts(rows),
            sentences=sentences[:_MOST_SENTENCES],
            rows=[row for row in rows if row.id in shown],
            more=len(told) - len(shown),
            style=style,
            policy=policy(style, ""),
        )
    )
    return environment().get_template("frame.html.j2").render(page=page, name=comparison.new.name)


def _is_told(change: Change) -> bool:
    return change.moved or change.operation is not Operation.KEEP or bool(change.labels)


def _weight(row: Row) -> tuple[bool, bool]:
    """Return a key that puts labelled changes first, those of no meaning last."""
    return (set(row.labels) == {"editorial"}, not row.labels)
