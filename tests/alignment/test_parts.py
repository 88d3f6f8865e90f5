"""What the passes lean on, one by one: numbers, chains of sections, weights, chances, places."""

from __future__ import annotations

import numpy as np
import pytest

from draftdiff.alignment.evidence import WORDING_FEATURES
from draftdiff.alignment.groups import PIECE_FEATURES, Piece, chance_of_piece
from draftdiff.alignment.places import PLACE_FEATURES, chain, nearest_anchor
from draftdiff.alignment.sections import around
from draftdiff.alignment.sides import Side, Vocabulary, side_of
from draftdiff.alignment.weights import BY_WORDING, BY_WORDING_AND_PLACE, PIECE
from tests.strategies import Block, draft_of


def side(*blocks: Block) -> Side:
    return side_of(draft_of(blocks), Vocabulary())


NESTED = side(
    Block(text="Ports", kind="heading", level=1),
    Block(text="Quays", kind="heading", level=2),
    Block(text="Stone quays last.", number="1."),
    Block(text="Wooden quays rot.", number="(a)"),
    Block(text="Iron quays rust.", number="(a)"),
)


def test_a_printed_number_counts_where_it_stands_once() -> None:
    assert NESTED.numbers[2:] == ["1.", "", ""]


def test_the_first_section_of_a_draft_has_the_draft_around_it() -> None:
    assert chain(NESTED, 1, whole=True) == [1, 0, -1]
    assert chain(NESTED, 0, whole=True) == [0, -1]
    assert chain(NESTED, 1, whole=False) == [1]
    assert around(NESTED, 1) == [1, 0]


def test_every_weight_is_that_of_a_feature_and_every_feature_of_wording_has_one() -> None:
    features = {*WORDING_FEATURES, *PLACE_FEATURES}

    for weights in (BY_WORDING, BY_WORDING_AND_PLACE):
        assert set(WORDING_FEATURES) <= set(weights.alone) <= features | {"bias"}
        assert set(WORDING_FEATURES) <= set(weights.among) <= features | {"bias", "lead"}
    assert set(PIECE) == {*PIECE_FEATURES, "bias"}


def test_the_nearest_anchor_is_strictly_before_or_after() -> None:
    partner = np.array([-1, 7, -1, -1, 9])

    assert nearest_anchor(partner, -1).tolist() == [-1, -1, 1, 1, 1]
    assert nearest_anchor(partner, 1).tolist() == [1, 4, 4, 4, -1]


@pytest.mark.parametrize(
    ("features", "least", "most"),
    [
        ((0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, -1.0), 0.0, 0.01),
        ((1.0, 1.0, 0.5, 1.0, 1.0, 0.2, 1.0, 1.0), 0.99, 1.0),
    ],
)
def test_little_shared_makes_no_piece_and_much_shared_beside_the_partner_makes_one(
    features: tuple[float, ...], least: float, most: float
) -> None:
    piece = Piece(piece=0, host=0, old_is_host=True, features=features, covered=frozenset())

    assert least <= chance_of_piece(piece) <= most
