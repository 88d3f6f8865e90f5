"""Pages that are written from right to left are mirrored, so that what holds of left and right holds of them too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from draftdiff.readers.pdf.rules import Rule
from draftdiff.readers.pdf.words import Page, Word

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_STOPS = frozenset(".,:;)]\u060c\u061b\u061f")
_LETTER = re.compile(r"[^\W\d_]")


def mirrored(page: Page) -> Page:
    """Return a page on which most letters are Arabic, Hebrew ... as seen in a mirror; any other page as it is."""
    letters = sum(len(_LETTER.findall(word.text)) for word in page.words)
    turned = sum(len(_RIGHT_TO_LEFT.findall(word.text)) for word in page.words)
    if 2 * turned <= letters or not letters:
        return page
    return replace(
        page,
        words=[replace(word, x0=page.width - word.x1, x1=page.width - word.x0) for word in page.words],
        rules=[Rule(page.width - rule.x1, rule.y0, page.width - rule.x0, rule.y1) for rule in page.rules],
        mirrored=True,
    )


def set_latin_runs(words: Sequence[Word]) -> list[Word]:
    """Return the words of a mirrored line with runs of Latin words from left to right again.

    A stop that the file draws apart is put to the word that it stands at.
    """
    found: list[Word] = []
    for latin, group in groupby(words, key=_is_latin):
        run = list(group)
        if latin and len(run) > 1:
            start, end = run[0].x0, run[-1].x1
            run = [replace(word, x0=start + end - word.x1, x1=start + end - word.x0) for word in run[::-1]]
        found += run
    for before, word in pairwise(found):
        if word.text in _STOPS and abs(word.x0 - before.x1) < 0.15 * word.size:
            word.glued = True
    return found


def _is_latin(word: Word) -> bool:
    return not _RIGHT_TO_LEFT.search(word.text) and any(sign.isalpha() for sign in word.text)
