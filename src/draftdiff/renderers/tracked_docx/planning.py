"""Which blocks of two containers are kept, deleted and inserted, and in which order they are written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from draftdiff.ooxml import Element
from draftdiff.renderers.tracked_docx.names import P_PR, SECTION, P, plain, words_of
from draftdiff.renderers.tracked_docx.pairs import Pairs

_ALIKE = 50.0
"""Share of characters in per cent from which two paragraphs that no reader saw (in text boxes) are one."""


@dataclass(slots=True)
class Step:
    """Blocks that are written together: kept (both sides), deleted (old only) or inserted (new only)."""

    olds: Sequence[Element]
    news: Sequence[Element]


@dataclass(frozen=True, slots=True)
class _Link:
    old: tuple[int, int]
    """Half-open range of positions."""
    new: tuple[int, int]


class _Places:
    """The blocks of a container and the position of each."""

    def __init__(self, blocks: Sequence[Element]) -> None:
        self.blocks = blocks
        self.of = {element: at for at, element in enumerate(blocks)}


def plan(olds: Sequence[Element], news: Sequence[Element], pairs: Pairs) -> Iterator[Step]:
    """Yield the steps from the old blocks to the new ones; between two kept ones deletions come first."""
    links = _rising(list(_linked(olds, news, pairs)))
    full: list[_Link] = []
    i = j = 0
    for link in (*links, _Link((len(olds), len(olds)), (len(news), len(news)))):
        full += _unseen(olds, news, (i, link.old[0]), (j, link.new[0]), pairs)
        full.append(link)
        i, j = link.old[1], link.new[1]
    i = j = 0
    for link in full:
        gone, come = list(olds[i : link.old[0]]), list(news[j : link.new[0]])
        yield from _gap(gone, come)
        if link.old[1] > link.old[0]:
            yield Step(olds[slice(*link.old)], news[slice(*link.new)])
        i, j = link.old[1], link.new[1]


def _gap(gone: list[Element], come: list[Element]) -> Iterator[Step]:
    """Yield the steps of blocks without a partner; a table put in the place of a table is one table to Word."""
    tables = bool(gone and come and gone[-1].tag == come[0].tag and come[0].tag.endswith("}tbl"))
    for element in gone[: -1 if tables else None]:
        yield Step((element,), ())
    if tables:
        yield Step((gone[-1],), (come[0],))
    for element in come[1 if tables else 0 :]:
        yield Step((), (element,))


def _linked(olds: Sequence[Element], news: Sequence[Element], pairs: Pairs) -> Iterator[_Link]:
    """Yield the links that the comparison gives, by the position of the new block."""
    places = _Places(olds), _Places(news)
    taken: set[int] = set()
    done: set[int] = set()
    for at, element in enumerate(news):
        if element.tag == P:
            link = _paragraph_link(element, pairs, *places)
        else:
            link = _voted_link(element, at, pairs, places[0].of)
        if link is None or at in done or any(i in taken for i in range(*link.old)):
            continue
        taken.update(range(*link.old))
        done.update(range(*link.new))
        yield link


def _paragraph_link(element: Element, pairs: Pairs, olds: _Places, news: _Places) -> _Link | None:
    group = pairs.of_new.get(element)
    if group is None or group.move or not group.olds or group.change.moved:
        return None
    old = _range(group.olds, olds, pairs)
    new = _range(group.news, news, pairs)
    if old is None or new is None:
        return None
    sections = [
        [at for at in range(*side) if places.blocks[at].find(f"{P_PR}/{SECTION}") is not None]
        for side, places in ((old, olds), (new, news))
    ]
    lasts = [[side[1] - 1] for side in (old, new)]
    return _Link(old, new) if sections in ([[], []], lasts) else None


def _range(elements: Sequence[Element], places: _Places, pairs: Pairs) -> tuple[int, int] | None:
    """Return the positions of a group in a container, with the unseen paragraphs (empty ones) between them.

    Only the first paragraph where others stand between; None where none is in this container.
    """
    found = sorted(places.of[element] for element in elements if element in places.of)
    if not found:
        return None
    between = [places.blocks[at] for at in range(found[0], found[-1] + 1) if at not in found]
    seen = (e for e in between if e.tag != P or e in pairs.of_old or e in pairs.of_new)
    return (found[0], found[0] + 1) if next(seen, None) is not None else (found[0], found[-1] + 1)


def _voted_link(element: Element, at: int, pairs: Pairs, place_old: dict[Element, int]) -> _Link | None:
    votes = pairs.votes.get(element)
    here = (
        [(count, -place_old[old], old) for old, count in votes.items() if old in place_old] if votes else []
    )
    if not here:
        return None
    _, place, _ = max(here, key=lambda vote: vote[:2])
    return _Link((-place, -place + 1), (at, at + 1))


def _rising(links: Sequence[_Link]) -> list[_Link]:
    """Return the longest run of links that rise on both sides."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, link in enumerate(links):
        place = bisect_left(ends, link.old[0])
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [link.old[0]]
        last[place : place + 1] = [at]
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(links[at])
        at = before[at]
    return found[::-1]


def _unseen(
    olds: Sequence[Element],
    news: Sequence[Element],
    old_range: tuple[int, int],
    new_range: tuple[int, int],
    pairs: Pairs,
) -> Iterator[_Link]:
    """Yield links of blocks that the comparison does not know, such as empty paragraphs, between two links."""
    ones = [at for at in range(*old_range) if not _is_seen(olds[at], pairs, pairs.of_old)]
    twos = [at for at in range(*new_range) if not _is_seen(news[at], pairs, pairs.of_new)]
    if not ones or not twos:
        return
    for i, j in match_by(ones, twos, lambda at: plain(olds[at]), lambda at: plain(news[at])):
        for one, two in zip(i, j):
            if _may_be_one(olds[one], news[two]):
                yield _Link((one, one + 1), (two, two + 1))


def match_by(
    ones: Sequence[int],
    twos: Sequence[int],
    key_one: Callable[[int], str],
    key_two: Callable[[int], str],
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Yield stretches of positions that are equal by key, or that stand in the same place between equal ones."""
    blocks = LCSseq.opcodes([key_one(at) for at in ones], [key_two(at) for at in twos])
    i = j = 0
    for block in blocks:
        if block.tag == "equal":
            yield ones[i : block.src_start], twos[j : block.dest_start]
            yield ones[block.src_start : block.src_end], twos[block.dest_start : block.dest_end]
            i, j = block.src_end, block.dest_end
    yield ones[i:], twos[j:]


def _is_seen(element: Element, pairs: Pairs, owners: Iterable[Element]) -> bool:
    return element in owners or element in pairs.filled


def _may_be_one(one: Element, two: Element) -> bool:
    """Return whether two blocks in the same place may be written as one."""
    if one.tag != two.tag:
        return False
    if one.tag == P and (one.find(f"{P_PR}/{SECTION}") is None) != (two.find(f"{P_PR}/{SECTION}") is None):
        return False
    texts = words_of(one), words_of(two)
    return texts[0] == texts[1] or fuzz.ratio(*texts) >= _ALIKE
