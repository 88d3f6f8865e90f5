"""Findings about the whole document, each on drafts of a few lines."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import draftdiff
from draftdiff.inputs import WatchedTerm
from draftdiff.text import loose_key

CASES = tomllib.loads(Path(__file__).with_name("findings.toml").read_text("utf-8"))["case"]


def draft(text, name="draft.md"):
    return draftdiff.read(
        text.encode(), read_as="markdown", name=name, options=draftdiff.Options(profile="un-report")
    )


def terms(rows):
    return (
        None
        if rows is None
        else [WatchedTerm(id=row["term"], **{k: _frozen(v) for k, v in row.items()}) for row in rows]
    )


def _frozen(value):
    return tuple(value) if isinstance(value, list) else value


def compared(case):
    return draftdiff.compare(
        draft(case["old"], "old.md"),
        draft(case["new"], "new.md"),
        watch=terms(case.get("watch", [])),
        aliases=terms(case.get("aliases")),
        concepts=terms(case.get("concepts")),
        earlier=[draft(text, "earlier.md") for text in case.get("earlier", [])] or None,
    )


def is_there(comparison, wanted):
    name, _, subject = wanted.partition(": ")
    key = loose_key(subject)
    return any(f.name == name and key in loose_key(f.subject) for f in comparison.findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_findings_of_small_drafts(case):
    comparison = compared(case)

    assert [wanted for wanted in case.get("found", []) if not is_there(comparison, wanted)] == []
    assert [unwanted for unwanted in case.get("absent", []) if is_there(comparison, unwanted)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_evidence_of_findings_stands_where_it_is_said_to(case):
    comparison = compared(case)
    drafts = {
        "old": comparison.old,
        "new": comparison.new,
        **{f.draft.name: f.draft for f in comparison.further},
    }

    for finding in comparison.findings:
        assert finding.statement.endswith(".")
        for item in finding.evidence:
            assert item.span.of(drafts[item.side].paragraphs[item.paragraph].text) == item.text


def test_without_a_watch_list_the_terms_that_came_and_went_are_watched_and_named_in_a_note():
    old = draft(
        "1. The Danube Commission met. The group thanked the Danube Commission.\n\n2. Locks are kept open."
    )
    new = draft("1. The group met and thanked all bodies that had helped it.\n\n2. Locks are kept open.")

    comparison = draftdiff.compare(old, new)

    assert is_there(comparison, "term-gone: Danube Commission")
    assert any("no watch list" in note.what and "Danube Commission" in note.what for note in comparison.notes)


def test_of_the_noun_phrases_of_very_long_drafts_those_said_most_often_are_watched(monkeypatch):
    old = draft("The harbour master met the harbour master. A river pilot saw a river pilot.\n\n" * 3 + "\n")
    longer = draft("The harbour master met the harbour master. A river pilot saw no one.\n\n" * 3 + "\n")
    new = draft("Nothing is left.")
    monkeypatch.setattr("draftdiff.overview.watchlist.SEARCHED", 0)

    for before in (old, longer):
        note = next(n.what for n in draftdiff.compare(before, new).notes if "no watch list" in n.what)
        assert "watched were 1 phrase;" in note
    assert "harbour master" in note


def test_what_was_not_given_is_said_to_be_not_checked():
    comparison = draftdiff.compare(draft("1. One."), draft("1. Two."))

    unchecked = [note.what for note in comparison.notes if note.what.startswith("not checked")]
    assert len(unchecked) == 5


def test_given_but_empty_inputs_are_checked():
    comparison = draftdiff.compare(
        draft("1. One."), draft("1. Two."), watch=[], asks=[], sources=[], earlier=[], aliases=[], concepts=[]
    )

    assert not [note for note in comparison.notes if "not checked" in note.what or "watch list" in note.what]


def test_terms_can_be_followed_after_the_comparison():
    comparison = draftdiff.compare(
        draft("1. The eel of the upper river is kept."), draft("1. The perch of the upper river is kept.")
    )

    assert [f.name for f in comparison.terms(["eel", "perch", "pike"])] == ["term-gone", "term-new", "absent"]


def test_the_map_of_numbers_is_given_where_numbers_shift():
    old = draft(
        "1. Locks are kept open by day.\n\n2. Weirs are closed at night.\n\n3. Eels may pass at all times."
    )
    new = draft("1. Locks are kept open by day.\n\n2. Eels may pass at all times.")

    found = [f for f in draftdiff.compare(old, new, watch=[]).findings if f.name == "paragraph-map"]

    assert "2 → deleted" in found[0].statement
    assert "3 → 2" in found[0].statement


def test_words_of_a_source_are_borrowed_and_the_source_is_named():
    source = draft(
        "1. No wall shall be built within forty paces of the bank, save where the harbour master gives leave.",
        "code.md",
    )
    old = draft("1. Walls are a danger to boats.")
    new = draft(
        "1. Walls are a danger to boats. No wall shall be built within forty paces of the bank unless there is need."
    )

    labels = [
        label
        for change in draftdiff.compare(old, new, sources=[source]).changes
        for label in change.labels
        if label.name == "borrowed"
    ]

    assert [e.side for e in labels[0].evidence] == ["new", "code.md"]
    assert "within forty paces of the bank" in labels[0].evidence[0].text


def test_a_close_paraphrase_of_a_source_is_borrowed_too():
    source = draft(
        "1. Before any lock is closed, the keeper warns the boats that wait above it and below it.", "code.md"
    )
    old = draft("1. Locks are dear.")
    new = draft(
        "1. Locks are dear. Before closing any lock, the keeper shall warn the boats waiting above it and below it."
    )

    comparison = draftdiff.compare(old, new, sources=[source])

    assert any(label.rule == "paraphrase" for change in comparison.changes for label in change.labels)
