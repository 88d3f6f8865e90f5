"""Clauses of condition that came to a duty or left it: ", if so asked by a member,", "unless the owner agrees"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftdiff.classifiers.force.clauses import Clauses
from draftdiff.classifiers.force.edited import edit_words, moved, other_side
from draftdiff.classifiers.force.lexicon import Grammar
from draftdiff.classifiers.force.marks import Mark
from draftdiff.classifiers.view import View, within
from draftdiff.text.tokens import words

_MOST_WORDS = 25
"""Words of a clause of condition beyond which it is a rule of its own."""
_SHOWN_WORDS = 8
"""Words of it that are shown."""
_LEAST_WORDS = 3
_GAP = 8
"""Characters around the end of a clause among which its sign is looked for."""
_NEAR = 600
"""Characters around a clause among which the duty that it limits is looked for."""
_SAME_SHARE = 0.6
"""Share of its words that a clause keeps when it only moves."""
_OPENS = re.compile(r"[\s,;(\u2013\u2014]*(?:(?:and|but)\s+)?")
_WORD = re.compile(r"\w+")
_CLAUSE_ENDS = frozenset(["", ",", ".", ";", ":", ")", "\u2029"])
# "check if", "only where": the word opens no condition on the clause.
_NO_CONDITION = frozenset(
    ["even", "only", "as", "determine", "check", "verify", "know", "see", "decide", "ask"]
)
_BINDING = frozenset(["duty", "need", "ban", "advice", "promise", "inability"])


@dataclass(frozen=True, slots=True)
class Condition:
    """A clause of condition on one side only: the words that open it."""

    side: str
    start: int
    end: int
    stretch: int


def conditions(
    view: View, clauses: Clauses, marks: dict[str, Sequence[Mark]], grammar: Grammar
) -> Iterator[Condition]:
    """Yield the clauses of condition that an edit only put in or took out, in a sentence whose duty stays."""
    for at, stretch in enumerate(view.stretches if grammar.conditions else ()):
        for side in ("old", "new"):
            text, start, end = view.old.text, stretch.old_start, stretch.old_end
            if side == "new":
                text, start, end = view.new.text, stretch.new_start, stretch.new_end
            if (
                end > start
                and not stretch.transferred
                and _is_clause(text, start, end, grammar)
                and not edit_words(view, other_side(side), at).count
                and _binds(clauses, side, marks[side], start, end)
                and not moved(view, side, at, edit_words(view, side, at).bag, _SAME_SHARE)
            ):
                yield Condition(side, *_shown(text, start, end), at)


def _is_clause(text: str, start: int, end: int, grammar: Grammar) -> bool:
    """Return whether a range opens with a word of condition and ends where a clause ends."""
    first = _opening(text, start, end)
    word = _WORD.match(text, first, end)
    if word is None or word.group().casefold() not in grammar.conditions:
        return False
    if not _LEAST_WORDS <= len(words(text[first:end])) <= _MOST_WORDS:
        return False
    before = words(text[max(0, start - 30) : start])[-1:]
    if before and before[0].text.casefold() in _NO_CONDITION:
        return False
    return (
        text[max(start, end - _GAP) : end].rstrip()[-1:] in _CLAUSE_ENDS
        or text[end : end + _GAP].lstrip()[:1] in _CLAUSE_ENDS
    )


def _binds(clauses: Clauses, side: str, marks: Sequence[Mark], start: int, end: int) -> bool:
    """Return whether a duty stands beside the range in a sentence that stands on both sides."""
    number = clauses.number(side, end - 1)
    spans = clauses.spans(side)
    if number >= len(spans) or not clauses.stands(side, number):
        return False
    span = spans[number]
    inside = within(marks, max(span.start, start - _NEAR), min(span.end, end + _NEAR))
    return any(
        (entry := mark.entry("operator")) is not None and entry.kind in _BINDING and not mark.aside
        for mark in inside
        if mark.end <= start or mark.start >= end
    )


def _opening(text: str, start: int, end: int) -> int:
    """Return where the first word of a range begins, "and" left out."""
    match = _OPENS.match(text, start, end)
    return match.end() if match else start


def _shown(text: str, start: int, end: int) -> tuple[int, int]:
    first = _opening(text, start, end)
    return first, first + words(text[first:end])[:_SHOWN_WORDS][-1].end
