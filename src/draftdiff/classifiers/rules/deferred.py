"""The decision is left to each State: deferred."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import View
from draftdiff.classifiers.words import any_of, word_list
from draftdiff.model import Label

_LISTS = ("deciders", "states", "decides")
_REACH = 8
"""Words that may stand between who decides and the deciding word."""


def _on_change(view: View) -> Iterable[Label]:
    if not all(any_of("standing-en", name).stand_in(view.new.text) for name in _LISTS):
        return
    for match in _pattern().finditer(view.new.text):
        touched = any(
            match.start() < stretch.new_end and stretch.new_start < match.end() for stretch in view.stretches
        )
        if touched and not _pattern().search(view.old.text):
            evidence = view.new.evidence(match.start(), match.end())
            because = f"'{evidence.text}' leaves the decision to each"
            yield Label(name="deferred", rule=RULE.name, because=because, evidence=(evidence,))
            return


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern for "each State determines" and "is for every Government to decide"."""
    deciders, states, decides = ("|".join(map(re.escape, word_list("standing-en", name))) for name in _LISTS)
    between = rf"(?:\W+\w+){{0,{_REACH}}}?\W+"
    who = rf"(?:{deciders})\W+(?:\w+\W+)?(?:{states})"
    return re.compile(rf"\b(?:{who}\b{between}(?:{decides})|(?:{decides})\b{between}{who})\b", re.IGNORECASE)


RULE = Rule(
    name="deferred",
    labels=(
        LabelDoc(
            name="deferred",
            meaning="The decision is now left to each State, party or body.",
            example="hospitals are critical -> each State determines what is critical",
            source="Lists in classifiers/lexicons/standing-en.toml.",
            inverse=None,
        ),
    ),
    on_change=_on_change,
)
