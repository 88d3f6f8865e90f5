"""Links between neighbouring drafts, followed through the whole chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from draftdiff.model import Alignment, Bead, Comparison, Draft, History

Node = tuple[int, int]
"""A draft of the chain and a paragraph of it, both from 0."""

Link = tuple[Node, Node, float]
"""An earlier and a later paragraph, and how sure it is that they belong together."""


def step_links(comparisons: Sequence[Comparison]) -> list[Link]:
    """Return every pair of an old and a new paragraph that a step's changes hold, in reading order."""
    return [
        ((step, old.index), (step + 1, new.index), change.score)
        for step, comparison in enumerate(comparisons)
        for change in comparison.changes
        for old, new in product(change.old, change.new)
    ]


def components(drafts: Sequence[Draft], links: Iterable[Link]) -> list[list[Node]]:
    """Return the paragraphs that hang together by links, each group sorted; the groups by their first paragraph."""
    parent: dict[Node, Node] = {
        (at, paragraph.index): (at, paragraph.index)
        for at, draft in enumerate(drafts)
        for paragraph in draft.paragraphs
    }
    for old, new, _ in links:
        first, second = sorted((_root(parent, old), _root(parent, new)))
        parent[second] = first
    groups: dict[Node, list[Node]] = defaultdict(list)
    for node in parent:
        groups[_root(parent, node)].append(node)
    return list(groups.values())


def _root(parent: dict[Node, Node], node: Node) -> Node:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def composed_links(
    comparisons: Sequence[Comparison], returns: Sequence[Link] = ()
) -> frozenset[tuple[int, int]]:
    """Return which paragraphs of the first draft lead to which of the last, following the links of every step.

    `returns` are further links, over drafts in which a paragraph did not stand.
    """
    forward: dict[Node, set[Node]] = defaultdict(set)
    for old, new, _ in (*step_links(comparisons), *returns):
        forward[old].add(new)
    last = len(comparisons)
    found = set()
    for start in [node for node in forward if node[0] == 0]:
        found |= {(start[1], end[1]) for end in _reached(forward, start) if end[0] == last}
    return frozenset(found)


def _reached(forward: Mapping[Node, set[Node]], start: Node) -> set[Node]:
    seen: set[Node] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(forward.get(node, ()))
    return seen


def chain_alignment(history: History, old: int, new: int) -> Alignment:
    """Return which paragraphs of any two drafts belong together as the threads say; nothing is said of moves."""
    beads = (
        Bead(
            old=thread.in_draft(old),
            new=thread.in_draft(new),
            score=thread.sure,
            why="followed through the drafts",
        )
        for thread in history.threads
    )
    return Alignment(
        old=history.drafts[old],
        new=history.drafts[new],
        beads=tuple(bead for bead in beads if bead.old or bead.new),
    )
