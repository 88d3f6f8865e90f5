"""Which word of force took the place of which: the one that governs the same verb in the same clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.classifiers.force.clauses import Clauses
from draftdiff.classifiers.force.edited import edit_words, governed
from draftdiff.classifiers.force.touched import Changed
from draftdiff.classifiers.view import View

_MOST_COMPARED = 12
"""Words of force of the other side that are looked at for each: the nearest."""
_SHORT = 12
"""Words of an edit up to which its words of force took each other's place, whatever they govern."""
_RETOLD = 5
"""The same where one of them only retells a rule."""
_SHORT_SENTENCE = 45
"""Words of a sentence up to which its only two words of force belong together across edits."""


@dataclass(frozen=True, slots=True)
class Paired:
    """Pairs of words of force, and those that stand alone."""

    pairs: tuple[tuple[Changed, Changed], ...]
    gone: tuple[Changed, ...]
    come: tuple[Changed, ...]


def paired(view: View, clauses: Clauses, gone: Sequence[Changed], come: Sequence[Changed]) -> Paired:
    """Return which words took each other's place, best fit first; each is compared with the nearest only."""
    offers = []
    for i, a in enumerate(gone):
        for j in _near(a, come):
            fit = _fit(view, clauses, a, come[j])
            if fit is not None:
                offers.append((-fit, abs(a.stretch - come[j].stretch), i + j, i, j))
    mine, theirs = dict[int, int](), set[int]()
    for _, _, _, i, j in sorted(offers):
        if i not in mine and j not in theirs:
            mine[i] = j
            theirs.add(j)
    return Paired(
        tuple((gone[i], come[j]) for i, j in sorted(mine.items())),
        tuple(a for i, a in enumerate(gone) if i not in mine),
        tuple(b for j, b in enumerate(come) if j not in theirs),
    )


def _near(a: Changed, come: Sequence[Changed]) -> range:
    low = bisect_left(come, a.stretch, key=lambda one: one.stretch)
    first = max(0, min(low - _MOST_COMPARED // 2, len(come) - _MOST_COMPARED))
    return range(first, min(len(come), first + _MOST_COMPARED))


def _fit(view: View, clauses: Clauses, a: Changed, b: Changed) -> int | None:
    """Return how well two words fit each other; None where they stand in different clauses."""
    one_edit = a.stretch == b.stretch
    one_sentence = clauses.correspond(a.sentence, b.sentence)
    verb = _one_verb(view, a, b)
    level = _one_level(a, b)
    if a.mark.aside != b.mark.aside and not (level or (one_edit and (verb or _is_short(view, a, _RETOLD)))):
        return None
    if one_edit:
        if not verb and not level and not (one_sentence or _is_short(view, a)):
            return None
    elif not one_sentence or not (verb or level or _is_short_sentence(view, clauses, a)):
        return None
    return 3 * one_edit + 3 * verb + 2 * level


def _one_verb(view: View, a: Changed, b: Changed) -> bool:
    one, other = governed(view.old.text, a.mark.end, count=2), governed(view.new.text, b.mark.end, count=2)
    return bool(set(one[:1]) & set(other) or set(other[:1]) & set(one))


def _one_level(a: Changed, b: Changed) -> bool:
    one, other = a.mark.entry("operator"), b.mark.entry("operator")
    return (
        one is not None
        and other is not None
        and one.level == other.level
        and a.mark.negated == b.mark.negated
    )


def _is_short(view: View, a: Changed, most: int = _SHORT) -> bool:
    return max(edit_words(view, side, a.stretch).count for side in ("old", "new")) <= most


def _is_short_sentence(view: View, clauses: Clauses, a: Changed) -> bool:
    span = clauses.old[a.sentence] if clauses.old else None
    return span is None or len(span) <= 7 * _SHORT_SENTENCE
