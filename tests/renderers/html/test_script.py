"""The script of a change gives back both of its texts, and marks no more than its edits do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import draftdiff
from draftdiff.model import Alignment, Bead, Change, joined_text
from draftdiff.readers.blocks import Block
from draftdiff.renderers.html.script import script_of
from tests.strategies import TEXT, draft_of


def change_of(old: list[str], new: list[str]) -> Change:
    drafts = [draft_of([Block(text=text) for text in side]) for side in (old, new)]
    bead = Bead(old=tuple(range(len(old))), new=tuple(range(len(new))))
    return draftdiff.describe(Alignment(old=drafts[0], new=drafts[1], beads=(bead,))).changes[0]


def same(change: Change) -> str:
    old = joined_text(change.old)
    return "".join(old[s.old[0] : s.old[1]] for s in script_of(change) if s.kind == "same")


@given(st.lists(TEXT, min_size=1, max_size=3), st.lists(TEXT, min_size=1, max_size=3))
def test_a_script_gives_back_both_texts(old: list[str], new: list[str]) -> None:
    change = change_of(old, new)
    script = script_of(change)
    texts = joined_text(change.old), joined_text(change.new)

    assert "".join(texts[0][s.old[0] : s.old[1]] for s in script if s.kind != "inserted") == texts[0]
    assert "".join(texts[1][s.new[0] : s.new[1]] for s in script if s.kind != "deleted") == texts[1]


@given(st.lists(TEXT, min_size=1, max_size=3), st.lists(TEXT, min_size=1, max_size=3))
def test_a_script_marks_no_more_than_the_edits(old: list[str], new: list[str]) -> None:
    change = change_of(old, new)
    edited = sum(len(edit.old.span) for edit in change.edits if edit.old is not None)
    joins = sum(edit.operation == "join" for edit in change.edits)

    deleted = sum(s.old[1] - s.old[0] for s in script_of(change) if s.kind == "deleted")

    assert deleted == edited + joins


def test_a_merge_marks_only_the_paragraph_end_and_what_changed() -> None:
    change = change_of(
        ["States noted the report.", "States concluded that the experience of such bodies should be shared."],
        ["States noted the report. The experience of such bodies should be shared."],
    )

    assert same(change).startswith("States noted the report.")
    assert "xperience of such bodies should be shared." in same(change)


def test_edits_that_do_not_lead_from_old_to_new_are_not_followed() -> None:
    change = change_of(["One text here."], ["Quite another matter."])
    broken = draftdiff.Change(
        id=change.id, operation=change.operation, old=change.old, new=change.new, edits=change.edits[:-1]
    )

    assert [stretch.kind for stretch in script_of(broken)] in (
        ["deleted", "inserted"],
        ["same", "deleted", "inserted"],
    )
