"""What holds for every pair of drafts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from draftdiff.alignment import align
from draftdiff.model import Alignment, Draft
from tests.strategies import draft_of, draft_pairs, drafts


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
