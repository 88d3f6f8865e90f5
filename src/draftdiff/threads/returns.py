"""Paragraphs that were gone and came back, and where the chain and a direct comparison disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from draftdiff.alignment import align
from draftdiff.model import Comparison, Draft, Operation, Paragraph
from draftdiff.overview.places import cited_names
from draftdiff.text import comparison_key
from draftdiff.threads.chain import Link, Node, composed_links

# A shorter line ("Introduction", "(a) ...") stands in many places; that it stands here again is no return, unless its
# neighbour came back as well.
_FEWEST_WORDS = 4
# Share of words (Dice) from which a paragraph is the same one reworded. Below it stand, in four stages of a long Bill,
# only paragraphs that use one formula ("in such manner as they consider appropriate ...").
_LEAST_SHARED = 0.7
# A word in more paragraphs than these tells nothing of which one came back.
_COMMON = 200
_NEAR = 2


def returned(comparisons: Sequence[Comparison]) -> list[Link]:
    """Return links from a paragraph that died to one that was born in a later draft than the next.

    Each paragraph is used once, by the surest link. The words decide, so that one that stands in another place now, or
    was reworded, is found as well. Time grows with the paragraphs that died or were born, and the words they share.
    """
    died, born = _deaths(comparisons), _births(comparisons)
    found: list[Link] = []
    companions: list[Link] = []
    for old, new in combinations(range(len(comparisons) + 1), 2):
        if new - old < 2 or not died[old] or not born[new]:
            continue
        for first, second, shared in _alike(died[old], born[new]):
            link = ((old, first), (new, second), shared)
            (found if _is_long(died[old][first]) else companions).append(link)
    kept = _each_once(found, set())
    taken = {node for old, new, _ in kept for node in (old, new)}
    beside = [link for link in companions if link[2] == 1.0 and _has_neighbour(link, kept)]
    return sorted([*kept, *_each_once(beside, taken)])


def _deaths(comparisons: Sequence[Comparison]) -> Mapping[int, dict[int, Paragraph]]:
    """Return by draft the paragraphs that the next draft lacks."""
    found: dict[int, dict[int, Paragraph]] = defaultdict(dict)
    for step, comparison in enumerate(comparisons):
        gone = (change for change in comparison.changes if change.operation is Operation.DELETE)
        found[step] = {paragraph.index: paragraph for change in gone for paragraph in change.old}
    return found


def _births(comparisons: Sequence[Comparison]) -> Mapping[int, dict[int, Paragraph]]:
    """Return by draft the paragraphs that the draft before lacks."""
    found: dict[int, dict[int, Paragraph]] = defaultdict(dict)
    for step, comparison in enumerate(comparisons, 1):
        new = (change for change in comparison.changes if change.operation is Operation.INSERT)
        found[step] = {paragraph.index: paragraph for change in new for paragraph in change.new}
    return found


def _is_long(paragraph: Paragraph) -> bool:
    return paragraph.kind != "heading" and len(paragraph.text.split()) >= _FEWEST_WORDS


def _alike(died: Mapping[int, Paragraph], born: Mapping[int, Paragraph]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of indexes that share most of their words, and how much they share, from 0 to 1."""
    words = {index: Counter(comparison_key(p.text).split()) for index, p in born.items()}
    holding: dict[str, list[int]] = defaultdict(list)
    for index, counted in words.items():
        for word in counted:
            holding[word].append(index)
    for first, paragraph in died.items():
        mine = Counter(comparison_key(paragraph.text).split())
        near = {second for word in mine for second in holding.get(word, ()) if len(holding[word]) <= _COMMON}
        for second in sorted(near):
            theirs = words[second]
            shared = 2 * (mine & theirs).total() / (mine.total() + theirs.total())
            if shared >= _LEAST_SHARED and paragraph.kind == born[second].kind:
                yield first, second, shared


def _has_neighbour(link: Link, kept: Sequence[Link]) -> bool:
    """Return whether a paragraph close by in both drafts came back too."""
    (old_draft, old), (new_draft, new), _ = link
    return any(
        (a[0], b[0]) == (old_draft, new_draft) and abs(a[1] - old) <= _NEAR and abs(b[1] - new) <= _NEAR
        for a, b, _ in kept
    )


def _each_once(links: list[Link], taken: set[Node]) -> list[Link]:
    """Return the links, surest and nearest first, that do not take a paragraph that is taken."""
    ordered = sorted(links, key=lambda link: (-link[2], link[1][0] - link[0][0], link[0], link[1]))
    taken = set(taken)
    kept = []
    for old, new, score in ordered:
        if old not in taken and new not in taken:
            taken |= {old, new}
            kept.append((old, new, score))
    return kept


def doubts(
    comparisons: Sequence[Comparison], names: Sequence[str], returns: Sequence[Link]
) -> dict[Node, str]:
    """Return what a direct comparison of the first and the last draft says against the chain, by paragraph.

    Nothing for a chain of two drafts: the chain is the direct comparison. Time: that of one alignment.
    """
    last = len(comparisons)
    if last < 2:
        return {}
    alignment = align(comparisons[0].old, comparisons[-1].new, comparisons[0].options)
    straight = {pair for bead in alignment.beads for pair in product(bead.old, bead.new)}
    chained = composed_links(comparisons, returns)
    ends = (alignment.old, alignment.new)
    found: dict[Node, str] = {}
    for old, new in sorted(straight - chained):
        _disagree(found, ends, names, (0, old), (last, new), "goes with")
    for old, new in sorted(chained - straight):
        _disagree(found, ends, names, (0, old), (last, new), "is not linked with")
    return found


def _disagree(
    found: dict[Node, str], ends: tuple[Draft, Draft], names: Sequence[str], old: Node, new: Node, verb: str
) -> None:
    """Note a disagreement at both of its paragraphs; the first one said of a paragraph stays."""
    old_words = f"{cited_names(ends[0])[old[1]]} of {names[0]}"
    new_words = f"{cited_names(ends[1])[new[1]]} of {names[-1]}"
    statement = f"compared directly, {old_words} {verb} {new_words}"
    found.setdefault(old, statement)
    found.setdefault(new, statement)
