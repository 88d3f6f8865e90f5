"""The example and its twins: what ran over all three drafts, found with the draft in which it happened."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import draftdiff
from draftdiff.model import History, Thread
from draftdiff.overview.places import cited_names
from tests.conftest import EXAMPLE, ROOT

FOLDERS = {"oewg": EXAMPLE, "twin-a": ROOT / "tests/cases/twin-a", "twin-b": ROOT / "tests/cases/twin-b"}
CASES = tomllib.loads((Path(__file__).parent / "examples.toml").read_text("utf-8"))["case"]


@cache
def history_of(name: str) -> History:
    folder = FOLDERS[name]
    return draftdiff.history(
        [folder / f"{stage}.md" for stage in ("zero-draft", "first-draft", "final-report")],
        options=draftdiff.Options(profile="un-report"),
        watch=folder / "watch.toml",
    )


def thread_through(history: History, case: dict[str, Any]) -> Thread:
    """Return the thread of the paragraph with these numbers, the last draft's first."""
    at, number = next((at, number) for at, number in reversed(list(enumerate(case["numbers"]))) if number)
    cited = cited_names(history.drafts[at])
    return history.thread_of(at, cited.index(f"para {number}"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['of']}-{case['what']}")
def test_the_life_of_a_paragraph_is_told_with_the_draft_in_which_each_thing_happened(
    case: dict[str, Any],
) -> None:
    history = history_of(case["of"])

    thread = thread_through(history, case)

    for draft, number in enumerate(case["numbers"]):
        cited = cited_names(history.drafts[draft])
        stands = [cited[index] for index in thread.in_draft(draft)]
        assert (f"para {number}" in stands) if number else not stands, f"draft {draft}: {stands}"
    told = {(event.draft, event.name) for event in thread.events}
    assert {(draft, name) for draft, name in case["events"]} <= told
    for draft, name in case.get("never", ()):
        assert (draft, name) not in told


@pytest.mark.parametrize("name", FOLDERS)
def test_the_three_drafts_are_called_by_their_stages_and_stand_in_their_order(name: str) -> None:
    history = history_of(name)

    assert [called.casefold() for called in history.names] == ["zero draft", "first draft", "final report"]
    assert not [note for note in history.notes if "against" in note.what]


def test_the_course_of_a_term_is_counted_by_draft_and_part() -> None:
    counts = [
        (measure.draft, measure.negotiated, measure.count)
        for measure in history_of("oewg").measures
        if measure.subject == "international humanitarian law"
    ]

    assert counts == [(0, True, 1), (1, True, 1), (2, False, 1)]
