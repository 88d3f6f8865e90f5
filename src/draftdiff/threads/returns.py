"""Paragraphs that were gone and came back, and where the chain and a direct comparison disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from draftdiff.alignment import align
from draftdiff.model import Alignment, Comparison, Draft, Operation, Paragraph
from draftdiff.overview.places import cited_names
from draftdiff.text import comparison_key
from draftdiff.threads.chain import Link, Node, composed_links

# A shorter line ("Introduction", "(a) ...") stands in many places; that it stands here again is no return.
_FEWEST_WORDS = 5
# Below this a link between drafts far apart is as often wrong as right.
_SUREST = 0.6

Direct = Callable[[int, int], Alignment]
"""Gives the direct alignment of two drafts of the chain, made at most once."""


def direct_alignments(comparisons: Sequence[Comparison]) -> Direct:
    """Return a function that aligns any two drafts of the chain and remembers the answer."""
    drafts = [comparisons[0].old, *(comparison.new for comparison in comparisons)]
    known: dict[tuple[int, int], Alignment] = {}

    def direct(old: int, new: int) -> Alignment:
        if (old, new) not in known:
            known[old, new] = align(drafts[old], drafts[new], comparisons[0].options)
        return known[old, new]

    return direct


def returned(comparisons: Sequence[Comparison], direct: Direct) -> list[Link]:
    """Return links from a paragraph that died to one that was born in a later draft than the next, the surest first.

    Each paragraph is used once. A direct alignment of the two drafts makes the link, so that one that stands in
    another place, or was reworded, is found as well.
    """
    died, born = _deaths(comparisons), _births(comparisons)
    found: list[Link] = []
    for old, new in combinations(range(len(comparisons) + 1), 2):
        if new - old < 2 or not died[old] or not born[new]:
            continue
        if not _share_words(died[old].values(), born[new].values()):
            continue
        for bead in direct(old, new).beads:
            if bead.score < _SUREST or not bead.old or not bead.new:
                continue
            if set(bead.old) <= died[old].keys() and set(bead.new) <= born[new].keys():
                found += [((old, a), (new, b), bead.score) for a, b in product(bead.old, bead.new)]
    return _each_once(found)


def _deaths(comparisons: Sequence[Comparison]) -> Mapping[int, dict[int, Paragraph]]:
    """Return by draft the paragraphs that the next draft lacks."""
    return defaultdict(
        dict,
        {
            step: {
                p.index: p
                for c in comparison.changes
                if c.operation is Operation.DELETE
                for p in _long(c.old)
            }
            for step, comparison in enumerate(comparisons)
        },
    )


def _births(comparisons: Sequence[Comparison]) -> Mapping[int, dict[int, Paragraph]]:
    """Return by draft the paragraphs that the draft before lacks."""
    return defaultdict(
        dict,
        {
            step: {
                p.index: p
                for c in comparison.changes
                if c.operation is Operation.INSERT
                for p in _long(c.new)
            }
            for step, comparison in enumerate(comparisons, 1)
        },
    )


def _long(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    return (p for p in paragraphs if p.kind != "heading" and len(p.text.split()) >= _FEWEST_WORDS)


def _share_words(died: Iterable[Paragraph], born: Iterable[Paragraph]) -> bool:
    """Return whether any two of the paragraphs share half of their words: else no alignment is worth its time."""
    born_words = [set(comparison_key(p.text).split()) for p in born]
    for paragraph in died:
        words = set(comparison_key(paragraph.text).split())
        if any(2 * len(words & other) >= min(len(words), len(other)) for other in born_words):
            return True
    return False


def _each_once(links: list[Link]) -> list[Link]:
    """Return the links, surest and nearest first, that do not take a paragraph that a link before them has."""
    ordered = sorted(links, key=lambda link: (-link[2], link[1][0] - link[0][0], link[0], link[1]))
    taken: set[Node] = set()
    kept = []
    for old, new, score in ordered:
        if old not in taken and new not in taken:
            taken |= {old, new}
            kept.append((old, new, score))
    return sorted(kept)


def doubts(
    comparisons: Sequence[Comparison], names: Sequence[str], returns: Sequence[Link], direct: Direct
) -> dict[Node, str]:
    """Return what a direct comparison of the first and the last draft says against the chain, by paragraph.

    Nothing for a chain of two drafts: the chain is the direct comparison.
    """
    last = len(comparisons)
    if last < 2:
        return {}
    alignment = direct(0, last)
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
