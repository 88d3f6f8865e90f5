"""The picture of where things went: blocks for sections, ribbons between them, and the same in words."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given

import draftdiff
from draftdiff.model import Draft
from draftdiff.options import Options
from draftdiff.renderers.html import render
from draftdiff.renderers.html.picture import picture_of
from tests.conftest import example_comparison
from tests.strategies import draft_pairs, fewer


def test_the_example_tells_that_the_discussions_were_demoted() -> None:
    picture = picture_of(example_comparison())

    assert picture is not None
    assert any(
        "demoted" in words and "“Discussions”" in words and "Chair's Summary" in words
        for words, _ in picture.told
    )


def test_every_way_of_going_has_a_fill_of_its_own() -> None:
    page = render(example_comparison(), Options()).decode("utf-8")
    keys = [key for key in re.findall(r'<rect class="rb (\w+)"', page) if key != "kept"]
    rules = {key: re.findall(rf"\.rb\.{key} {{([^}}]+)}}", page)[-1] for key in keys}

    assert {"split", "merged", "moved", "demoted"} <= set(keys)
    assert len(set(rules.values())) == len(keys)
    assert all(f'<pattern id="{key}"' in page for key in ("split", "merged"))


def test_the_balance_counts_a_change_once_as_the_overview_does() -> None:
    page = render(example_comparison(), Options()).decode("utf-8")
    told = next(f.statement for f in example_comparison().findings if f.name == "strength-balance")

    said = re.search(r"(\d+ changes? softened, \d+ strengthened)\.</p>", page)

    assert said is not None
    assert told.startswith(said[1])


def test_a_draft_without_headings_has_no_picture() -> None:
    old, new = (draftdiff.read(text, read_as="text") for text in (b"One.\n\nTwo.", b"Two.\n\nOne."))

    assert picture_of(draftdiff.compare(old, new)) is None


@given(draft_pairs())
@fewer(40)
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
