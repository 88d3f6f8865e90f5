"""A word of force that stands on one side only, against the plain clause that stands on the other.

"The relay reports faults" binds more than "the relay may report faults" and less than "must report". That is said only
where the same clause stands on both sides, or where a whole duty came or went within a sentence that stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from draftdiff.classifiers.force.clauses import Clauses
from draftdiff.classifiers.force.edited import EditWords, edit_words, governed, key, other_side, weights
from draftdiff.classifiers.force.lexicon import Ladder
from draftdiff.classifiers.force.marks import Mark, marks_of
from draftdiff.classifiers.force.touched import Changed
from draftdiff.classifiers.view import View, within
from draftdiff.text.tokens import words

REQUIREMENT = 5.0
_ADVICE = 3.0
_DESCRIPTION = 1.5
"""Where a verb of description stands when it takes the place of a verb of advice: describes, recommends."""
_FREE_WORDS = 3
"""Other words in an edit that only adds or takes away a word of force."""
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
_REACH = 120
"""Characters before a word of force among which a condition is looked for."""
_FAR = 600
"""Characters around a word of force among which the duty beside it is looked for."""
_CARRIED = 40
"""Characters after a modal within which a word of force that it carries ends."""
# Kinds that say nothing alone: nouns, and verbs that grant ("allows faster feedback").
_PAIRED_ONLY = frozenset(["noun", "grant"])
# What a permission to do is no commitment: "you can read more at".
_POINTERS = frozenset(["read", "see", "find", "view", "include", "includes", "learn"])
# What a contract states, whatever the modal: "is not liable" (Adams, A Manual of Style for Contract Drafting).
_DECLARED = frozenset(
    map(
        key,
        [
            "liable",
            "deemed",
            "mean",
            "construed",
            "govern",
            "entitled",
            "constitute",
            "survive",
            "effective",
            "prevail",
            "binding",
            "void",
            "apply",
            "cease",
            "commence",
            "expire",
            "terminate",
        ],
    )
)
# "shall enter into force".
_DECLARED_OF = frozenset(
    (key(verb), key(noun)) for verb, noun in (("enter", "force"), ("come", "force"), ("take", "effect"))
)
# What only happens: "rules that may apply".
_HAPPENS = frozenset(map(key, ["apply", "occur", "arise", "happen", "exist", "result"]))
_ABILITY = frozenset(["can", "could", "able to", "cannot", "can't"])
_GLOSS = re.compile(r"\((?:i\.e\.|e\.g\.|that is|for example|for instance|such as)[^()]*$", re.IGNORECASE)
_COORDINATED = re.compile(r"(?:\b(?:and|or|but)\b(?:\W+\w+){0,3}\W*|, )$", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|whether|because|since|as (?:they|it|we|you|he|she)|such that|unless"
    r"|though|although|whereas|so that|so they|so it)\b[^,;:.]*$",
    re.IGNORECASE,
)
_ABILITY_ASKED = re.compile(
    r"\b(?:before|until|unless|once|as soon as|how|what|where|who|whom|whose|why|after|while)"
    r"(?:\s+[\w'\u2019-]+){0,4}\s*$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:that|which)\s+$", re.IGNORECASE)
_INFINITIVE = re.compile(r"(?:^|\s)to\s*$", re.IGNORECASE)
_GERUND = re.compile(r"\W*\w+ing\b", re.IGNORECASE)
_JOINED_ON = re.compile(r"(?:\b(?:and|or|but|nor)|;)\s[^.;]*$")
_PARTICIPLE = re.compile(r"\W*(\w+ing)\b")
_MORE_TOLD = re.compile(r", (?:which|who|whose)\s+$")
_SENTENCE_END = re.compile(r"[.!?]\s")
_GOVERNING = re.compile(r"\s+(?:not\s+)?be\s+")
_GOVERNED = re.compile(r"\s+(?:(?:be|also|then|still|only|generally)\s+){0,2}")


@dataclass(frozen=True, slots=True)
class Found:
    """What a word of force alone says: more (+1) or less (-1) than before, and the words in its place."""

    direction: int
    counterpart: tuple[int, int] | None
    """On the other side."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word of force stands: the text, the bounds of its edit, and the words of its edit on both sides."""

    mark: Mark
    text: str
    language: str
    start: int
    end: int
    own: EditWords
    other: EditWords

    def before(self) -> str:
        """Return the text before it, as far as a condition is looked for."""
        return self.text[max(0, self.mark.start - _REACH) : self.mark.start]

    def opening(self) -> str:
        """Return the text of its edit before it, as far as a clause is looked for."""
        return self.text[max(self.start, self.mark.start - _REACH) : self.mark.start]

    def beside(self) -> int:
        """Return how many words of weight came with it."""
        return len(self.own.keys) - len(set(weights(self.mark.text)) & self.own.bag)


def against_plain(view: View, clauses: Clauses, changed: Changed, ladder: Ladder) -> Found | None:
    """Return what a word of force that stands on one side only says; None where it says nothing."""
    entry, level = changed.mark.entry("operator"), changed.mark.level(ladder)
    if entry is None or level is None or entry.kind in _PAIRED_ONLY:
        return None
    if _is_typed_wrong(view, changed):
        return None
    if not clauses.stands(changed.side, changed.sentence):
        return None
    place = _place(view, changed)
    plain = _plain_level(place, ladder)
    if plain is None or level == plain or _says_no_commitment(place, level) or _is_same_word(place):
        return None
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


def _place(view: View, changed: Changed) -> _Place:
    stretch = view.stretches[changed.stretch]
    own = edit_words(view, changed.side, changed.stretch)
    other = edit_words(view, other_side(changed.side), changed.stretch)
    if changed.side == "old":
        text, start, end = view.old.text, stretch.old_start, stretch.old_end
    else:
        text, start, end = view.new.text, stretch.new_start, stretch.new_end
    return _Place(changed.mark, text, view.new.draft.language, start, end, own, other)


def _plain_level(place: _Place, ladder: Ladder) -> float | None:
    """Return where the words on the other side stand; None where nothing is promised or asked on either."""
    entry = place.mark.entry("operator")
    single = place.own.count == 1 and 1 <= place.other.count <= 2
    if single and entry is not None and entry.kind == "advice":
        return _DESCRIPTION
    return None if place.mark.aside else ladder.plain


def _is_same_word(place: _Place) -> bool:
    """Return whether another form of the word stands in its place: "we call on", "are called upon to"."""
    return bool(set(weights(place.mark.text)) & place.other.bag)


def _clause_stands(place: _Place) -> bool:
    """Return whether the clause of a word of force stands on the other side too, without it."""
    there = place.other.keys
    if not there:
        return place.beside() <= _FREE_WORDS and not _is_whole(place)
    verb = governed(place.text, place.mark.end, place.end)
    return not verb or verb[0] in place.other.bag or max(place.beside(), len(there)) <= _SHORT_WORDS


def _is_whole(place: _Place) -> bool:
    """Return whether a clause came or went whole, its doer before the word of force and its verb behind it."""
    subject = weights(place.opening())
    return bool(subject) and bool(governed(place.text, place.mark.end, place.end))


def _binds_by_itself(place: _Place, level: float) -> bool:
    """Return whether a clause that came or went whole is a duty, or advice that made room for something else."""
    entry = place.mark.entry("operator")
    if entry is None:
        return False
    if entry.kind == "advice":
        return level >= _ADVICE and bool(place.other.keys)
    return level >= (REQUIREMENT if entry.kind == "need" else _ADVICE) and entry.kind in ("duty", "need")


def _is_added(view: View, clauses: Clauses, changed: Changed, place: _Place) -> bool:
    """Return whether a clause with a doer of its own came or went beside a duty that stays in the sentence."""
    if not _is_whole(place) or not _JOINED_ON.search(place.opening()):
        return False
    spans, side = (clauses.old, view.old) if changed.side == "old" else (clauses.new, view.new)
    marks = marks_of(side.text, place.language)
    start, end = max(0, place.mark.start - _FAR), min(len(side.text), place.mark.end + _FAR)
    if spans:
        start, end = max(start, spans[changed.sentence].start), min(end, spans[changed.sentence].end)
    return any(
        (entry := one.entry("operator")) is not None
        and entry.kind in ("duty", "need", "ban")
        and not one.aside
        and view.stretch_at(changed.side, one.start, one.end) is None
        for one in within(marks, start, end)
    )


def _is_rewritten(place: _Place) -> bool:
    """Return whether a long replacement shares no word of weight with what it replaced."""
    if max(place.own.count, place.other.count) <= _MOST_REWRITTEN:
        return False
    return bool(place.own.bag and place.other.bag) and not place.own.bag & place.other.bag


def _counterpart(view: View, changed: Changed, place: _Place) -> tuple[int, int] | None:
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


# ------------------------------------------------------------------ no commitment


def _says_no_commitment(place: _Place, level: float) -> bool:
    """Return whether the word stands where it binds nobody: a pointer, a condition, a repetition."""
    before = place.before()
    following = words(place.text[place.mark.end : place.mark.end + _CARRIED])[:1]
    if level < _DESCRIPTION and any(token.text.casefold() in _POINTERS for token in following):
        return True
    return (
        bool(_INFINITIVE.search(place.other.text[-_CARRIED:]))
        or bool(_CONDITION.search(before))
        or bool(_GLOSS.search(before))
        or _asks_for_ability(place.mark, before)
        or _only_states(place, before)
        or _governs_force(place)
        or is_governed(place.mark, place.text, place.language)
        or _is_factored(place, before)
        or _is_carried_on(place)
        or _comes_in_relative(place)
    )


def _only_states(place: _Place, before: str) -> bool:
    """Return whether the modal stands before a verb that tells what is so or what may happen, no act."""
    verb = governed(place.text, place.mark.end, count=3)
    verb = tuple(one for one in verb if one != key("into"))
    word = place.mark.text.casefold()
    if not verb:
        return False
    if word in ("shall", "will") and (verb[0] in _DECLARED or verb[:2] in _DECLARED_OF):
        return True
    return word in ("may", "might") and verb[0] in _HAPPENS and bool(_RELATIVE.search(before))


def _asks_for_ability(mark: Mark, before: str) -> bool:
    """Return whether "can" or "needs to" only tells what somebody is able to do: "before a client can connect"."""
    ability = mark.text.casefold() in _ABILITY
    if ability and _RELATIVE.search(before):
        return True
    return (ability or mark.text.casefold().startswith("need")) and bool(_ABILITY_ASKED.search(before))


def _governs_force(place: _Place) -> bool:
    """Return whether a duty only carries another word of force: "shall not be permitted"."""
    entry = place.mark.entry("operator")
    marks = marks_of(place.text, place.language)
    after = within(marks, place.mark.end, place.mark.end + _CARRIED)[:1]
    if entry is None or not after:
        return False
    between = place.text[place.mark.end : after[0].start]
    binds = after[0].entry("operator") is not None or after[0].entry("qualifier") is not None
    duty = entry.kind == "duty" and entry.level >= REQUIREMENT
    return duty and binds and bool(_GOVERNING.fullmatch(between))


def is_governed(mark: Mark, text: str, language: str) -> bool:
    """Return whether another word of force stands right before and decides: "may" before "need to"."""
    before = within(marks_of(text, language), max(0, mark.start - _REACH), mark.start - 1)[-1:]
    return any(
        (entry := m.entry("operator")) is not None
        and entry.kind != "noun"
        and _GOVERNED.fullmatch(text[m.end : mark.start])
        for m in before
    )


def _is_carried_on(place: _Place) -> bool:
    """Return whether the act now hangs on a like duty as a participle: "You must report, using the form"."""
    match = _PARTICIPLE.match(place.other.text)
    act = governed(place.text, place.mark.end)
    return (
        match is not None
        and bool(act)
        and key(match[1].casefold()) == act[0]
        and _is_repeated(place, across=True)
    )


def _comes_in_relative(place: _Place) -> bool:
    """Return whether the word came or went with a clause that only tells more of a thing: ", which must be short"."""
    return _MORE_TOLD.search(place.opening()) is not None


def _is_factored(place: _Place, before: str) -> bool:
    """Return whether the sentence tells one duty once instead of twice."""
    alone = not place.other.keys and place.beside() <= _FREE_WORDS
    tied = bool(_COORDINATED.search(before)) or place.mark.text.casefold() == "optionally"
    return (alone or (tied and bool(place.other.keys))) and _is_repeated(place)


def _is_repeated(place: _Place, *, across: bool = False) -> bool:
    """Return whether a like word of force stands near in the sentence: one duty told once or twice."""
    mark, text = place.mark, place.text
    entry = mark.entry("operator")
    marks = marks_of(text, place.language)
    near = within(marks, max(0, mark.start - 2 * _REACH), mark.start)
    if mark.text.casefold() == "optionally":
        near = [*near, *within(marks, mark.end, mark.end + 2 * _REACH)]
    return any(
        (other := m.entry("operator")) is not None
        and entry is not None
        and m.negated == mark.negated
        and (across or not _SENTENCE_END.search(text[min(m.end, mark.end) : max(m.start, mark.start)]))
        and (m.text.casefold() == mark.text.casefold() or 0 <= other.level - entry.level <= 0.5)
        for m in near
    )
