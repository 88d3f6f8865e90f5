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
