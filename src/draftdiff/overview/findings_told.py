"""What stayed, what is absent, where words came from, brackets, and asks: findings as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftdiff.model import Finding, Operation
from draftdiff.overview.importance import order_of
from draftdiff.overview.places import is_adoption_line
from draftdiff.overview.point import Draw, draw
from draftdiff.overview.telling import place
from draftdiff.overview.view import View
from draftdiff.overview.words import listed, numbered, quoted


def _told(view: View, names: Sequence[str]) -> Iterator[Draw]:
    """Yield the statements of findings, those of one name together in the order of the names."""
    for at, finding in enumerate(view.comparison.findings):
        if finding.name in names:
            yield draw((names.index(finding.name), at), finding.statement, finding.id)


def kept_told(view: View) -> Iterator[Draw]:
    """Yield what stayed: the watched terms, clauses that recur, annexes, and how much of each part."""
    for at, finding in enumerate(view.comparison.findings):
        if finding.name == "term-kept":
            yield draw((0, at), f"{finding.statement}{_sentence_kept(view, finding)}", finding.id)
    yield from _told(view, ("", "spread", "annex-kept"))
    yield from _parts_kept(view)


def _sentence_kept(view: View, finding: Finding) -> str:
    """Return that the paragraph around a term stands word for word, where it does."""
    same = [
        view.new.cited[index]
        for index in finding.new
        if (change := view.change_of_new.get(index)) is not None and change.operation is Operation.KEEP
    ]
    if not same or len(same) < len(finding.new):
        return ""
    around = "paragraph around it stands" if len(same) == 1 else "paragraphs around it stand"
    return f" The {around} word for word."


_PART_WORDS = {"preamble": "preamble", "operative": "operative part", "enacting": "enacting part"}


def _parts_kept(view: View) -> Iterator[Draw]:
    """Yield how many paragraphs of each outermost section stand word for word in it."""
    homes: dict[str, list[int]] = {}
    for paragraph in view.new.draft.paragraphs:
        home = view.new.homes[paragraph.index] or _PART_WORDS.get(paragraph.part, "")
        if (
            paragraph.kind != "heading"
            and paragraph.stream == "body"
            and home
            and not is_adoption_line(paragraph)
        ):
            change = view.change_of_new.get(paragraph.index)
            kept = change is not None and change.operation is Operation.KEEP
            homes.setdefault(home, []).append(int(kept))
    rows = [
        f"{home if home in _PART_WORDS.values() else quoted(home)} {sum(kept)} of {len(kept)}"
        for home, kept in homes.items()
        if sum(kept)
    ]
    if rows:
        yield draw((9, 0), f"Paragraphs that stand word for word, by part: {listed(rows, 12)}.")


def terms_told(view: View) -> Iterator[Draw]:
    """Yield terms that came, went, are absent or only described."""
    return _told(view, ("term-gone", "collateral", "described", "absent", "term-new"))


def asks_told(view: View) -> Iterator[Draw]:
    """Yield what became of the wishes of parties: refused, in part, taken, unclear."""
    return _told(view, ("ask-refused", "ask-part", "ask-taken", "ask-unclear"))


def markup_told(view: View) -> Iterator[Draw]:
    """Yield brackets and options that were opened, closed or chosen, and the counts."""
    kinds = ("option-chosen", "unbracketed", "bracketed", "credit-dropped")
    for change in view.comparison.changes:
        for label in change.labels:
            if label.name in kinds:
                rank = order_of(view, change, kinds.index(label.name), label)
                yield draw(rank, f"{place(view, change)}: {label.because}.", change.id)
    for item in _told(view, ("bracket-count", "option-count")):
        yield _behind(9, item)


def origin_told(view: View) -> Iterator[Draw]:
    """Yield words borrowed from a source, restored from an earlier draft, and paragraphs refined again."""
    for change in view.comparison.changes:
        for label in change.labels:
            if label.name == "borrowed":
                yield draw((0, change.new[0].index), f"{place(view, change)}: {label.because}.", change.id)
    for item in _told(view, ("restored",)):
        yield _behind(1, item)
    refined = [finding for finding in view.comparison.findings if finding.name == "refined"]
    if refined:
        cited = numbered([finding.subject for finding in refined])
        before = refined[0].evidence[0].side
        sentence = f"Reworded in this step and in the one before, from {before} on: {cited}."
        yield draw((2, 0), sentence, *(finding.id for finding in refined))


def _behind(kind: int, item: Draw) -> Draw:
    """Return a point with a place after those of a lower kind."""
    return Draw((kind, *item.rank), item.text, item.targets)
