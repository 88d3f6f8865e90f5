"""All findings of a comparison, in the order of TAXONOMY: terms, spread, annexes, asks, origin, counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from draftdiff.inputs import Inputs
from draftdiff.model import Comparison, Finding, Further, Note
from draftdiff.overview.annexes import annex_findings
from draftdiff.overview.asks import ask_findings
from draftdiff.overview.counts import count_findings
from draftdiff.overview.provenance import refined_findings, restored_findings, with_borrowed
from draftdiff.overview.recurring import spread_findings
from draftdiff.overview.terms import term_findings
from draftdiff.overview.view import View, view_of, with_unique_ids
from draftdiff.overview.watchlist import watch_by_itself

NOT_CHECKED = (
    ("asks", "not checked: what became of the wishes of parties (no asks were given)"),
    ("sources", "not checked: whether words were borrowed (no source texts were given)"),
    ("earlier", "not checked: whether words were restored (no earlier drafts were given)"),
    ("aliases", "not checked: bodies named only through a reference (no aliases were given)"),
    ("concepts", "not checked: ideas described without their name (no concepts were given)"),
)
"""What is said of an input that was not given."""


def summarize(comparison: Comparison, inputs: Inputs | None = None) -> Comparison:
    """Return the comparison with findings about the whole document, and notes on what was not checked.

    Time grows with the length of the drafts times the number of terms and asks.
    """
    inputs = inputs or Inputs()
    view = view_of(comparison)
    comparison = with_borrowed(view, inputs.sources or ())
    view = view_of(comparison, like=view)
    found: tuple[Finding, ...] = ()
    chosen: Note | None = None
    if inputs.watch is None:
        found, chosen = watch_by_itself(view)
    return replace(
        comparison,
        findings=with_unique_ids((*_findings(view, inputs), *found)),
        further=(*comparison.further, *_further(inputs)),
        notes=(*comparison.notes, *((chosen,) if chosen else ()), *_not_checked(inputs)),
    )


def _findings(view: View, inputs: Inputs) -> Iterator[Finding]:
    yield from term_findings(view, inputs)
    yield from annex_findings(view)
    yield from ask_findings(view, inputs)
    yield from spread_findings(view)
    yield from restored_findings(view, inputs.earlier or ())
    yield from refined_findings(view, inputs.earlier or ())
    yield from count_findings(view)


def _further(inputs: Inputs) -> Iterator[Further]:
    for draft in inputs.sources or ():
        yield Further(draft=draft, role="source")
    for draft in inputs.earlier or ():
        yield Further(draft=draft, role="earlier")


def _not_checked(inputs: Inputs) -> Iterator[Note]:
    for name, what in NOT_CHECKED:
        if getattr(inputs, name) is None:
            yield Note(where="", what=what)
