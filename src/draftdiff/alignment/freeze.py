"""From the table of links to the alignment: beads in reading order, section changes and transfers with their ids."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.alignment.sections import Group, Told, tell
from draftdiff.alignment.table import LinkTable
from draftdiff.alignment.transfers import Passage, find_transfers
from draftdiff.model import Alignment, Bead, Draft, Place, SectionChange, Transfer


@dataclass(frozen=True, slots=True)
class Found:
    """What the passes found, in no order yet and not yet seen from a side."""

    beads: list[Bead]
    sections: list[Told]
    passages: list[Passage]


def collect(table: LinkTable) -> Found:
    """Return what a filled table says."""
    groups = groups_of(table)
    order = tell(table, groups)
    beads = [_bead(table, group, order.moved[at]) for at, group in enumerate(groups)]
    beads += [Bead(old=(i,), new=(), why=ALONE) for i in range(table.old.size) if i not in table.old_to]
    beads += [Bead(old=(), new=(j,), why=ALONE) for j in range(table.new.size) if j not in table.new_to]
    return Found(beads, order.sections, find_transfers(table, groups))


ALONE = "alone: nothing in the other draft is near enough"


def freeze(found: Found, old: Draft, new: Draft) -> Alignment:
    """Return the alignment of two drafts from what was found."""
    return Alignment(
        old=old,
        new=new,
        beads=in_reading_order(found.beads),
        sections=named_sections(old, new, found.sections),
        transfers=named_transfers(old, new, found.passages),
    )


def groups_of(table: LinkTable) -> list[Group]:
    """Return the connected paragraphs of both sides, ascending by their first old paragraph."""
    partners: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i, j in sorted(table.links):
        partners.setdefault((0, i), []).append((1, j))
        partners.setdefault((1, j), []).append((0, i))
    seen: set[tuple[int, int]] = set()
    groups = []
    for start in partners:
        if start in seen:
            continue
        seen.add(start)
        reached = [start]
        for node in reached:
            for other in partners[node]:
                if other not in seen:
                    seen.add(other)
                    reached.append(other)
        groups.append(
            (tuple(sorted(i for s, i in reached if s == 0)), tuple(sorted(j for s, j in reached if s == 1)))
        )
    return sorted(groups)


def _bead(table: LinkTable, group: tuple[tuple[int, ...], tuple[int, ...]], moved: bool) -> Bead:
    links = [link for i in group[0] for j in group[1] if (link := table.links.get((i, j)))]
    weakest = min(links, key=lambda link: (link.score, link.old, link.new))
    return Bead(old=group[0], new=group[1], moved=moved, score=round(weakest.score, 4), why=weakest.why)


def in_reading_order(beads: Sequence[Bead]) -> tuple[Bead, ...]:
    """Return the beads in the new draft's order, each deletion after what stood before it in the old draft."""
    standing = sorted((b for b in beads if b.old and not b.moved), key=lambda b: b.old[0])
    anchored = [b for b in standing if b.new]
    firsts = [b.old[0] for b in anchored]
    keys: list[tuple[int, int, int]] = []
    for bead in beads:
        if bead.new:
            keys.append((bead.new[0], 0, 0))
        else:
            at = bisect_left(firsts, bead.old[0])
            keys.append((anchored[at - 1].new[-1] if at else -1, 1, bead.old[0]))
    order = sorted(range(len(beads)), key=lambda k: keys[k])
    return tuple(beads[k] for k in order)


def named_sections(old: Draft, new: Draft, told: Sequence[Told]) -> tuple[SectionChange, ...]:
    """Return the section changes in reading order, each with an id made from titles and events."""
    seen: Counter[str] = Counter()
    found = []
    for one in sorted(told, key=lambda t: (t.new[0] if t.new else t.old[0], not t.new, t.old, t.events)):
        titles = [
            *(old.paragraphs[s].text for s in one.old),
            "->",
            *(new.paragraphs[t].text for t in one.new),
        ]
        name = _fresh(seen, content_id("section", *one.events, *titles))
        found.append(
            SectionChange(id=name, old=one.old, new=one.new, events=tuple(one.events), score=one.score)
        )
    return tuple(found)


def named_transfers(old: Draft, new: Draft, passages: Sequence[Passage]) -> tuple[Transfer, ...]:
    """Return the moved and copied passages in the new draft's order, each with an id made from its words."""
    seen: Counter[str] = Counter()
    found = []
    for one in sorted(passages, key=lambda p: (p.new.paragraph, p.new.span, p.old.paragraph, p.old.span)):
        if one.kind == "folded":
            continue
        words = [
            one.old.span.of(old.paragraphs[one.old.paragraph].text),
            one.new.span.of(new.paragraphs[one.new.paragraph].text),
        ]
        name = _fresh(seen, content_id("transfer", one.kind, *words))
        places = [Place(paragraph=unit.paragraph, span=unit.span) for unit in (one.old, one.new)]
        found.append(Transfer(id=name, kind=one.kind, old=places[0], new=places[1], score=one.score))
    return tuple(found)


def _fresh(seen: Counter[str], name: str) -> str:
    """Return the id, or another one made from it where it was given before."""
    seen[name] += 1
    return name if seen[name] == 1 else content_id(name, str(seen[name]))


def content_id(*parts: str) -> str:
    """Return a short id made from content, the same on every run."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
