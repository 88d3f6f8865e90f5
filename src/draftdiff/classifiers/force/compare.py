"""What became of the words of force from one text to the other.

Words of force outside the edits stay. Those in an edit are paired with those of the other side: in the same edit
first, then in the same sentence. A pair moves on a ladder that both stand on; a word of force alone is judged
against the plain clause that stands on the other side.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.classifiers.force.marks import Mark, marks_of
from draftdiff.classifiers.view import Stretch, View
from draftdiff.text.sentences import sentence_spans
from draftdiff.text.tokens import words

MODALS = "modals"
_PLAIN = 4.0
"""Where a plain statement, an imperative or a promise stands on the ladder of modals."""
_FREE_WORDS = 3
"""Other words in an edit that only adds or takes away a word of force."""
_LIGHT = frozenset(
    ["be", "is", "are", "was", "were", "been", "being", "to", "also", "then", "not", "have", "has", "it", "that",
     "we", "you", "they", "the", "a", "an", "only", "do", "does", "and", "or"]
)  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class _Changed:
    """A word of force that an edit touches."""

    mark: Mark
    stretch: int
    sentence: int


def shifts(view: View, ladders: Sequence[str], language: str) -> tuple[Shift, ...]:
    """Return the steps of force of a change, in the order of its edits."""
    old, new = marks_of(view.old.text, language), marks_of(view.new.text, language)
    if not old and not new:
        return ()
    same, gone, come = _touched(view, old, new)
    found = [shift for a, b, at in same if (shift := _step(a, b, ladders, at)) is not None]
    found += _operators(view, gone, come, ladders)
    found += _verbs(gone, come, ladders)
    for role, sign in (("hedge", -1), ("booster", 1), ("qualifier", -1)):
        found += _scoped(view, gone, come, role, sign)
    return tuple(sorted(found, key=lambda shift: (shift.stretch, shift.kind)))


def _touched(
    view: View, old: Sequence[Mark], new: Sequence[Mark]
) -> tuple[list[tuple[Mark, Mark, int]], list[_Changed], list[_Changed]]:
    """Return the marks that stay in place but changed, and those that an edit took or brought."""
    at_start = {mark.start: mark for mark in new}
    same: list[tuple[Mark, Mark, int]] = []
    kept_old: set[int] = set()
    kept_new: set[int] = set()
    for mark in old:
        there = at_start.get(view.mapped(mark.start))
        if there is None or not _one_word(mark, there):
            continue
        kept_old.add(mark.start)
        kept_new.add(there.start)
        same.append((mark, there, _nearest(view, mark.start)))
    gone = _in_stretches(view, [mark for mark in old if mark.start not in kept_old], "old")
    come = _in_stretches(view, [mark for mark in new if mark.start not in kept_new], "new")
    return same, gone, come


def _one_word(old: Mark, new: Mark) -> bool:
    return any(a.role == b.role for a in old.entries for b in new.entries)


def _nearest(view: View, start: int) -> int:
    ends = [stretch.old_end for stretch in view.stretches]
    return min(bisect_right(ends, start), len(ends) - 1)


def _in_stretches(view: View, marks: Sequence[Mark], side: str) -> list[_Changed]:
    found = []
    text = view.old.text if side == "old" else view.new.text
    sentences = [span.start for span in sentence_spans(text)]
    ranges = [(s.old_start, s.old_end) if side == "old" else (s.new_start, s.new_end) for s in view.stretches]
    starts = [start for start, _ in ranges]
    for mark in marks:
        at = bisect_right(starts, mark.end - 1) - 1
        if at < 0 or view.stretches[at].transferred:
            continue
        start, end = ranges[at]
        if mark.start < end or mark.start < start < mark.end:
            found.append(_Changed(mark, at, bisect_right(sentences, mark.start)))
    return found


def _step(old: Mark, new: Mark, ladders: Sequence[str], stretch: int) -> Shift | None:
    """Return the step between two marks on the first ladder where they differ; None where they do not."""
    for ladder in ladders:
        a, b = old.level(ladder), new.level(ladder)
        if a is None or b is None or a == b:
            continue
        role = "operator" if ladder == MODALS else "verb"
        return Shift(1 if b > a else -1, role, ladder, (old.start, old.end), (new.start, new.end), stretch)
    return None


# ------------------------------------------------------------------ operators


def _operators(
    view: View, gone: Sequence[_Changed], come: Sequence[_Changed], ladders: Sequence[str]
) -> list[Shift]:
    if MODALS not in ladders:
        return []
    lost = [c for c in gone if c.mark.entry("operator")]
    won = [c for c in come if c.mark.entry("operator")]
    found: list[Shift] = []
    pairs, lost, won = _paired(lost, won)
    for a, b in pairs:
        step = _step(a.mark, b.mark, [MODALS], b.stretch)
        if step is not None:
            found.append(step)
    for changed, side in ((lost, "old"), (won, "new")):
        found += [shift for c in changed if (shift := _alone(view, c, side)) is not None]
    return found


def _paired(
    lost: list[_Changed], won: list[_Changed]
) -> tuple[list[tuple[_Changed, _Changed]], list[_Changed], list[_Changed]]:
    """Return pairs of the same edit, then of the same sentence, in order; and what is left over."""
    pairs: list[tuple[_Changed, _Changed]] = []
    for key in ("stretch", "sentence"):
        rest: list[_Changed] = []
        for a in lost:
            partner = next((b for b in won if getattr(a, key) == getattr(b, key)), None)
            if partner is None:
                rest.append(a)
                continue
            pairs.append((a, partner))
            won = [b for b in won if b is not partner]
        lost = rest
    return pairs, lost, won


def _alone(view: View, changed: _Changed, side: str) -> Shift | None:
    """Return the step of an operator that stands on one side only, against a plain clause on the other."""
    entry = changed.mark.entry("operator")
    level = changed.mark.level(MODALS)
    if entry is None or level is None or entry.kind == "noun" or level == _PLAIN:
        return None
    stretch = view.stretches[changed.stretch]
    own, other = _own_and_other(view, stretch, side)
    if _is_repeated(view, changed.mark, side) or other.casefold() == "to":
        return None
    clause_stands = bool(other.strip()) or _other_words(own, changed.mark, view, side) <= _FREE_WORDS
    if not clause_stands and level < 3:
        return None
    more = level > _PLAIN if clause_stands else True
    direction = (1 if more else -1) * (1 if side == "new" else -1)
    span = (changed.mark.start, changed.mark.end)
    counter = _counter(stretch, side)
    return Shift(
        direction,
        "operator",
        MODALS,
        span if side == "old" else counter,
        span if side == "new" else counter,
        changed.stretch,
    )


def _own_and_other(view: View, stretch: Stretch, side: str) -> tuple[str, str]:
    texts = view.old_words(stretch), view.new_words(stretch)
    return texts if side == "old" else (texts[1], texts[0])


def _counter(stretch: Stretch, side: str) -> tuple[int, int] | None:
    """Return the range of the other side of an edit, or None where nothing stands there."""
    start, end = (
        (stretch.new_start, stretch.new_end) if side == "old" else (stretch.old_start, stretch.old_end)
    )
    return (start, end) if end > start else None


def _other_words(own: str, mark: Mark, view: View, side: str) -> int:
    text = view.old.text if side == "old" else view.new.text
    force = {token.text.casefold() for token in words(text[mark.start : mark.end])}
    return sum(1 for token in words(own) if token.text.casefold() not in force | _LIGHT)


def _is_repeated(view: View, mark: Mark, side: str) -> bool:
    """Return whether the same word of force governs the same sentence before: one duty told once or twice."""
    text = view.old.text if side == "old" else view.new.text
    word = text[mark.start : mark.end]
    span = next((s for s in sentence_spans(text) if s.start <= mark.start < s.end), None)
    before = text[span.start : mark.start] if span else text[: mark.start]
    return bool(re.search(rf"\b{re.escape(word)}\b", before)) and not mark.negated


# ------------------------------------------------------------------ verbs


def _verbs(gone: Sequence[_Changed], come: Sequence[_Changed], ladders: Sequence[str]) -> list[Shift]:
    """Return the steps of verbs that took each other's place in one edit."""
    found = []
    verbs = [ladder for ladder in ladders if ladder != MODALS]
    lost = [c for c in gone if c.mark.entry("verb")]
    won = [c for c in come if c.mark.entry("verb")]
    for a in lost:
        for b in won:
            if a.stretch != b.stretch:
                continue
            step = _step(a.mark, b.mark, verbs, b.stretch)
            if step is not None:
                found.append(step)
                won = [c for c in won if c is not b]
                break
    return found


# ------------------------------------------------------------------ hedges, boosters, qualifiers


def _scoped(
    view: View, gone: Sequence[_Changed], come: Sequence[_Changed], role: str, sign: int
) -> list[Shift]:
    """Return the steps of words that only weaken or strengthen what another word says."""
    lost = [c for c in gone if c.mark.entry(role)]
    won = [c for c in come if c.mark.entry(role)]
    _, lost, won = _paired(lost, won)
    found = []
    for changed, side, direction in ((lost, "old", -sign), (won, "new", sign)):
        for c in changed:
            if not _in_scope(view, c, side, role):
                continue
            span = (c.mark.start, c.mark.end)
            found.append(
                Shift(
                    direction,
                    role,
                    "",
                    span if side == "old" else None,
                    span if side == "new" else None,
                    c.stretch,
                )
            )
    return found


def _in_scope(view: View, changed: _Changed, side: str, role: str) -> bool:
    """Return whether the word touches a clause that stands on both sides, not one that came or went with it."""
    stretch = view.stretches[changed.stretch]
    own, other = _own_and_other(view, stretch, side)
    start = stretch.old_start if side == "old" else stretch.new_start
    lead = own[: max(0, changed.mark.start - start)]
    if role == "qualifier" and not words(lead):
        return True
    return bool(other.strip()) or _other_words(own, changed.mark, view, side) <= _FREE_WORDS
