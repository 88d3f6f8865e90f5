"""What holds for the edits of any bead."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from draftdiff.model import INVERSE_OPERATION, Change, Edit, Operation, Place, joined_text
from draftdiff.text import words
from draftdiff.wording import apply_edits, describe
from tests.strategies import fewer
from tests.wording.drafting import alignment

VOCABULARY = "the States shall should may or , ; . of data-sharing non‑aligned “all” peace  78/132 é 国家"
WORDS = st.sampled_from(re.split(" ", VOCABULARY))
TEXT = st.lists(WORDS, max_size=14).map(" ".join)
SIDE = st.lists(TEXT, max_size=3)


def described(old: list[str], new: list[str]) -> Change:
    return describe(alignment((old, new))).changes[0]


def flipped(edit: Edit) -> tuple[str, Place | None, Place | None]:
    names = {"insert": "delete", "delete": "insert", "break": "join", "join": "break"}
    return names.get(edit.operation, edit.operation), edit.new, edit.old


@given(SIDE, SIDE)
def test_applying_the_edits_to_the_old_text_gives_the_new_text(old, new):
    change = described(old, new)

    assert apply_edits(change) == joined_text(change.new)


@given(SIDE, SIDE)
def test_swapping_the_sides_swaps_the_edits(old, new):
    assume(old or new)
    forth, back = described(old, new), described(new, old)

    assert back.operation is INVERSE_OPERATION[forth.operation]
    assert [flipped(edit) for edit in back.edits] == [(e.operation, e.old, e.new) for e in forth.edits]
    assert [edit.kind for edit in back.edits] == [edit.kind for edit in forth.edits]


@given(SIDE, SIDE)
def test_edits_ascend_and_do_not_overlap(old, new):
    change = described(old, new)

    for name in ("old", "new"):
        places = [place for edit in change.edits if (place := getattr(edit, name)) is not None]
        ends = [(p.paragraph, p.span.start, p.span.end) for p in places]
        assert ends == sorted(ends)
        for before, after in pairwise(places):
            assert before.paragraph != after.paragraph or before.span.end <= after.span.start


@given(TEXT)
def test_a_paragraph_against_itself_has_no_edit_and_no_label(text):
    change = described([text], [text])

    assert change.operation is Operation.KEEP
    assert not change.edits
    assert not change.labels


@given(TEXT, TEXT)
def test_no_more_than_twice_the_words_that_must_be_edited_are_edited(old, new):
    from rapidfuzz.distance import LCSseq

    change = described([old], [new])
    before, after = ([token.text for token in words(text)] for text in (old, new))
    least = len(before) + len(after) - 2 * LCSseq.similarity(before, after)
    edited = sum(
        len(words(place.span.of(text)))
        for edit in change.edits
        for place, text in ((edit.old, old), (edit.new, new))
        if place is not None
    )

    assert edited <= 2 * least


@fewer(50)
@given(TEXT)
def test_another_typing_of_a_text_gives_no_substantive_edit(text):
    typed = text.replace("“", '"').replace("”", '"').replace("‑", "-").replace(" ", "\u00a0 ")

    change = described([text], [typed])

    assert change.operation is Operation.KEEP
    assert all(edit.kind == "editorial" for edit in change.edits)
