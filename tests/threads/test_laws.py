"""What holds for the history of any chain of drafts."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

import draftdiff
from draftdiff.model import Draft, History
from draftdiff.renderers import render
from tests.strategies import draft_pairs, drafts, fewer


@st.composite
def chains(draw: st.DrawFn) -> History:
    """The history of three drafts, or four of which the last is the first again."""
    old, new = draw(draft_pairs(max_size=8))
    chain: list[Draft] = [old, new, draw(st.sampled_from((old, new)) | drafts(max_size=6))]
    if draw(st.booleans()):
        chain.append(old)
    return draftdiff.history([replace(draft, name=f"v{at}") for at, draft in enumerate(chain)])


@fewer(12)
@given(chains())
def test_every_paragraph_of_every_draft_is_in_exactly_one_thread(history: History) -> None:
    stations = [(s.draft, s.paragraph) for thread in history.threads for s in thread.stations]

    assert sorted(stations) == [(at, p.index) for at, d in enumerate(history.drafts) for p in d.paragraphs]


@fewer(12)
@given(chains())
def test_a_thread_is_born_once_and_stands_again_only_where_it_was_restored(history: History) -> None:
    for thread in history.threads:
        drafts_of = sorted({station.draft for station in thread.stations})
        gaps = [after for before, after in pairwise(drafts_of) if after > before + 1]
        restored = {event.draft for event in thread.events if event.name == "restored"}
        assert set(gaps) <= restored
        assert any(event.name == "born" and event.draft == drafts_of[0] for event in thread.events)


@fewer(12)
@given(chains())
def test_the_paragraphs_of_an_event_stand_in_its_draft(history: History) -> None:
    for thread in history.threads:
        for event in thread.events:
            at = event.draft - (event.name == "died")
            assert set(event.paragraphs) <= set(thread.in_draft(at)) or not event.paragraphs


@fewer(6)
@given(chains())
def test_every_format_holds_every_thread_and_repeats_its_bytes(history: History) -> None:
    for format in ("html", "json", "csv"):
        data = render(history, format)
        assert data == render(history, format)
        text = data.decode("utf-8", "surrogatepass")
        assert all(thread.id in text for thread in history.threads)


@fewer(6)
@given(chains())
def test_the_json_tells_the_whole_history(history: History) -> None:
    record = json.loads(render(history, "json"))

    assert len(record["steps"]) == len(record["drafts"]) - 1 == len(record["names"]) - 1
    assert [thread["id"] for thread in record["threads"]] == [thread.id for thread in history.threads]
