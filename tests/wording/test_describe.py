"""How edits read: where they begin, what they are called, whose words they are."""

from __future__ import annotations

import pytest

from draftdiff.model import Operation, Place, Span, Transfer
from draftdiff.wording import describe
from tests.wording.drafting import alignment


def edits_of(old: str, new: str) -> list[tuple[str, str, str]]:
    change = describe(alignment(([old], [new]))).changes[0]
    return [(e.operation, e.old.span.of(old), e.new.span.of(new)) for e in change.edits]


def test_one_changed_word_is_one_replacement():
    assert edits_of("States shall report.", "States should report.") == [("replace", "shall", "should")]


def test_an_insertion_begins_where_its_clause_begins():
    old = "Recalling its resolutions 70/1 and 71/2, and stressing their value,"
    new = "Recalling its resolutions 70/1 and 71/2, recalling also its decision 5, and stressing their value,"

    assert edits_of(old, new) == [("insert", "", ", recalling also its decision 5")]


def test_scraps_between_larger_edits_are_given_up():
    old = "It notes the slow work of the committee."
    new = "It applauds every part of a panel."

    assert len(edits_of(old, new)) <= 2


def test_one_changed_word_of_an_unspaced_sentence_is_one_word():
    assert edits_of("各国应当合作。", "各国可以合作。") == [("replace", "应当", "可以")]


def test_a_split_is_a_break():
    change = describe(alignment((["One. Two."], ["One.", "Two."]))).changes[0]

    assert change.operation is Operation.SPLIT
    assert [edit.operation for edit in change.edits] == ["delete", "break"]
    assert change.edits[1].old == Place(paragraph=0, span=Span(5, 5))
    assert change.edits[1].new == Place(paragraph=1, span=Span(0, 0))


def test_a_join_holds_the_start_of_the_paragraph_that_was_joined():
    change = describe(alignment((["One.", "Two."], ["One. Two."]))).changes[0]

    assert change.operation is Operation.MERGE
    assert change.edits[-1].operation == "join"
    assert change.edits[-1].old == Place(paragraph=1, span=Span(0, 0))


def test_a_new_paragraph_is_one_insertion_without_an_old_side():
    change = describe(alignment(([], ["Quite new."]))).changes[0]

    assert [(e.operation, e.old) for e in change.edits] == [("insert", None)]


def test_words_that_left_by_a_transfer_name_it():
    old = ["First thought. A thought that leaves for elsewhere.", "Other."]
    new = ["First thought.", "Other. A thought that leaves for elsewhere."]
    moved = Transfer(
        id="t1",
        kind="moved",
        old=Place(paragraph=0, span=Span(15, len(old[0]))),
        new=Place(paragraph=1, span=Span(7, len(new[1]))),
    )

    changes = describe(alignment(([old[0]], [new[0]]), ([old[1]], [new[1]]), transfers=(moved,))).changes

    assert [edit.transfer for change in changes for edit in change.edits] == ["t1", "t1"]


def test_ids_come_from_content_and_tell_equal_changes_apart():
    first = describe(alignment((["a"], ["b"]), (["a"], ["b"]), (["c"], ["d"]))).changes
    second = describe(alignment((["c"], ["d"]), (["a"], ["b"]))).changes

    assert first[2].id == second[0].id
    assert first[0].id == second[1].id
    assert first[1].id == f"{first[0].id}-2"


@pytest.mark.parametrize("new", ["The “rule” stands.", 'The  "rule"  stands.', "The ''rule'' stands."])
def test_typing_alone_is_a_keep_with_editorial_edits(new):
    change = describe(alignment((['The "rule" stands.'], [new]))).changes[0]

    assert change.operation is Operation.KEEP
    assert all(edit.kind == "editorial" for edit in change.edits)
