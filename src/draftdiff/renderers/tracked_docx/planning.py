"""Which blocks of two containers are kept, deleted and inserted, and in which order they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from draftdiff.ooxml import Element
from draftdiff.renderers.tracked_docx.names import P_PR, SDT_CONTENT, SECTION, TBL, P, plain, w, words_of
from draftdiff.renderers.tracked_docx.pairs import Pairs

_OPEN = frozenset((w("body"), SDT_CONTENT))
"""Places in which Word tracks moves."""
_MOVED = 0.1
"""Weight of what the comparison calls moved: another paragraph should stay where it is."""
_ALIKE = 50.0
"""Share of characters in per cent from which two paragraphs that no reader saw (in text boxes) are one."""


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """Paragraphs that went elsewhere in the same container. Neighbours that went together share a name."""

    name: str
    olds: Sequence[Element]
    news: Sequence[Element]
    opens: bool
    """Whether they are the first of their name."""
    closes: bool


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Blocks that are written together: kept (both sides), deleted (old only) or inserted (new only)."""

    olds: Sequence[Element]
    news: Sequence[Element]
    move: Move | None = None
    """Of blocks on one side only: the move that they are an end of."""


@dataclass(frozen=True, slots=True)
class _Link:
    old: tuple[int, int]
    """Half-open range of positions."""
    new: tuple[int, int]
    weight: float = 1.0
    """Words that would be marked if the two were not kept as one."""


class _Places:
    """The blocks of a container and the position of each."""

    def __init__(self, blocks: Sequence[Element]) -> None:
        self.blocks = blocks
        self.of = {element: at for at, element in enumerate(blocks)}


def plan(
    olds: Sequence[Element], news: Sequence[Element], pairs: Pairs, native_moves: bool
) -> Iterator[Step]:
    """Yield the steps from the old blocks to the new ones; between two kept ones deletions come first.

    Kept is what can be kept in the order of both texts with the fewest words marked; linked paragraphs outside
    that order are moves, if those are asked for.
    """
    links = list(_linked(olds, news, pairs))
    kept = _heaviest_rising(links)
    moves = _moves(links, kept, olds, news, pairs) if native_moves else []
    away = {at: move for link, move in moves for at in range(*link.old)}
    here = {at: move for link, move in moves for at in range(*link.new)}
    full: list[_Link] = []
    i = j = 0
    for link in (*kept, _Link((len(olds), len(olds)), (len(news), len(news)))):
        some = [at for at in range(i, link.old[0]) if at not in away]
        others = [at for at in range(j, link.new[0]) if at not in here]
        full += _unseen(olds, news, some, others, pairs)
        full.append(link)
        i, j = link.old[1], link.new[1]
    i = j = 0
    for link in full:
        yield from _gap(
            list(_one_sided(olds, range(i, link.old[0]), away, old=True)),
            list(_one_sided(news, range(j, link.new[0]), here, old=False)),
        )
        if link.old[1] > link.old[0]:
            yield Step(olds[slice(*link.old)], news[slice(*link.new)])
        i, j = link.old[1], link.new[1]


def _one_sided(blocks: Sequence[Element], places: range, moves: dict[int, Move], old: bool) -> Iterator[Step]:
    """Yield the steps of blocks without a partner here; the paragraphs of a move go together."""
    last: Move | None = None
    for at in places:
        move = moves.get(at)
        if move is None:
            yield Step((blocks[at],), ()) if old else Step((), (blocks[at],))
        elif move is not last:
            yield Step(move.olds, (), move) if old else Step((), move.news, move)
        last = move


def _gap(gone: list[Step], come: list[Step]) -> Iterator[Step]:
    """Yield deletions, then insertions; a table put in the place of a table is one table to Word."""
    if gone and come and gone[-1].olds[0].tag == come[0].news[0].tag == TBL:
        yield from gone[:-1]
        yield Step(gone[-1].olds, come[0].news)
        yield from come[1:]
    else:
        yield from gone
        yield from come


def _moves(
    links: Sequence[_Link],
    kept: Sequence[_Link],
    olds: Sequence[Element],
    news: Sequence[Element],
    pairs: Pairs,
) -> list[tuple[_Link, Move]]:
    """Return the links of paragraphs outside the kept order, as moves."""
    stays = frozenset(kept)
    used = {at for link in kept for at in range(*link.old)}
    loose: list[_Link] = []
    for link in links:
        if link in stays or news[link.new[0]].tag != P or any(at in used for at in range(*link.old)):
            continue
        if news[link.new[0]].getparent().tag not in _OPEN:
            continue
        used.update(range(*link.old))
        loose.append(link)
    found = []
    for at, link in enumerate(loose):
        opens = at == 0 or not _follows(loose[at - 1], link)
        closes = at == len(loose) - 1 or not _follows(link, loose[at + 1])
        if opens:
            pairs.moves += 1
        move = Move(f"move{pairs.moves}", olds[slice(*link.old)], news[slice(*link.new)], opens, closes)
        found.append((link, move))
    return found


def _follows(one: _Link, other: _Link) -> bool:
    return one.old[1] == other.old[0] and one.new[1] == other.new[0]


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
        if link is None or at in done or (element.tag != P and link.old[0] in taken):
            continue
        taken.add(link.old[0])
        done.update(range(*link.new))
        yield link


def _paragraph_link(element: Element, pairs: Pairs, olds: _Places, news: _Places) -> _Link | None:
    """Return the link of a paragraph's group; of this paragraph alone where the group is scattered."""
    group = pairs.of_new.get(element)
    if group is None:
        return None
    old = _range(group.olds, olds, pairs)
    new = _range(group.news, news, pairs) or (news.of[element], news.of[element] + 1)
    if old is None:
        here = [one for one in group.olds if one in olds.of]
        if not here:
            return None
        longest = max(here, key=lambda one: (len(words_of(one)), -olds.of[one]))
        old = (olds.of[longest], olds.of[longest] + 1)
    sections = [
        [at for at in range(*side) if places.blocks[at].find(f"{P_PR}/{SECTION}") is not None]
        for side, places in ((old, olds), (new, news))
    ]
    lasts = [[side[1] - 1] for side in (old, new)]
    if sections not in ([[], []], lasts):
        return None
    words = sum(len(words_of(block)) for block in news.blocks[slice(*new)])
    return _Link(old, new, (1 + words) * (_MOVED if group.change.moved else 1.0))


def _range(elements: Sequence[Element], places: _Places, pairs: Pairs) -> tuple[int, int] | None:
    """Return the positions of a group in a container, with the unseen paragraphs (empty ones) between them.

    None where others stand between, or none is in this container.
    """
    found = sorted(places.of[element] for element in elements if element in places.of)
    if not found:
        return None
    between = [places.blocks[at] for at in range(found[0], found[-1] + 1) if at not in found]
    if any(e.tag != P or e in pairs.of_old or e in pairs.of_new for e in between):
        return None
    return (found[0], found[-1] + 1)


def _voted_link(element: Element, at: int, pairs: Pairs, place_old: dict[Element, int]) -> _Link | None:
    votes = pairs.votes.get(element)
    here = (
        [(count, -place_old[old], old) for old, count in votes.items() if old in place_old] if votes else []
    )
    if not here:
        return None
    _, place, _ = max(here, key=lambda vote: vote[:2])
    return _Link((-place, -place + 1), (at, at + 1), 1.0 + len(words_of(element)))


def _heaviest_rising(links: Sequence[_Link]) -> list[_Link]:
    """Return the heaviest run of links that rise on both sides; of equal ones that which ends first.

    Time grows with n log n: a tree of maxima over the old positions (Fenwick, 1994) holds the best run up to each.
    """
    size = 1 + max((link.old[1] for link in links), default=0)
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before: list[int] = []
    top = (0.0, -1)
    for at, link in enumerate(links):
        weight, last = 0.0, -1
        place = link.old[0]
        while place > 0:
            if best[place][0] > weight:
                weight, last = best[place]
            place -= place & -place
        before.append(last)
        entry = (weight + link.weight, at)
        if entry[0] > top[0]:
            top = entry
        place = link.old[1]
        while place <= size:
            if best[place][0] < entry[0]:
                best[place] = entry
            place += place & -place
    found = []
    at = top[1]
    while at >= 0:
        found.append(links[at])
        at = before[at]
    return found[::-1]


def _unseen(
    olds: Sequence[Element],
    news: Sequence[Element],
    some: Sequence[int],
    others: Sequence[int],
    pairs: Pairs,
) -> Iterator[_Link]:
    """Yield links of blocks that the comparison does not know, such as empty paragraphs, between two links."""
    ones = [at for at in some if not _is_seen(olds[at], pairs, pairs.of_old)]
    twos = [at for at in others if not _is_seen(news[at], pairs, pairs.of_new)]
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
