"""Whether a word of force is denied, or bounded by "only": "no action may", "may act only if"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftdiff.classifiers.force.lexicon import Grammar
from draftdiff.text.tokens import is_word

# "may be none", "can have no effect": a chance; "may start no later than noon": a limit.
_LIMITS = frozenset((word,) for word in ("later", "earlier", "sooner", "longer", "more", "less", "fewer"))
_STATES = frozenset(["be", "have"])
_INHERENT = re.compile(r"\w+n't$")
# "may not be able", "may not always": a chance, no ban.
_CHANCE_AFTER_NOT = frozenset(["always", "have", "need", "apply", "necessarily", "yet", "only", "exist"])
_CHANCE_AFTER_BE = frozenset(
    ["a", "an", "the", "able", "possible", "necessary", "appropriate", "available", "sufficient", "enough",
     "suitable", "clear", "obvious", "aware", "easy", "allowed", "permitted", "required", "needed", "true", "accurate",
     "complete"]
)  # fmt: skip
_CLAUSE = 16  # words after a modal among which "only" is looked for
_CLAUSE_ENDS = frozenset([".", ";", ":", "that", "which", "who", "whose"])
_IS = (("is",), ("are",), ("be",), ("was",), ("were",))
_PAUSES = frozenset(".,;:!?()\u2029")
BACK = 6  # words before a modal among which the subject's "no" is looked for


def is_negated(keys: tuple[str, ...], at: int, after: int, kind: str, grammar: Grammar) -> bool:
    if not kind:
        return False
    if _INHERENT.match(keys[after - 1]) or _INHERENT.match(keys[at]):
        return True
    follow = after
    while follow < len(keys) and keys[follow] in ("also", "only", "then", "generally") and follow < after + 2:
        follow += 1
    modal = kind in ("duty", "statement", "permission", "chance", "release")
    if modal and follow < len(keys) and keys[follow] in grammar.not_after:
        return True
    if kind == "permission" and grammar.no_object & {*keys[follow + 1 : follow + 2]}:
        states = keys[follow] in _STATES and keys[max(0, at - 1) : at] != ("there",)
        return not states and keys[follow + 2 : follow + 3] not in _LIMITS  # "may take no action"
    if kind in ("need", "advice", "ban", "noun", "permission", "grant", "release") or not grammar.not_after:
        before = at - 1
        while (
            before >= 0
            and before > at - 4
            and (keys[before] in grammar.between or keys[before].endswith("ly"))
        ):
            before -= 1
        if before >= 0 and (keys[before] in grammar.not_before or _INHERENT.match(keys[before])):
            return True
    passive = kind in ("need", "ban") and keys[max(0, at - 1) : at] in _IS
    return (modal or passive) and _subject_is_none(keys, at, grammar)


def _subject_is_none(keys: tuple[str, ...], at: int, grammar: Grammar) -> bool:
    if grammar.no_subject.isdisjoint(keys[max(0, at - 2 * _CLAUSE) : at]):
        return False
    for distance, before in enumerate(words_back(keys, at, _CLAUSE)):
        if keys[before] in grammar.no_subject:
            near = distance < BACK or before == 0 or not is_word(keys[before - 1])
            return near and (keys[before] != "no" or keys[before - 1 : before] != ("there",))
    return False


def is_only(keys: tuple[str, ...], at: int, after: int, kind: str, grammar: Grammar) -> bool:
    if grammar.only & {*keys[after : after + 2], *keys[max(0, at - 1) : at]}:
        return True
    if kind in ("permission", "grant") and _only_bounds(keys, after, grammar):
        return True
    if grammar.only.isdisjoint(keys[max(0, at - 2 * _CLAUSE) : at]):
        return False
    return any(
        keys[before] in grammar.only and (before == 0 or not is_word(keys[before - 1]))
        for before in words_back(keys, at, _CLAUSE)
    )


def words_back(keys: tuple[str, ...], at: int, most: int) -> Iterator[int]:
    """Yield the places of the words before a word, back to the end of the clause before."""
    for before in range(at - 1, max(-1, at - 1 - 2 * most), -1):
        if keys[before] in _PAUSES or most == 0:
            return
        if is_word(keys[before]):
            most -= 1
            yield before


def _only_bounds(keys: tuple[str, ...], after: int, grammar: Grammar) -> bool:
    """Return whether "only" opens what bounds a permission behind its verb: "may refuse a licence only if"."""
    if grammar.only.isdisjoint(keys[after : after + 2 * _CLAUSE]):
        return False
    for at in range(after, min(len(keys) - 1, after + 2 * _CLAUSE)):
        if keys[at] in grammar.only:
            return keys[at + 1] in grammar.after_only
        if keys[at] in _CLAUSE_ENDS:
            return False
    return False


def says_chance(keys: tuple[str, ...], after: int) -> bool:
    rest = keys[after : after + 3]
    if len(rest) < 2 or rest[0] != "not":
        return False
    return rest[1] in _CHANCE_AFTER_NOT or (
        rest[1] == "be" and rest[2:] != () and rest[2] in _CHANCE_AFTER_BE
    )
