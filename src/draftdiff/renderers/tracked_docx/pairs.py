"""Which elements of the two documents belong together, as the comparison says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from draftdiff.model import Change, Draft
from draftdiff.ooxml import Element, Package, element_at
from draftdiff.renderers.tracked_docx.atoms import Atom
from draftdiff.renderers.tracked_docx.names import SDT, TBL, TR

_VOTED = frozenset((TBL, TR, SDT))


@dataclass(slots=True, eq=False)
class Group:
    """The paragraphs of one change, as elements."""

    change: Change
    olds: list[Element] = field(default_factory=list)
    news: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Side:
    """The paragraphs of one document as elements, and where their characters stand."""

    elements: dict[int, Element]
    """By paragraph index."""
    places: dict[Element, list[tuple[int, int, int, int]]] = field(default_factory=dict)
    """Node with characters -> (offset in the node, length, paragraph index, offset in its text)."""

    def offsets(self, atoms: Sequence[Atom]) -> list[tuple[int, int] | None]:
        """Return for each atom its paragraph and offset in the draft's text; None where it is not in the text."""
        return [self._offset(atom) for atom in atoms]

    def _offset(self, atom: Atom) -> tuple[int, int] | None:
        for first, length, paragraph, start in self.places.get(atom.node, ()):
            at = max(atom.at, 0)
            if first <= at < first + length:
                return (paragraph, start + at - first)
        return None


def side_of(draft: Draft, package: Package) -> Side:
    """Return the elements of a draft's paragraphs; call it before the trees are changed."""
    source = draft.source_map
    if source is None:
        return Side(elements={})
    side = Side(elements={})
    for index, (part, path) in enumerate(source.blocks):
        paragraph = side.elements[index] = element_at(package.tree(part), path)
        for piece in source.pieces[index]:
            if piece.end == piece.start:
                continue
            inside = piece.part == part and piece.path[: len(path)] == path
            node = (
                element_at(paragraph, piece.path[len(path) :])
                if inside
                else element_at(package.tree(piece.part), piece.path)
            )
            place = (piece.offset, piece.end - piece.start, index, piece.start)
            side.places.setdefault(node, []).append(place)
    return side


@dataclass(slots=True)
class Pairs:
    """The groups, found from their elements, and how often two tables, rows or controls share a group."""

    groups: list[Group] = field(default_factory=list)
    of_old: dict[Element, Group] = field(default_factory=dict)
    of_new: dict[Element, Group] = field(default_factory=dict)
    votes: dict[Element, Counter[Element]] = field(default_factory=dict)
    """New container -> old containers."""
    filled: dict[Element, None] = field(default_factory=dict)
    """Containers that hold a paragraph of a group."""
    moves: int = 0
    """How many moves have a name."""

    def couples(self) -> Iterator[tuple[Element, Element]]:
        """Yield the old and the new paragraph of every group, the n-th with the n-th."""
        for group in self.groups:
            yield from zip(group.olds, group.news)


def pairs_of(changes: Sequence[Change], old: Side, new: Side, joined: dict[Element, Element]) -> Pairs:
    """Return the groups of a comparison's changes.

    `joined` names the paragraphs that ran on into another one when the inputs' own revisions were settled.
    """
    found = Pairs()
    for change in changes:
        group = Group(change)
        for paragraphs, side, target, owners in (
            (change.old, old, group.olds, found.of_old),
            (change.new, new, group.news, found.of_new),
        ):
            for paragraph in paragraphs:
                element = side.elements.get(paragraph.index)
                while element in joined:
                    element = joined[element]
                if element is not None and element not in owners:
                    owners[element] = group
                    target.append(element)
        found.groups.append(group)
    _vote(found)
    return found


def _vote(pairs: Pairs) -> None:
    for group in pairs.groups:
        for element in (*group.olds, *group.news):
            for above in _voters(element):
                pairs.filled[above] = None
    for old, new in pairs.couples():
        for one, two in zip(reversed(_voters(old)), reversed(_voters(new))):
            if one.tag == two.tag:
                pairs.votes.setdefault(two, Counter())[one] += 1


def _voters(element: Element) -> list[Element]:
    """Return the tables, rows and content controls around a paragraph, innermost first."""
    return [above for above in element.iterancestors() if above.tag in _VOTED]
