"""The constants of the evidence, and how they were fitted."""

from __future__ import annotations

from collections.abc import Mapping

# Logistic regression of "a careful reader links these two" on the features; benchmarks/quality/fit.py refits it.
WORDING_WEIGHTS: Mapping[str, float] = {
    "bias": -6.0,
    "words": 5.0,
    "characters": 4.0,
    "covered": 2.0,
    "equal": 2.0,
    "rival": 4.0,
}
FULL_WEIGHTS: Mapping[str, float] = {
    "bias": -7.0, "words": 5.0, "characters": 4.0, "covered": 2.0, "equal": 2.0, "rival": 4.0, 
    "before": 2.0, "after": 2.0,
    "section": 1.5, "content": 2.0,
}  # fmt: skip
SURE = 0.85
TAKE = 0.45
