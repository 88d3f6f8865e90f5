"""Verdicts on asks, on drafts of a few lines."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import draftdiff
from draftdiff.inputs import Ask
from tests.overview.test_findings import draft, terms

CASES = tomllib.loads(Path(__file__).with_name("asks.toml").read_text("utf-8"))["case"]


def finding_of(case):
    row = dict(case["ask"])
    references = tuple(tuple(pair) for pair in row.pop("references", ()))
    ask = Ask(
        id="the-ask",
        references=references,
        **{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()},
    )
    comparison = draftdiff.compare(
        draft(case["old"]), draft(case["new"]), asks=[ask], watch=[], aliases=terms(case.get("aliases"))
    )
    return next(finding for finding in comparison.findings if finding.name.startswith("ask-"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_verdicts_on_asks(case):
    finding = finding_of(case)

    assert finding.name == f"ask-{case['right']}", finding.statement
    assert finding.subject == "the-ask"
    assert case.get("words", "") in finding.statement
