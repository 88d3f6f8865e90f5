"""A number typed at the start is told from a date, a quantity and a word; its depth by what stands before it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from draftdiff.readers.numbers import levels_by_sequence, roman_value, split_number

DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("numbers.toml").read_text("utf-8"))


@pytest.mark.parametrize(("text", "number", "heading"), DATA["cases"])
def test_the_number_is_taken_and_the_rest_is_the_text(text: str, number: str, heading: bool) -> None:
    found, start = split_number(text, heading=heading)

    assert found == number
    assert text[start:] == text.removeprefix(number).lstrip()


@pytest.mark.parametrize("case", DATA["sequence"], ids=lambda case: " ".join(case["numbers"]))
def test_depth_follows_from_the_sequence(case: dict[str, Any]) -> None:
    assert levels_by_sequence(case["numbers"]) == [
        None if level == "none" else level for level in case["levels"]
    ]


def test_roman_numerals_have_values() -> None:
    assert [roman_value(numeral) for numeral in ("i", "iv", "ix", "xl", "q")] == [1, 4, 9, 40, 0]
