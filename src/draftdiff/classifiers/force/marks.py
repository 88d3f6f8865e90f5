"""Words of force in a text, each with its polarity: "must", "no action may", "is not required to"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from draftdiff.classifiers.force.lexicon import Entry, Grammar, Ladder, Lexicon, load_lexicon
from draftdiff.text.tokens import Token, is_word, tokenize

_BAN = 5.0
_FREEDOM = 1.0

_INHERENT = re.compile(r"(?:cannot|\w+n't)$")
# "may not be able", "may not always": a chance, no ban.
_CHANCE_AFTER_NOT = frozenset(["always", "have", "need", "apply", "necessarily", "yet", "only", "exist"])
_CHANCE_AFTER_BE = frozenset(
    ["a", "an", "the", "able", "possible", "necessary", "appropriate", "available", "sufficient", "enough",
     "suitable", "clear", "obvious", "aware", "easy", "allowed", "permitted", "required", "needed", "true", "accurate",
     "complete"]
)  # fmt: skip
_QUOTATION = re.compile(r"\u201c[^\u201c\u201d]*\u201d|\"[^\"]*\"|\u00ab[^\u00bb]*\u00bb|`[^`]*`")
_BACK = 6  # words before a modal among which the subject's "no" is looked for


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of force at a place. `start` and `end` bound its words, its negation left out."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    negated: bool = False
    only: bool = False
    chance: bool = False
    """Whether a negated permission only says that something is uncertain."""

    def entry(self, role: str) -> Entry | None:
        """Return what the words are in a role, or None."""
        return next((entry for entry in self.entries if entry.role == role), None)

    def level(self, ladder: Ladder) -> float | None:
        """Return the level on a ladder, the negation counted; None where it has none."""
        if ladder.capitals and not self.text.isupper():
            return None
        for entry in self.entries:
            if entry.ladder != ladder.words_of or (ladder.kinds and entry.kind not in ladder.kinds):
                continue
            return self._modal_level(entry) if entry.role == "operator" else entry.level
        return None

    def _modal_level(self, entry: Entry) -> float:
        if entry.kind in ("need", "ban", "noun") and self.negated:
            return _FREEDOM
        if entry.kind in ("permission", "grant") and (self.negated or self.only):
            return _FREEDOM if self.chance else _BAN
        return entry.level


@lru_cache(maxsize=4_096)
def marks_of(text: str, language: str) -> tuple[Mark, ...]:
    """Return the words of force of a text in order; none for a language without a lexicon."""
    lexicon = load_lexicon(language)
    if lexicon is None:
        return ()
    tokens = [token for token in tokenize(text) if not token.text.isspace()]
    keys = tuple(token.text.casefold().replace("\u2019", "'") for token in tokens)
    quoted = [match.span() for match in _QUOTATION.finditer(text)]
    grammar = lexicon.grammar
    found = []
    at = 0
    while at < len(tokens):
        if keys[at] not in lexicon.forms:
            at += 1
            continue
        length, entries = lexicon.longest(keys, at)
        if at and keys[at - 1] in grammar.determiners and not keys[at].endswith("ing"):
            entries = tuple(entry for entry in entries if entry.role != "verb")
        if entries and not _is_none(tokens, keys, at, quoted, grammar) and not _is_title(tokens, at):
            found.append(_mark(tokens, keys, at, length, entries, grammar))
        at += max(1, length)
    return tuple(found)


def _mark(
    tokens: list[Token],
    keys: tuple[str, ...],
    at: int,
    length: int,
    entries: tuple[Entry, ...],
    grammar: Grammar,
) -> Mark:
    after = at + length
    kind = next((entry.kind for entry in entries if entry.role == "operator"), "")
    negated = _is_negated(keys, at, after, kind, grammar)
    return Mark(
        tokens[at].start,
        tokens[after - 1].end,
        " ".join(token.text for token in tokens[at:after]),
        entries,
        negated=negated,
        only=_is_only(keys, at, after, grammar),
        chance=negated and keys[at] == "may" and _says_chance(keys, after),
    )


def _is_negated(keys: tuple[str, ...], at: int, after: int, kind: str, grammar: Grammar) -> bool:
    if not kind:
        return False
    if _INHERENT.match(keys[after - 1]) or _INHERENT.match(keys[at]):
        return True
    follow = after
    while follow < len(keys) and keys[follow] in ("also", "only", "then", "generally") and follow < after + 2:
        follow += 1
    modal = kind in ("duty", "statement", "permission", "chance")
    if modal and follow < len(keys) and keys[follow] in grammar.not_after:
        return True
    if kind in ("need", "advice", "ban", "noun", "permission", "grant") or not grammar.not_after:
        before = at - 1
        while before >= 0 and keys[before] in grammar.between and before > at - 4:
            before -= 1
        if before >= 0 and (keys[before] in grammar.not_before or _INHERENT.match(keys[before])):
            return True
    return modal and _subject_is_none(keys, at, grammar)


def _subject_is_none(keys: tuple[str, ...], at: int, grammar: Grammar) -> bool:
    for before in range(at - 1, max(-1, at - 1 - _BACK), -1):
        if not is_word(keys[before]):
            return False
        if keys[before] in grammar.no_subject:
            return keys[before] != "no" or keys[before - 1 : before] != ("there",)
    return False


def _is_only(keys: tuple[str, ...], at: int, after: int, grammar: Grammar) -> bool:
    if grammar.only & {*keys[after : after + 2], *keys[max(0, at - 1) : at]}:
        return True
    for before in range(at - 1, max(-1, at - 1 - _BACK), -1):
        if not is_word(keys[before]):
            return False
        if keys[before] in grammar.only and (before == 0 or not is_word(keys[before - 1])):
            return True
    return False


def _says_chance(keys: tuple[str, ...], after: int) -> bool:
    rest = keys[after : after + 3]
    if len(rest) < 2 or rest[0] != "not":
        return False
    return rest[1] in _CHANCE_AFTER_NOT or (
        rest[1] == "be" and rest[2:] != () and rest[2] in _CHANCE_AFTER_BE
    )


def _is_title(tokens: list[Token], at: int) -> bool:
    """Return whether the word stands in a title: "the Plan to", "Who Must Give Way", a capital inside a sentence."""
    text = tokens[at].text
    return text[:1].isupper() and not text.isupper() and at > 0 and is_word(tokens[at - 1].text)


def _is_none(
    tokens: list[Token], keys: tuple[str, ...], at: int, quoted: list[tuple[int, int]], grammar: Grammar
) -> bool:
    """Return whether the words are no words of force here: a month, a noun, somebody else's words."""
    token = tokens[at]
    if keys[at + 1 : at + 2] == ("be",) and keys[at + 2 : at + 3] and keys[at + 2] in grammar.frames:
        return True
    if any(start < token.start and token.end < end for start, end in quoted):
        return True
    if token.text == "May":
        around = (*keys[max(0, at - 1) : at], *keys[at + 1 : at + 2])
        return any(word[:1].isdigit() for word in around)
    if keys[at] == "will":
        return at > 0 and keys[at - 1] in grammar.nouns_after
    return False


__all__ = ["Lexicon", "Mark", "marks_of"]
