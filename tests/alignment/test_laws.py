"""What holds for every pair of drafts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from draftdiff.alignment import align
from draftdiff.model import Alignment, Draft
from tests.conftest import printed_under_hash_seeds
from tests.strategies import Block, draft_of, draft_pairs, drafts


def _beads(alignment: Alignment) -> set[tuple[tuple[int, ...], tuple[int, ...], bool, float]]:
    return {(b.old, b.new, b.moved, b.score) for b in alignment.beads}


@given(draft_pairs())
def test_every_paragraph_is_in_exactly_one_bead(pair: tuple[Draft, Draft]) -> None:
    old, new = pair
    beads = align(old, new).beads

    assert sorted(i for b in beads for i in b.old) == list(range(len(old.paragraphs)))
    assert sorted(j for b in beads for j in b.new) == list(range(len(new.paragraphs)))


@given(drafts(), drafts())
def test_unrelated_drafts_are_partitioned_too(old: Draft, new: Draft) -> None:
    beads = align(old, new).beads

    assert sorted(i for b in beads for i in b.old) == list(range(len(old.paragraphs)))
    assert sorted(j for b in beads for j in b.new) == list(range(len(new.paragraphs)))


@given(draft_pairs())
def test_swapping_the_drafts_mirrors_the_answer(pair: tuple[Draft, Draft]) -> None:
    old, new = pair
    there, back = align(old, new), align(new, old)

    assert _beads(there) == {(n, o, moved, score) for o, n, moved, score in _beads(back)}
    assert {(t.kind, t.old, t.new, t.score) for t in there.transfers if t.kind == "moved"} == {
        (t.kind, t.new, t.old, t.score) for t in back.transfers if t.kind == "moved"
    }


@given(draft_pairs())
def test_swapping_the_drafts_turns_what_is_said_of_sections(pair: tuple[Draft, Draft]) -> None:
    old, new = pair
    turned = {"split": "merged", "merged": "split", "inserted": "deleted", "deleted": "inserted"}
    there, back = align(old, new).sections, align(new, old).sections

    assert sorted((c.old, c.new, *sorted(c.events)) for c in there) == sorted(
        (c.new, c.old, *sorted(turned.get(event, event) for event in c.events)) for c in back
    )


@given(drafts())
def test_a_draft_against_itself_stays(draft: Draft) -> None:
    alignment = align(draft, replace(draft, name="again"))

    assert [(b.old, b.new, b.moved) for b in alignment.beads] == [
        ((i,), (i,), False) for i in range(len(draft.paragraphs))
    ]
    assert not alignment.transfers
    assert not alignment.sections


@given(draft_pairs())
def test_beads_stand_in_the_new_order_with_deletions_between(pair: tuple[Draft, Draft]) -> None:
    beads = align(*pair).beads

    firsts = [b.new[0] for b in beads if b.new]
    assert firsts == sorted(firsts)


def test_an_empty_draft_is_all_deleted_or_inserted() -> None:
    empty = draft_of([])

    assert align(empty, empty).beads == ()


def test_sixty_equal_paragraphs_keep_their_order_when_one_goes() -> None:
    one = Block(text="The representative took note of the statement.")
    alignment = align(draft_of([one] * 60), draft_of([one] * 59))

    assert [b.moved for b in alignment.beads] == [False] * 60
    assert sum(not b.new for b in alignment.beads) == 1


@pytest.mark.slow
def test_the_answer_does_not_depend_on_the_hash_seed() -> None:
    program = (
        "from tests.strategies import Block, draft_of; from draftdiff.alignment import align;"
        "texts = ['Ships carry lights.', 'Report each year.', 'Boats may carry two lights at night.'];"
        "old = draft_of([Block(text=texts[k * 7 % 3] + str(k % 5)) for k in range(40)]);"
        "new = draft_of([Block(text=texts[k * 5 % 3] + str(k % 4)) for k in range(44)]);"
        "print(align(old, new).beads, align(old, new).transfers)"
    )
    assert len(printed_under_hash_seeds(program)) == 1
