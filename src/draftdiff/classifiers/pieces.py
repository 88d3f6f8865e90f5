"""What came, went or gave way inside an edit that covers more words than changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from draftdiff.classifiers.view import Stretch, View
from draftdiff.text.tokens import Token, words

_LONGEST = 440
"""Characters of an edit that is taken apart."""
_FIRM = 4
"""Words that must have stayed around a piece for it to be told from a sentence that was written anew."""
_SMALL = frozenset("the a an of to and in for on by".split())
"""Words that stay by chance between words that gave way."""
_LETTERS = re.compile(r"[^\W_]+")


def pieces_of(view: View, stretch: Stretch) -> tuple[Stretch, ...]:
    """Return an edit as the smaller ones it is made of, itself alone if it is one or too long.

    Words of a sentence that was written anew make one edit with what stayed between them; a rule that looks at one
    noun wants the words before and after that noun.
    """
    if stretch.old_start == stretch.old_end or stretch.new_start == stretch.new_end:
        return (stretch,)
    if max(stretch.old_end - stretch.old_start, stretch.new_end - stretch.new_start) > _LONGEST:
        return (stretch,)
    key = f"pieces {stretch.old_start} {stretch.new_start}"
    if key not in view.memo:
        view.memo[key] = _taken_apart(view, stretch)
    found: tuple[Stretch, ...] = view.memo[key]
    return found


def _taken_apart(view: View, stretch: Stretch) -> tuple[Stretch, ...]:
    sides = view.old_words(stretch), view.new_words(stretch)
    if not _share_half(*(_LETTERS.findall(side) for side in sides)):
        return (stretch,)
    old, new = map(words, sides)
    found = tuple(
        Stretch(
            *_range(old, a, b, stretch.old_start),
            *_range(new, c, d, stretch.new_start),
            transferred=stretch.transferred,
        )
        for a, b, c, d in _differences([w.text for w in old], [w.text for w in new])
    )
    return found or (stretch,)


def _differences(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the ranges that differ; exchanging the sides exchanges the ranges and nothing else."""
    if old > new:
        return [(a, b, c, d) for c, d, a, b in _differences(new, old)]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if found and tag == "replace" and all(word in _SMALL for word in old[found[-1][1] : a]):
            first_old, _, first_new, _ = found.pop()
            a, c = first_old, first_new
        found.append((a, b, c, d))
    return [piece for n, piece in enumerate(found) if _stayed_around(found, n, len(old)) >= _FIRM]


def _stayed_around(found: Sequence[tuple[int, int, int, int]], at: int, length: int) -> int:
    """Return how many words stayed right before and right after a piece; beyond the edit, many did."""
    first, last, _, _ = found[at]
    before = first - found[at - 1][1] if at else first + _FIRM
    after = found[at + 1][0] - last if at + 1 < len(found) else length - last + _FIRM
    return before + after


def _share_half(old: list[str], new: list[str]) -> bool:
    """Return whether half of the words of the shorter side may stand on both, in whatever order."""
    least = min(len(old), len(new))
    shared = sum(min(old.count(word), new.count(word)) for word in {*old} & {*new})
    return 2 * shared >= least


def _range(tokens: Sequence[Token], first: int, last: int, start: int) -> tuple[int, int]:
    if first < last:
        return start + tokens[first].start, start + tokens[last - 1].end
    at = start + (tokens[first].start if first < len(tokens) else tokens[-1].end if tokens else 0)
    return at, at
