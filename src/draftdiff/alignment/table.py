"""The internal table of links that the passes fill; it is frozen into beads once, at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from draftdiff.alignment.candidates import Wording, wording_of
from draftdiff.alignment.sides import Side


@dataclass(frozen=True, slots=True)
class Link:
    """One old paragraph with one new paragraph, and what a pass thought of it."""

    old: int
    new: int
    score: float
    why: str


@dataclass(slots=True)
class LinkTable:
    """Two drafts as arrays and the links between them so far.

    `old_to` and `new_to` hold the partner of the one-to-one links; further links of splits and merges are only in
    `links`. A pair in `vetoes` is never linked.
    """

    old: Side
    new: Side
    links: dict[tuple[int, int], Link] = field(default_factory=dict)
    old_to: dict[int, int] = field(default_factory=dict)
    new_to: dict[int, int] = field(default_factory=dict)
    vetoes: set[tuple[int, int]] = field(default_factory=set)
    sections: dict[int, int] = field(default_factory=dict)
    """Sections that the user paired, old id -> new id."""
    closed_old: set[int] = field(default_factory=set)
    """Cells of linked tables: they are paired, or stay alone."""
    closed_new: set[int] = field(default_factory=set)
    weighted: Wording | None = None
    """Both drafts as vectors, made when first needed."""

    def wording(self) -> Wording:
        """Return both drafts as weighted vectors."""
        if self.weighted is None:
            self.weighted = wording_of(self.old, self.new)
        return self.weighted

    def is_free(self, old: int, new: int) -> bool:
        """Return whether neither paragraph is paired or closed, and the pair is not forbidden."""
        open_old = old not in self.old_to and old not in self.closed_old
        open_new = new not in self.new_to and new not in self.closed_new
        return open_old and open_new and (old, new) not in self.vetoes

    def add(self, link: Link) -> bool:
        """Link two paragraphs one to one if both are free; return whether it was done."""
        if not self.is_free(link.old, link.new):
            return False
        self.old_to[link.old] = link.new
        self.new_to[link.new] = link.old
        self.links[link.old, link.new] = link
        return True

    def drop(self, link: Link) -> None:
        """Take back a link of two paragraphs that have no other."""
        del self.old_to[link.old], self.new_to[link.new], self.links[link.old, link.new]

    def add_to_group(self, link: Link) -> None:
        """Link a paragraph to one that has a partner already: part of a split or a merge."""
        closed = link.old in self.closed_old or link.new in self.closed_new
        if (link.old, link.new) not in self.vetoes and not closed:
            self.links[link.old, link.new] = link
            self.old_to.setdefault(link.old, link.new)
            self.new_to.setdefault(link.new, link.old)

    def free_old(self) -> list[int]:
        """Return the old paragraphs without a partner that may still get one, ascending."""
        return [i for i in range(self.old.size) if i not in self.old_to and i not in self.closed_old]

    def free_new(self) -> list[int]:
        """Return the new paragraphs without a partner that may still get one, ascending."""
        return [j for j in range(self.new.size) if j not in self.new_to and j not in self.closed_new]
