"""The step between two words of force on a ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.classifiers.force.lexicon import Ladder
from draftdiff.classifiers.force.marks import Mark, is_denied

MODALS = "modals"
_NOT_ALLOWED = frozenset(["ban", "inability", "permission"])
_EQUAL_BOUNDS = 0.5
"""How far "may ... only if" and the ban that it stands for may lie apart."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A step towards more (+1) or less (-1) force."""

    direction: int
    kind: str
    """operator, verb, hedge, booster or qualifier."""
    ladder: str
    old: tuple[int, int] | None
    """The deciding words, as a range of the old text."""
    new: tuple[int, int] | None
    stretch: int
    """Which edit."""


def step_between(
    old: Mark, new: Mark, ladders: Sequence[Ladder], stretch: int, least: float = 0.0
) -> Shift | None:
    """Return the step between two marks on the first ladder where they differ; None where they do not."""
    for ladder in ladders:
        a, b = old.level(ladder), new.level(ladder)
        if a is None or b is None or a == b or abs(a - b) < least or _is_tense(old, new):
            continue
        if _is_disputed(old, new, ladder) or _is_one_effect(old, new):
            continue
        if (old.only or new.only) and abs(a - b) <= _EQUAL_BOUNDS:
            continue
        role = "operator" if ladder.words_of == MODALS else "verb"
        direction = 1 if b > a else -1
        return Shift(direction, role, ladder.name, (old.start, old.end), (new.start, new.end), stretch)
    return None


def _is_disputed(old: Mark, new: Mark, ladder: Ladder) -> bool:
    lemmas = {entry.lemma for mark in (old, new) for entry in mark.entries if entry.ladder == ladder.name}
    return any(pair <= lemmas for pair in ladder.disputed)


def _is_one_effect(old: Mark, new: Mark) -> bool:
    """Return whether two kinds tell of one effect: "allows users to", "users will"; "not permitted to", "cannot"."""
    one, other = old.entry("operator"), new.entry("operator")
    if one is None or other is None:
        return False
    kinds = {one.kind, other.kind}
    denied = is_denied(old) and is_denied(new) and "inability" in kinds
    return kinds in ({"grant", "statement"}, {"promise"}) or (denied and kinds <= _NOT_ALLOWED)


def _is_tense(old: Mark, new: Mark) -> bool:
    """Return whether "should" and "would" took each other's place: reported speech, no force."""
    return {old.text.casefold(), new.text.casefold()} == {"should", "would"}
