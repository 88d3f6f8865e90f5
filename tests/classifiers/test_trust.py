"""What is said of how far a label may be trusted."""

from __future__ import annotations

import pytest

from draftdiff.classifiers import LABELS, trust
from draftdiff.classifiers.labels import describe_label
from draftdiff.classifiers.trust import Measured, Trust, measured, trust_of, trust_told


def _row(right: int, n: int, edits: int = 0, resolutions: tuple[int, int] = (0, 0)) -> Measured:
    return Measured(
        precision=right / n,
        n=n,
        on="texts",
        edits=edits,
        resolutions=resolutions[1],
        resolutions_right=resolutions[0],
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (_row(19, 20, edits=20), Trust.MEASURED),
        (_row(13, 20, edits=20), Trust.TRIAL),
        (_row(14, 14, edits=14), Trust.TRIAL),
        (_row(40, 50, edits=4, resolutions=(24, 30)), Trust.READ),
        (_row(30, 50, edits=4, resolutions=(24, 30)), Trust.READ),
        (_row(30, 50, edits=4, resolutions=(23, 30)), Trust.TRIAL),
        (None, Trust.TRIAL),
    ],
    ids=[
        "measured",
        "wrong-too-often",
        "too-few",
        "read",
        "read-in-resolutions",
        "read-and-wrong",
        "never-met",
    ],
)
def test_a_label_is_trusted_by_enough_firings_of_which_enough_were_right(row, expected, monkeypatch):
    monkeypatch.setattr(trust, "measured", lambda: {"softened": row} if row else {})

    assert trust_of("softened") is expected


def test_what_is_on_trial_says_so_wherever_it_is_told():
    on_trial = [name for name in LABELS if trust_of(name) is Trust.TRIAL]

    assert "deferred" in on_trial
    assert all("Trust: on trial" in describe_label(name) for name in on_trial)
    assert trust_told("deferred") == "on trial, none read"


def test_the_figures_of_every_label_fit_each_other():
    for name, row in measured().items():
        assert name in LABELS
        assert 0 <= row.resolutions_right <= row.resolutions <= row.n - row.edits
        assert abs(row.right / row.n - row.precision) < 0.001
