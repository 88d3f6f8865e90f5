"""Where a word of force commits nobody: a pointer, a condition, an ability, a duty that is told twice."""

from __future__ import annotations

import re

from draftdiff.classifiers.force.edited import governed, key
from draftdiff.classifiers.force.marks import Mark, marks_of
from draftdiff.classifiers.force.place import Place
from draftdiff.classifiers.view import within
from draftdiff.text.tokens import words

REQUIREMENT = 5.0
DESCRIPTION = 1.5
"""Where a verb of description stands when it takes the place of a verb of advice: describes, recommends."""
FREE_WORDS = 3
"""Other words in an edit that only adds or takes away a word of force."""
_REACH = 120
"""Characters around a word of force among which another is looked for."""
_CARRIED = 40
"""Characters after a modal within which a word of force that it carries ends."""
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
_PARTICIPLE = re.compile(r"\W*(\w+ing)\b")
_MORE_TOLD = re.compile(r", (?:which|who|whose)\s+$")
_SENTENCE_END = re.compile(r"[.!?]\s")
_GOVERNING = re.compile(r"\s+(?:not\s+)?be\s+")
_GOVERNED = re.compile(r"\s+(?:(?:be|also|then|still|only|generally)\s+){0,2}")


def says_no_commitment(place: Place, level: float) -> bool:
    """Return whether the word stands where it binds nobody: a pointer, a condition, a repetition."""
    before = place.before()
    following = words(place.text[place.mark.end : place.mark.end + _CARRIED])[:1]
    if level < DESCRIPTION and any(token.text.casefold() in _POINTERS for token in following):
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


def _only_states(place: Place, before: str) -> bool:
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


def _governs_force(place: Place) -> bool:
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


def _is_carried_on(place: Place) -> bool:
    """Return whether the act now hangs on a like duty as a participle: "You must report, using the form"."""
    match = _PARTICIPLE.match(place.other.text)
    act = governed(place.text, place.mark.end)
    return (
        match is not None
        and bool(act)
        and key(match[1].casefold()) == act[0]
        and _is_repeated(place, across=True)
    )


def _comes_in_relative(place: Place) -> bool:
    """Return whether the word came or went with a clause that only tells more of a thing: ", which must be short"."""
    return _MORE_TOLD.search(place.opening()) is not None


def _is_factored(place: Place, before: str) -> bool:
    """Return whether the sentence tells one duty once instead of twice."""
    alone = not place.other.keys and place.beside() <= FREE_WORDS
    tied = bool(_COORDINATED.search(before)) or place.mark.text.casefold() == "optionally"
    return (alone or (tied and bool(place.other.keys))) and _is_repeated(place)


def _is_repeated(place: Place, *, across: bool = False) -> bool:
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
