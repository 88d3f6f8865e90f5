"""Which words of force an edit touches, and which stand in their place on the other side."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.classifiers.force.clauses import Clauses
from draftdiff.classifiers.force.marks import Mark
from draftdiff.classifiers.view import View

_DENIAL = re.compile(r"\b(?:not|never|no)\b|n['\u2019]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Changed:
    """A word of force that an edit took or brought."""

    mark: Mark
    side: str
    """old or new."""
    stretch: int
    """Which edit."""
    sentence: int
    """Which sentence of its side."""

    def lemmas(self) -> frozenset[str]:
        """Return the lexicon forms of the words."""
        return frozenset(entry.lemma for entry in self.mark.entries)


@dataclass(frozen=True, slots=True)
class Touched:
    """All words of force of a change that are not simply the same on both sides."""

    same: tuple[tuple[Mark, Mark, int], ...]
    """Words that stay in place but may weigh differently now: old, new, nearest edit."""
    gone: tuple[Changed, ...]
    come: tuple[Changed, ...]


def touched(view: View, clauses: Clauses, old: Sequence[Mark], new: Sequence[Mark]) -> Touched:
    """Return the words of force that stay in place, and those that an edit took or brought.

    A hedge, booster or qualifier that an edit took and brought again has not changed and is left out.
    """
    starts = [mark.start for mark in new]
    same: list[tuple[Mark, Mark, int]] = []
    kept_old: set[int] = set()
    kept_new: set[int] = set()
    for mark in old:
        there = _at(new, starts, view.mapped(mark.start)) or _at(new, starts, view.mapped(mark.end - 1))
        if there is None or there.start in kept_new or not _one_role(mark, there):
            continue
        kept_old.add(mark.start)
        kept_new.add(there.start)
        same.append((mark, there, _nearest(view, mark.start)))
    left = [mark for mark in old if mark.start not in kept_old and not _is_only_parted(view, mark, new)]
    gone = _in_stretches(view, clauses, left, "old")
    left = [mark for mark in new if mark.start not in kept_new]
    if left:
        turned = view.swapped()
        left = [mark for mark in left if not _is_only_parted(turned, mark, old)]
    come = _in_stretches(view, clauses, left, "new")
    return Touched(tuple(same), *_without_equal(gone, come))


def _is_only_parted(view: View, mark: Mark, there: Sequence[Mark]) -> bool:
    """Return whether other words were put into words of force, and none of these went: "are, without exception, to"."""
    first, last = view.mapped(mark.start), view.mapped(mark.end - 1)
    if first < 0 or last - first <= mark.end - 1 - mark.start:
        return False
    if _DENIAL.search(view.new.text[first : last + 1]):
        return False
    low = bisect_left(there, first, key=lambda one: one.start)
    high = bisect_right(there, last, key=lambda one: one.start)
    return not any(one.entry("operator") or one.entry("verb") for one in there[low:high])


def _at(marks: Sequence[Mark], starts: Sequence[int], offset: int) -> Mark | None:
    """Return the mark whose words cover a character, or None."""
    at = bisect_right(starts, offset) - 1
    return marks[at] if offset >= 0 and at >= 0 and offset < marks[at].end else None


def _one_role(old: Mark, new: Mark) -> bool:
    return any(a.role == b.role for a in old.entries for b in new.entries)


def _nearest(view: View, start: int) -> int:
    at = bisect_right(view.stretches, start, key=lambda stretch: stretch.old_end)
    return min(at, len(view.stretches) - 1)


def _in_stretches(view: View, clauses: Clauses, marks: Sequence[Mark], side: str) -> list[Changed]:
    ranges = [(s.old_start, s.old_end) if side == "old" else (s.new_start, s.new_end) for s in view.stretches]
    starts = [start for start, _ in ranges]
    found = []
    for mark in marks:
        at = bisect_right(starts, mark.end - 1) - 1
        if at < 0 or view.stretches[at].transferred:
            continue
        start, end = ranges[at]
        if mark.start < end or mark.start < start < mark.end:
            found.append(Changed(mark, side, at, clauses.number(side, mark.start)))
    return found


def _without_equal(
    gone: list[Changed], come: list[Changed]
) -> tuple[tuple[Changed, ...], tuple[Changed, ...]]:
    """Return both without the words that the same edit took and brought again."""
    offers: dict[tuple[int, str, bool, bool], list[int]] = {}
    for at, b in reversed([*enumerate(come)]):
        for name in _names(b):
            offers.setdefault(name, []).append(at)
    taken: set[int] = set()
    left = []
    for a in gone:
        twins = []
        for name in _names(a):
            near = offers.get(name, [])
            while near and near[-1] in taken:
                near.pop()
            twins += near[-1:]
        if twins:
            taken.add(min(twins))
        else:
            left.append(a)
    return tuple(left), tuple(b for at, b in enumerate(come) if at not in taken)


def _names(changed: Changed) -> list[tuple[int, str, bool, bool]]:
    """Return what a word of force has in common with its equals in the same edit; nothing for an operator."""
    mark = changed.mark
    if mark.entry("operator"):
        return []
    return [(changed.stretch, lemma, mark.negated, mark.only) for lemma in changed.lemmas()]


def by_stretch(changed: Sequence[Changed]) -> dict[int, list[Changed]]:
    """Return the words by the edit that touches them."""
    found: dict[int, list[Changed]] = {}
    for one in changed:
        found.setdefault(one.stretch, []).append(one)
    return found
