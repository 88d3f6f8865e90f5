"""What the overview says of two short drafts, word for word, and what it must not say."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import draftdiff
from draftdiff.renderers.prose import overview
from tests.overview.test_findings import draft

CASES = tomllib.loads((Path(__file__).parent / "told.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_the_overview_says_what_both_texts_bear_out(case):
    text = overview(draftdiff.compare(draft(case["old"]), draft(case["new"]))).partition("## All changes")[0]

    assert [words for words in case.get("said", ()) if words not in text] == [], text
    assert [words for words in case.get("unsaid", ()) if words in text] == [], text


TABLED = """General Assembly
A/C.1/12/L.4

Distr.: Limited
3 May 2031

Twelfth session
First Committee
Agenda item 7
Locks and weirs

{sponsors}: draft resolution

Keeping of the locks

The General Assembly,

Recalling the report on the state of the weirs,

1. Invites the towns to keep the locks open;

2. Requests a report in the spring.
"""
ADOPTED = """General Assembly
A/RES/12/31

Distr.: General
9 June 2031

Twelfth session
Agenda item 7
Locks and weirs

Resolution adopted by the General Assembly
on 2 June 2031

[on the report of the First Committee (A/12/88)]

12/31. Keeping of the locks

The General Assembly,

Recalling the report on the state of the weirs,

1. Invites the towns to keep {all}the locks open;

2. Requests a report in the spring.

12th plenary meeting
2 June 2031
"""


def told(old: str, new: str) -> str:
    drafts = [draftdiff.read(text.encode(), read_as="text") for text in (old, new)]
    return overview(draftdiff.compare(*drafts))


def test_a_draft_that_was_adopted_as_it_stood_is_told_first_with_day_meeting_number_and_sponsors():
    text = told(TABLED.format(sponsors="Upper Town and Port Town"), ADOPTED.format(all=""))

    assert (
        "The draft A/C.1/12/L.4 was adopted on 2 June 2031 (12th plenary meeting) as resolution 12/31" in text
    )
    assert "without change of wording" in text
    assert "(Upper Town and Port Town) is no longer there" in text
    assert "0 changes" in text


def test_a_draft_that_was_adopted_with_changes_says_so():
    text = told(TABLED.format(sponsors="Port Town"), ADOPTED.format(all="all "))

    assert "with the changes told below" in text
    assert "\n1 change, " in text


def test_sponsors_that_joined_a_revised_draft_are_told():
    revised = TABLED.replace("L.4", "L.4/Rev.1").format(
        sponsors="Antigua and Barbuda, Mill Town and Port Town"
    )

    text = told(TABLED.format(sponsors="Port Town and Upper Town"), revised)

    assert "was replaced by A/C.1/12/L.4/Rev.1" in text
    assert "Antigua and Barbuda and Mill Town joined the sponsors; Upper Town left the sponsors." in text
