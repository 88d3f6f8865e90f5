"""How edits read: where they begin, what they are called, whose words they are."""

from __future__ import annotations

import pytest

from draftdiff.model import Operation, Place, Span, Transfer
from draftdiff.wording import describe
from draftdiff.wording.opcodes import _closes_clause, _opens_clause, _stretches
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


def test_a_scrap_between_two_edits_behind_kept_words_is_given_up():
    old, new = "States blue green the red black.", "States four five the nine ten."

    assert edits_of(old, new) == [("replace", "blue green the red black", "four five the nine ten")]


@pytest.mark.parametrize(
    ("old", "new", "inserted"),
    [
        ("We meet and we part", "We meet and we part and we part", " and we part"),
        ("See Annex X for boats.", "See Annex X and annex Y for boats.", "and annex Y "),
        ("Boats, ports", "Boats, rafts, ports", ", rafts"),
        ("They pay for bread for all", "They pay for bread for oil for all", "for oil "),
        ("One. Two. Four.", "One. Two. Three. Four.", "Three. "),
    ],
)
def test_what_came_in_reads_as_words_put_in(old, new, inserted):
    ((name, gone, come),) = edits_of(old, new)

    assert (name, gone) == ("insert", "")
    assert come == inserted


@pytest.mark.parametrize(
    ("text", "end", "fit"),
    [("pay and go", 10, 3), ("pay\u2029go", 3, 3), ("pay, go", 3, 2), ("pay and go", 3, 0)],
)
def test_words_close_a_clause_at_the_end_of_a_paragraph_or_before_a_sign(text, end, fit):
    assert _closes_clause(text, end) == fit


@pytest.mark.parametrize(
    ("text", "start", "fit"),
    [
        ("pay", 0, 4),
        ("Pay. Go", 4, 4),
        ("pay, go", 3, 3),
        ("pay and go", 4, 2),
        ("X and go", 2, 2),
        ("pay go", 4, 1),
        ("pay  go", 4, 0),
    ],
)
def test_words_open_a_clause_behind_a_stop_or_with_a_sign_or_a_joining_word(text, start, fit):
    assert _opens_clause(text, start, len(text)) == fit


def test_edits_of_very_many_stretches_are_cleaned_up_in_parts_that_end_with_kept_words():
    diffs = [(sign, str(n)) for n in range(700) for sign in (-1, 1, 0)]

    parts = list(_stretches(diffs))

    assert [diff for part in parts for diff in part] == diffs
    assert len(parts) > 1
    assert all(part[-1][0] == 0 and len(part) <= 503 for part in parts)


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


def test_an_edit_of_drafts_without_transfers_names_none():
    (edit,) = describe(alignment((["One."], ["Two."]))).changes[0].edits

    assert edit.transfer == ""


def test_an_edit_far_from_a_transfer_names_none():
    old, new = "First thought stays here. A thought that leaves.", "First idea stays here."
    moved = Transfer(
        id="t1",
        kind="moved",
        old=Place(paragraph=0, span=Span(26, len(old))),
        new=Place(paragraph=1, span=Span(0, 22)),
    )

    changes = describe(
        alignment(([old], [new]), ([], ["A thought that leaves."]), transfers=(moved,))
    ).changes

    assert [edit.transfer for edit in changes[0].edits] == ["", "t1"]


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
