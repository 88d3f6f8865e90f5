"""What stayed, what is absent, where words came from, brackets, and asks: findings as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftdiff.model import Finding, Operation
from draftdiff.overview.importance import order_of
from draftdiff.overview.places import is_frame_line, is_main_number
from draftdiff.overview.point import Draw, draw
from draftdiff.overview.telling import place
from draftdiff.overview.view import Side, View
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
    """Yield how many paragraphs of each outermost section stand word for word in it, each with the items below it."""
    homes: dict[str, list[bool]] = {}
    for home, unit in _units(view.new):
        changes = [view.change_of_new.get(index) for index in unit]
        kept = all(change is not None and change.operation is Operation.KEEP for change in changes)
        homes.setdefault(home, []).append(kept)
    rows = [
        f"{home if home in _PART_WORDS.values() else quoted(home)} {sum(kept)} of {len(kept)}"
        for home, kept in homes.items()
        if any(kept)
    ]
    if rows:
        yield draw((9, 0), f"Unchanged paragraphs, by part: {listed(rows, 12)}.")


def _units(side: Side) -> list[tuple[str, list[int]]]:
    """Return the paragraphs of each outermost section; items, and what stands unnumbered below a number, go with it."""
    units: list[tuple[str, list[int]]] = []
    numbered_home = ""
    for paragraph in side.draft.paragraphs:
        home = side.homes[paragraph.index] or _PART_WORDS.get(paragraph.part, "")
        if paragraph.kind == "heading":
            numbered_home = ""
            continue
        if paragraph.stream != "body" or not home or is_frame_line(paragraph):
            continue
        below = home == numbered_home and not is_main_number(paragraph.number)
        if is_main_number(paragraph.number):
            numbered_home = home
        if below:
            units[-1][1].append(paragraph.index)
        else:
            units.append((home, [paragraph.index]))
    return units


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
