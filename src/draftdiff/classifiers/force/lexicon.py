"""The words of force of a language, from a TOML file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from draftdiff.tables import Shape, parse_table

LANGUAGES = ("en", "fr", "es")
"""Languages with a lexicon; for others force is not checked."""

_ENTRY: Shape = {"family!": str, "source!": str, "forms!": [str]}
_SHAPE: Shape = {
    "language!": str,
    "grammar!": {
        "source!": str,
        "not_after": [str],
        "not_before": [str],
        "between": [str],
        "no_subject": [str],
        "no_object": [str],
        "only": [str],
        "after_only": [str],
        "conditions": [str],
        "nouns_after": [str],
        "determiners": [str],
        "frames": [str],
        "frame_verbs": [str],
        "read_as": [str],
        "not_duty": [str],
        "modals": [str],
        "attributes": [str],
        "told": [str],
        "own_voice": [str],
        "imperatives": [str],
        "copulas": [str],
        "after_predicate": [str],
        "opening_endings": [str],
    },
    "ladder!": {
        "*": {
            "about!": str,
            "source!": str,
            "words_of": str,
            "kinds": [str],
            "capitals": bool,
            "alone": bool,
            "measures": bool,
            "plain": float,
        }
    },
    "operator!": [{"ladder!": str, "kind!": str, "level!": float, "forms!": [str]}],
    "verb": [{"ladder!": str, "level!": float, "lemmas": [str], "forms": [str]}],
    "disputed": [{"ladder!": str, "source!": str, "lemmas!": [str]}],
    "hedge": [_ENTRY],
    "qualifier": [_ENTRY],
    "booster": [_ENTRY],
}

_ANY = "*"
_END = ""
"""In the tree of forms: any word, and the entries of a form that ends here."""
_MOST_ANY = 5
"""Words that a star in a form may stand for."""
_STOPS = frozenset([".", ";", ":", "!", "?", "\u2029"])
"""Signs that it never stands for: a form lies within one clause."""
_IRREGULAR = {
    "take": ("takes", "taking", "took", "taken"),
    "put": ("puts", "putting", "put"),
    "begin": ("begins", "beginning", "began", "begun"),
    "commit": ("commits", "committing", "committed"),
    "regret": ("regrets", "regretting", "regretted"),
    "bear": ("bears", "bearing", "bore"),
    "be": ("is", "are", "being", "was", "were", "been"),
    "end": ("ends", "ending", "ended"),
    "uphold": ("upholds", "upholding", "upheld"),
    "stop": ("stops", "stopping", "stopped"),
    "halt": ("halts", "halting", "halted"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One form of a word of force."""

    role: str
    """operator, verb, hedge, qualifier or booster."""
    kind: str
    """Of an operator: duty, need, ban, statement, advice, permission, chance. Of a verb: verb, or
    measure for words that tell how often, how soon or how much. Else the family."""
    ladder: str = ""
    level: float = 0.0
    lemma: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A scale of force."""

    name: str
    about: str
    source: str
    words_of: str
    """The ladder whose words it takes; its own name if it has words of its own."""
    kinds: frozenset[str] = frozenset()
    """Only operators of these kinds; empty: all."""
    capitals: bool = False
    """Whether only words in capitals count (RFC 8174)."""
    disputed: tuple[frozenset[str], ...] = ()
    """Lemmas between which no step is said."""
    plain: float = 4.0
    """Where a plain statement, an imperative or a promise stands, if this is a ladder of modals."""
    alone: bool = True
    """Whether a word that stands on one side only is judged against the plain clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How a language denies, restricts, and opens the paragraphs of a resolution."""

    not_after: frozenset[str]
    """Right after a modal."""
    not_before: frozenset[str]
    """Before a word of force, with only words of `between` in the gap."""
    between: frozenset[str]
    no_subject: frozenset[str]
    """Subjects that deny the whole clause."""
    no_object: frozenset[str]
    """Words that deny a clause right after its verb: may take no action."""
    only: frozenset[str]
    after_only: frozenset[str]
    """Words after an "only" that bounds the clause before it: only if, only with."""
    conditions: frozenset[str]
    """Words that open a clause which limits a duty: if, unless."""
    nouns_after: frozenset[str]
    """Words before "will" that make it a noun."""
    determiners: frozenset[str]
    """Words that make the verb after them a noun: the request."""
    frames: frozenset[str]
    """Participles of a mere frame: it should be noted that."""
    read_as: frozenset[str]
    """Participles that, before "as", only tell how a text is meant."""
    frame_verbs: frozenset[str]
    """Verbs of a mere frame: readers should note that."""
    not_duty: frozenset[str]
    """Words before "is to" that make it no duty: the aim is to."""
    modals: frozenset[str]
    """Modal verbs: never a label in front of text."""
    attributes: frozenset[str]
    """Words of need, advice, ban or leave that may stand before a noun: the required fields."""
    told: frozenset[str]
    """Verbs by which a text retells what somebody asks or allows: the law requires."""
    imperatives: frozenset[str]
    """Words of force only where they open a sentence."""
    own_voice: frozenset[str]
    """Subjects in whose mouth these verbs ask themselves: we require."""
    copulas: frozenset[str]
    after_predicate: frozenset[str]
    """Words after a participle that show it is no attribute: required to."""
    opening_endings: tuple[str, ...]
    """Endings of a verb that opens a paragraph; empty: any."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The forms of a language as a tree of their words."""

    language: str
    forms: dict[str, Any]
    """By first word, then second: at last, under the empty word, the entries of the form."""
    ladders: dict[str, Ladder]
    grammar: Grammar

    def default_ladders(self) -> tuple[str, ...]:
        """Return the ladders with words of their own, in the order of the file."""
        return tuple(name for name, ladder in self.ladders.items() if ladder.words_of == name)

    def openings(self, words: tuple[str, ...]) -> list[int]:
        """Return where a form may begin: its first word stands there, and its second unless one is enough."""
        follows = (*words[1:], _END)
        return [
            at
            for at, node in enumerate(map(self.forms.get, words))
            if node is not None and (follows[at] in node or _END in node or _ANY in node)
        ]

    def longest(self, words: tuple[str, ...], at: int) -> tuple[int, tuple[Entry, ...]]:
        """Return how many words from `at` the longest form covers, and what it is on each ladder."""
        node, place = self.forms[words[at]], at + 1
        covered, found = 0, tuple[Entry, ...]()
        while _ANY not in node:  # one way on: most forms
            if _END in node:
                covered, found = place - at, node[_END]
            follow = words[place] if place < len(words) else ""
            if not follow or follow not in node:
                return covered, found
            node = node[follow]
            place += 1
        several, ended = self._longest_of_several(words, place, node)
        return (several - at, ended) if ended else (covered, found)

    def _longest_of_several(
        self, words: tuple[str, ...], place: int, node: dict[str, Any]
    ) -> tuple[int, tuple[Entry, ...]]:
        """Return where the longest form ends that goes on from a node, stars on the way, and what it is."""
        reached, end, found = [node], place, list[tuple[Entry, ...]]()
        while reached:
            ended = [node[_END] for node in reached if _END in node]
            if ended:
                end, found = place, ended
            if place >= len(words):
                break
            word = words[place]
            steps = (word,) if word in _STOPS else (word, _ANY)
            reached = [node[step] for node in reached for step in steps if step in node]
            place += 1
        if len(found) == 1:
            return end, found[0]
        return end, tuple(dict.fromkeys(entry for entries in found for entry in entries))


@cache
def load_lexicon(language: str) -> Lexicon | None:
    """Return the words of force of a language, or None where none are shipped."""
    if language not in LANGUAGES:
        return None
    name = f"force-{language}.toml"
    text = resources.files("draftdiff.classifiers.lexicons").joinpath(name).read_text("utf-8")
    data = parse_table(text, _SHAPE, name)
    forms: dict[str, Any] = {}
    for form, entry in (*_operators(data), *_verbs(data), *_scoped(data)):
        _plant(forms, form, entry)
    ladders = {name: _ladder(name, row, data) for name, row in data["ladder"].items()}
    return Lexicon(language, forms, ladders, _grammar(data["grammar"]))


def _plant(forms: dict[str, Any], form: tuple[frozenset[str], ...], entry: Entry) -> None:
    """Put a form into the tree, once for each choice of its words."""
    nodes = [forms]
    for choice in form:
        nodes = [node.setdefault(word, {}) for node in nodes for word in sorted(choice)]
    for node in nodes:
        entries = node.get(_END, ())
        if entry not in entries:
            node[_END] = (*entries, entry)


def _grammar(row: dict[str, Any]) -> Grammar:
    def listed(name: str) -> frozenset[str]:
        return frozenset(row.get(name, ()))

    return Grammar(
        not_after=listed("not_after"),
        not_before=listed("not_before"),
        between=listed("between"),
        no_subject=listed("no_subject"),
        no_object=listed("no_object"),
        only=listed("only"),
        after_only=listed("after_only"),
        conditions=listed("conditions"),
        nouns_after=listed("nouns_after"),
        determiners=listed("determiners"),
        frames=listed("frames"),
        read_as=listed("read_as"),
        frame_verbs=listed("frame_verbs"),
        not_duty=listed("not_duty"),
        modals=listed("modals"),
        attributes=listed("attributes"),
        told=listed("told"),
        own_voice=listed("own_voice"),
        imperatives=listed("imperatives"),
        copulas=listed("copulas"),
        after_predicate=listed("after_predicate"),
        opening_endings=tuple(row.get("opening_endings", ())),
    )


def _ladder(name: str, row: dict[str, Any], data: dict[str, Any]) -> Ladder:
    return Ladder(
        name=name,
        about=row["about"],
        source=row["source"],
        words_of=row.get("words_of", name),
        kinds=frozenset(row.get("kinds", ())),
        capitals=row.get("capitals", False),
        disputed=tuple(frozenset(one["lemmas"]) for one in data.get("disputed", ()) if one["ladder"] == name),
        plain=float(row.get("plain", data["ladder"].get("modals", {}).get("plain", 4.0))),
        alone=row.get("alone", True),
    )


_Row = tuple[tuple[frozenset[str], ...], Entry]


def _operators(data: dict[str, Any]) -> list[_Row]:
    return [
        (
            form,
            Entry(
                role="operator", kind=row["kind"], ladder=row["ladder"], level=float(row["level"]), lemma=text
            ),
        )
        for row in data["operator"]
        for text in row["forms"]
        for pattern in (text, *_denied(text))
        for form in _expanded(pattern)
    ]


def _denied(text: str) -> tuple[str, ...]:
    """Return the pattern with a "not" before its "to": asked not to, is not to."""
    return (f"{text.removesuffix(' to')} not to",) if " " in text and text.endswith(" to") else ()


def _verbs(data: dict[str, Any]) -> list[_Row]:
    return [
        (
            form,
            Entry(role="verb", kind=kind, ladder=row["ladder"], level=float(row["level"]), lemma=lemma),
        )
        for row in data.get("verb", ())
        for kind in ("measure" if data["ladder"][row["ladder"]].get("measures") else "verb",)
        for lemma, pattern in (
            *((lemma, _inflected(lemma)) for lemma in row.get("lemmas", ())),
            *((text, text) for text in row.get("forms", ())),
        )
        for form in _expanded(pattern)
    ]


def _scoped(data: dict[str, Any]) -> list[_Row]:
    return [
        (form, Entry(role=role, kind=row["family"], lemma=text))
        for role in ("hedge", "qualifier", "booster")
        for row in data.get(role, ())
        for text in row["forms"]
        for form in _expanded(text)
    ]


def _expanded(text: str) -> list[tuple[frozenset[str], ...]]:
    """Return the forms that a pattern stands for, one for each choice of its optional words and stars."""
    forms: list[tuple[frozenset[str], ...]] = [()]
    for word in text.split():
        if word == "*":
            some = frozenset([_ANY])
            forms = [(*form, *(some,) * count) for form in forms for count in range(_MOST_ANY + 1)]
            continue
        choice = frozenset(word.rstrip("?").split("|"))
        longer = [(*form, choice) for form in forms]
        forms = [*forms, *longer] if word.endswith("?") else longer
    return forms


def _inflected(lemma: str) -> str:
    """Return the pattern of a verb phrase with all forms of its first word, adverbs before it left alone."""
    verb, _, rest = lemma.partition(" ")
    if verb.endswith("ly"):
        return f"{verb} {_inflected(rest)}"
    return f"{'|'.join((verb, *_forms_of(verb)))} {rest}".strip()


def _forms_of(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return (f"{verb}s", f"{verb[:-1]}ing", f"{verb}d")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (f"{verb[:-1]}ies", f"{verb}ing", f"{verb[:-1]}ied")
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return (f"{verb}es", f"{verb}ing", f"{verb}ed")
    return (f"{verb}s", f"{verb}ing", f"{verb}ed")
