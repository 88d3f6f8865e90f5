"""A word of force that stands on one side only, against the plain clause that stands on the other.

"The relay reports faults" binds more than "the relay may report faults" and less than "must report". That is said only
where the same clause stands on both sides, or where a whole duty came or went within a sentence that stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from draftdiff.classifiers.force.clauses import Clauses
from draftdiff.classifiers.force.edited import edit_words, governed, key, other_side, weights
from draftdiff.classifiers.force.lexicon import Ladder
from draftdiff.classifiers.force.marks import marks_of
from draftdiff.classifiers.force.place import Place, place_of
from draftdiff.classifiers.force.touched import Changed
from draftdiff.classifiers.force.uncommitted import (
    DESCRIPTION,
    FREE_WORDS,
    REQUIREMENT,
    says_no_commitment,
)
from draftdiff.classifiers.view import View, within
from draftdiff.text.tokens import words

_ADVICE = 3.0
_SHORT_WORDS = 4
"""Words of weight of an edit up to which the clause stands though its verb changed."""
_MOST_REWRITTEN = 12
"""Words of an edit beyond which a whole duty that came with it belongs to another clause."""
_MOST_SHOWN = 4
"""Words of the other side that are shown as what stood in its place."""
_MOST_READ = 2_000
"""Characters of the other side among which that is looked for."""
_SHORT_WORD = 3
_SLIP = 0.74
"""Likeness of letters from which a word in the place of a word of force is taken for a slip of the pen."""
_FAR = 600
"""Characters around a word of force among which the duty beside it is looked for."""
# Kinds that say nothing alone: nouns, and verbs that grant ("allows faster feedback").
_PAIRED_ONLY = frozenset(["noun", "grant"])
_GERUND = re.compile(r"\W*\w+ing\b", re.IGNORECASE)
_JOINED_ON = re.compile(r"(?:\b(?:and|or|but|nor)|;)\s[^.;]*$")
_ONLY_STAYS = re.compile(r"\bonly\b[^.;:]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What a word of force alone says: more (+1) or less (-1) than before, and the words in its place."""

    direction: int
    counterpart: tuple[int, int] | None
    """On the other side."""


def against_plain(view: View, clauses: Clauses, changed: Changed, ladder: Ladder) -> Found | None:
    """Return what a word of force that stands on one side only says; None where it says nothing."""
    entry, level = changed.mark.entry("operator"), changed.mark.level(ladder)
    if entry is None or level is None or entry.kind in _PAIRED_ONLY:
        return None
    if _is_typed_wrong(view, changed):
        return None
    if not clauses.stands(changed.side, changed.sentence):
        return None
    place = place_of(view, changed)
    plain = _plain_level(place, ladder)
    if plain is None or level == plain or says_no_commitment(place, level) or _is_same_word(place):
        return None
    if changed.mark.only and entry.kind == "permission" and _ONLY_STAYS.search(place.kept_before()):
        return None  # "only members may vote", "only members vote"
    if entry.kind == "release" and not changed.mark.negated and not place.other.keys:
        return Found(-1 if changed.side == "new" else 1, None)
    stands = _clause_stands(place) and not (level >= _ADVICE and _GERUND.match(place.other.text))
    if not stands and (
        not _binds_by_itself(place, level) or _is_rewritten(place) or _is_added(view, clauses, changed, place)
    ):
        return None
    more = level > plain if stands else True
    direction = (1 if more else -1) * (1 if changed.side == "new" else -1)
    return Found(direction, _counterpart(view, changed, place))


def _is_typed_wrong(view: View, changed: Changed) -> bool:
    """Return whether a slip of the pen stands in the place of a word of force: "shoud", "access much be granted"."""
    stretch = view.stretches[changed.stretch]
    if edit_words(view, other_side(changed.side), changed.stretch).count != 1:
        return False
    there = (view.new_words(stretch) if changed.side == "old" else view.old_words(stretch)).strip().casefold()
    said = changed.mark.text.casefold()
    if not there.isalpha() or " " in said or marks_of(there, view.new.draft.language):
        return False
    return len(said) > _SHORT_WORD and Indel.normalized_similarity(said, there) >= _SLIP


def _plain_level(place: Place, ladder: Ladder) -> float | None:
    """Return where the words on the other side stand; None where nothing is promised or asked on either."""
    entry = place.mark.entry("operator")
    single = place.own.count == 1 and 1 <= place.other.count <= 2
    if single and entry is not None and entry.kind == "advice":
        return DESCRIPTION
    return None if place.mark.aside else ladder.plain


def _is_same_word(place: Place) -> bool:
    """Return whether another form of the word stands in its place: "we call on", "are called upon to"."""
    return bool(set(weights(place.mark.text)) & place.other.bag)


def _clause_stands(place: Place) -> bool:
    """Return whether the clause of a word of force stands on the other side too, without it."""
    there = place.other.keys
    if not there:
        return place.beside() <= FREE_WORDS and not _is_whole(place)
    verb = governed(place.text, place.mark.end, place.end)
    return not verb or verb[0] in place.other.bag or max(place.beside(), len(there)) <= _SHORT_WORDS


def _is_whole(place: Place) -> bool:
    """Return whether a clause came or went whole, its doer before the word of force and its verb behind it."""
    subject = weights(place.opening())
    return bool(subject) and bool(governed(place.text, place.mark.end, place.end))


def _binds_by_itself(place: Place, level: float) -> bool:
    """Return whether a clause that came or went whole is a duty, or advice that made room for something else."""
    entry = place.mark.entry("operator")
    if entry is None:
        return False
    if entry.kind == "advice":
        return level >= _ADVICE and bool(place.other.keys)
    return level >= (REQUIREMENT if entry.kind == "need" else _ADVICE) and entry.kind in ("duty", "need")


def _is_added(view: View, clauses: Clauses, changed: Changed, place: Place) -> bool:
    """Return whether a clause with a doer of its own came or went beside a duty that stays in the sentence."""
    if not _is_whole(place) or not _JOINED_ON.search(place.opening()):
        return False
    marks = marks_of(place.text, place.language)
    sentence = clauses.spans(changed.side)[changed.sentence]
    start, end = max(sentence.start, place.mark.start - _FAR), min(sentence.end, place.mark.end + _FAR)
    return any(
        (entry := one.entry("operator")) is not None
        and entry.kind in ("duty", "need", "ban")
        and not one.aside
        and view.stretch_at(changed.side, one.start, one.end) is None
        for one in within(marks, start, end)
    )


def _is_rewritten(place: Place) -> bool:
    """Return whether a long replacement shares no word of weight with what it replaced."""
    if max(place.own.count, place.other.count) <= _MOST_REWRITTEN:
        return False
    return bool(place.own.bag and place.other.bag) and not place.own.bag & place.other.bag


def _counterpart(view: View, changed: Changed, place: Place) -> tuple[int, int] | None:
    """Return the verb that stood in the place of a word of force; the whole edit where it is short."""
    stretch = view.stretches[changed.stretch]
    start, end = stretch.new_start, stretch.new_end
    if changed.side == "new":
        start, end = stretch.old_start, stretch.old_end
    if end <= start:
        return None
    if place.other.count <= _MOST_SHOWN and place.other.keys:
        return start, end
    verb = governed(place.text, place.mark.end)
    match = next(
        (
            token
            for token in words(place.other.text[:_MOST_READ])
            if verb and key(token.text.casefold()) == verb[0]
        ),
        None,
    )
    return (start + match.start, start + match.end) if match else None
