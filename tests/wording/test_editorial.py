"""Which edits are noise: the cases of editorial.toml, each from either side."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from draftdiff.model import Change
from draftdiff.wording import describe
from draftdiff.wording.editorial import reordered
from draftdiff.wording.grammar import PLACED, same_but_for_place, stem
from tests.wording.drafting import alignment

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("editorial.toml").read_text("utf-8"))[
    "case"
]


def described(old: str, new: str) -> Change:
    return describe(alignment(([old], [new]))).changes[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_edits_are_noise_or_bear_meaning_whichever_draft_is_the_old_one(case: dict[str, Any]) -> None:
    one, other = case.get("same") or case["other"]

    for change in (described(one, other), described(other, one)):
        kinds = [edit.kind for edit in change.edits]
        assert kinds
        assert all(kind == "editorial" for kind in kinds) == ("same" in case)


def test_a_change_of_noise_alone_bears_the_label_and_quotes_its_words() -> None:
    (label,) = described("It further thanks the comittee.", "It thanks the committee.").labels

    assert (label.name, label.rule) == ("editorial", "editorial")
    assert label.because == "no edit changes the meaning: further comittee committee"


def test_one_edit_that_bears_meaning_leaves_the_change_without_the_label() -> None:
    change = described("It further thanks the ports for bread.", "It thanks the ports for coal.")

    assert [edit.kind for edit in change.edits] == ["editorial", "substantive"]
    assert change.labels == ()


def test_edits_are_numbered_from_one() -> None:
    change = described("It further thanks the ports for bread.", "It thanks the ports for coal.")

    assert [edit.id for edit in change.edits] == [f"{change.id}.1", f"{change.id}.2"]


def test_words_that_left_once_came_to_one_place_only() -> None:
    assert reordered([("", "freely"), ("freely", ""), ("", "freely")]) == [True, True, False]


@pytest.mark.parametrize("word", sorted(PLACED))
def test_a_word_whose_place_decides_never_only_changed_its_place(word: str) -> None:
    assert reordered([(word, ""), ("", word)]) == [False, False]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["by", "consensus"], ["consensually"], True),
        (["provisional"], ["provisionally"], True),
        (["legal"], ["leg"], False),
        (["by"], ["with"], False),
    ],
)
def test_a_long_word_may_become_another_kind_of_word_on_its_way(
    one: list[str], other: list[str], same: bool
) -> None:
    assert same_but_for_place(one, other) == same


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisations", "organizations"),
        ("programmes", "programs"),
        ("labouring", "laboring"),
        ("favourable", "favorable"),
    ],
)
def test_the_longest_ending_is_taken(british: str, american: str) -> None:
    assert stem(british) == stem(american)
