"""Clauses that bind more or less than before: softened, strengthened."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from draftdiff.classifiers.force import Ladder, Shift, load_lexicon, shifts
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.rules.options import is_alternative
from draftdiff.classifiers.view import View, word_count
from draftdiff.model import Evidence, Label
from draftdiff.profiles import SHIPPED, load_profile

_NEXT_WORD = re.compile(r"\s*\w[\w'\u2019-]*")
_COUNTERPART_WORDS = 4
"""Words that may stand in a hedge's place on the other side."""
_NAMES = {1: "strengthened", -1: "softened"}


def ladders_of(view: View) -> tuple[Ladder, ...]:
    """Return the ladders in use: the caller's, else the profile's, else all of the language."""
    options, draft = view.comparison.options, view.new.draft
    return _ladders(draft.language, tuple(options.ladders), options.profile, draft.profile)


@cache
def _ladders(language: str, chosen: tuple[str, ...], asked: str, found: str) -> tuple[Ladder, ...]:
    """Return the ladders of a language; `asked` and `found` are the profile of the options and that of the draft."""
    lexicon = load_lexicon(language)
    if lexicon is None:
        return ()
    profile = asked or found
    if not chosen and (asked or profile in SHIPPED):
        chosen = load_profile(profile).ladders
    return tuple(
        lexicon.ladders[name] for name in chosen or lexicon.default_ladders() if name in lexicon.ladders
    )


def steps_of(view: View) -> tuple[Shift, ...]:
    """Return the steps of force of a change; found once for all rules that ask."""
    if "steps" not in view.memo:
        found = shifts(view, ladders_of(view), view.new.draft.language)
        view.memo["steps"] = tuple(step for step in found if not _is_open(view, step))
    steps: tuple[Shift, ...] = view.memo["steps"]
    return steps


def _is_open(view: View, step: Shift) -> bool:
    """Return whether a step rests on one of several alternatives in brackets: [shall] [should]."""
    return any(
        place is not None and is_alternative(view, side, *place)
        for side, place in (("old", step.old), ("new", step.new))
    )


def _on_change(view: View) -> Iterable[Label]:
    for shift in steps_of(view):
        if shift.kind != "qualifier":
            yield _label(view, shift)


def _label(view: View, shift: Shift) -> Label:
    name = _NAMES[shift.direction]
    evidence = evidence_of(view, shift)
    words = {piece.side: piece.text for piece in evidence}
    if "old" in words and "new" in words:
        because = f"'{words['old']}' became '{words['new']}'"
    elif "new" in words:
        because = f"'{words['new']}' was put in"
    else:
        because = f"'{words.get('old', '')}' was taken out"
    if shift.ladder:
        because += f" (ladder {shift.ladder})"
    return Label(
        name=name, rule=f"{RULE.name}-{shift.kind}", because=because, evidence=evidence, ladder=shift.ladder
    )


def evidence_of(view: View, shift: Shift) -> tuple[Evidence, ...]:
    """Return the deciding words of a step; for a hedge also the verb before which it stands, on both sides."""
    old, new = shift.old, shift.new
    if shift.kind == "hedge":
        old, new = _with_verb(view, shift, old, new)
    found = []
    if old is not None:
        found.append(view.old.evidence(*old))
    if new is not None:
        found.append(view.new.evidence(*new))
    return tuple(piece for piece in found if len(piece.span))


_Range = tuple[int, int] | None


def _with_verb(view: View, shift: Shift, old: _Range, new: _Range) -> tuple[_Range, _Range]:
    """Return the ranges with the word that follows the hedge, and on the other side what stood in its place."""
    stretch = view.stretches[shift.stretch]
    if new is not None:
        new = (new[0], _next_word_end(view.new.text, new[1]))
        old = _counterpart(view.old.text, stretch.old_start, stretch.old_end)
    elif old is not None:
        old = (old[0], _next_word_end(view.old.text, old[1]))
        new = _counterpart(view.new.text, stretch.new_start, stretch.new_end)
    return old, new


def _counterpart(text: str, start: int, end: int) -> _Range:
    """Return what stands where the hedge stands on the other side; None for a long stretch about more than that."""
    end = max(end, _next_word_end(text, start))
    return (start, end) if word_count(text[start:end]) <= _COUNTERPART_WORDS else None


def _next_word_end(text: str, start: int) -> int:
    match = _NEXT_WORD.match(text, start)
    return match.end() if match else start


_SOURCE = "Ladders in classifiers/lexicons/force-*.toml, each with its own source; none is official."

RULE = Rule(
    name="force",
    labels=(
        LabelDoc(
            name="softened",
            meaning="The verb or modal binds less than before, or a hedge stands before it.",
            example="States must report -> States should consider reporting",
            source=_SOURCE,
            inverse="strengthened",
        ),
        LabelDoc(
            name="strengthened",
            meaning="The verb or modal binds more than before, or a hedge before it is gone.",
            example="encourages States to ratify -> calls upon States to ratify",
            source=_SOURCE,
            inverse="softened",
        ),
    ),
    on_change=_on_change,
)
