"""A picture of where things went."""

from __future__ import annotations

from draftdiff.model import Comparison


def picture_of(comparison: Comparison) -> None:
    return None
