"""Conditions and discretion put on an existing duty or taken off it: qualified, unqualified."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from draftdiff.classifiers.force import load_lexicon
from draftdiff.classifiers.force.marks import marks_of
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.rules.force import evidence_of, steps_of
from draftdiff.classifiers.view import Side, View, within
from draftdiff.model import Label
from draftdiff.text.tokens import words

_BESIDE = 6
"""Words beside a qualifier that are looked at where no verb is near."""
_STAYED = 0.5
"""Share of them that no edit touches."""
_REACH = 400
"""Characters before and after a qualifier among which its verb is looked for."""
_MOST_WORDS = 25
"""Words of an edit in which a verb that stands on both sides is still the same."""
_MANY_WORDS = 12
"""Words in the place of a qualifier from which it is asked what they tell."""
_OF_A_TEXT = re.compile(
    r",? (?:made|agreed|adopted|undertaken|reached|contained|set out|outlined),? (?:at|in|by)\b"
)
"""Behind "in line with the commitments": a text is cited, and no discretion given."""
_OPENING = 3
"""Words by which a qualifier is known, and words behind it that tell whether its clause was kept."""
_SENTENCE = re.compile(r"[.;!?](?=\s)|\u2029")
_CONDITION = re.compile(
    r"\b(?:if|when|where|until|before|after|only|subject|save|provided|unless|except|without|but|once)\b",
    re.IGNORECASE,
)
_TO_ACT = re.compile(r"\bto (?:[a-z]+ly )?(?P<verb>(?!the\b|its\b|their\b|all\b|a\b|an\b|this\b)[a-z]+)")
_Range = tuple[int, int]


def _on_change(view: View) -> Iterable[Label]:
    for shift in steps_of(view):
        if shift.kind != "qualifier":
            continue
        side, place = (view.old, shift.old) if shift.old else (view.new, shift.new)
        if place is not None and not (
            _is_put_on_what_stays(view, side, *place) and _is_on_one_side(view, side, *place)
        ):
            continue
        evidence = evidence_of(view, shift)
        name, verb = ("qualified", "put in") if shift.direction < 0 else ("unqualified", "taken out")
        because = f"'{evidence[0].text}' was {verb}" if evidence else f"a condition was {verb}"
        yield Label(name=name, rule=RULE.name, because=because, evidence=evidence)


def _is_put_on_what_stays(view: View, side: Side, start: int, end: int) -> bool:
    """Return whether the verb that a qualifier limits stands on both sides: a duty written anew is another duty."""
    first, last = max(0, start - _REACH), min(len(side.text), end + _REACH)
    first = next((m.end() for m in reversed([*_SENTENCE.finditer(side.text, first, start)])), first)
    stop = _SENTENCE.search(side.text, end, last)
    last = stop.start() if stop else last
    before = [verb for verb in _verbs(side, first, start) if verb[1] <= start]
    opens = not _words(side, first, start)
    after = [verb for verb in _verbs(side, end, last) if verb[0] >= end] if opens else []
    if before or after:
        verb = before[-1] if before else after[0]
        return _share_untouched(view, side, [verb]) == 1 or _is_said_again(view, side, verb)
    beside = _words(side, first, start)[-_BESIDE:] or _words(side, end, last)[:_BESIDE]
    return not beside or _share_untouched(view, side, beside) >= _STAYED


def _verbs(side: Side, start: int, end: int) -> list[_Range]:
    """Return where the words of force and the acts that are asked for stand in a range, in order."""
    marks = within(marks_of(side.text, side.draft.language), start, end)
    told = [(m.start, m.end) for m in marks if m.is_act()]
    return sorted([*told, *(m.span("verb") for m in _TO_ACT.finditer(side.text, start, end))])


def _words(side: Side, start: int, end: int) -> list[_Range]:
    return [(start + word.start, start + word.end) for word in words(side.text[start:end])]


def _share_untouched(view: View, side: Side, places: list[_Range]) -> float:
    place = f"edited {side.name}"
    if place not in view.memo:
        view.memo[place] = next(ranges for one, ranges in view.sides() if one is side)
    edits = view.memo[place]
    free = 0
    for start, end in places:
        at = bisect_right(edits, start, key=lambda edit: edit[1])
        free += at == len(edits) or edits[at][0] >= end
    return free / len(places)


def _is_said_again(view: View, side: Side, verb: _Range) -> bool:
    """Return whether a verb in an edit stands on the other side of that edit too."""
    at = view.stretch_at(side.name, *verb)
    if at is None:
        return False
    other = view.new_words if side.name == "old" else view.old_words
    said = side.text[slice(*verb)].casefold()
    there = [word.text.casefold() for word in words(other(view.stretches[at]))]
    return len(there) <= _MOST_WORDS and said in there


def _is_on_one_side(view: View, side: Side, start: int, end: int) -> bool:
    """Return whether a qualifier is gone: it stands less often on the other side, and what it opens was not kept."""
    other = view.new if side.name == "old" else view.old
    opens = _words(side, start, end)[:_OPENING]
    phrase = side.text[start : opens[-1][1]].casefold() if opens else ""
    if _share_untouched(view, side, _words(side, start, end)) >= _STAYED:
        return False  # "provided: (i)" became "provided that"
    if len(opens) > 1 and _times(view, other, phrase) >= _times(view, side, phrase):
        return False
    at = view.stretch_at(side.name, start, end)
    if at is None:
        return True
    own, replaced = view.old_words(view.stretches[at]), view.new_words(view.stretches[at]).strip()
    if side.name == "new":
        own, replaced = replaced, own.strip()
    place = f"replaced {side.name} {at}"
    if place not in view.memo:
        view.memo[place] = _has_condition(replaced, side.draft.language) or _is_other_matter(own, replaced)
    if view.memo[place]:
        return False
    if _OF_A_TEXT.match(side.text, end):
        return False
    replaced = replaced if _CONDITION.search(replaced) else ""
    behind = _words(side, end, min(len(side.text), end + _REACH))[:_OPENING]
    return not (replaced and len(opens) == 1 and behind and _share_untouched(view, side, behind) == 1)


def _is_other_matter(own: str, replaced: str) -> bool:
    """Return whether many words of an edit stand in a qualifier's place of which its own side has few."""
    there = [word.text.casefold() for word in words(replaced)]
    here = {word.text.casefold() for word in words(own)}
    return len(there) >= _MANY_WORDS and sum(word in here for word in there) < _STAYED * len(there)


def _has_condition(text: str, language: str) -> bool:
    """Return whether words tell a condition of their own, so that one took the place of another."""
    lexicon = load_lexicon(language)
    return lexicon is not None and any(
        word.text.casefold() in lexicon.grammar.conditions for word in words(text)
    )


def _times(view: View, side: Side, phrase: str) -> int:
    """Return how often a phrase in small letters stands on a side; each is counted once."""
    place = f"times {side.name}"
    if place not in view.memo:
        view.memo[place] = (side.text.casefold(), {})
    text, counts = view.memo[place]
    if phrase not in counts:
        counts[phrase] = text.count(phrase)
    count: int = counts[phrase]
    return count


_SOURCE = "Lists of qualifiers in classifiers/lexicons/force-*.toml, each family with its source."

RULE = Rule(
    name="qualified",
    labels=(
        LabelDoc(
            name="qualified",
            meaning="A condition or discretion was put on a duty whose verb stayed.",
            example="States shall share data -> States shall share data, as appropriate",
            source=_SOURCE,
            inverse="unqualified",
        ),
        LabelDoc(
            name="unqualified",
            meaning="A condition or discretion was taken off a duty whose verb stayed.",
            example="where feasible, States report yearly -> States report yearly",
            source=_SOURCE,
            inverse="qualified",
        ),
    ),
    on_change=_on_change,
)
