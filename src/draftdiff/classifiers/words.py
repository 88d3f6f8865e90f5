"""Lists of words for the rules on standing, read once."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from draftdiff.tables import Shape, parse_table


@cache
def word_list(file: str, name: str) -> tuple[str, ...]:
    """Return a list of words of a shipped lexicon, longest first."""
    shape: Shape = {"source!": str, "*": [str]}
    text = resources.files("draftdiff.classifiers.lexicons").joinpath(f"{file}.toml").read_text("utf-8")
    return tuple(sorted(parse_table(text, shape, f"{file}.toml")[name], key=lambda word: (-len(word), word)))


@cache
def any_of(file: str, name: str) -> re.Pattern[str]:
    """Return a pattern that finds any word of a list, case set aside."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, word_list(file, name)))})\b", re.IGNORECASE)
