"""The constants of the evidence, and how they were fitted.

`benchmarks/quality/fit_alignment.py` fits the weights by logistic regression with a light ridge (1.0) on the gold links
of 21 pairs of documents, each counting with the square root of its size. The outcome is a probability, and it is the
score of a bead: expected calibration error 0.004 on those links (ten bins). Log-odds add up: a feature's weight times
its value. With `--leave-one-out` the script says what each set loses when it takes no part in the fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Two logistic regressions: of a pair by itself, and of a pair with its lead over its rivals."""

    alone: Mapping[str, float]
    among: Mapping[str, float]


BY_WORDING = Weights(
    alone={
        "bias": -16.51,
        "words": 1.57,
        "pairs": 0.99,
        "characters": 7.73,
        "covered": 4.72,
        "equal": -1.57,
        "length": 0.05,
        "short": -3.06,
        "kind": 6.57,
        "number": 2.29,
    },
    among={
        "bias": -6.92,
        "words": -1.7,
        "pairs": 0.38,
        "characters": 2.74,
        "covered": 4.41,
        "equal": -0.84,
        "length": -0.92,
        "short": -1.21,
        "kind": 2.85,
        "number": 0.74,
        "lead": 1.31,
    },
)
BY_WORDING_AND_PLACE = Weights(
    alone={
        "bias": -19.21,
        "words": -1.7,
        "pairs": 2.55,
        "characters": 7.21,
        "covered": 7.03,
        "equal": -1.45,
        "length": -0.23,
        "short": -2.63,
        "kind": 5.04,
        "number": 0.59,
        "before": 3.52,
        "after": 2.44,
        "section": 2.23,
        "content": 4.0,
    },
    among={
        "bias": -9.01,
        "words": -3.64,
        "pairs": 3.21,
        "characters": 3.37,
        "covered": 6.76,
        "equal": -0.86,
        "length": -0.92,
        "short": -2.86,
        "kind": 2.53,
        "number": 1.73,
        "before": 0.47,
        "after": 0.51,
        "section": 1.25,
        "content": 0.97,
        "lead": 0.85,
    },
)
PIECE: Mapping[str, float] = {
    "bias": -5.11,
    "part": 4.56,
    "fresh": 0.8,
    "lack": 10.52,
    "beside": 0.97,
    "section": 1.21,
    "short": -7.08,
    "lead": 3.04,
}
SURE = 0.85
"""Chance from which a pair is an anchor before places are known."""
TAKE = 0.45
"""Chance from which a pair is linked; F1 on the dev sets is flat between 0.35 and 0.5."""
TAKE_PIECE = 0.5
"""Chance from which a free paragraph is taken for a piece of one that has a partner."""
