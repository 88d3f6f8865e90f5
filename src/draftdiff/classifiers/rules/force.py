"""Clauses that bind more or less than before: softened, strengthened."""

from __future__ import annotations

from collections.abc import Iterable

from draftdiff.classifiers.force import Ladder, Shift, load_lexicon, shifts
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import View
from draftdiff.model import Evidence, Label
from draftdiff.profiles import SHIPPED, load_profile

_NAMES = {1: "strengthened", -1: "softened"}


def ladders_of(view: View) -> tuple[Ladder, ...]:
    """Return the ladders in use: the caller's, else the profile's, else all of the language."""
    lexicon = load_lexicon(view.new.draft.language)
    if lexicon is None:
        return ()
    options = view.comparison.options
    profile = options.profile or view.new.draft.profile
    chosen = options.ladders
    if not chosen and (options.profile or profile in SHIPPED):
        chosen = load_profile(profile).ladders
    return tuple(
        lexicon.ladders[name] for name in chosen or lexicon.default_ladders() if name in lexicon.ladders
    )


def steps_of(view: View) -> tuple[Shift, ...]:
    """Return the steps of force of a change; found once for all rules that ask."""
    if "steps" not in view.memo:
        view.memo["steps"] = shifts(view, ladders_of(view), view.new.draft.language)
    steps: tuple[Shift, ...] = view.memo["steps"]
    return steps


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
    """Return the deciding words of a step."""
    found = []
    if shift.old is not None:
        found.append(view.old.evidence(*shift.old))
    if shift.new is not None:
        found.append(view.new.evidence(*shift.new))
    return tuple(piece for piece in found if len(piece.span))


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
