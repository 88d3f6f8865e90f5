"""Results kept for the length of one comparison: the stages ask the same questions of the same texts."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_R = TypeVar("_R")

_remembering: list[Any] = []


def remembered(most: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Return a decorator that keeps the results of a function for up to so many different arguments.

    They are kept until `forget` is called: a cache that lives as long as the process holds the texts of drafts that
    nobody compares any more.
    """

    def remember(function: Callable[_P, _R]) -> Callable[_P, _R]:
        kept = lru_cache(maxsize=most)(function)
        _remembering.append(kept)
        return cast("Callable[_P, _R]", kept)

    return remember


def forget() -> None:
    """Let go of all results that were kept."""
    for kept in _remembering:
        kept.cache_clear()
