"""Conditions and discretion put on an existing duty or taken off it: qualified, unqualified."""

from __future__ import annotations

from collections.abc import Iterable

from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.rules.force import evidence_of, steps_of
from draftdiff.classifiers.view import View
from draftdiff.model import Label


def _on_change(view: View) -> Iterable[Label]:
    for shift in steps_of(view):
        if shift.kind != "qualifier":
            continue
        evidence = evidence_of(view, shift)
        name, verb = ("qualified", "put in") if shift.direction < 0 else ("unqualified", "taken out")
        because = f"'{evidence[0].text}' was {verb}" if evidence else f"a condition was {verb}"
        yield Label(name=name, rule=RULE.name, because=because, evidence=evidence)


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
