"""A reader's corrections: seeds and vetoes that the passes respect, and clear errors for unclear names."""

from __future__ import annotations

import pytest

from draftdiff.alignment import align
from draftdiff.errors import InputFileError
from draftdiff.inputs import Overrides, Pairing
from draftdiff.model import Alignment, Draft
from tests.strategies import Block, draft_of

OLD = draft_of(
    [
        Block(text="Law of the sea", kind="heading", level=1),
        Block(text="Fishing boats carry a light at the mast.", number="17."),
        Block(text="Nets are marked with the name of the owner.", number="18."),
    ]
)
NEW = draft_of(
    [
        Block(text="How the law applies", kind="heading", level=1),
        Block(text="Vessels shall be visible to others after dusk.", number="21."),
        Block(text="Nets are marked with the name of the owner.", number="22."),
    ]
)


def _bead_of(alignment: Alignment, old: int) -> tuple[tuple[int, ...], str]:
    return next((bead.new, bead.why) for bead in alignment.beads if old in bead.old)


@pytest.mark.parametrize("name", ["17", "17.", "#1", "Fishing boats carry"])
def test_a_pair_is_linked_however_its_paragraph_is_named(name: str) -> None:
    alignment = align(OLD, NEW, overrides=Overrides(pair=(Pairing(old=name, new="21"),)))

    new, why = _bead_of(alignment, 1)
    assert new == (1,)
    assert why == "override: paired by the reader"


def test_unpaired_paragraphs_stay_apart() -> None:
    alignment = align(OLD, NEW, overrides=Overrides(unpair=(Pairing(old="18", new="22"),)))

    assert _bead_of(alignment, 2)[0] == ()


def test_a_section_may_be_paired_by_its_title() -> None:
    pair = Pairing(old="Law of the sea", new="How the law applies")
    alignment = align(OLD, NEW, overrides=Overrides(section=(pair,)))

    assert _bead_of(alignment, 0)[0] == (0,)
    assert [(c.old, c.new) for c in alignment.sections if "retitled" in c.events] == [((0,), (0,))]


def test_overrides_hold_from_either_side() -> None:
    there = align(OLD, NEW, overrides=Overrides(pair=(Pairing(old="17", new="22"),)))
    back = align(NEW, OLD, overrides=Overrides(pair=(Pairing(old="22", new="17"),)))

    assert {(b.old, b.new) for b in there.beads} == {(b.new, b.old) for b in back.beads}


@pytest.mark.parametrize(("name", "message"), [("99", "names no paragraph"), ("#77", "names no paragraph")])
def test_a_name_that_fits_nothing_is_an_error(name: str, message: str) -> None:
    with pytest.raises(InputFileError, match=message):
        align(OLD, NEW, overrides=Overrides(pair=(Pairing(old=name, new="21"),)))


def test_a_name_that_fits_several_is_an_error_that_lists_them() -> None:
    twice: Draft = draft_of([Block(text="Nets are dried."), Block(text="Nets are mended.")])

    with pytest.raises(InputFileError, match="fits 2 paragraphs"):
        align(twice, NEW, overrides=Overrides(pair=(Pairing(old="Nets are", new="21"),)))
