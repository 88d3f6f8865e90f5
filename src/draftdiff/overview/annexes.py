"""Which annexes stayed, came or went.

An annex is a section that says so in its title ("Annex II: ..."), or the outermost section of a part that binds less
because it is annexed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from draftdiff.model import Finding, Operation, Section
from draftdiff.overview.places import printed_title
from draftdiff.overview.view import Side, View, make_finding
from draftdiff.overview.words import quoted
from draftdiff.text import loose_key

_PREFIX = re.compile(
    r"^(?P<kind>annex|appendix|attachment|enclosure|schedule|annexe|anexo)\b\s*(?P<number>[IVXLC]+\b|[A-Z]\b|\d+\b)?\s*[.:\-\u2010-\u2015]*\s*",
    re.IGNORECASE,
)
_ANNEXED_PARTS = ("annexed", "schedule")

MIN_SHARED = 0.3
"""Share of an annex's paragraphs whose counterparts must stand in the other one for the two to be the same annex."""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex of one draft."""

    heading: int
    title: str
    """Without "Annex I:"; a heading that says only "Annex I" takes the next heading's title."""
    printed: str
    paragraphs: tuple[int, ...]


def annexes(side: Side) -> tuple[Annex, ...]:
    """Return the annexes of a draft in reading order."""
    sections = [section for section in side.draft.sections() if _is_annex(side, section)]
    inside = {child.id for section in sections for child in section.walk() if child is not section}
    return tuple(_annex(side, section) for section in sections if section.id not in inside)


def _is_annex(side: Side, section: Section) -> bool:
    if _PREFIX.match(section.title) or _PREFIX.match(side.draft.paragraphs[section.id or 0].number):
        return True
    return section.part in _ANNEXED_PARTS and section in side.draft.root.children


def _annex(side: Side, section: Section) -> Annex:
    within = {child.id for child in section.walk()}
    inside = [p for p in side.draft.paragraphs if p.section in within and p.stream == "body"]
    paragraphs = [p for p in inside if p.index != section.id]
    title = _PREFIX.sub("", section.title, count=1).strip()
    if not title and (following := next((p for p in paragraphs[:2] if p.text.strip()), None)) is not None:
        title = following.text.strip()
    return Annex(
        heading=section.id or 0,
        title=title or section.title,
        printed=printed_title(side.draft.paragraphs[section.id or 0]),
        paragraphs=tuple(p.index for p in paragraphs),
    )


def annex_findings(view: View) -> Iterator[Finding]:
    """Yield for each annex whether it was kept, added or dropped."""
    old, new = annexes(view.old), annexes(view.new)
    partner = _paired(view, old, new)
    for at, annex in enumerate(new):
        source = partner.get(at)
        yield _kept(view, old[source], annex) if source is not None else _added(view, annex)
    for at, annex in enumerate(old):
        if at not in partner.values():
            yield _dropped(view, annex)


def _paired(view: View, old: tuple[Annex, ...], new: tuple[Annex, ...]) -> dict[int, int]:
    """Return the old annex of each new one: by title, else by the paragraphs they share; each is used once."""
    offers = []
    for i, before in enumerate(old):
        for j, after in enumerate(new):
            same_title = loose_key(before.title) == loose_key(after.title)
            shared = _shared(view, before, after)
            if same_title or shared >= MIN_SHARED:
                offers.append((-(shared + same_title), abs(i - j), j, i))
    paired: dict[int, int] = {}
    for _, _, j, i in sorted(offers):
        if j not in paired and i not in paired.values():
            paired[j] = i
    return paired


def _shared(view: View, old: Annex, new: Annex) -> float:
    inside = set(new.paragraphs)
    linked = sum(1 for index in old.paragraphs if any(to in inside for to in view.new_of(index)))
    return linked / max(1, min(len(old.paragraphs), len(new.paragraphs)))


def _kept(view: View, old: Annex, new: Annex) -> Finding:
    same = sum(
        1
        for index in new.paragraphs
        if (change := view.change_of_new.get(index)) is not None and change.operation is Operation.KEEP
    )
    extent = "word for word" if same == len(new.paragraphs) == len(old.paragraphs) else _extent(same, new)
    moved = "" if loose_key(old.printed) == loose_key(new.printed) else f" (before: {quoted(old.printed)})"
    return make_finding(
        "annex-kept",
        new.title,
        f"{quoted(new.printed)}{moved} is still annexed, {extent}.",
        old=[old.heading],
        new=[new.heading],
        evidence=[view.old.evidence(old.heading), view.new.evidence(new.heading)],
    )


def _extent(same: int, annex: Annex) -> str:
    return f"with {same} of its {len(annex.paragraphs)} paragraphs unchanged"


def _added(view: View, annex: Annex) -> Finding:
    return make_finding(
        "annex-added",
        annex.title,
        f"{quoted(annex.printed)} is annexed now{_origin(view, annex)}.",
        new=[annex.heading],
        evidence=[view.new.evidence(annex.heading)],
    )


def _origin(view: View, annex: Annex) -> str:
    """Return from which part of the old draft most paragraphs of a new annex came, in words."""
    homes = Counter(view.old.homes[i] for index in annex.paragraphs for i in view.old_of(index)[:1])
    if not homes:
        return "; nothing of it stood in the old draft"
    home, count = min(homes.items(), key=lambda item: (-item[1], item[0]))
    if not home or count * 2 < len(annex.paragraphs):
        return ""
    return f"; {count} of its {len(annex.paragraphs)} paragraphs stood in {quoted(home)}"


def _dropped(view: View, annex: Annex) -> Finding:
    return make_finding(
        "annex-dropped",
        annex.title,
        f"{quoted(annex.printed)} is no longer annexed.",
        old=[annex.heading],
        evidence=[view.old.evidence(annex.heading)],
    )
