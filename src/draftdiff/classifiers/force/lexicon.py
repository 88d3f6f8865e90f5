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
        "only": [str],
        "nouns_after": [str],
        "determiners": [str],
        "frames": [str],
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

_ANY: frozenset[str] = frozenset(["*"])
_MOST_ANY = 4
"""Words that a star in a form may stand for."""
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
    """Of an operator: duty, need, ban, statement, advice, permission, chance. Else the family."""
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
    only: frozenset[str]
    nouns_after: frozenset[str]
    """Words before "will" that make it a noun."""
    determiners: frozenset[str]
    """Words that make the verb after them a noun: the request."""
    frames: frozenset[str]
    """Participles of a mere frame: it should be noted that."""
    opening_endings: tuple[str, ...]
    """Endings of a verb that opens a paragraph; empty: any."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Forms by their first word, longest first: each a row of the words that may stand at each place."""

    language: str
    forms: dict[str, tuple[tuple[tuple[frozenset[str], ...], Entry], ...]]
    ladders: dict[str, Ladder]
    grammar: Grammar

    def default_ladders(self) -> tuple[str, ...]:
        """Return the ladders with words of their own, in the order of the file."""
        return tuple(name for name, ladder in self.ladders.items() if ladder.words_of == name)

    def longest(self, words: tuple[str, ...], at: int) -> tuple[int, tuple[Entry, ...]]:
        """Return how many words from `at` the longest form covers, and what it is on each ladder."""
        covered = 0
        found: list[Entry] = []
        for form, entry in self.forms.get(words[at], ()):
            if len(form) < covered:
                break
            if at + len(form) > len(words):
                continue
            for place, one in enumerate(form, at):
                if words[place] not in one and one is not _ANY:
                    break
            else:
                covered = len(form)
                if entry not in found:
                    found.append(entry)
        return covered, tuple(found)


@cache
def load_lexicon(language: str) -> Lexicon | None:
    """Return the words of force of a language, or None where none are shipped."""
    if language not in LANGUAGES:
        return None
    name = f"force-{language}.toml"
    text = resources.files("draftdiff.classifiers.lexicons").joinpath(name).read_text("utf-8")
    data = parse_table(text, _SHAPE, name)
    rows = [*_operators(data), *_verbs(data), *_scoped(data)]
    forms: dict[str, list[tuple[tuple[frozenset[str], ...], Entry]]] = {}
    for form, entry in rows:
        for first in sorted(form[0]):
            forms.setdefault(first, []).append((form, entry))
    ordered = {first: tuple(sorted(found, key=lambda row: -len(row[0]))) for first, found in forms.items()}
    ladders = {name: _ladder(name, row, data) for name, row in data["ladder"].items()}
    return Lexicon(language, ordered, ladders, _grammar(data["grammar"]))


def _grammar(row: dict[str, Any]) -> Grammar:
    def listed(name: str) -> frozenset[str]:
        return frozenset(row.get(name, ()))

    return Grammar(
        not_after=listed("not_after"),
        not_before=listed("not_before"),
        between=listed("between"),
        no_subject=listed("no_subject"),
        only=listed("only"),
        nouns_after=listed("nouns_after"),
        determiners=listed("determiners"),
        frames=listed("frames"),
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
        for form in _expanded(text)
    ]


def _verbs(data: dict[str, Any]) -> list[_Row]:
    return [
        (
            form,
            Entry(role="verb", kind="verb", ladder=row["ladder"], level=float(row["level"]), lemma=lemma),
        )
        for row in data.get("verb", ())
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
            forms = [(*form, *(_ANY,) * count) for form in forms for count in range(_MOST_ANY + 1)]
            continue
        choice = frozenset(word.rstrip("?").split("|"))
        longer = [(*form, choice) for form in forms]
        forms = [*forms, *longer] if word.endswith("?") else longer
    return forms


def _inflected(lemma: str) -> str:
    """Return the pattern of a verb phrase with all forms of its first word."""
    verb, _, rest = lemma.partition(" ")
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
