"""Proper names that gave way to a class word, or the reverse: denamed, named."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draftdiff.classifiers.names import names_of
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import Side, Stretch, View, within, word_count
from draftdiff.model import Label

# "other processes", "relevant organizations": a class stands where a name stood.
_CLASS_PHRASE = re.compile(
    r"\b(?:other|relevant|various|certain|existing|appropriate|competent|upcoming|future|similar|several|such|these"
    r"|all|different|respective|related|specialized|united nations)\b(?:[ ,]+(?:and )?\w+){0,3}?"
    r"\s+(?:processes|process|forums?|fora|bodies|body|organi[sz]ations?|entities|agencies|institutions|initiatives"
    r"|initiative|mechanisms?|frameworks?|instruments?|partners|partnerships?|groups?|conferences|venues"
    r"|platforms?|programmes?|funds?|developments|documents|texts|treaties|conventions|networks?)\b",
    re.IGNORECASE,
)


_CLASS_WORDS = 12
"""Words of the side that names no one; more are another clause."""
_MOST_NAMED = 45
"""Words of the side with the names."""


def _on_change(view: View) -> Iterable[Label]:
    for stretch in view.stretches:
        if stretch.transferred:
            continue
        before, after = view.old_words(stretch), view.new_words(stretch)
        if before.islower() and after.islower():
            continue
        if min(word_count(before), word_count(after)) > _CLASS_WORDS:
            continue
        old = _names_in(view.old, stretch.old_start, stretch.old_end)
        new = _names_in(view.new, stretch.new_start, stretch.new_end)
        if old and not new and (place := _class_place(view.new, stretch.new_start, stretch.new_end)):
            yield _label("denamed", view, stretch, old, place)
        elif new and not old and (place := _class_place(view.old, stretch.old_start, stretch.old_end)):
            yield _label("named", view, stretch, new, place)


def _names_in(side: Side, start: int, end: int) -> list[tuple[int, int]]:
    own = side.text[start:end]
    if own == own.lower() or word_count(own) > _MOST_NAMED:
        return []
    return [
        (one.start, one.end)
        for one in within(names_of(side.text), start, end)
        if _is_body(side.text[one.start : one.end])
    ]


def _is_body(name: str) -> bool:
    """Return whether a name may be of a body, process or text: several words or an abbreviation, no date, no code."""
    if "-" in name and name.rpartition("-")[2].islower():
        return False  # "United Nations-led"
    letters = name.replace(" ", "")
    return (" " in name or (name.isupper() and len(name) > 1)) and not any(c.isdigit() for c in letters)


def _class_place(side: Side, start: int, end: int) -> tuple[int, int] | None:
    """Return the class words in a replacement, or right after words that were taken out; None without any."""
    reach = 0 if side.text[start:end].strip(" ,") else 60
    match = _CLASS_PHRASE.search(side.text, start, min(len(side.text), end + reach))
    if match is None or (reach and side.text[start : match.start()].strip(" ,") not in ("", "and", "or")):
        return None
    return match.span()


def _label(
    name: str, view: View, stretch: Stretch, names: list[tuple[int, int]], place: tuple[int, int]
) -> Label:
    named, classed = (view.old, view.new) if name == "denamed" else (view.new, view.old)
    evidence = (*(named.evidence(*one) for one in names), classed.evidence(*place))
    listed = ", ".join(piece.text for piece in evidence[:-1])
    became = "is told as" if name == "denamed" else "took the place of"
    return Label(
        name=name, rule=RULE.name, because=f"'{listed}' {became} '{evidence[-1].text}'", evidence=evidence
    )


_SOURCE = "Capitalised runs inside a sentence; class words as in drafts of working groups."

RULE = Rule(
    name="naming",
    labels=(
        LabelDoc(
            name="denamed",
            meaning="Proper names gave way to a class word.",
            example="the Codex Commission and the Rights Council -> other forums",
            source=_SOURCE,
            inverse="named",
        ),
        LabelDoc(
            name="named",
            meaning="A class word gave way to proper names.",
            example="relevant funds -> the Green Climate Fund",
            source=_SOURCE,
            inverse="denamed",
            default=False,
        ),
    ),
    on_change=_on_change,
)
