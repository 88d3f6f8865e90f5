"""Standing: what binds less or more than before, and what is annexed."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from draftdiff.model import Change, Comparison, Paragraph, SectionChange
from draftdiff.overview.point import Draw, draw
from draftdiff.overview.status_told import status_told
from draftdiff.overview.telling import arrow, names, transfer_place
from draftdiff.overview.view import View
from draftdiff.overview.words import numbered, plural, quoted

MANY = 3
"""Paragraphs that went from one part to another together and are told in one sentence."""

_ORDER = ("annex-added", "annex-dropped", "term-lost", "term-won")


@dataclass(frozen=True, slots=True)
class _Way:
    """From which part to which, under which label."""

    name: str
    old: str
    new: str


def standing_told(view: View) -> Iterator[Draw]:
    """Yield what became of the document, then what rose or fell: whole sections, terms, paragraphs and sentences."""
    yield from status_told(view)
    told = yield from _sections(view)
    yield from _paragraphs(view, told)
    yield from _transfers(view)
    for finding in view.comparison.findings:
        if finding.name in _ORDER:
            yield draw((2, _ORDER.index(finding.name)), finding.statement, finding.id)


def _weight(label: str) -> str:
    return "binds less" if label == "demoted" else "binds more"


def _sections(view: View) -> Generator[Draw, None, set[str]]:
    """Yield each section that changed its part; return the changes inside it, which are not told again."""
    told: set[str] = set()
    for section in view.comparison.sections:
        names_borne = [label.name for label in section.labels if label.name in ("demoted", "promoted")]
        if not names_borne or not section.old or not section.new or _inside_told(view, section, told):
            continue
        inside = _changes_inside(view, section)
        told |= {change.id for change in inside}
        told.add(section.id)
        yield draw((0, section.new[0]), _section_sentence(view, section, names_borne[0], inside), section.id)
    return told


def _inside_told(view: View, section: SectionChange, told: set[str]) -> bool:
    change = view.change_of_new.get(section.new[0])
    return change is not None and change.id in told


def _changes_inside(view: View, section: SectionChange) -> list[Change]:
    comparison = view.comparison
    old, new = _below(comparison, section.old, "old"), _below(comparison, section.new, "new")
    return [
        change
        for change in comparison.changes
        if any(p.index in old for p in change.old) and any(p.index in new for p in change.new)
    ]


def _below(comparison: Comparison, ids: Sequence[int], side: str) -> set[int]:
    draft = comparison.old if side == "old" else comparison.new
    sections = {s.id for section in draft.sections() if section.id in ids for s in section.walk()}
    return {p.index for p in draft.paragraphs if p.section in sections}


def _section_sentence(view: View, section: SectionChange, name: str, inside: Sequence[Change]) -> str:
    old, new = view.old.title(section.old[0]), view.new.title(section.new[0])
    now = "" if all(view.new.negotiated[i] for i in section.new) else " and is not negotiated"
    numbers = _numbers(view, inside)
    return f"{quoted(old)} became {quoted(new)}, which {_weight(name)}{now}{numbers}."


def _numbers(view: View, changes: Sequence[Change]) -> str:
    old = [
        view.old.cited[p.index] for c in changes for p in c.old if view.old.cited[p.index].startswith("para ")
    ]
    new = [
        view.new.cited[p.index] for c in changes for p in c.new if view.new.cited[p.index].startswith("para ")
    ]
    if not old or not new:
        return ""
    return f" ({stretch(old)} → {stretch(new).removeprefix('paras ').removeprefix('para ')})"


def stretch(cited: Sequence[str]) -> str:
    """Return citations that run on as a range: "paras 54 to 75"."""
    plain = [name for name in cited if name.removeprefix("para ").isdigit()]
    if len(plain) < MANY:
        return numbered(cited)
    numbers = sorted(int(name.removeprefix("para ")) for name in plain)
    return f"paras {numbers[0]} to {numbers[-1]}"


def _paragraphs(view: View, told: set[str]) -> Iterator[Draw]:
    """Yield paragraphs that changed their part; many that went the same way are one sentence."""
    ways: dict[_Way, list[Change]] = {}
    for change in view.comparison.changes:
        for label in change.labels:
            if label.name in ("demoted", "promoted") and change.id not in told and change.old and change.new:
                ways.setdefault(_way(view, label.name, change), []).append(change)
    for way, changes in ways.items():
        if len(changes) > MANY:
            yield _together(view, way, changes)
        else:
            for change in changes:
                if change.new[0].kind != "heading":
                    yield _alone(view, way, change)


def _way(view: View, name: str, change: Change) -> _Way:
    old, new = change.old[0], change.new[0]
    return _Way(name, view.old.homes[old.index] or old.part, view.new.homes[new.index] or new.part)


def _together(view: View, way: _Way, changes: Sequence[Change]) -> Draw:
    body = [change for change in changes if change.new[0].kind != "heading"]
    sentence = (
        f"{plural(len(body), 'paragraph')} of {quoted(way.old)} stand now in {quoted(way.new)}, "
        f"which {_weight(way.name)}{_not_negotiated(view, changes[0])}{_numbers(view, body)}."
    )
    return draw((0, changes[0].new[0].index), sentence, *(change.id for change in changes))


def _not_negotiated(view: View, change: Change) -> str:
    return "" if view.new.negotiated[change.new[0].index] else " and is not negotiated"


def _alone(view: View, way: _Way, change: Change) -> Draw:
    wanted = max if way.name == "promoted" else min
    rank = wanted(view.new.ranks[p.index] for p in change.new)
    there = [p for p in change.new if view.new.ranks[p.index] == rank]
    if len(change.old) > 1 and (
        risen := [p for p in change.old if (view.old.homes[p.index] or p.part) == way.old]
    ):
        return _merged(view, way, change, risen, there)
    cited = arrow(names(view.old, change.old), names(view.new, there))
    sentence = (
        f"{cited}: from {quoted(way.old)} to {quoted(way.new)}, which {_weight(way.name)}"
        f"{_not_negotiated(view, change)}: {quoted(there[0].text, 16)}."
    )
    return draw((1, -view.new.ranks[change.new[0].index], change.new[0].index), sentence, change.id)


def _merged(
    view: View, way: _Way, change: Change, risen: Sequence[Paragraph], there: Sequence[Paragraph]
) -> Draw:
    """Return that some of the paragraphs of which one was made stood in another part."""
    old, new = names(view.old, risen), names(view.new, there)
    sentence = (
        f"{old} of {quoted(way.old)} ({quoted(risen[0].text, 14)}) went into {new} of {quoted(way.new)}, "
        f"which {_weight(way.name)}{_not_negotiated(view, change)}."
    )
    return draw((1, -view.new.ranks[there[0].index], there[0].index), sentence, change.id)


def _transfers(view: View) -> Iterator[Draw]:
    """Yield sentences that rose or fell, also those copied into another part."""
    for transfer in view.comparison.transfers:
        for label in transfer.labels:
            if label.name not in ("demoted", "promoted"):
                continue
            old, new = transfer.old, transfer.new
            words = quoted(new.span.of(view.new.text(new.paragraph)), 20)
            verb = "were copied" if transfer.kind == "copied" else "went"
            sentence = (
                f"{transfer_place(view, transfer)}: words {verb} from {quoted(view.old.homes[old.paragraph])} to "
                f"{quoted(view.new.homes[new.paragraph])}, which {_weight(label.name)}: {words}."
            )
            yield draw((1, -view.new.ranks[new.paragraph], new.paragraph), sentence, transfer.id)
