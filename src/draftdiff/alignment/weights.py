"""The constants of the evidence, and how they were fitted."""

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
        "bias": -16.92,
        "words": 1.6,
        "pairs": 1.19,
        "characters": 7.78,
        "covered": 4.79,
        "equal": -1.73,
        "length": -0.01,
        "short": -2.87,
        "kind": 6.68,
    },
    among={
        "bias": -7.47,
        "words": -1.79,
        "pairs": 0.47,
        "characters": 2.66,
        "covered": 4.79,
        "equal": -0.94,
        "length": -1.0,
        "short": -0.85,
        "kind": 2.99,
        "lead": 1.34,
    },
)
BY_WORDING_AND_PLACE = Weights(
    alone={
        "bias": -19.44,
        "words": -1.73,
        "pairs": 2.59,
        "characters": 7.19,
        "covered": 7.18,
        "equal": -1.46,
        "length": -0.27,
        "short": -2.69,
        "kind": 5.12,
        "before": 3.56,
        "after": 2.49,
        "section": 2.3,
        "content": 4.01,
    },
    among={
        "bias": -9.37,
        "words": -3.92,
        "pairs": 3.33,
        "characters": 3.31,
        "covered": 7.12,
        "equal": -0.82,
        "length": -0.94,
        "short": -2.82,
        "kind": 2.57,
        "before": 0.59,
        "after": 0.76,
        "section": 1.33,
        "content": 0.95,
        "lead": 0.84,
    },
)
SURE = 0.85
"""Chance from which a pair is an anchor before places are known."""
TAKE = 0.45
"""Chance from which a pair is linked."""

PIECE: Mapping[str, float] = {
    "bias": -6.0,
    "part": 3.0,
    "fresh": 6.0,
    "lack": 2.0,
    "beside": 1.5,
    "section": 0.5,
    "short": 0.0,
    "lead": 2.0,
}
TAKE_PIECE = 0.5
"""Chance from which a free paragraph is taken for a piece of one that has a partner."""
