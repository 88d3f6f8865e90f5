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
        "words": -1.82,
        "pairs": 2.59,
        "characters": 7.24,
        "covered": 7.21,
        "equal": -1.46,
        "length": -0.28,
        "short": -2.68,
        "kind": 5.12,
        "before": 3.56,
        "after": 2.46,
        "section": 2.32,
        "content": 4.08,
    },
    among={
        "bias": -9.39,
        "words": -4.03,
        "pairs": 3.45,
        "characters": 3.32,
        "covered": 7.11,
        "equal": -0.87,
        "length": -0.94,
        "short": -2.73,
        "kind": 2.58,
        "before": 0.57,
        "after": 0.8,
        "section": 1.34,
        "content": 0.83,
        "lead": 0.85,
    },
)
PIECE = {
    "bias": -5.46,
    "part": 4.26,
    "fresh": 0.46,
    "lack": 12.02,
    "beside": 0.94,
    "section": 1.29,
    "short": -5.17,
    "lead": 3.03,
}
SURE = 0.85
"""Chance from which a pair is an anchor before places are known."""
TAKE = 0.45
"""Chance from which a pair is linked."""
TAKE_PIECE = 0.5
"""Chance from which a free paragraph is taken for a piece of one that has a partner."""
