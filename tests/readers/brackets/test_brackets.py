"""Brackets, options, attributions and agreement: a page written by hand, and laws."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftdiff.model import Draft, Paragraph
from draftdiff.readers import read
from draftdiff.readers.brackets import mark_negotiation, negotiation_counts

PAGE = Path(__file__).parents[2] / "drafts" / "brackets"
EXPECTED = tomllib.loads((PAGE / "expected.toml").read_text("utf-8"))
KINDS = ("bracket", "placeholder", "editorial-bracket", "option", "attribution", "agreement")


def draft_of(texts: list[str]) -> Draft:
    paragraphs = tuple(Paragraph(index=at, kind="paragraph", text=text) for at, text in enumerate(texts))
    return mark_negotiation(Draft(name="page", format="text", paragraphs=paragraphs))


def marks_of(draft: Draft):
    return [(p, m) for p in draft.paragraphs for m in p.marks if m.kind in KINDS]


def test_the_marks_of_a_page_are_those_that_a_reader_found():
    draft = read(PAGE / "page.md")

    shown = [f"{p.index} {m.kind} {m.depth} {m.span.of(p.text)}" for p, m in marks_of(draft)]
    assert sorted(shown) == sorted(EXPECTED["marks"])


def test_a_bracket_over_three_paragraphs_counts_once():
    draft = read(PAGE / "page.md")

    assert negotiation_counts(draft) == EXPECTED["counts"]
    groups = {
        m.group for p, m in marks_of(draft) if p.index in (2, 3, 4) and m.kind == "bracket" and m.depth == 0
    }
    assert len(groups) == 1


def test_a_note_counts_the_marks_and_another_names_the_bracket_that_is_never_closed():
    told = [note.what for note in read(PAGE / "page.md").notes]

    assert any(what.startswith("marks of negotiation: 9 brackets") for what in told)
    assert any("never closed" in what and "[is never closed" in what for what in told)


def test_a_draft_without_marks_comes_back_as_it_is():
    draft = draft_of(["Nothing is disputed here.", "Nor here."])

    assert draft.notes == ()
    assert all(not p.marks for p in draft.paragraphs)


def test_a_bracket_within_a_paragraph_does_not_reach_over_a_heading():
    draft = read(b"One [open here.\n\n# Next\n\nTwo ] closed here.\n", name="page.md")

    assert not [m for _, m in marks_of(draft) if m.kind == "bracket"]
    assert sum("never" in note.what for note in draft.notes) == 2


def test_a_paragraph_bracketed_as_a_whole_may_reach_over_a_heading():
    draft = read(b"[One.\n\n# Next\n\nTwo.]\n", name="page.md")

    assert [p.index for p, m in marks_of(draft) if m.kind == "bracket"] == [0, 1, 2]


def test_who_is_named_behind_a_bracket_is_its_proposer():
    draft = draft_of(["Harbours [must] (Norway, Chile) be lit (Annex I)."])

    assert [m.value for _, m in marks_of(draft) if m.kind == "attribution"] == ["Norway, Chile"]


TREES = st.recursive(
    st.sampled_from(["dark mole", "lights", "of the", "ships"]),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"[{' '.join(parts)} end]"),
    max_leaves=12,
)


@given(st.lists(TREES, min_size=1, max_size=5))
def test_every_pair_of_brackets_is_one_group_with_its_depth(texts):
    draft = draft_of(texts)

    for paragraph in draft.paragraphs:
        marks = [m for m in paragraph.marks if m.kind == "bracket"]
        assert len(marks) == paragraph.text.count("[")
        for mark in marks:
            inside = mark.span.of(paragraph.text)
            assert (inside[0], inside[-1]) == ("[", "]")
            assert inside.count("[") == inside.count("]")
            before = paragraph.text[: mark.span.start]
            assert mark.depth == before.count("[") - before.count("]")


@given(st.lists(st.text(alphabet="[]ab :-(), X\u2026\n", max_size=40), max_size=6))
def test_any_text_is_marked_without_a_mark_outside_it(texts):
    draft = draft_of(texts)

    assert [p.text for p in draft.paragraphs] == texts
    assert all(0 <= m.span.start <= m.span.end <= len(p.text) for p, m in marks_of(draft))
    assert draft_of(texts) == draft


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("(US: delete) The board meets.", ["attribution US"]),
        ("A tariff (EU: 27 members) applies.", []),
        (
            "It [AU/NZ propose: may; JP oppose: must] meet.",
            ["attribution AU/NZ", "attribution JP", "bracket [AU/NZ propose: may; JP oppose: must]"],
        ),
        (
            "Lamps [EU, supported by Norway: burn].",
            ["attribution EU, supported by Norway", "bracket [EU, supported by Norway: burn]"],
        ),
        ("[Iran reserves]", ["attribution Iran", "bracket [Iran reserves]"]),
        ("[Para 5 agreed ad ref] Lamps burn.", ["agreement [Para 5 agreed ad ref]"]),
        ("Lamps burn. [under silence until 5 May]", ["agreement [under silence until 5 May]"]),
        (
            "Pay [XX million] by [to be confirmed].",
            ["placeholder [XX million]", "placeholder [to be confirmed]"],
        ),
        ("[Text to be developed]", ["placeholder [Text to be developed]"]),
        ("Option 1 bis: Lamps", ["option Option 1 bis"]),
    ],
)
def test_forms_in_which_delegations_write_their_marks(text, marks):
    assert sorted(f"{m.kind} {m.span.of(p.text)}" for p, m in marks_of(draft_of([text]))) == marks
