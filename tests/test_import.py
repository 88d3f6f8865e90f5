"""Importing the package is quick because it loads next to nothing."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = ["numpy", "scipy", "lxml", "docx", "jinja2", "rapidfuzz", "pypdfium2", "sentencex", "pandas", "click"]


def test_importing_draftdiff_loads_no_heavy_library() -> None:
    code = f"import sys, draftdiff; print([m for m in {HEAVY} if m in sys.modules])"

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_no_source_file_holds_a_control_character() -> None:
    # A backspace in a pattern looks like nothing in an editor, and matches nothing.
    texts = [path for folder in ("src", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")]

    assert texts
    assert [path for path in texts if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", path.read_text("utf-8"))] == []


def test_every_public_name_can_be_reached() -> None:
    import draftdiff

    for name in draftdiff.__all__:
        assert getattr(draftdiff, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    import draftdiff

    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = draftdiff.nothing_of_the_kind
