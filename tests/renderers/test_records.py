"""The JSON keeps to its schema, and its spans to their texts."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

import draftdiff
from draftdiff.renderers.records import schema
from tests.conftest import example_comparison


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(draftdiff.render(example_comparison(), "json"))
    return loaded


def test_the_json_of_the_example_validates_against_its_schema(record: dict[str, Any]) -> None:
    faults = jsonschema.Draft202012Validator(schema()).iter_errors(record)

    assert [fault.message for fault in faults] == []


def test_every_paragraph_index_occurs_in_exactly_one_change(record: dict[str, Any]) -> None:
    for side in ("old", "new"):
        indexes = sorted(index for change in record["changes"] for index in change[side])
        assert indexes == list(range(len(record[side]["paragraphs"])))


def test_the_text_of_every_piece_of_evidence_equals_its_span(record: dict[str, Any]) -> None:
    bearers = [*record["changes"], *record["transfers"], *record["sections"]]
    evidence = [item for bearer in bearers for label in bearer["labels"] for item in label["evidence"]]
    evidence += [item for finding in record["findings"] for item in finding["evidence"]]

    sides = {"old": record["old"]["paragraphs"], "new": record["new"]["paragraphs"]}
    checked = 0
    for item in evidence:
        if item["side"] in sides:
            start, end = item["span"]
            assert sides[item["side"]][item["paragraph"]]["text"][start:end] == item["text"]
            checked += 1
    assert checked > 20


def test_every_span_of_an_edit_lies_in_its_paragraph(record: dict[str, Any]) -> None:
    for change in record["changes"]:
        for edit in change["edits"]:
            for side in ("old", "new"):
                if edit[side] is not None:
                    start, end = edit[side]["span"]
                    text = record[side]["paragraphs"][edit[side]["paragraph"]]["text"]
                    assert 0 <= start <= end <= len(text)
                    assert edit[side]["paragraph"] in change[side]


def test_ids_are_unique(record: dict[str, Any]) -> None:
    for kind in ("changes", "transfers", "sections", "findings"):
        ids = [item["id"] for item in record[kind]]
        assert len(ids) == len(set(ids))


def test_the_summary_counts_what_is_listed(record: dict[str, Any]) -> None:
    operations = [change["operation"] for change in record["changes"]]

    for name in set(operations):
        assert record["summary"][name] == operations.count(name)
    labels = [label["name"] for change in record["changes"] for label in change["labels"]]
    assert record["summary"]["softened"] >= labels.count("softened") > 0
