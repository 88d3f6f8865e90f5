"""Every format of a history: schema, prose, rows, frame, plot, notebook."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from draftdiff.model import History
from draftdiff.renderers import HISTORY_RENDERERS, render
from draftdiff.renderers.history.prose import totals
from draftdiff.renderers.history.words import step_counts
from draftdiff.renderers.records import schema
from tests.conftest import EXAMPLE
from tests.threads.test_examples import history_of
from tests.threads.test_trace import POOL, history


@pytest.fixture(scope="module")
def small() -> History:
    reworded = POOL[1].replace("every March", "as they see fit")
    return history(POOL, (POOL[0], reworded, *POOL[3:]), (POOL[0], reworded, *POOL[2:]))


def test_the_json_of_the_example_validates_against_its_schema() -> None:
    record = json.loads(render(history_of("oewg"), "json"))
    registry: Registry[Any] = Registry().with_resources(
        [("comparison.schema.json", Resource.from_contents(schema("comparison")))]
    )

    validator = jsonschema.Draft202012Validator(schema("history"), registry=registry)
    assert [error.message for error in validator.iter_errors(record)] == []


def test_the_prose_tells_the_life_of_a_paragraph_in_a_sentence(small: History) -> None:
    text = render(small, "markdown").decode()

    assert "in v1, qualified in v2." in text
    assert "gone in v2, brought back in v3." in text
    assert "3 paragraphs stand as they stood in v1." in text


def test_a_step_counts_what_was_softened_as_the_table_does() -> None:
    found = history_of("oewg")
    table = totals(found, "softened")

    for draft in (1, 2):
        told = {words: count for count, words in step_counts(found, draft)}
        assert told["softened"] == table[draft] > 0


def test_the_prose_names_the_numbers_a_paragraph_had() -> None:
    text = render(history_of("oewg"), "markdown").decode()

    assert "para 54: in zero draft as para 35, " in text
    assert "para 55: new in final report." in text


def test_the_csv_has_a_row_for_every_event(small: History) -> None:
    rows = list(csv.DictReader(io.StringIO(render(small, "csv").decode("utf-8-sig"))))

    assert len(rows) == sum(len(thread.events) for thread in small.threads)
    gone = next(row for row in rows if row["event"] == "died")
    assert (gone["draft_name"], gone["text"]) == ("v2", POOL[2])


def test_the_measures_of_a_term_have_a_row_for_every_draft() -> None:
    rows = csv.DictReader(io.StringIO(render(history_of("oewg"), "csv-measures").decode("utf-8-sig")))
    counts = [(row["draft"], row["count"]) for row in rows if row["subject"] == "due diligence"]

    assert counts == [("1", "0"), ("2", "1"), ("3", "1")]


@pytest.mark.parametrize("format", HISTORY_RENDERERS)
def test_markup_in_a_draft_reaches_no_page_and_no_formula_a_sheet(format: str) -> None:
    attack = "<script>alert(1)</script> and =HYPERLINK(A1) stand in a paragraph of several words."
    data = render(history((attack, *POOL), (attack + " More.", *POOL)), format).decode()

    assert "<script>alert" not in data or format in ("json", "csv", "text")
    assert not any(line.startswith("=") for line in data.splitlines())


def test_open_brackets_are_counted_draft_by_draft() -> None:
    found = history(
        ("1. Parties [shall][should] report every year [to the fund] on the measures that they have taken.",),
        ("1. Parties shall report every year [to the fund] on the measures that they have taken.",),
        ("1. Parties shall report every year to the fund on the measures that they have taken.",),
    )

    assert totals(found, "bracket") == [3, 1, 0]
    assert "| open brackets | 3 | 1 | 0 |" in found.overview()


@pytest.mark.slow
def test_the_bytes_do_not_hang_on_the_hash_seed(tmp_path: Path) -> None:
    drafts = [str(EXAMPLE / f"{stage}.md") for stage in ("zero-draft", "first-draft", "final-report")]
    digests = set()
    for seed in ("1", "2"):
        outputs = [
            argument for suffix in ("html", "json", "csv", "md") for argument in ("-o", f"h{seed}.{suffix}")
        ]
        command = [sys.executable, "-m", "draftdiff", "history", *drafts, *outputs]
        subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        digests.add(
            tuple((tmp_path / f"h{seed}.{suffix}").read_bytes() for suffix in ("html", "json", "csv", "md"))
        )

    assert len(digests) == 1


def test_a_notebook_shows_a_table_with_the_drafts_as_columns(small: History) -> None:
    fragment = small._repr_html_()

    assert "<th>v1</th><th>v2</th><th>v3</th>" in fragment
    assert "gone in v2, brought back in v3" in fragment


def test_a_frame_has_the_columns_of_the_csv(small: History) -> None:
    pytest.importorskip("pandas")

    frame = small.to_frame()

    assert list(frame.query("event == 'restored'").draft_name) == ["v3"]
    assert set(small.to_frame("measures").measure) >= {"paragraphs"}


@pytest.mark.skipif(find_spec("matplotlib") is None, reason="needs matplotlib")
def test_a_plot_of_a_term_has_a_bar_for_every_draft() -> None:
    axes = history_of("oewg").plot("international humanitarian law")

    heights = [[bar.get_height() for bar in bars] for bars in axes.containers]
    assert heights == [[1, 1, 0], [0, 0, 1]]
    assert [label.get_text() for label in axes.get_xticklabels()] == [
        "zero draft",
        "first draft",
        "final report",
    ]


@pytest.mark.skipif(find_spec("matplotlib") is not None, reason="matplotlib is there")
def test_a_plot_without_matplotlib_says_what_to_install(small: History) -> None:
    with pytest.raises(ImportError, match="plot"):
        small.plot("reports")
