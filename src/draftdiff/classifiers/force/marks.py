"""Words of force in a text, each with its polarity: "must", "no action may", "is not required to"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from draftdiff.classifiers.force.lexicon import Entry, Grammar, Ladder, Lexicon, load_lexicon
from draftdiff.classifiers.force.polarity import BACK, is_negated, is_only, says_chance, words_back
from draftdiff.text.remembering import remembered
from draftdiff.text.tokens import Row, is_word, row_of

_BAN = 5.0
_FREEDOM = 1.0
_BURDENS = frozenset(["have", "has", "had"])  # denied, they free: "nobody has to"; "nobody must" forbids

_TOLD_KINDS = frozenset(["need", "advice", "ban", "permission", "grant"])
# What may follow "is to": a verb, not "is to its left" or "is to non-members".
_VERB = re.compile(
    r"(?!say$|the$|a$|an$|its$|their$|our$|your$|this$|those$|\w+(?:ing|ed|al|ive|ous|ic|s|ion|ity|ness)$)[a-z]+$"
)
_QUOTATION = re.compile(
    r"\u201c[^\u201c\u201d]*\u201d|\"[^\"]*\"|\u00ab[^\u00ab\u00bb]*\u00bb|`[^`]*`"
    r"|\[[A-Z][^\[\]]*\](?=\()|\b_[A-Z][^_]{9,}_"  # in Markdown: the title of a link, a title set off
)
_KEY_WORD = re.compile(r"`[A-Z]+(?: NOT)?`")  # a word of force set in code is no quotation
_OPENS_CONDITION = frozenset(
    (word,)
    for word in (
        "the",
        "a",
        "an",
        "that",
        "this",
        "any",
        "it",
        "they",
        "you",
        "we",
        "such",
        "there",
        "no",
        "he",
        "she",
    )
)
_OF_NOUNS = frozenset(["required", "needed", "necessary"])
_TIES = frozenset(["and", "or", "not", "also", "still", "hereby", "thus", "therefore"])


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
    aside: bool = False
    """Whether the words only describe: an attribute ("the required fields"), a rule retold ("the law requires")."""

    def entry(self, role: str) -> Entry | None:
        """Return what the words are in a role, or None."""
        for entry in self.entries:
            if entry.role == role:
                return entry
        return None

    def is_act(self) -> bool:
        """Return whether the words ask for an act or are one: a modal or a verb, not "all" or "usually"."""
        return any(
            entry.role == "operator" or (entry.role == "verb" and entry.kind != "measure")
            for entry in self.entries
        )

    def says_the_same(self, other: Mark) -> bool:
        """Return whether another place has the same words, of the same weight."""
        return (self.text, self.entries, self.negated, self.only, self.chance) == (
            other.text, other.entries, other.negated, other.only, other.chance
        )  # fmt: skip

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
        if entry.kind == "release" and self.negated:
            return _BAN
        if entry.kind == "duty" and self.negated and self.text.split()[0].casefold() in _BURDENS:
            return _FREEDOM  # "nobody has to"
        if entry.kind in ("permission", "grant") and (self.negated or self.only):
            return _FREEDOM if self.chance else _BAN
        return entry.level


def is_denied(mark: Mark) -> bool:
    """Return whether the words forbid or deny: must not, cannot, is forbidden to."""
    entry = mark.entry("operator")
    return mark.negated or (entry is not None and entry.kind in ("ban", "inability"))


@remembered(4_096)
def marks_of(text: str, language: str) -> tuple[Mark, ...]:
    """Return the words of force of a text in order; none for a language without a lexicon."""
    lexicon = load_lexicon(language)
    if lexicon is None:
        return ()
    row = row_of(text)
    if "\u2019" in text:
        row = Row([word.replace("\u2019", "'") for word in row.texts], row.starts)
    keys = tuple(map(str.casefold, row.texts))
    if "_" in text:
        keys = tuple([key.strip("_") for key in keys])  # _MAY_ is "may" in Markdown
    quoted = [
        match.span() for match in _QUOTATION.finditer(text) if not _KEY_WORD.fullmatch(match.group())
    ]  # ascending, apart
    grammar = lexicon.grammar
    found = []
    end = 0
    for at in lexicon.openings(keys):
        if at < end:
            continue
        length, entries = lexicon.longest(keys, at)
        if not length:
            continue
        end = at + length
        if _is_no_act(keys, at, end, grammar):
            entries = tuple(entry for entry in entries if entry.role != "verb" or entry.kind == "measure")
        if any(entry.role == "operator" for entry in entries) and _is_frame(keys, at + length, grammar):
            entries = ()
        if entries and not _is_none(row, keys, at, quoted, grammar) and not _is_title(row, at):
            found.append(_mark(row, keys, at, length, entries, grammar))
    return tuple(found)


def _is_no_act(keys: tuple[str, ...], at: int, after: int, grammar: Grammar) -> bool:
    """Return whether a verb is a noun here, or tells of somebody else's act: "the request", "decisions adopted by"."""
    if at and keys[at - 1] in grammar.determiners and not keys[at].endswith("ing"):
        return True
    return keys[at].endswith("ed") and after == at + 1 and keys[after : after + 1] == ("by",)


def _mark(
    row: Row,
    keys: tuple[str, ...],
    at: int,
    length: int,
    entries: tuple[Entry, ...],
    grammar: Grammar,
) -> Mark:
    after = at + length
    kind = next((entry.kind for entry in entries if entry.role == "operator"), "")
    negated = is_negated(keys, at, after, kind, grammar)
    return Mark(
        row.starts[at],
        row.end(after - 1),
        " ".join(row.texts[at:after]),
        entries,
        negated=negated,
        only=is_only(keys, at, after, kind, grammar),
        chance=negated and keys[at] == "may" and says_chance(keys, after),
        aside=_is_aside(row, keys, at, after, kind, grammar),
    )


def _is_aside(row: Row, keys: tuple[str, ...], at: int, after: int, kind: str, grammar: Grammar) -> bool:
    """Return whether a word of need, advice, ban or leave describes a noun, or retells what somebody else asks."""
    numbered = keys[after : after + 1] != () and keys[after][:1].isdigit()  # "RECOMMENDED 0.5"
    if kind not in _TOLD_KINDS or after - at > 1 or (row.texts[at].isupper() and not numbered):
        return False
    if keys[at] in grammar.told:
        return not grammar.own_voice & {*keys[max(0, at - 3) : at]}
    if keys[at] not in grammar.attributes:
        return False
    before = keys[max(0, at - 3) : at]
    if grammar.copulas & {*before} and not grammar.determiners & {*before[-1:]}:
        return False
    follow = keys[after : after + 1]
    if follow == ("to",) and keys[at] in _OF_NOUNS and before and is_word(before[-1]):
        return before[-1] not in _TIES  # "the work required to finish"
    return bool(follow) and is_word(follow[0]) and follow[0] not in grammar.after_predicate


def _is_title(row: Row, at: int) -> bool:
    """Return whether the word stands in a title: "the Plan to", "Who Must Give Way", a capital inside a sentence."""
    text = row.texts[at]
    return text[:1].isupper() and not text.isupper() and at > 0 and is_word(row.texts[at - 1])


def _labels_a_field(keys: tuple[str, ...], at: int) -> bool:
    """Return whether the word is a label in front of text: "Required:", "Required/Optional"."""
    return keys[at + 1 : at + 2] in ((":",), ("/",)) or keys[max(0, at - 1) : at] == ("/",)


def _is_frame(keys: tuple[str, ...], follow: int, grammar: Grammar) -> bool:
    """Return whether a modal only frames what follows: "it should be noted that", "readers should be aware that"."""
    if keys[follow : follow + 1] in (("also",), ("always",)):
        follow += 1
    if keys[follow : follow + 1] == ("be",):
        if keys[follow + 2 : follow + 3] == ("as",) and keys[follow + 1] in grammar.read_as:
            return True
        return keys[follow + 1 : follow + 2] != () and keys[follow + 1] in grammar.frames
    return (
        keys[follow : follow + 1] != ()
        and keys[follow] in grammar.frame_verbs
        and keys[follow + 1 : follow + 2] in (("that",), ("in",), ("how",), ("of",))
    )


def _is_none(
    row: Row, keys: tuple[str, ...], at: int, quoted: list[tuple[int, int]], grammar: Grammar
) -> bool:
    """Return whether the words are no words of force here: a month, a noun, somebody else's words."""
    word, first, last = row.texts[at], row.starts[at], row.end(at)
    before = bisect_left(quoted, (first, 0)) - 1
    if before >= 0 and last < quoted[before][1]:
        return True
    if word[:1].isupper() and keys[at] not in grammar.modals and _labels_a_field(keys, at):
        return True
    if keys[at + 1 : at + 2] == ("to",) and keys[at] in ("is", "are"):
        return any(
            keys[before] in grammar.not_duty for before in words_back(keys, at, BACK)
        ) or not _VERB.match("".join(keys[at + 2 : at + 3]))
    opens = at == 0 or not is_word(keys[at - 1])
    if keys[at] == "should" and opens and (word == "Should" or keys[at + 1 : at + 2] in _OPENS_CONDITION):
        return True  # "Should the server fail, ..."
    if keys[at] in grammar.imperatives:
        return not (opens and word[:1].isupper())
    if word == "May":
        around = (*keys[max(0, at - 1) : at], *keys[at + 1 : at + 2])
        return any(beside[:1].isdigit() for beside in around)
    if keys[at] == "will":
        return at > 0 and keys[at - 1] in grammar.nouns_after
    return False


__all__ = ["Lexicon", "Mark", "is_denied", "marks_of"]
