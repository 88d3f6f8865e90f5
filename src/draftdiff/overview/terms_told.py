"""Terms that came, went, are absent or only described; those of one paragraph in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftdiff.model import Evidence, Finding, Operation
from draftdiff.overview.point import Draw, draw
from draftdiff.overview.telling import ends, place
from draftdiff.overview.view import View
from draftdiff.overview.words import listed, quoted

_ORDER = ("term-gone", "collateral", "described", "absent", "term-new")
_REFERENCES = ("reference-dropped", "reference-added", "reference-changed", "denamed", "named")
_MOST_NAMED = 6


def terms_told(view: View) -> Iterator[Draw]:
    """Yield terms that came, went, are absent or only described; what the references told is not told again."""
    alone: list[tuple[int, Finding]] = []
    together: dict[tuple[str, int], list[tuple[int, Finding]]] = {}
    lost = {finding.subject for finding in view.comparison.findings if finding.name == "collateral"}
    for at, finding in enumerate(view.comparison.findings):
        if finding.name not in _ORDER or (finding.name == "term-gone" and finding.subject in lost):
            continue
        index = _only_place(finding)
        if index is None:
            if not all(_is_cited(view, finding, place) for place in _places(finding)) or not _places(finding):
                alone.append((at, finding))
        elif not _is_told(view, finding):
            together.setdefault((finding.name, index), []).append((at, finding))
    for at, finding in alone:
        yield draw((_ORDER.index(finding.name), at), finding.statement, finding.id)
    for (name, index), found in together.items():
        findings = [finding for _, finding in found]
        sentence = findings[0].statement if len(found) == 1 else _together(view, name, index, findings)
        yield draw((_ORDER.index(name), found[0][0]), sentence, *(finding.id for finding in findings))


def _only_place(finding: Finding) -> int | None:
    """Return the one paragraph that a term came into or left, or None where there are more or none."""
    places = _places(finding)
    return places[0] if len(places) == 1 else None


def _places(finding: Finding) -> tuple[int, ...]:
    return {"term-gone": finding.old, "term-new": finding.new}.get(finding.name, ())


def _is_cited(view: View, finding: Finding, index: int) -> bool:
    """Return whether the references told the term in a paragraph where it came or went."""
    change = (view.change_of_old if finding.name == "term-gone" else view.change_of_new).get(index)
    shown = (
        [item for label in change.labels if label.name in _REFERENCES for item in label.evidence]
        if change
        else []
    )
    return any(
        _overlap(item, other) for item in finding.evidence for other in shown if other.paragraph == index
    )


def _is_told(view: View, finding: Finding) -> bool:
    """Return whether another sentence quotes the term where it went or came: of references, or of a whole paragraph."""
    gone = finding.name == "term-gone"
    index = (finding.old if gone else finding.new)[0]
    change = (view.change_of_old if gone else view.change_of_new).get(index)
    if change is None:
        return False
    if change.operation in (Operation.INSERT, Operation.DELETE):
        return finding.subject in ends(change.old or change.new)
    shown = [item for label in change.labels if label.name in _REFERENCES for item in label.evidence]
    return any(_overlap(item, other) for item in finding.evidence for other in shown)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return (one.side, one.paragraph) == (other.side, other.paragraph) and one.span.overlaps(other.span)


def _together(view: View, name: str, index: int, findings: Sequence[Finding]) -> str:
    gone = name == "term-gone"
    change = (view.change_of_old if gone else view.change_of_new).get(index)
    terms = listed([quoted(finding.subject) for finding in findings], _MOST_NAMED)
    if change is None or not (change.old and change.new):
        cited = (view.old if gone else view.new).cited[index]
        whole = f"with {cited} of the old draft" if gone else f"with {cited}"
        return f"Gone from the text {whole}: {terms}." if gone else f"New in the text {whole}: {terms}."
    return f"{'Gone from' if gone else 'New in'} the text, in {place(view, change)}: {terms}."
