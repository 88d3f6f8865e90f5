"""From the table of links to the alignment: beads, their order, and the same seen from the other side."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from draftdiff.alignment.order import heaviest_rise
from draftdiff.alignment.table import LinkTable
from draftdiff.model import Alignment, Bead, Draft


def freeze(table: LinkTable) -> Alignment:
    """Return the alignment of a filled table."""
    groups = groups_of(table)
    moved = _moved(table, groups)
    beads = [_bead(table, group, moved[at]) for at, group in enumerate(groups)]
    linked_old = {i for group in groups for i in group[0]}
    linked_new = {j for group in groups for j in group[1]}
    beads += [
        Bead(old=(i,), new=(), why="no counterpart") for i in range(table.old.size) if i not in linked_old
    ]
    beads += [
        Bead(old=(), new=(j,), why="no counterpart") for j in range(table.new.size) if j not in linked_new
    ]
    return Alignment(old=table.old.draft, new=table.new.draft, beads=in_reading_order(beads))


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


def _moved(table: LinkTable, groups: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> list[bool]:
    moved = [False] * len(groups)
    for stream in sorted({table.old.stream[group[0][0]] for group in groups}):
        at = [k for k, group in enumerate(groups) if table.old.stream[group[0][0]] == stream]
        weights = [float(sum(int(table.old.lengths[i]) for i in groups[k][0])) for k in at]
        for k, on in zip(at, heaviest_rise([groups[k][1][0] for k in at], weights), strict=True):
            moved[k] = not on
    return moved


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
    return Alignment(old=old, new=new, beads=in_reading_order(beads))
