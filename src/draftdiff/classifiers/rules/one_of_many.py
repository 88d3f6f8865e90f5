"""Special standing lost: the thing is now one of several."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import Stretch, View, word_count
from draftdiff.classifiers.words import any_of
from draftdiff.model import Label
from draftdiff.text.tokens import words

_COUNT_AFTER = re.compile(r"\s*(?:\d|two|three|four|five|six|seven|eight|nine|ten)\b")
"""After "one of the": a member of a pair or a row was picked, and no standing lost."""
_FREE_WORDS = 25
"""Words of an edit that may be about the standing of one thing."""


def _on_change(view: View) -> Iterable[Label]:
    many, single = any_of("standing-en", "one_of_many"), any_of("standing-en", "singled_out")
    for stretch in view.stretches:
        old, new = view.old_words(stretch), view.new_words(stretch)
        if (
            stretch.transferred
            or not many.stand_in(new)
            or max(word_count(old), word_count(new)) > _FREE_WORDS
        ):
            continue
        found = [
            match
            for match in many.finditer(new)
            if not _COUNT_AFTER.match(view.new.text, stretch.new_start + match.end())
        ]
        if not found or many.search(old):
            continue
        if single.search(old) or any(_puts_among(old, match.group()) for match in found):
            yield _label(view, stretch, [match.span() for match in found])


def _puts_among(old: str, phrase: str) -> bool:
    """Return whether the phrase itself tells that there are more: "as" became "which are among the"."""
    phrase = f"{phrase.casefold()} "
    return (
        phrase.startswith(("one ", "alongside", "together with"))
        or " one " in phrase
        or ("among" in phrase and bool(words(old)) and not phrase.startswith("among other"))
    )


def _label(view: View, stretch: Stretch, places: list[tuple[int, int]]) -> Label:
    evidence = [view.new.evidence(stretch.new_start + a, stretch.new_start + b) for a, b in places]
    phrase = evidence[0].text
    if stretch.old_end > stretch.old_start:
        evidence.insert(0, view.old.evidence(stretch.old_start, stretch.old_end))
    return Label(
        name="one-of-many",
        rule=RULE.name,
        because=f"'{phrase}' makes it one of several",
        evidence=tuple(piece for piece in evidence if len(piece.span)),
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
