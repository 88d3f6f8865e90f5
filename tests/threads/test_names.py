"""How drafts are called, and notes on their order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from draftdiff.model import Draft
from draftdiff.threads.names import draft_names, order_notes
from tests.threads.test_trace import draft


def made(name: str = "draft.md", first: str = "", **metadata: str) -> Draft:
    return replace(
        draft(first or "A paragraph that says nothing of its stage.", name=name), metadata=metadata
    )


def test_stages_of_the_title_block_name_the_drafts() -> None:
    drafts = [made(first=stage) for stage in ("Zero draft", "First draft", "Final report")]

    assert draft_names(drafts) == ("Zero draft", "First draft", "Final report")


def test_file_names_name_the_drafts_without_suffix_and_sorting_number() -> None:
    drafts = [made("1-as_introduced.txt"), made("2-as-amended.txt")]

    assert draft_names(drafts) == ("as introduced", "as amended")


def test_symbols_name_drafts_whose_files_have_one_name() -> None:
    drafts = [made("draft.docx", symbol="A/C.1/L.1"), made("draft.docx", symbol="A/C.1/L.1/Rev.1")]

    assert draft_names(drafts) == ("A/C.1/L.1", "A/C.1/L.1/Rev.1")


def test_drafts_that_nothing_tells_apart_are_numbered() -> None:
    assert draft_names([made(), made()]) == ("draft (1)", "draft (2)")


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({"date": "1 March 2021"}, {"date": "12 January 2021"}, "the date speaks against"),
        ({"symbol": "A/C.1/L.1/Rev.2"}, {"symbol": "A/C.1/L.1/Rev.1"}, "the symbol speaks against"),
        ({"symbol": "A/C.1/L.1/Rev.1"}, {"symbol": "A/C.1/L.1"}, "the symbol speaks against"),
        ({}, {"date": "12 January 2021"}, "no symbols or dates to check"),
    ],
)
def test_an_order_that_is_contradicted_or_cannot_be_checked_is_noted(
    first: dict[str, str], second: dict[str, str], said: str
) -> None:
    notes = list(order_notes([made(**first), made(**second)], ["a", "b"]))

    assert [said in note.what for note in notes] == [True]


def test_an_order_that_symbols_and_dates_bear_out_is_not_noted() -> None:
    first = made(symbol="A/C.1/L.1", date="1 March 2021")
    second = made(symbol="A/C.1/L.1/Rev.1", date="2 March 2021")

    assert not list(order_notes([first, second], ["a", "b"]))
