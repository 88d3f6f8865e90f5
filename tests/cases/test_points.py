"""The points of the founding overview, on the shipped example and on two test cases in other words."""

from __future__ import annotations

from functools import cache

import pytest

from draftdiff.model import Comparison
from tests.cases.points import ROOT, compare_case, expected, missing_of, reported_of

TWINS = ("twin-a", "twin-b")
FORMATS = (".md", ".docx", ".pdf")


@cache
def _comparison(case: str, suffix: str = ".md") -> Comparison:
    return compare_case(case, suffix)


def _example_in(suffix: str) -> Comparison:
    if not (ROOT / "examples" / "oewg" / f"first-draft{suffix}").exists():
        pytest.skip(f"the example is not here as {suffix}")
    return _comparison("oewg", suffix)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("point", expected("oewg")["point"], ids=lambda point: f"point-{point['n']}")
def test_every_point_of_the_example_is_found(point, suffix):
    assert missing_of(_example_in(suffix), point) == []


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("decoy", expected("oewg")["decoy"], ids=lambda decoy: f"decoy-{decoy['n']}")
def test_no_decoy_of_the_example_is_reported(decoy, suffix):
    assert reported_of(_example_in(suffix), decoy) == []


@pytest.mark.parametrize("case", TWINS)
def test_at_least_nineteen_points_of_a_case_in_other_words_are_found(case):
    missed = {p["n"]: missing_of(_comparison(case), p) for p in expected(case)["point"]}

    assert sum(1 for lines in missed.values() if not lines) >= 19, {
        n: lines for n, lines in missed.items() if lines
    }


@pytest.mark.parametrize("case", TWINS)
def test_no_decoy_of_a_case_in_other_words_is_reported(case):
    reported = {d["n"]: reported_of(_comparison(case), d) for d in expected(case)["decoy"]}

    assert {n: lines for n, lines in reported.items() if lines} == {}
