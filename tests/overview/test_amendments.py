"""Amendment documents: parsed into instructions, carried out, and judged as asks."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

import draftdiff
from draftdiff.overview.amendments import asks_of, instructions
from draftdiff.overview.apply import apply_amendment

CASES = tomllib.loads(Path(__file__).with_name("amendments.toml").read_text("utf-8"))["instruction"]

RESOLUTION = """The General Assembly,

Recalling the charter of the river of 3 May 1921,

Noting that the locks are old and that the keepers are tired,

1. Decides that the locks shall be mended;

2. Requests the keepers to sleep by day, as a rule;

3. Also requests the towns to pay the keepers;

4. Invites the boatmen to bring lanterns."""


def read(text, name="paper.md"):
    return draftdiff.read(
        text.encode(), read_as="markdown", name=name, options=draftdiff.Options(profile="un-resolution")
    )


def amendment(*lines):
    return read(
        "\n\n".join(("Kingdom of the Weir: amendment to the draft resolution", *lines)), "amendment.md"
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_instructions_are_understood(case):
    found = instructions(amendment(case["text"]))

    assert [{key: getattr(one, key) for key in wanted} for one, wanted in zip(found, case["found"])] == case[
        "found"
    ]
    assert len(found) == len(case["found"])


def test_the_party_is_read_from_the_heading():
    assert instructions(amendment("Delete operative paragraph 2."))[0].party == "Kingdom of the Weir"


def test_the_party_of_a_paper_with_a_masthead_is_its_sponsor():
    paper = replace(amendment("Delete operative paragraph 2."), metadata={"sponsors": "Republic of the Mill"})
    paper = replace(paper, paragraphs=paper.paragraphs[1:])

    assert instructions(paper)[0].party == "Republic of the Mill"


def test_an_amendment_is_carried_out_and_the_numbers_run_on():
    amended = apply_amendment(
        amendment(
            "1. In the second preambular paragraph, delete “and that the keepers are tired”.",
            "2. Delete operative paragraph 2.",
            "3. In operative paragraph 4, replace “lanterns” with “two lanterns each”.",
            "4. After operative paragraph 3, insert the following operative paragraph:",
            "Urges the towns to pay in time;",
        ),
        read(RESOLUTION),
    )

    texts = [f"{p.number} {p.text}".strip() for p in amended.draft.paragraphs]
    assert texts[2:] == [
        "Noting that the locks are old,",
        "1. Decides that the locks shall be mended;",
        "2. Also requests the towns to pay the keepers;",
        "3. Urges the towns to pay in time;",
        "4. Invites the boatmen to bring two lanterns each.",
    ]
    assert amended.unplaced == ()


def test_what_finds_no_place_is_listed_and_nothing_else_is_done():
    draft = read(RESOLUTION)

    amended = apply_amendment(
        amendment("1. In operative paragraph 3, delete “the millers”.", "2. Delete operative paragraph 12."),
        draft,
    )

    assert [str(one) for one in amended.unplaced] == [
        "In operative paragraph 3, delete “the millers”.",
        "Delete operative paragraph 12.",
    ]
    assert [p.text for p in amended.draft.paragraphs] == [p.text for p in draft.paragraphs]


@pytest.mark.parametrize(
    "line",
    [
        "In the second preambular paragraph, delete “and that the keepers are tired”.",
        "Delete the second preambular paragraph.",
        "Delete operative paragraph 2.",
        "In operative paragraph 2, replace “by day” with “at noon and in the evening”.",
        "In operative paragraph 1, after “the locks”, insert “and the weirs beside them”.",
        "At the end of operative paragraph 3, add “at the end of each month”.",
    ],
)
def test_an_instruction_that_was_carried_out_is_judged_taken_and_refused_where_it_was_not(line):
    draft, document = read(RESOLUTION), amendment(line)
    amended = apply_amendment(document, draft)

    taken = draftdiff.compare(draft, amended.draft, asks=asks_of(document), watch=[])
    refused = draftdiff.compare(draft, draft, asks=asks_of(document), watch=[])

    assert [f.name for f in taken.findings if f.name.startswith("ask")] == ["ask-taken"]
    assert [f.name for f in refused.findings if f.name.startswith("ask")] == ["ask-refused"]


def texts_after(*orders):
    amended = apply_amendment(amendment(*orders), read(RESOLUTION))
    return [f"{p.number} {p.text}".strip() for p in amended.draft.paragraphs], amended.unplaced


def test_a_paragraph_is_moved_and_the_numbers_run_on():
    texts, unplaced = texts_after("Move operative paragraph 4 before operative paragraph 1.")

    assert unplaced == ()
    assert texts[3:5] == [
        "1. Invites the boatmen to bring lanterns.",
        "2. Decides that the locks shall be mended;",
    ]


def test_words_are_replaced_wherever_they_stand():
    texts, _ = texts_after("Throughout the text, replace “keepers” with “guards”.")

    assert sum("guards" in text for text in texts) == 3
    assert not any("keepers" in text for text in texts)


def test_a_new_paragraph_behind_the_last_is_put_at_the_end():
    texts, _ = texts_after("Add a new operative paragraph 5: “Thanks the eels;”")

    assert texts[-1] == "5. Thanks the eels;"


def test_orders_that_are_not_understood_are_listed_and_change_nothing():
    texts, unplaced = texts_after(
        "Merge operative paragraphs 2 and 3.", "Delete the last sentence of operative paragraph 3."
    )

    assert [str(one) for one in unplaced] == [
        "Merge operative paragraphs 2 and 3.",
        "Delete the last sentence of operative paragraph 3.",
    ]
    assert texts[3] == "1. Decides that the locks shall be mended;"
    assert len(texts) == 7


def test_an_order_that_is_not_understood_is_an_ask_that_stays_unclear():
    paper = amendment(
        "Merge operative paragraphs 2 and 3.", "Move operative paragraph 4 before operative paragraph 1."
    )

    found = draftdiff.compare(read(RESOLUTION), read(RESOLUTION), asks=asks_of(paper), watch=[]).findings

    assert [f.name for f in found if f.name.startswith("ask-")] == ["ask-unclear", "ask-unclear"]
