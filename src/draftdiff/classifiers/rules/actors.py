"""Another doer for the same act: actor-changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import Side, View
from draftdiff.classifiers.words import any_of, word_set
from draftdiff.model import Label

_LONGEST = 220
"""Characters of the words that name who is asked."""
_SUBJECT = 8
"""Words of a subject before "shall"."""
_TO_ACT = re.compile(r"[\s,]+(?:[a-z]+ly )?to (?P<verb>(?!the\b|its\b|all\b|a\b)[a-z]+)")
_STOP = re.compile(r"[;:.\u2029]|\bthat\b")
_MODAL = re.compile(r"\b(?P<modal>shall|should|must|may|will|ought to|SHALL|SHOULD|MUST|MAY)\b(?: not)? ")
_CLAUSE = re.compile(
    r"[,;:.\u2029()\u201c]|\b(?:that|which|and|or|but|if|when|where|whether|because|while|as|before|after)\b"
)
_FINITE = re.compile(r"\s*(?:is|are|was|were|has|have|had|do|does|did)\b")
"""Begins a clause whose subject stands before it: "the processor that is no controller shall"."""
_PASSIVE = re.compile(
    r"(?:not )?be (?:\w+ed|used|made|given|held|set|done|taken|written|known|shown|sent|kept|paid|read)\b(?! to\b)"
)
"""Behind a modal verb: the subject is acted upon. "Shall be obliged to" asks its subject to act."""
_TELLING = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|be|been|shall|should|must|may|will|can|could|would|to|from|by|with"
    r"|in|on|at|into|under|between|among|through|(?!developing\b)[a-z]+ing)\b"
)
"""Words of a clause that does more than name who acts."""
_BESIDE = re.compile(
    r",? (?:including|such as|inter alia|in particular|within|in accordance|through|where|as appropriate|in a position"
    r"|with (?:a view|the)|in (?:view|the light|this|that|their|its)|taking|bearing|in line|on the basis|when"
    r"|while|if|at its|by|in c\w+ (?:with|of))\b"
)
"""Begins what is told beside the name of who acts."""
_WORD = re.compile(r"[^\W\d_][\w\u2011'-]*")
_JOINS = re.compile(r",|\band\b|\bor\b|\bwith\b|/|\bas well as\b")


@dataclass(frozen=True, slots=True)
class _Duty:
    """Who acts, and the words that fix the clause: the one that asks, and the verb of what is asked."""

    start: int
    end: int
    anchor: int
    verb: int
    own: bool
    """Whether the text's own author acts."""


def _on_change(view: View) -> Iterable[Label]:
    if view.new.draft.language != "en":
        return
    old = _duties(view.old)
    new = _duties(view.new) if old else []
    anchors = {duty.anchor: duty for duty in new}
    verbs = {duty.verb: duty for duty in new}
    rewritten = {_act(view.new, view.stretch_at("new", duty.verb, duty.verb + 1), duty): duty for duty in new}
    for duty in old if new else ():
        act = _act(view.old, view.stretch_at("old", duty.verb, duty.verb + 1), duty)
        other = (
            verbs.get(view.mapped(duty.verb))
            or (rewritten.get(act) if act[0] is not None else None)
            or anchors.get(view.mapped(duty.anchor))
        )
        if other is None or not _is_edited(view, duty, other):
            continue
        if _is_another(_name(view.old, duty), _name(view.new, other), duty, other):
            yield _label(view, duty, other)
            return


def _act(side: Side, stretch: int | None, duty: _Duty) -> tuple[int | None, str]:
    """Return the edit in which the verb of a duty stands, if any, and the verb."""
    verb = _WORD.match(side.text, duty.verb)
    return stretch, verb.group() if verb else ""


def _duties(side: Side) -> list[_Duty]:
    return [*_asked(side.text), *_subjects(side.text)]


def _asked(text: str) -> Iterator[_Duty]:
    """Yield who is asked: what stands between a word that asks and "to do"."""
    for match in any_of("actors-en", "directives").finditer(text):
        stop = _STOP.search(text, match.end())
        last = min(match.end() + _LONGEST, stop.start() if stop else len(text))
        act = next((a for a in _TO_ACT.finditer(text, match.end(), last) if a["verb"] not in _NO_ACT), None)
        if act and _names_doer(text[match.end() : act.start()]):
            beside = _BESIDE.search(text, match.end(), act.start())
            end = beside.start() if beside else act.start()
            yield _Duty(match.end(), end, match.start(), act.start("verb"), own=False)
    for match in any_of("actors-en", "own").finditer(text):
        act = _TO_ACT.match(text, match.end())
        if act:
            yield _Duty(match.start(), match.end(), match.start(), act.start("verb"), own=True)


# "States parties to the Treaty", "contributions to development": no act.
_NO_ACT = frozenset(
    ["development", "peace", "security", "date", "which", "whom", "it", "them", "that", "this", "those"]
)


def _subjects(text: str) -> Iterator[_Duty]:
    """Yield the few words before a modal verb, if they name a doer."""
    for match in _MODAL.finditer(text):
        before = text[max(0, match.start() - 120) : match.start()]
        start = match.start() - len(before) + _subject_start(before)
        words = text[start : match.start()]
        if _PASSIVE.match(text, match.end()) or _FINITE.match(words):
            continue
        if len(words.split()) <= _SUBJECT and _names_doer(words):
            yield _Duty(start, match.start(), match.start(), match.end(), own=False)


def _subject_start(before: str) -> int:
    """Return where the subject begins that ends with these words: doers in a row are one subject."""
    cuts = [0]
    for one in _CLAUSE.finditer(before):
        joined = one.group() in ("and", "or", ",") and _is_doer_alone(before[cuts[-1] : one.start()])
        if not joined:
            cuts.append(one.end())
    return cuts[-1]


def _is_doer_alone(words: str) -> bool:
    """Return whether words name a doer and tell no act of it."""
    return 0 < len(words.split()) <= _SUBJECT and _names_doer(words) and _TELLING.search(words) is None


def _names_doer(words: str) -> bool:
    return any(_singular(word) in _doers() for word in _WORD.findall(words.casefold().replace("\u2011", "-")))


def _doers() -> frozenset[str]:
    return word_set("actors-en", "doers")


def _light() -> frozenset[str]:
    return word_set("actors-en", "light")


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def _is_edited(view: View, duty: _Duty, other: _Duty) -> bool:
    return (
        view.stretch_at("old", duty.start, duty.end) is not None
        or view.stretch_at("new", other.start, other.end) is not None
    )


def _name(side: Side, duty: _Duty) -> str:
    return side.text[duty.start : duty.end].casefold().replace("\u2011", "-")


def _is_another(old: str, new: str, duty: _Duty, other: _Duty) -> bool:
    """Return whether two names are of different doers: neither holds the other, or one doer was joined by more."""
    if duty.own or other.own:
        return duty.own != other.own
    a, b = _weight(old), _weight(new)
    if not a or not b or a == b:
        return False
    if a < b or b < a:
        few, many = (old, new) if a < b else (new, old)
        return not _JOINS.search(few) and bool(_JOINS.search(many)) and _doers_in(few) != _doers_in(many)
    classes = word_set("actors-en", "classes")
    if (a & b) and (a - b <= classes or b - a <= classes):
        return False  # a name gave way to its class, or the reverse
    return _doers_in(old) != _doers_in(new) or not (a & b)


def _weight(name: str) -> frozenset[str]:
    return frozenset(_singular(word) for word in _WORD.findall(name)) - _light()


def _doers_in(name: str) -> Sequence[str]:
    return sorted(_singular(word) for word in _WORD.findall(name) if _singular(word) in _doers())


def _label(view: View, duty: _Duty, other: _Duty) -> Label:
    evidence = (
        view.old.evidence(duty.start, duty.end),
        view.new.evidence(other.start, other.end),
    )
    because = f"'{evidence[0].text}' became '{evidence[1].text}'"
    return Label(name="actor-changed", rule=RULE.name, because=because, evidence=evidence)


RULE = Rule(
    name="actors",
    labels=(
        LabelDoc(
            name="actor-changed",
            meaning="The act stays and another is to do it, or others join the one who was to do it.",
            example="requests the Chair to report -> requests the Chair and the Bureau to report",
            source="Lists in classifiers/lexicons/actors-en.toml.",
            inverse="actor-changed",
        ),
    ),
    on_change=_on_change,
)
