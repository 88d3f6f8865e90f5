"""From the table of links to the alignment: beads, their order, and the same seen from the other side."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from draftdiff.alignment.sections import tell
from draftdiff.alignment.table import LinkTable
from draftdiff.model import Alignment, Bead, Draft, SectionChange


def freeze(table: LinkTable) -> Alignment:
    """Return the alignment of a filled table."""
    groups = groups_of(table)
    order = tell(table, groups)
    beads = [_bead(table, group, order.moved[at]) for at, group in enumerate(groups)]
    linked_old = {i for group in groups for i in group[0]}
    linked_new = {j for group in groups for j in group[1]}
    beads += [
        Bead(old=(i,), new=(), why="no counterpart") for i in range(table.old.size) if i not in linked_old
    ]
    beads += [
        Bead(old=(), new=(j,), why="no counterpart") for j in range(table.new.size) if j not in linked_new
    ]
    old, new = table.old.draft, table.new.draft
    sections = named_sections(old, new, [(t.old, t.new, tuple(t.events), t.score) for t in order.sections])
    return Alignment(old=old, new=new, beads=in_reading_order(beads), sections=sections)


def groups_of(table: LinkTable) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
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


def goes_before(one: Draft, other: Draft) -> bool:
    """Return whether one draft's content sorts before the other's.

    The passes always run with the draft that sorts first as the old one, so that no tie is broken by side.
    """
    if len(one.paragraphs) != len(other.paragraphs):
        return len(one.paragraphs) < len(other.paragraphs)
    for a, b in zip(one.paragraphs, other.paragraphs, strict=True):
        if (left := _content(a)) != (right := _content(b)):
            return left < right
    return False


def _content(paragraph: object) -> tuple[str, ...]:
    fields = ("text", "kind", "number", "level", "stream", "section", "cell", "anchor")
    return tuple(repr(getattr(paragraph, name)) for name in fields)


def mirrored(alignment: Alignment, old: Draft, new: Draft) -> Alignment:
    """Return an alignment seen from the other side."""
    beads = [replace(bead, old=bead.new, new=bead.old) for bead in alignment.beads]
    told = [
        (change.new, change.old, tuple(_INVERSE.get(event, event) for event in change.events), change.score)
        for change in alignment.sections
    ]
    sections = named_sections(old, new, told)
    return Alignment(old=old, new=new, beads=in_reading_order(beads), sections=sections)


_INVERSE = {"split": "merged", "merged": "split", "inserted": "deleted", "deleted": "inserted"}


def named_sections(
    old: Draft,
    new: Draft,
    told: Sequence[tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...], float]],
) -> tuple[SectionChange, ...]:
    """Return the section changes in reading order, each with an id made from titles and events."""
    seen: Counter[str] = Counter()
    found = []
    for sections_old, sections_new, events, score in sorted(told, key=_section_place):
        titles = (
            [old.paragraphs[s].text for s in sections_old]
            + ["->"]
            + [new.paragraphs[t].text for t in sections_new]
        )
        base = content_id("section", *events, *titles)
        seen[base] += 1
        name = base if seen[base] == 1 else content_id(base, str(seen[base]))
        found.append(SectionChange(id=name, old=sections_old, new=sections_new, events=events, score=score))
    return tuple(found)


def _section_place(
    told: tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...], float],
) -> tuple[object, ...]:
    old, new, events, _ = told
    return (new[0] if new else old[0], not new, old, events)


def content_id(*parts: str) -> str:
    """Return a short id made from content, the same on every run."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
