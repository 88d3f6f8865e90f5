"""What stands beside a word of force in its sentence: its bounds, the duty before it, its act on the other side."""

from __future__ import annotations

import re
from collections import Counter

from draftdiff.classifiers.force.clauses import Clauses
from draftdiff.classifiers.force.edited import governed, weights
from draftdiff.classifiers.force.marks import marks_of
from draftdiff.classifiers.force.touched import Changed
from draftdiff.classifiers.view import View, within

BEFORE = 40
"""Characters before a word that are looked at."""
SIGNS = (("hedge", -1), ("booster", 1), ("qualifier", -1))
_LONG_SENTENCE = 300
"""Characters of a sentence up to which a hedge and its act are looked for wherever they stand."""
_DENIAL = re.compile(r"\b(?:not|no|never|cannot|none|neither)\b|n['\u2019]t\b", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:unless|except|until|without)\b", re.IGNORECASE)
_BOUND_OR_DENIAL = re.compile(f"{_BOUND.pattern}|{_DENIAL.pattern}", re.IGNORECASE)
_MOST_TURNED = 4_000
"""Characters of a sentence beyond which it is not looked through for a bound."""
_ANY_BOUND = re.compile(
    r"\b(?:unless|except|until|without|where|when|if|before|otherwise than|other than|outside|save)\b",
    re.IGNORECASE,
)
_FREE_ANYWAY = frozenset(["discretion", "voluntariness", "condition"])
"""Families of qualifiers that a permission holds already."""


def is_bounded(view: View, clauses: Clauses, changed: Changed) -> bool:
    """Return whether the sentence of a word of force holds a clause that bounds it."""
    spans, text = (clauses.old, view.old.text) if changed.side == "old" else (clauses.new, view.new.text)
    mark = changed.mark
    start, end = max(0, mark.start - _LONG_SENTENCE), min(len(text), mark.end + _LONG_SENTENCE)
    if spans:
        start, end = max(start, spans[changed.sentence].start), min(end, spans[changed.sentence].end)
    return bool(_ANY_BOUND.search(text, start, end))


def is_turned(view: View, clauses: Clauses, changed: Changed) -> bool:
    """Return whether a denial came or went with a bound: "cannot pass unless you sit it", "you must sit it to pass"."""
    own, other = (clauses.old, view.old.text), (clauses.new, view.new.text)
    if changed.side == "new":
        own, other = other, own
    if not own[0]:
        return False
    sentence = own[0][changed.sentence]
    start = max(sentence.start, changed.mark.start - 2 * _LONG_SENTENCE)
    end = min(sentence.end, changed.mark.end + 2 * _LONG_SENTENCE)
    denial = _DENIAL.search(own[1], start, end)
    if denial is None or not _BOUND.search(own[1], denial.end(), end):
        return False
    pairs = clauses.counterparts if changed.side == "old" else clauses.backwards
    there = [other[0][one] for one in pairs.get(changed.sentence, ())]
    if max(map(len, there), default=0) > _MOST_TURNED:
        return False
    return not any(_BOUND_OR_DENIAL.search(other[1], one.start, one.end) for one in there)


def is_on_permission(view: View, changed: Changed) -> bool:
    """Return whether discretion is said of leave to act: "may, at its option, offer" says no more than "may offer"."""
    if family_of(changed) not in _FREE_ANYWAY:
        return False
    side = view.old if changed.side == "old" else view.new
    mark = changed.mark
    near = within(marks_of(side.text, side.draft.language), max(0, mark.start - BEFORE), mark.start)
    last = [(one, entry) for one in near if (entry := one.entry("operator")) is not None][-1:]
    return any(entry.kind == "permission" and not one.negated for one, entry in last)


def role_of(changed: Changed) -> str:
    return next((role for role, _ in SIGNS if changed.mark.entry(role)), "")


def family_of(changed: Changed) -> str:
    entry = changed.mark.entry(role_of(changed))
    return entry.kind if entry else ""


def is_said_there(view: View, clauses: Clauses, changed: Changed, keys: frozenset[str]) -> bool:
    """Return whether the words of a qualifier stand in the like sentence otherwise: "if available", "are available"."""
    own, other = view.old.text, view.new.text
    spans, there, pairs = clauses.old, clauses.new, clauses.counterparts
    if changed.side == "new":
        own, other, spans, there, pairs = other, own, there, spans, clauses.backwards
    if not keys or not spans or len(spans[changed.sentence]) > _LONG_SENTENCE:
        return False
    here = Counter(weights(spans[changed.sentence].of(own)))
    said = Counter(
        word for number in pairs.get(changed.sentence, ()) for word in weights(there[number].of(other))
    )
    return all(said[word] >= here[word] for word in keys)


def parts_duty(view: View, changed: Changed) -> bool:
    """Return whether a qualifier stands between a word of force and its verb: "shall, as appropriate, list"."""
    side = view.old if changed.side == "old" else view.new
    mark = changed.mark
    before = within(marks_of(side.text, side.draft.language), max(0, mark.start - BEFORE), mark.start)[-1:]
    return side.text.startswith(",", mark.end) and any(
        one.entry("operator") and side.text[one.end : mark.start].strip() == "," for one in before
    )


def act_stands(view: View, clauses: Clauses, changed: Changed) -> bool:
    """Return whether the act that a hedge governs stands in the sentence that says the same, without a like hedge."""
    own, other = view.old.text, view.new.text
    spans, there, pairs = clauses.old, clauses.new, clauses.counterparts
    if changed.side == "new":
        own, other, spans, there, pairs = other, own, there, spans, clauses.backwards
    act = governed(own, changed.mark.end)
    if not act or not spans:
        return False
    said = [there[number] for number in pairs.get(changed.sentence, ())]
    if max(map(len, (spans[changed.sentence], *said))) > _LONG_SENTENCE:
        return False
    marks = marks_of(other, view.new.draft.language)
    role, family = role_of(changed), family_of(changed)
    return any(
        act[0] in weights(span.of(other))
        and not any(
            (entry := one.entry(role)) is not None and entry.kind == family
            for one in within(marks, span.start, span.end)
        )
        for span in said
    )


def follows_duty(view: View, changed: Changed, start: int) -> bool:
    """Return whether words of effort now stand right behind a duty that stays: "shall use best efforts to defend"."""
    side = view.old if changed.side == "old" else view.new
    if side.text[start : changed.mark.start].strip():
        return False
    before = within(marks_of(side.text, side.draft.language), max(0, start - BEFORE), start)[-1:]
    return any(one.entry("operator") and not side.text[one.end : start].strip() for one in before)
