"""Whether an edit bears meaning or is noise: typography, spelling, grammar, names and dates written out.

An edit is noise if both sides come to the same key, or if what came or went says nothing new: a filler, a date
after a resolution's number, an abbreviation beside its name. Every test is the same for the swapped texts.
"""

from __future__ import annotations

import re

from draftdiff.text.normalize import comparison_key
from draftdiff.wording.grammar import PLACED, plain, same_but_for_place, same_words, words_of
from draftdiff.wording.opcodes import Region
from draftdiff.wording.written_out import SIGN_OF_MEANING, is_abbreviation, says_nothing

_BEFORE, _AFTER = 400, 40
"""Characters around an edit that say what stands there already."""
_RESTS_ON = frozenset(["by", "in", "under", "pursuant to", "in accordance with", "according to", "of"])
_ACT_AFTER = re.compile(
    r"\s*(?:(?:its|the|that|General|Assembly|Security|Council)\s+)*(?:resolutions?|decisions?|articles?|paragraphs?|sections?|rules?)\b"
)
_FEW = 12
"""Words of both sides of an edit that may be nothing but fillers."""
_MOST_APART = 1
"""Edits between the place that words left and the one they came to, for mere word order."""


def is_editorial(old: str, new: str, region: Region) -> bool:
    """Return whether the edit of this region changes no meaning; the same for the swapped texts."""
    if old > new:
        old, new = new, old
        region = Region(region.new_start, region.new_end, region.old_start, region.old_end)
    before, after = old[region.old_start : region.old_end], new[region.new_start : region.new_end]
    a, b = comparison_key(before), comparison_key(after)
    if a.casefold() == b.casefold():
        return True
    words_a, words_b = words_of(a), words_of(b)
    if len(words_a) + len(words_b) <= _FEW and set(plain(words_a)) | set(plain(words_b)) <= {"and"}:
        return not SIGN_OF_MEANING.search(a + b)
    if not a or not b:
        text, at = (new, region.new_start) if not a else (old, region.old_start)
        end = region.new_end if not a else region.old_end
        context = text[max(0, at - _BEFORE) : at].rstrip(), text[end : end + _AFTER]
        return says_nothing(b or a, *context)
    if a.casefold() in _RESTS_ON and b.casefold() in _RESTS_ON:
        return bool(_ACT_AFTER.match(old[region.old_end : region.old_end + _AFTER]))
    return same_words(words_a, words_b) or is_abbreviation(a, b)


def reordered(regions: list[tuple[str, str]]) -> list[bool]:
    """Return for each edit (old words, new words) whether its words only changed place with another edit's.

    Only words taken out whole at one place and put in whole at another count, and none whose place decides.
    """
    found: list[list[tuple[int, list[str]]]] = [[], []]
    for at, (old, new) in enumerate(regions):
        for side, own, other in ((0, old, new), (1, new, old)):
            words = words_of(comparison_key(own))
            if words and not words_of(other) and not PLACED & set(words):
                found[side].append((at, words))
    moved = [False] * len(regions)
    for at, words in found[0]:
        for there, others in found[1]:
            if abs(at - there) <= _MOST_APART and not moved[there] and _is_moved(words, others):
                moved[at] = moved[there] = True
                break
    return moved


def _is_moved(words: list[str], others: list[str]) -> bool:
    return words == others or same_but_for_place(words, others)
