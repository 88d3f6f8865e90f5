"""What stands beside a word of force in its sentence: its bounds, the duty before it, its act on the other side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from draftdiff.classifiers.force.clauses import Clauses
from draftdiff.classifiers.force.edited import governed, other_side, weights
from draftdiff.classifiers.force.marks import Mark, marks_of
from draftdiff.classifiers.force.touched import Changed
from draftdiff.classifiers.view import View, within

BEFORE = 40
"""Characters before a word that are looked at."""
SIGNS = (("hedge", -1), ("booster", 1), ("qualifier", -1))
"""Roles of words that weaken or strengthen others, and which of both they do where they come."""
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
    start, end = _around(clauses, changed, _LONG_SENTENCE)
    return bool(_ANY_BOUND.search(view.side(changed.side).text, start, end))


def is_turned(view: View, clauses: Clauses, changed: Changed) -> bool:
    """Return whether a denial came or went with a bound: "cannot pass unless you sit it", "you must sit it to pass"."""
    own, other = view.side(changed.side).text, view.side(other_side(changed.side)).text
    start, end = _around(clauses, changed, 2 * _LONG_SENTENCE)
    denial = _DENIAL.search(own, start, end)
    if denial is None or not _BOUND.search(own, denial.end(), end):
        return False
    there = clauses.facing(changed.side, changed.sentence)
    if max(map(len, there), default=0) > _MOST_TURNED:
        return False
    return not any(_BOUND_OR_DENIAL.search(other, one.start, one.end) for one in there)


def _around(clauses: Clauses, changed: Changed, reach: int) -> tuple[int, int]:
    """Return the range of the sentence of a word, as far as it reaches before and behind."""
    sentence, mark = clauses.spans(changed.side)[changed.sentence], changed.mark
    return max(sentence.start, mark.start - reach), min(sentence.end, mark.end + reach)


def is_on_permission(view: View, changed: Changed) -> bool:
    """Return whether discretion is said of leave to act: "may, at its option, offer" says no more than "may offer"."""
    if family_of(changed) not in _FREE_ANYWAY:
        return False
    last = [(one, entry) for one in _before(view, changed) if (entry := one.entry("operator")) is not None][
        -1:
    ]
    return any(entry.kind == "permission" and not one.negated for one, entry in last)


def role_of(changed: Changed) -> str:
    """Return whether a word is a hedge, booster or qualifier; "" for another."""
    return next((role for role, _ in SIGNS if changed.mark.entry(role)), "")


def family_of(changed: Changed) -> str:
    """Return the family of a hedge, booster or qualifier; "" for another word."""
    entry = changed.mark.entry(role_of(changed))
    return entry.kind if entry else ""


def is_said_there(view: View, clauses: Clauses, changed: Changed, keys: frozenset[str]) -> bool:
    """Return whether the words of a qualifier stand in the like sentence otherwise: "if available", "are available"."""
    sentence = clauses.spans(changed.side)[changed.sentence]
    if not keys or len(sentence) > _LONG_SENTENCE:
        return False
    own, other = view.side(changed.side).text, view.side(other_side(changed.side)).text
    here = Counter(weights(sentence.of(own)))
    said = Counter(
        word for span in clauses.facing(changed.side, changed.sentence) for word in weights(span.of(other))
    )
    return all(said[word] >= here[word] for word in keys)


def parts_duty(view: View, changed: Changed) -> bool:
    """Return whether a qualifier stands between a word of force and its verb: "shall, as appropriate, list"."""
    text, mark = view.side(changed.side).text, changed.mark
    return text.startswith(",", mark.end) and any(
        one.entry("operator") and text[one.end : mark.start].strip() == ","
        for one in _before(view, changed)[-1:]
    )


def act_stands(view: View, clauses: Clauses, changed: Changed) -> bool:
    """Return whether the act that a word governs stands in the sentence that says the same, without a like word."""
    act = governed(view.side(changed.side).text, changed.mark.end)
    said = clauses.facing(changed.side, changed.sentence)
    sentence = clauses.spans(changed.side)[changed.sentence]
    if not act or max(map(len, (sentence, *said))) > _LONG_SENTENCE:
        return False
    other = view.side(other_side(changed.side))
    marks = marks_of(other.text, other.draft.language)
    role, family = role_of(changed), family_of(changed)
    return any(
        act[0] in weights(span.of(other.text))
        and not any(
            (entry := one.entry(role)) is not None and entry.kind == family
            for one in within(marks, span.start, span.end)
        )
        for span in said
    )


def follows_duty(view: View, changed: Changed, start: int) -> bool:
    """Return whether words of effort now stand right behind a duty that stays: "shall use best efforts to defend"."""
    text = view.side(changed.side).text
    if text[start : changed.mark.start].strip():
        return False
    before = [one for one in _before(view, changed) if one.end <= start][-1:]
    return any(one.entry("operator") and not text[one.end : start].strip() for one in before)


def _before(view: View, changed: Changed) -> Sequence[Mark]:
    """Return the words of force close before a word."""
    side = view.side(changed.side)
    marks = marks_of(side.text, side.draft.language)
    return within(marks, max(0, changed.mark.start - BEFORE), changed.mark.start)
