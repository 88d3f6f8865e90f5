"""The constants of the evidence, and how they were fitted.

`benchmarks/quality/fit_alignment.py` fits the weights by logistic regression with a light ridge (1.0) on the gold links
of 21 pairs of documents, each counting with the square root of its size. The outcome is a probability, and it is the
score of a bead: expected calibration error 0.003 on those links and 0.015 on planted ones (ten bins). Log-odds add up:
a feature's weight times its value. With `--leave-one-out` the script says what each set loses when it takes no part in
the fit.
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
        "bias": -19.57,
        "words": 0.32,
        "pairs": 2.28,
        "characters": 6.43,
        "covered": 3.42,
        "kept": 1.15,
        "equal": -2.06,
        "length": -0.37,
        "short": 2.99,
        "kind": 6.26,
        "number": 2.55,
    },
    among={
        "bias": -8.13,
        "words": -1.08,
        "pairs": 0.45,
        "characters": 2.93,
        "covered": 4.37,
        "kept": 0.36,
        "equal": -0.49,
        "length": -0.86,
        "short": -0.19,
        "kind": 1.5,
        "number": 0.03,
        "lead": 1.1,
    },
)
BY_WORDING_AND_PLACE = Weights(
    alone={
        "bias": -22.23,
        "words": -2.32,
        "pairs": 2.99,
        "characters": 6.31,
        "covered": 5.45,
        "kept": 1.25,
        "equal": -1.83,
        "length": -0.44,
        "short": 3.77,
        "kind": 4.93,
        "number": 0.38,
        "before": 4.33,
        "after": 2.99,
        "section": 0.95,
        "content": 7.01,
    },
    among={
        "bias": -12.12,
        "words": -2.4,
        "pairs": 3.04,
        "characters": 2.9,
        "covered": 5.09,
        "kept": 0.89,
        "equal": -1.24,
        "length": -1.04,
        "short": 1.46,
        "kind": 2.31,
        "number": 0.21,
        "before": 0.17,
        "after": 0.64,
        "section": 1.56,
        "content": 3.4,
        "lead": 0.76,
    },
)
PIECE: Mapping[str, float] = {
    "bias": -1.83,
    "part": 1.57,
    "fresh": -0.98,
    "lack": 6.07,
    "beside": 1.05,
    "section": 2.4,
    "short": -6.52,
    "run": 1.32,
    "lead": 2.59,
}
SURE = 0.85
"""Chance from which a pair is an anchor before places are known."""
TAKE = 0.5
"""Chance from which a pair is linked."""
TAKE_PIECE = 0.5
"""Chance from which a free paragraph is taken for a piece of one that has a partner."""
