"""Special standing lost: the thing is now one of several."""

from __future__ import annotations

from collections.abc import Iterable

from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import Side, Stretch, View
from draftdiff.classifiers.words import any_of
from draftdiff.model import Label
from draftdiff.text.tokens import words

_FREE_WORDS = 10
"""Words of an edit that may be about the standing of one thing."""


def _on_change(view: View) -> Iterable[Label]:
    many, single = any_of("standing-en", "one_of_many"), any_of("standing-en", "singled_out")
    for stretch in view.stretches:
        old, new = view.old_words(stretch), view.new_words(stretch)
        if stretch.transferred or max(len(words(old)), len(words(new))) > _FREE_WORDS:
            continue
        found = many.search(new)
        if found is None or many.search(old):
            continue
        if single.search(old) or _puts_among(old, found.group()):
            yield _label(view.new, stretch, found.start(), found.end(), view)


def _puts_among(old: str, phrase: str) -> bool:
    """Return whether the phrase itself tells that there are more: "as" became "which are among the"."""
    phrase = f"{phrase.casefold()} "
    return "one " in phrase or (
        "among" in phrase and bool(words(old)) and not phrase.startswith("among other")
    )


def _label(side: Side, stretch: Stretch, start: int, end: int, view: View) -> Label:
    evidence = [side.evidence(stretch.new_start + start, stretch.new_start + end)]
    if stretch.old_end > stretch.old_start:
        evidence.insert(0, view.old.evidence(stretch.old_start, stretch.old_end))
    evidence = [piece for piece in evidence if len(piece.span)]
    return Label(
        name="one-of-many",
        rule=RULE.name,
        because=f"'{evidence[-1].text}' makes it one of several",
        evidence=tuple(evidence),
    )


RULE = Rule(
    name="one-of-many",
    labels=(
        LabelDoc(
            name="one-of-many",
            meaning="What stood alone or first is now one of several.",
            example="the proposal for a programme -> the proposal, among several initiatives",
            source="Lists in classifiers/lexicons/standing-en.toml.",
            inverse=None,
        ),
    ),
    on_change=_on_change,
)
