"""Words that now reach less or more far: narrowed, widened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from draftdiff.classifiers.force import marks_of
from draftdiff.classifiers.pieces import pieces_of
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import Stretch, View, within
from draftdiff.classifiers.words import word_list, word_set
from draftdiff.model import Label

_RANKS = {"whole": 4.0, "whichever": 3.5, "bare": 3.0, "many": 2.0, "several": 1.0}
"""How much of a class a quantifier takes in; a class without one is meant just below the whole of it. `any` takes in
as much as the bare noun does or as `all`: beside these it lends weight, and only beside a part of the class reach."""
_MOST = 90
"""Characters of an edit that may be about the reach of one noun."""
_NEAR = 40
"""Characters on either side within which the same word says that it only moved."""
_BEHIND = re.compile(
    r"[\w-]+ (?:of|on|for|in|within|outside|inside|beyond|under|that|which|who) (?!(?:is|are|was|were)\b)\w+"
)
_SMALL = frozenset("of on for in by under from with through and or the a an to other all any".split())
_LETTERS = re.compile(r"[^\W_]+")
_OPENED = re.compile(r"[\w-]+,? (?:including|such as|and other|or other)\b")
_PLURAL_AFTER = re.compile(r"[\w-]+s\b")
_COUNTED = re.compile(r"(?:(?!(?:to|of|for|in|on|and|or)\b)[\w-]+ ){0,3}[\w-]+s\b")
_NOUN_AFTER = re.compile(
    r"(?:(?:the|its|their|our|these|those|such) )?"
    r"(?!(?:and|or|of|to|in|on|for|with|by|as|at|from|that|which|is|are|was|were|be|shall|should|must|may|can|will|would"
    r"|could|has|have|had|not|the|a|an|its|their|our|these|those|such|before|after|between|during|until|than|when|where"
    r"|who|whom|whose|if|because|while|into|under|over|through|within|without|about|against|per|via|upon|but)\b)[a-z][\w\u2011-]{2,}"
)
_TIME_AFTER = re.compile(
    r"(?:other|time|times|year|years|month|months|week|weeks|day|days|hour|hours|effort)\b|\d"
)
_NOT_BEFORE = re.compile(
    r"\b(?:no|not|nor|without|never|if|whether|neither)(?: [\w-]+){0,6} ?$", re.IGNORECASE
)
_DETERMINED = re.compile(r"\b(?:a|an|the|its|their|our|his|her|your|these|those)\s?$", re.IGNORECASE)
"""Before "various", "many" or "certain": the class is fixed already, and the word counts nothing out."""
_ADVERB_BEFORE = re.compile(r"\b(?:above|after|at|of them|them|us|they|first of|in)\s?$", re.IGNORECASE)
_OTHERS = re.compile(
    r"^(?P<first>[\w -]{0,40}?)s?,? ?(?:and|or) (?:any |all )?(?:other|similar|related|further) (?P<rest>[\w -]{3,60})$"
)
_LED_IN = re.compile(
    r"^(?!(?:and|or|in|on|for|of|to|by|with|at|as|also)\b)(?P<class>[a-z][\w -]{2,40}?),?"
    r" (?:including|such as|in particular|notably|especially)(?: the)?$"
)
_IN_ROW = re.compile(r"(?:,|\band|\bor|\bincluding|\bsuch as|\u2029)\s*$")
_PREFIXES = frozenset(
    "non anti pre post multi inter co sub self re counter cross long short well high low full part all micro macro semi"
    " ex mid pan over under out up by in on off a e".split()
)
# "in all its aspects", "from all sources": said after the noun.
_EVERYWHERE = re.compile(
    r"^(?:(?:in|of|from|across|among|between) (?:all|every))(?: (?!of )[a-z][\w\u2011-]*){0,5}$"
)
# "It is a registered mark": told of the one thing, and no class is parted by it.
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|become|becomes)(?: (?:a|an|the))?\s?$", re.IGNORECASE
)
_PASSING = re.compile(r"\b(?:event|case|times?|effort|means|expedition|haste|respects?|likelihood|costs)$")
# A noun before it, no comma: what is told after it parts the class.
_ON_NOUN = re.compile(
    r"\b(?!(?:and|or|of|to|in|on|for|with|by|as|at|from|that|not|also|is|are|be)\b)[a-z][\w\u2011-]{3,} ?$"
)


@dataclass(frozen=True, slots=True)
class _Here:
    """Words of one side of an edit, those of the other, and where they stand."""

    own: str
    other: str
    text: str
    start: int
    end: int

    @property
    def before(self) -> str:
        """Return what stands before them."""
        return self.text[max(0, self.start - 60) : self.start]

    @property
    def after(self) -> str:
        """Return what stands after them, white space left out."""
        return self.text[self.end : self.end + 40].lstrip()


def _on_change(view: View) -> Iterable[Label]:
    if view.new.draft.language != "en":
        return
    for stretch in view.stretches:
        if stretch.transferred or not _tells_reach(view, stretch):
            continue
        for piece in pieces_of(view, stretch):
            wider = _wider(view, piece)
            if wider and not _is_condition(view, piece):
                yield _label("widened" if wider > 0 else "narrowed", view, piece)


def _tells_reach(view: View, stretch: Stretch) -> bool:
    """Return whether an edit has a word that a step rests on, or a compound: most have none, and are done."""
    words = f"{view.old_words(stretch)} {view.new_words(stretch)}"
    return "-" in words or not _telling().isdisjoint(_LETTERS.findall(words.casefold()))


@cache
def _telling() -> frozenset[str]:
    """Return at least one word of everything by which a quantifier, a test or a modifier is known."""
    lists = ("whole", "whichever", "many", "several", "open_list", "ordinals", "restricting", "domains")
    listed = " ".join(word for name in lists for word in word_list("scope-en", name))
    return (frozenset(_LETTERS.findall(listed.casefold())) | _SIGNS) - _EVERY_TEXT


def _is_condition(view: View, stretch: Stretch) -> bool:
    """Return whether the words hold a condition or discretion, which bears on the duty and not on its object."""
    sides = (
        (view.old, stretch.old_start, stretch.old_end),
        (view.new, stretch.new_start, stretch.new_end),
    )
    return any(
        mark.entry("qualifier")
        for side, start, end in sides
        if start < end
        for mark in within(marks_of(side.text, side.draft.language), start, end)
    )


def _wider(view: View, stretch: Stretch) -> int:
    """Return 1 if the new words reach further than the old, -1 if less far, 0 if neither can be said."""
    if max(stretch.old_end - stretch.old_start, stretch.new_end - stretch.new_start) > 2 * _MOST:
        return 0
    old, new = " ".join(view.old_words(stretch).split()), " ".join(view.new_words(stretch).split())
    if max(len(old), len(new)) > _MOST:
        return 0
    there = _Here(old, new, view.old.text, stretch.old_start, stretch.old_end)
    here = _Here(new, old, view.new.text, stretch.new_start, stretch.new_end)
    step = _quantified(there, here)
    if step:
        return step
    for one, beside, bare, sign in ((here, there, view.old.text, 1), (there, here, view.new.text, -1)):
        if one.own and (step := next((reach for reach, holds in _TESTS if holds(one)), 0)):
            return sign * step
        if one.own and _parts_a_class(one):
            known = _is_told_beside(one, beside) or _gave_way(one, beside) or _is_its_name(one, bare)
            return 0 if known else -sign
    return 0


def _gave_way(one: _Here, other: _Here) -> bool:
    """Return whether what the modifier told is told behind the noun: "its owner", "owner of it".

    Or whether a list was opened behind it as the modifier came: "cooperation", "global cooperation, including".
    """
    behind, opened = _BEHIND.match(other.after), _OPENED.match(one.after)
    return (behind is not None and not one.after.startswith(behind.group())) or (
        opened is not None and not other.after.startswith(opened.group())
    )


def _is_told_beside(one: _Here, other: _Here) -> bool:
    """Return whether the same is said right beside: "tax cooperation", "cooperation on tax"."""
    around = " ".join((one.before[-_NEAR:], one.after[:_NEAR], other.before[-_NEAR:], other.after[:_NEAR]))
    near = {_stem(word) for word in _LETTERS.findall(around.casefold())}
    return any(_stem(word) in near for word in _LETTERS.findall(one.own.casefold()) if word not in _SMALL)


def _is_its_name(one: _Here, bare: str) -> bool:
    """Return whether modifier and noun stand together on the other side too: the noun alone is short for them."""
    noun = _LETTERS.match(one.after)
    return noun is not None and f"{one.own} {_stem(noun.group())}".casefold() in bare.casefold()


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _quantified(there: _Here, here: _Here) -> int:
    a, b = _rank(there.own.casefold()), _rank(here.own.casefold())
    if (
        a is None
        or b is None
        or not _far_apart(a, b)
        or _is_told_beside(there, here)
        or _is_told_beside(here, there)
    ):
        return 0
    for side in (there, here):
        if not _NOUN_AFTER.match(side.after) and not side.after[:1].isupper():
            return 0
        if _TIME_AFTER.match(side.after) or (
            side.own.casefold().startswith("any") and _NOT_BEFORE.search(side.before)
        ):
            return 0
        if side.own.casefold() == "most" and not _COUNTED.match(side.after):
            return 0  # "most likely"
        if _rank(side.own.casefold()) != _RANKS["bare"] and _DETERMINED.search(side.before):
            return 0  # "a certain level", "the various parts"
        if (
            side.own == "all"
            and _ADVERB_BEFORE.search(side.before)
            and not side.before.rstrip().endswith((" in", " at"))
        ):
            return 0
    return 1 if b > a else -1


def _far_apart(a: float, b: float) -> bool:
    """Return whether two ranks tell different reaches."""
    return a != b and not (_RANKS["whichever"] in (a, b) and min(a, b) >= _RANKS["bare"])


def _rank(words: str) -> float | None:
    """Return how much of a class a quantifier takes in; None for other words."""
    return _ranks().get(words)


@cache
def _ranks() -> dict[str, float]:
    """Return how much each quantifier takes in."""
    return {word: rank for name, rank in reversed(_RANKS.items()) for word in word_list("scope-en", name)}


def _adds_others(here: _Here) -> bool:
    """Return whether "and other health emergencies" came to what stands there, or to the whole of the other words."""
    match = _OTHERS.match(here.own)
    if match is None or "," in here.own[:-1]:
        return False
    first = match["first"].split()
    if not first or not here.other:
        return not first and not here.other and bool(_ON_NOUN.search(here.before))
    alone = not re.search(r"\b(?:and|or)\b|,", here.other)
    return alone and first[-1].casefold().removesuffix("s") in here.other.casefold()


def _puts_class_before(here: _Here) -> bool:
    """Return whether a class now stands before what was all there was: "capacities, including" technical capacity."""
    return not here.other and _LED_IN.match(here.own) is not None and not _IN_ROW.search(here.before[-12:])


def _takes_in_all(here: _Here) -> bool:
    """Return whether words after a noun say that the whole class is meant: "in all its forms"."""
    return (
        not here.other
        and bool(_EVERYWHERE.match(here.own))
        and not _PASSING.search(here.own)
        and bool(_ON_NOUN.search(here.before))
    )


def _opens_the_list(here: _Here) -> bool:
    """Return whether a list that was whole now gives examples: "namely" became "including"."""
    if here.own.strip(" ,") not in word_set("scope-en", "open_list"):
        return False
    return here.other.strip(" ,") in word_set("scope-en", "closed_list")


def _parts_a_class(here: _Here) -> bool:
    """Return whether the words are a modifier before a noun that leaves out others of its class."""
    if here.other:
        return False
    low, before, after = here.own.casefold(), here.before, here.after
    ordinal = low in word_set("scope-en", "ordinals")
    if not (ordinal or (after[:1].islower() and _is_restricting(low))):
        return False
    if _IN_ROW.search(before[-12:]) or _PREDICATE.search(before) or not before.strip():
        return False
    if not _NOUN_AFTER.match(after[:1].casefold() + after[1:]):
        return False
    return not ordinal or bool(_PLURAL_AFTER.match(after))


def _is_restricting(words: str) -> bool:
    parting = _parting()
    return words in parting or all(word in parting for word in words.split())


@cache
def _parting() -> frozenset[str]:
    return word_set("scope-en", "restricting") | word_set("scope-en", "domains")


def _is_a_compound(here: _Here) -> bool:
    """Return whether the other side has only the end of a compound: sex-disaggregated, disaggregated."""
    first, dash, rest = here.own.partition("-")
    return (
        bool(dash and rest and here.other)
        and here.before[-1:] not in ("[", "`")
        and rest.casefold() == here.other.casefold()
        and rest.casefold() not in word_set("scope-en", "ordinals")
        and first.casefold() not in _PREFIXES
    )


_TESTS: tuple[tuple[int, Callable[[_Here], bool]], ...] = (
    (1, _adds_others),
    (1, _puts_class_before),
    (1, _takes_in_all),
    (1, _opens_the_list),
    (-1, _is_a_compound),
)
"""What words that came may do, and whether the class grew or shrank by it."""
_SIGNS = frozenset(
    "all every other similar related further including such particular notably especially".split()
)
"""Words of which the tests ask for one, those of lists left out."""
_EVERY_TEXT = frozenset("the of and its their these those to in a but not that is".split())
"""Words of the lists that tell nothing alone: each entry has another word."""


def _label(name: str, view: View, stretch: Stretch) -> Label:
    evidence = view.evidence(stretch)
    old, new = (words.strip(" ,") for words in (view.old_words(stretch), view.new_words(stretch)))
    told = (
        f"'{old}' became '{new}'"
        if old and new
        else f"'{new}' was put in"
        if new
        else f"'{old}' was taken out"
    )
    return Label(
        name=name, rule=RULE.name, because=f"{told}, so it reaches {_REACH[name]}", evidence=evidence
    )


_REACH = {"narrowed": "less far", "widened": "further"}
_SOURCE = "Lists in classifiers/lexicons/scope-en.toml; grammar of quantifiers and classifying adjectives."

RULE = Rule(
    name="scope",
    labels=(
        LabelDoc(
            name="narrowed",
            meaning="The class that the words are about shrank: a quantifier fell, a modifier came.",
            example="all forms of care work -> care work",
            source=_SOURCE,
            inverse="widened",
        ),
        LabelDoc(
            name="widened",
            meaning="The class that the words are about grew: a quantifier came, a modifier fell, others were added.",
            example="pandemics -> pandemics and other emergencies",
            source=_SOURCE,
            inverse="narrowed",
        ),
    ),
    on_change=_on_change,
)
