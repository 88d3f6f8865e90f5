"""The points of the founding overview, on the shipped example and on three test cases in other words."""

from __future__ import annotations

import subprocess
from functools import cache

import pytest

from draftdiff.model import Comparison
from tests.cases.points import ROOT, compare_case, expected, missing_of, reported_of

EXAMPLE = ROOT / "examples" / "oewg"
TWINS = ("twin-a", "twin-b", "twin-c")
TYPED = pytest.mark.parametrize("suffix", [".md", ".docx"])
POINTS = pytest.mark.parametrize("point", expected("oewg")["point"], ids=lambda point: f"point-{point['n']}")
DECOYS = pytest.mark.parametrize("decoy", expected("oewg")["decoy"], ids=lambda decoy: f"decoy-{decoy['n']}")


@cache
def _comparison(case: str, suffix: str = ".md") -> Comparison:
    return compare_case(case, suffix)


@pytest.fixture(scope="module")
def printed(soffice, tmp_path_factory) -> Comparison:
    """Return the comparison of the example's drafts as PDF, printed by LibreOffice."""
    folder = tmp_path_factory.mktemp("printed")
    drafts = [str(EXAMPLE / f"{name}.docx") for name in ("first-draft", "final-report")]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *drafts]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return compare_case("oewg", ".pdf", folder)


@TYPED
@POINTS
def test_every_point_of_the_example_is_found(point, suffix):
    assert missing_of(_comparison("oewg", suffix), point) == []


@TYPED
@DECOYS
def test_no_decoy_of_the_example_is_reported(decoy, suffix):
    assert reported_of(_comparison("oewg", suffix), decoy) == []


@pytest.mark.office
@pytest.mark.slow
@POINTS
def test_every_point_of_the_example_is_found_in_pdf_too(point, printed):
    assert missing_of(printed, point) == []


@pytest.mark.office
@pytest.mark.slow
@DECOYS
def test_no_decoy_of_the_example_is_reported_in_pdf_either(decoy, printed):
    assert reported_of(printed, decoy) == []


@pytest.mark.parametrize("case", TWINS)
def test_at_least_nineteen_points_of_a_case_in_other_words_are_found(case):
    missed = {p["n"]: missing_of(_comparison(case), p) for p in expected(case)["point"]}

    assert sum(1 for lines in missed.values() if not lines) >= 19, {n: m for n, m in missed.items() if m}


@pytest.mark.parametrize("case", TWINS)
def test_no_decoy_of_a_case_in_other_words_is_reported(case):
    reported = {d["n"]: reported_of(_comparison(case), d) for d in expected(case)["decoy"]}

    assert {n: lines for n, lines in reported.items() if lines} == {}
