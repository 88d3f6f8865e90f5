"""Say what happened to whole sections, once for each: moved, reordered, retitled, split, merged, inserted, deleted.

before   old  # A  a1 a2  # B  b1 b2 b3      new  # B  b1 b2 b3  # A  a1 a2
after    A reordered; a1 and a2 stand where they stood in A, so they are not called moved
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from draftdiff.alignment.order import heaviest_rise
from draftdiff.alignment.sides import Side
from draftdiff.alignment.table import Link, LinkTable
from draftdiff.text import loose_key

SHARE = 0.5
"""Share of a section's linked words that must agree before something is said of the whole."""
SPLIT_SHARE = 0.2
"""Share of a section's linked words that each piece of a split section must hold."""
SPLIT_BEADS = 2
"""Linked paragraphs that make one section of two: a single one is a moved paragraph."""
GONE = 0.8
"""Share of a section's words without counterpart from which the section itself is inserted or deleted."""

WORDS_OF_ONE = 1_000
"""Words that weigh as much as one more paragraph when it is asked which side of a swap moved."""

Group = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(slots=True)
class Told:
    """What is to be said of one section."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    events: list[str] = field(default_factory=list)
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Order:
    """Which groups moved, and which sections are told instead of their paragraphs."""

    moved: list[bool]
    sections: list[Told]


def match_headings(table: LinkTable) -> None:
    """Link free headings at the same place over most of each other's linked words: retitled sections.

    before   old  # A  ## a  a1 a2      new  # A  ## b  a1 a2
    after    a-b: the same section of A under another title
    """
    shares, counts = content_shares(table)
    best_old = _best({(s, t): w for (s, t), w in shares.items()})
    best_new = _best({(t, s): w for (s, t), w in shares.items()})
    for s, t in sorted(best_old.items()):
        enough = shares[s, t] >= SHARE and counts[s, t] >= SPLIT_BEADS
        if enough and best_new.get(t) == s and table.is_free(s, t) and _at_one_place(table, s, t):
            table.add(Link(s, t, round(shares[s, t], 4), "section: the headings of the same content"))


def _at_one_place(table: LinkTable, s: int, t: int) -> bool:
    """Return whether two sections stand in sections that belong together, or after linked paragraphs.

    Content that went to another place under another title is told as moved: its old heading has no successor there.
    """
    above_old, above_new = table.old.parent[s], table.new.parent[t]
    same = above_old < 0 and above_new < 0
    return (
        same
        or above_new in (table.old_to.get(above_old), table.sections.get(above_old))
        or (table.old_to.get(s - 1) == t - 1)
    )


def content_shares(table: LinkTable) -> tuple[dict[tuple[int, int], float], Counter[tuple[int, int]]]:
    """Return for pairs of sections the lesser share of their words that is linked between them, and by how many links.

    Only what stands in a section itself counts, not what stands in those below it.
    """
    between: dict[tuple[int, int], float] = {}
    counts: Counter[tuple[int, int]] = Counter()
    for i, j in table.links:
        s, t = int(table.old.section[i]), int(table.new.section[j])
        if s >= 0 and t >= 0 and table.old_to.get(i) == j:
            counts[s, t] += 1
            between[s, t] = between.get((s, t), 0.0) + float(min(table.old.lengths[i], table.new.lengths[j]))
    of_old, of_new = _words(table.old), _words(table.new)
    return {(s, t): w / max(of_old[s], of_new[t]) for (s, t), w in between.items()}, counts


def _words(side: Side) -> dict[int, float]:
    total: dict[int, float] = {}
    for section, length in zip(side.section.tolist(), side.lengths.tolist()):
        total[section] = total.get(section, 0.0) + float(length)
    return total


def _best(shares: Mapping[tuple[int, int], float]) -> dict[int, int]:
    best: dict[int, int] = {}
    for one, other in sorted(shares):
        if one not in best or shares[one, other] > shares[one, best[one]]:
            best[one] = other
    return best


def tell(table: LinkTable, groups: Sequence[Group]) -> Order:
    """Return which groups moved by themselves and what happened to the sections."""
    partner = section_partners(table)
    contents = _contents(table, groups, partner)
    displaced = _displaced(table, groups, partner, contents)
    sections = {s: Told((s,), (partner[s],), ["reordered"]) for s in displaced}
    moved = [False] * len(groups)
    for which in _by_section(displaced, contents, len(groups)):
        for k, off in zip(which, _off_the_run(table, groups, which), strict=True):
            moved[k] = off
    for s, t in _outermost_first(table, partner):
        inside = contents.get(s, [])
        told = "" if s in sections else _place_of(table, partner, groups, moved, inside, s, t)
        if told:
            sections[s] = Told((s,), (t,), [told])
            for k, off in zip(inside, _off_the_run(table, groups, inside), strict=True):
                moved[k] = off
    for s, t in sorted(partner.items()):
        if _title(table.old, s) != _title(table.new, t):
            sections.setdefault(s, Told((s,), (t,))).events.append("retitled")
    found = [sections[s] for s in sorted(sections)]
    return Order(moved, [*found, *_splits(table, partner), *_comings_and_goings(table)])


def _displaced(
    table: LinkTable,
    groups: Sequence[Group],
    partner: Mapping[int, int],
    contents: Mapping[int, Sequence[int]],
) -> list[int]:
    """Return the old sections that left their place among their siblings, outermost first.

    As few sections as possible left it; of two that swapped it is the one with fewer words.
    """
    families: dict[int, list[tuple[int, int, float]]] = {}
    for s, t in sorted(partner.items()):
        above = table.old.parent[s]
        inside = contents.get(s, ())
        if partner.get(above, -1) == table.new.parent[t] and len(inside) >= SPLIT_BEADS:
            families.setdefault(above, []).append((s, t, sum(_words_of(table, groups[k]) for k in inside)))
    found = []
    for siblings in families.values():
        whole = sum(words for _, _, words in siblings) + 1
        on = heaviest_rise([t for _, t, _ in siblings], [1 + words / whole for _, _, words in siblings])
        found += [s for (s, _, _), kept in zip(siblings, on, strict=True) if not kept]
    return sorted(found, key=lambda s: (len(around(table.old, s)), s))


def _by_section(
    displaced: Sequence[int], contents: Mapping[int, Sequence[int]], count: int
) -> list[list[int]]:
    """Return the groups by the innermost displaced section that holds them; order is judged within each."""
    holder = [-1] * count
    for s in displaced:
        for k in contents.get(s, ()):
            holder[k] = s
    found: dict[int, list[int]] = {}
    for k, s in enumerate(holder):
        found.setdefault(s, []).append(k)
    return [found[s] for s in sorted(found)]


def section_partners(table: LinkTable) -> dict[int, int]:
    """Return old section -> new section: the pairs the user gave, then those whose headings are linked."""
    partner = {s: t for s, t in table.old_to.items() if s in table.old.parent and t in table.new.parent}
    taken = set(table.sections.values())
    partner = {s: t for s, t in partner.items() if t not in taken}
    return {**partner, **table.sections}


def _outermost_first(table: LinkTable, partner: Mapping[int, int]) -> list[tuple[int, int]]:
    return sorted(partner.items(), key=lambda pair: (len(around(table.old, pair[0])), pair))


def around(side: Side, section: int) -> list[int]:
    """Return a section and those around it, innermost first, without the draft itself."""
    found = []
    while section >= 0:
        found.append(section)
        section = side.parent.get(section, -1)
    return found


def _contents(table: LinkTable, groups: Sequence[Group], partner: Mapping[int, int]) -> dict[int, list[int]]:
    """Return for each old section with a partner the groups that stand wholly in both."""
    found: dict[int, list[int]] = {}
    for k, group in enumerate(groups):
        above_new = _shared_chain(table.new, group[1])
        for s in _shared_chain(table.old, group[0]):
            if partner.get(s, -1) in above_new:
                found.setdefault(s, []).append(k)
    return found


def _shared_chain(side: Side, members: Sequence[int]) -> list[int]:
    """Return the sections in which all these paragraphs stand; a heading stands in its own."""
    first, *rest = [
        around(side, index if index in side.parent else int(side.section[index])) for index in members
    ]
    return [section for section in first if all(section in other for other in rest)]


def _off_the_run(table: LinkTable, groups: Sequence[Group], which: Sequence[int]) -> list[bool]:
    """Return for each of these groups whether it is off the heaviest rising run of its stream.

    As few groups as possible are off it; of two swapped ones it is the one with fewer words.
    """
    moved = dict.fromkeys(which, False)
    by_stream: dict[str, dict[tuple[int, int], list[int]]] = {}
    for k in which:
        place = _place(table, groups[k])
        if (stream := table.old.stream[place[0]]) == table.new.stream[place[1]]:
            by_stream.setdefault(stream, {}).setdefault(place, []).append(k)
        else:
            moved[k] = True
    for places in by_stream.values():
        order = sorted(places)
        weights = [
            sum(1 + _words_of(table, groups[k]) / WORDS_OF_ONE for k in places[place]) for place in order
        ]
        on = heaviest_rise([j for _, j in order], weights)
        moved.update({k: not on[at] for at, place in enumerate(order) for k in places[place]})
    return [moved[k] for k in which]


def _place(table: LinkTable, group: Group) -> tuple[int, int]:
    """Return the two paragraphs that stand for the place of a group: the partners with the most words.

    Cells stand where their row begins, so that nothing moves inside a row.
    """
    partners = [(i, table.old_to[i]) for i in group[0] if table.new_to.get(table.old_to[i]) == i]
    lengths = table.old.lengths, table.new.lengths
    i, j = max(partners, key=lambda p: (min(int(lengths[0][p[0]]), int(lengths[1][p[1]])), -p[0], -p[1]))
    return table.old.row_start.get(i, i), table.new.row_start.get(j, j)


def _words_of(table: LinkTable, group: Group) -> float:
    words = sum(int(table.old.lengths[i]) for i in group[0]) + sum(
        int(table.new.lengths[j]) for j in group[1]
    )
    return words / 2


def _place_of(
    table: LinkTable,
    partner: Mapping[int, int],
    groups: Sequence[Group],
    moved: Sequence[bool],
    inside: Sequence[int],
    s: int,
    t: int,
) -> str:
    """Return `reordered` or `moved` for a section that left its place with most of its content, else nothing."""
    weights = {k: sum(int(table.old.lengths[i]) for i in groups[k][0]) for k in inside}
    off = sum(weights[k] for k in inside if moved[k])
    if len(inside) < 2 or off <= SHARE * sum(weights.values()):
        return ""
    above_old, above_new = table.old.parent[s], table.new.parent[t]
    return "reordered" if partner.get(above_old, -1) == above_new else "moved"


def _title(side: Side, section: int) -> str:
    return loose_key(side.draft.paragraphs[section].text)


def _splits(table: LinkTable, partner: Mapping[int, int]) -> Iterator[Told]:
    """Yield sections whose content now stands in several, and several that became one."""
    forth = {(int(table.old.section[i]), int(table.new.section[j]), i, j) for i, j in table.links}
    yield from (Told((s,), tuple(ts), ["split"]) for s, ts in _spread(forth, table.old, table.new))
    back = {(t, s, j, i) for s, t, i, j in forth}
    yield from (Told(tuple(ss), (t,), ["merged"]) for t, ss in _spread(back, table.new, table.old))


def _spread(links: set[tuple[int, int, int, int]], one: Side, other: Side) -> list[tuple[int, list[int]]]:
    """Return the sections of one side whose content is spread over several of the other, which hold little else."""
    weight: dict[tuple[int, int], float] = {}
    count: dict[tuple[int, int], int] = {}
    of_one: dict[int, float] = {}
    of_other: dict[int, float] = {}
    for s, t, i, _ in sorted(links):
        if s < 0 or t < 0 or one.heading[i]:
            continue
        words = float(one.lengths[i])
        weight[s, t] = weight.get((s, t), 0.0) + words
        count[s, t] = count.get((s, t), 0) + 1
        of_one[s] = of_one.get(s, 0.0) + words
        of_other[t] = of_other.get(t, 0.0) + words
    found: dict[int, list[int]] = {}
    for (s, t), words in sorted(weight.items()):
        enough = words >= SPLIT_SHARE * of_one[s] and words > SHARE * of_other[t]
        if enough and count[s, t] >= SPLIT_BEADS:
            found.setdefault(s, []).append(t)
    return [(s, ts) for s, ts in sorted(found.items()) if len(ts) > 1]


def _comings_and_goings(table: LinkTable) -> Iterator[Told]:
    """Yield the outermost sections that are new or gone with nearly all they hold."""
    for s in _alone(table.old, table.old_to):
        yield Told((s,), (), ["deleted"])
    for t in _alone(table.new, table.new_to):
        yield Told((), (t,), ["inserted"])


def _alone(side: Side, partner: Mapping[int, int]) -> list[int]:
    total: dict[int, float] = {}
    free: dict[int, float] = {}
    for index in range(side.size):
        own = index if index in side.parent else int(side.section[index])
        for section in around(side, own):
            total[section] = total.get(section, 0.0) + float(side.lengths[index])
            if index not in partner:
                free[section] = free.get(section, 0.0) + float(side.lengths[index])
    gone = {s for s in total if s not in partner and free.get(s, 0.0) >= GONE * total[s]}
    return sorted(s for s in gone if not gone & set(around(side, s)[1:]))
