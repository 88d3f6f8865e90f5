"""No renderer loses a paragraph, and none gives other bytes at a second call."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given

import draftdiff
from draftdiff.renderers import RENDERERS
from tests.conftest import example_comparison
from tests.strategies import drafts, fewer

WHOLE = {"markdown", "csv", "json"}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def shown(data: bytes, format: str) -> str:
    """Return the text of an output as its reader sees it."""
    if format == "csv":
        return "\n".join(
            cell.removeprefix("'")
            for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))
            for cell in row
        )
    if format == "json":
        record = json.loads(data)
        return "\n".join(p["text"] for side in ("old", "new") for p in record[side]["paragraphs"])
    return re.sub(r"\\([\\`*_{}\[\]<>#|~.)+=-])", r"\1", data.decode())


def missing(comparison: draftdiff.Comparison, format: str) -> list[str]:
    text = " ".join(words(shown(draftdiff.render(comparison, format), format)))
    paragraphs = (*comparison.old.paragraphs, *comparison.new.paragraphs)
    return [p.text for p in paragraphs if " ".join(words(p.text)) not in text]


@pytest.mark.parametrize("format", sorted(WHOLE))
def test_a_renderer_shows_every_paragraph_of_the_example(format: str) -> None:
    assert missing(example_comparison(), format) == []


@given(drafts(), drafts())
@fewer(25)
def test_a_renderer_shows_every_paragraph_of_any_two_drafts(
    old: draftdiff.Draft, new: draftdiff.Draft
) -> None:
    comparison = draftdiff.compare(old, new)

    for format in sorted(WHOLE):
        assert missing(comparison, format) == []


@pytest.mark.parametrize("format", sorted(set(RENDERERS)))
def test_a_second_call_gives_the_same_bytes(format: str) -> None:
    comparison = example_comparison()

    assert draftdiff.render(comparison, format) == draftdiff.render(comparison, format)


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_hash_seed(example: Path) -> None:
    command = [sys.executable, "-m", "draftdiff", "first-draft.md", "final-report.md", "-o", "-", "--to"]

    for format in ("json", "html", "markdown"):
        outputs = {
            subprocess.run(
                [*command, format],
                cwd=example,
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            ).stdout
            for seed in ("0", "1", "4711")
        }
        assert len(outputs) == 1
