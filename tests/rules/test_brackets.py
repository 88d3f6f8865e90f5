"""Brackets as the readers mark them: opened, lifted, chosen from, credited."""

from __future__ import annotations

import draftdiff
from draftdiff.inputs import Overrides, Pairing


def labels_of(old: str, new: str) -> dict[str, list[str]]:
    drafts = [draftdiff.read(text.encode(), read_as="text", name="a.txt") for text in (old, new)]
    pair = Overrides(pair=(Pairing(old="#0", new="#0"),))
    changes = draftdiff.compare(*drafts, overrides=pair).changes
    found: dict[str, list[str]] = {}
    for change in changes:
        for label in change.labels:
            found.setdefault(label.name, []).extend(piece.text for piece in label.evidence)
    return found


def test_brackets_that_open_around_words_are_told():
    found = labels_of("States shall report each year to it.", "States shall report [each year] to it.")

    assert found["bracketed"] == ["[each year]"]


def test_brackets_that_go_while_the_words_stay_are_told():
    found = labels_of("States shall report [each year] to it.", "States shall report each year to it.")

    assert found["unbracketed"] == ["[each year]"]


def test_of_two_options_the_one_that_stayed_is_told():
    found = labels_of("States [shall] [should] report to it soon.", "States shall report to it soon.")

    assert found["option-chosen"] == ["[shall]", "[should]"]


def test_a_dropped_credit_is_told():
    found = labels_of("States report [EU, Norway: by June] to it.", "States report by June to it.")

    assert "credit-dropped" in found


def test_brackets_of_an_editor_are_none():
    found = labels_of("He wrote it so to us.", "He wrote it so [sic] to us.")

    assert "bracketed" not in found
