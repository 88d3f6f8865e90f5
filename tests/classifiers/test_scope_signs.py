"""Edits without a word that the rule on reach rests on are passed over; its lists must all hold such a word."""

from __future__ import annotations

import pytest

from draftdiff.classifiers.rules import scope
from draftdiff.classifiers.words import word_list


@pytest.mark.parametrize(
    "name", ["whole", "whichever", "many", "several", "open_list", "ordinals", "restricting", "domains"]
)
def test_every_entry_of_the_lists_on_reach_has_a_word_by_which_its_edit_is_looked_at(name):
    unseen = [
        entry
        for entry in word_list("scope-en", name)
        if scope._telling().isdisjoint(scope._LETTERS.findall(entry))
    ]

    assert unseen == []
