"""Words that now reach less or more far: narrowed, widened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import Stretch, View
from draftdiff.classifiers.words import word_set
from draftdiff.model import Label
from draftdiff.text.tokens import Token, words

_RANKS = {"whole": 4.0, "many": 2.0, "several": 1.0}
_BARE = 3.0
"""The rank of a class without a quantifier: below the whole of it, above many of it."""
_MOST = 90
"""Characters of an edit that may be about the reach of one noun."""
_MOST_LOOKED_INTO = 260
"""Characters of an edit that is looked into for parts that came or went."""
_LETTERS = re.compile(r"[^\W_]+")
_PLURAL_AFTER = re.compile(r"[\w-]+s\b")
_NOUN_AFTER = re.compile(
    r"(?!(?:and|or|of|to|in|on|for|with|by|as|at|from|that|which|is|are|was|were|be|shall|should|must|may|can|will|would"
    r"|could|has|have|had|not|the|a|an|its|their)\b)[a-z][\w-]{2,}"
)
_TIME_AFTER = re.compile(r"(?:time|times|year|years|month|months|week|weeks|day|days|hour|hours|effort)\b|\d")
_NOT_BEFORE = re.compile(
    r"\b(?:no|not|nor|without|never|if|whether|neither)(?: [\w-]+){0,6} ?$", re.IGNORECASE
)
_ADVERB_BEFORE = re.compile(r"\b(?:above|after|at|of them|them|us|they|first of|in)\s?$", re.IGNORECASE)
_OTHERS = re.compile(
    r"^(?P<first>[\w -]{0,40}?)s?,? ?(?:and|or) (?:any |all )?(?:other|similar|related|further) (?P<rest>[\w -]{3,60})$"
)
_LED_IN = re.compile(
    r"^(?!and\b|or\b)(?P<class>[a-z][\w -]{2,40}?),? (?:including|such as|in particular|notably|especially)(?: the)?$"
)
_IN_ROW = re.compile(r"(?:,|\band|\bor|\bincluding|\bsuch as|\u2029)\s*$")
_PREFIXES = frozenset(
    "non anti pre post multi inter co sub self re counter cross long short well high low full part all micro macro semi"
    " ex mid pan over under out up by in on off a e".split()
)


def _on_change(view: View) -> Iterable[Label]:
    if view.new.draft.language != "en":
        return
    for stretch in view.stretches:
        longest = max(stretch.old_end - stretch.old_start, stretch.new_end - stretch.new_start)
        if stretch.transferred or longest > _MOST_LOOKED_INTO:
            continue
        for piece in (stretch, *_pieces(view, stretch)):
            wider = _wider(view, piece)
            if wider:
                yield _label("widened" if wider > 0 else "narrowed", view, piece)


def _pieces(view: View, stretch: Stretch) -> Iterator[Stretch]:
    """Yield what came and went inside an edit most of whose words stand on both sides."""
    if stretch.old_start == stretch.old_end or stretch.new_start == stretch.new_end:
        return
    sides = view.old_words(stretch), view.new_words(stretch)
    if not _share_half(*(_LETTERS.findall(side) for side in sides)):
        return
    old, new = map(words, sides)
    matcher = SequenceMatcher(None, [w.text for w in old], [w.text for w in new], autojunk=False)
    if 2 * sum(block.size for block in matcher.get_matching_blocks()) < min(len(old), len(new)):
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag in ("insert", "delete"):
            yield Stretch(
                *_range(old, a, b, stretch.old_start),
                *_range(new, c, d, stretch.new_start),
                transferred=False,
            )


def _share_half(old: list[str], new: list[str]) -> bool:
    """Return whether half of the words of the shorter side may stand on both, in whatever order."""
    return 2 * (Counter(old) & Counter(new)).total() >= min(len(old), len(new))


def _range(tokens: Sequence[Token], first: int, last: int, start: int) -> tuple[int, int]:
    if first < last:
        return start + tokens[first].start, start + tokens[last - 1].end
    at = start + (tokens[first].start if first < len(tokens) else tokens[-1].end if tokens else 0)
    return at, at


def _wider(view: View, stretch: Stretch) -> int:
    """Return 1 if the new words reach further than the old, -1 if less far, 0 if neither can be said."""
    sides = view.old_words(stretch), view.new_words(stretch)
    if max(map(len, sides)) > 2 * _MOST:
        return 0
    old, new = (" ".join(side.split()) for side in sides)
    if max(len(old), len(new)) > _MOST:
        return 0
    step = _quantified(view, stretch, old.casefold(), new.casefold())
    if step:
        return step
    for own, other, sign, start, end, text in (
        (new, old, 1, stretch.new_start, stretch.new_end, view.new.text),
        (old, new, -1, stretch.old_start, stretch.old_end, view.old.text),
    ):
        if _adds_others(own, other) or _puts_class_before(own, other, text[:start]):
            return sign
        if not other and _parts_a_class(own, text, start, end):
            return -sign
        if _loses_its_first_part(own, other):
            return -sign
    return 0


def _quantified(view: View, stretch: Stretch, old: str, new: str) -> int:
    a, b = _rank(old), _rank(new)
    if a is None or b is None or a == b:
        return 0
    for side, text, start, end in (
        (old, view.old.text, stretch.old_start, stretch.old_end),
        (new, view.new.text, stretch.new_start, stretch.new_end),
    ):
        before, after = text[max(0, start - 60) : start], text[end : end + 20].lstrip()
        if not _NOUN_AFTER.match(after, re.IGNORECASE) and not after[:1].isupper():
            return 0
        if _TIME_AFTER.match(after) or (side.startswith("any") and _NOT_BEFORE.search(before)):
            return 0
        if side == "all" and _ADVERB_BEFORE.search(before) and not before.rstrip().endswith((" in", " at")):
            return 0
    return 1 if b > a else -1


def _rank(words: str) -> float | None:
    """Return how much of a class a quantifier takes in; None for other words."""
    if words in ("", "the"):
        return _BARE
    return next((rank for name, rank in _RANKS.items() if words in word_set("scope-en", name)), None)


def _adds_others(words: str, other: str) -> bool:
    """Return whether "and other health emergencies" came to what stands there, or to the whole of the other words."""
    match = _OTHERS.match(words)
    if match is None or "," in words[:-1]:
        return False
    first = match["first"].split()
    if not first or not other:
        return not first and not other
    alone = not re.search(r"\b(?:and|or)\b|,", other)
    return alone and first[-1].casefold().removesuffix("s") in other.casefold()


def _puts_class_before(words: str, other: str, before: str) -> bool:
    """Return whether a class now stands before what was all there was: "capacities, including" technical capacity."""
    return not other and _LED_IN.match(words) is not None and not _IN_ROW.search(before[-12:])


def _parts_a_class(words: str, text: str, start: int, end: int) -> bool:
    """Return whether the words are a modifier before a noun that leaves out others of its class."""
    after = text[end : end + 40].lstrip()
    if not words or _IN_ROW.search(text[max(0, start - 12) : start]) or not text[:start].strip():
        return False
    if not _NOUN_AFTER.match(after[:1].casefold() + after[1:]):
        return False
    low = words.casefold()
    if low in word_set("scope-en", "ordinals"):
        return bool(_PLURAL_AFTER.match(after))
    return after[:1].islower() and low in word_set("scope-en", "restricting")


def _loses_its_first_part(words: str, other: str) -> bool:
    """Return whether the other side has only the end of a compound: sex-disaggregated, disaggregated."""
    first, dash, rest = words.partition("-")
    return (
        bool(dash and rest and other)
        and rest.casefold() == other.casefold()
        and first.casefold() not in _PREFIXES
    )


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
