"""The picture of where things went: blocks for sections, ribbons between them, and the same in words."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings

import draftdiff
from draftdiff.model import Draft
from draftdiff.renderers.html.picture import picture_of
from tests.conftest import example_comparison
from tests.strategies import draft_pairs


def test_the_example_tells_that_the_discussions_were_demoted() -> None:
    picture = picture_of(example_comparison())

    assert picture is not None
    assert any(
        "demoted" in words and "“Discussions”" in words and "Chair's Summary" in words
        for words, _ in picture.told
    )


def test_a_draft_without_headings_has_no_picture() -> None:
    old, new = (draftdiff.read(text, read_as="text") for text in (b"One.\n\nTwo.", b"Two.\n\nOne."))

    assert picture_of(draftdiff.compare(old, new)) is None


@given(draft_pairs())
@settings(max_examples=40)
def test_ribbons_end_on_their_blocks_and_blocks_do_not_overlap(pair: tuple[Draft, Draft]) -> None:
    picture = picture_of(draftdiff.compare(*pair))
    if picture is None:
        return
    for side in (picture.old, picture.new):
        assert all(a.y + a.height <= b.y for a, b in pairwise(side))
        assert all(0 <= block.gone <= block.height for block in side)
    lowest = max(block.y + block.height for side in (picture.old, picture.new) for block in side)
    for ribbon in picture.ribbons:
        numbers = [float(number) for number in re.findall(r"[\d.]+", ribbon.path)]
        assert max(numbers[1::2][:3]) <= lowest + 0.1
