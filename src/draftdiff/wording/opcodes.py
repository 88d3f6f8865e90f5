"""Which words of two texts were edited: pairs of ranges, tidied for reading.

The words kept are a longest common subsequence (text.subsequence); what stands between two kept words is one edit.
Scraps of kept text between larger edits are then given up, as a reader would (diff-match-patch's semantic
clean-up), and an edit that may slide is moved to where a clause begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftdiff.model import PARAGRAPH_SEPARATOR
from draftdiff.text.subsequence import common_blocks
from draftdiff.text.tokens import Token, row_of

_SPACE = re.compile(r"\s+")
# Private-use characters that stand for words in the clean-up; texts of more different words go without.
_FIRST_PRIVATE, _PRIVATE = 0xF0000, 65_000
# A group tidied may have at most this many times the words that had to be edited.
_MOST_TIDIED = 2.0
# Kept and edited stretches that are cleaned up together: more than the longest negotiated paragraph has.
_TOGETHER = 500
# Characters over which an edit is slid in search of a clause: a long repeated phrase, no more.
_SLIDE = 200

_CLAUSE_SIGNS = frozenset(",;:.!?()[]\u2014\u2013\u3001\u3002\uff0c\uff1b\u060c\u061b")
_CLAUSE_WORDS = re.compile(
    r"(?:and|or|but|nor|including|such|as|in|with|where|when|if|unless|which|that|who|to|for|by|on|through"
    r"|while|within|subject|upon|inter|et|ou|dont|y|o|con|que)\b",
    re.IGNORECASE,
)


class Region(NamedTuple):
    """An edited stretch: half-open ranges of the old and of the new text."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def edited_regions(old: str, new: str) -> tuple[Region, ...]:
    """Return the edited stretches of two texts in order; the text between them is equal.

    Swapping the texts swaps the two sides and nothing else.
    Time grows with the product of the lengths over 64, of very long texts about with their sum.
    """
    if old == new:
        return ()
    if not old or not new:
        return (Region(0, len(old), 0, len(new)),)
    if old > new:
        return tuple(Region(c, d, a, b) for a, b, c, d in edited_regions(new, old))
    regions = _gaps(old, new, _kept_words(_kept_candidates(old), _kept_candidates(new)))
    return tuple(_settled(old, new, regions))


def _kept_candidates(text: str) -> list[Token]:
    """Return the words of a text, and the white space that parts its paragraphs."""
    found = row_of(text).words()
    if PARAGRAPH_SEPARATOR in text:
        spaces = [Token(*match.span(), match.group()) for match in _SPACE.finditer(text)]
        found += [space for space in spaces if PARAGRAPH_SEPARATOR in space.text]
        found.sort()
    return found


def _kept_words(old: Sequence[Token], new: Sequence[Token]) -> list[tuple[Token, Token]]:
    """Return the pairs of words that stay, after the clean-up."""
    numbers: dict[str, int] = {}
    old_keys = [numbers.setdefault(token.text, len(numbers)) for token in old]
    new_keys = [numbers.setdefault(token.text, len(numbers)) for token in new]
    pairs = _tidied(old_keys, new_keys, common_blocks(old_keys, new_keys), len(numbers))
    return [(old[a + n], new[b + n]) for a, b, size in pairs for n in range(size)]


def _tidied(
    old: list[int], new: list[int], blocks: list[tuple[int, int, int]], different: int
) -> list[tuple[int, int, int]]:
    """Return the kept blocks without those that only scatter an edit."""
    if len(blocks) < 2 or different > _PRIVATE:
        return blocks
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    diffs = []
    for stretch in _stretches(_as_diffs(old, new, blocks)):
        engine.diff_cleanupSemantic(stretch)
        diffs += stretch
    tidied = _as_blocks(diffs)
    least = _edited(old, new, blocks)
    return tidied if _edited(old, new, tidied) <= _MOST_TIDIED * least else blocks


def _stretches(diffs: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yield the diffs in stretches that each end with kept words, for the clean-up takes the square of its length."""
    start = 0
    for at in range(_TOGETHER, len(diffs), _TOGETHER):
        end = next((n for n in range(at, len(diffs)) if diffs[n][0] == 0), len(diffs)) + 1
        if end > start:
            yield diffs[start:end]
            start = end
    if start < len(diffs):
        yield diffs[start:]


def _edited(old: list[int], new: list[int], blocks: list[tuple[int, int, int]]) -> int:
    return len(old) + len(new) - 2 * sum(size for _, _, size in blocks)


def _as_diffs(old: list[int], new: list[int], blocks: list[tuple[int, int, int]]) -> list[tuple[int, str]]:
    diffs: list[tuple[int, str]] = []
    a = b = 0
    for i, j, size in [*blocks, (len(old), len(new), 0)]:
        for sign, keys in ((-1, old[a:i]), (1, new[b:j]), (0, old[i : i + size])):
            if keys:
                diffs.append((sign, "".join(chr(_FIRST_PRIVATE + key) for key in keys)))
        a, b = i + size, j + size
    return diffs


def _as_blocks(diffs: Sequence[tuple[int, str]]) -> list[tuple[int, int, int]]:
    blocks = []
    a = b = 0
    for sign, text in diffs:
        if sign == 0:
            blocks.append((a, b, len(text)))
        a += len(text) if sign <= 0 else 0
        b += len(text) if sign >= 0 else 0
    return blocks


def _gaps(old: str, new: str, kept: list[tuple[Token, Token]]) -> list[Region]:
    regions = []
    a = b = 0
    end = (Token(len(old), len(old), ""), Token(len(new), len(new), ""))
    for left, right in [*kept, end]:
        if old[a : left.start] != new[b : right.start]:
            regions.append(_trimmed(old, new, Region(a, left.start, b, right.start)))
        a, b = left.end, right.end
    return regions


def _trimmed(old: str, new: str, region: Region) -> Region:
    """Return the region without the signs and white space that both sides begin or end with."""
    a, b, c, d = region
    while a < b and c < d and old[a] == new[c] and _is_sign(old[a]):
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1] and _is_sign(old[b - 1]):
        b, d = b - 1, d - 1
    return Region(a, b, c, d)


def _is_sign(character: str) -> bool:
    return not character.isalnum() and not unicodedata.combining(character)


def _settled(old: str, new: str, regions: Sequence[Region]) -> Iterator[Region]:
    """Yield the regions, each slid within the kept text that parts it from its neighbours."""
    before = Region(0, 0, 0, 0)
    for number, region in enumerate(regions):
        last = number + 1 == len(regions)
        after = len(old) if last else regions[number + 1].old_start
        room = (region.old_start - before.old_end, after - region.old_end)
        before = _slid(old, new, region, room)
        yield before


def _slid(old: str, new: str, region: Region, room: tuple[int, int]) -> Region:
    """Return an insertion or deletion at the best of the places where it gives the same texts."""
    if region.old_start == region.old_end:
        shift = _best_shift(new, region.new_start, region.new_end, room)
    elif region.new_start == region.new_end:
        shift = _best_shift(old, region.old_start, region.old_end, room)
    else:
        return region
    return Region(*(place + shift for place in region))


def _best_shift(text: str, start: int, end: int, room: tuple[int, int]) -> int:
    """Return by how many characters to slide a range so that it begins or ends where a clause does.

    It slides over whole tokens only, never over more than `_SLIDE` characters, and no further than the kept text on
    its left and right has room: the words beyond belong to other edits.
    """
    if PARAGRAPH_SEPARATOR in text[start:end]:
        return 0
    shifts = [0]
    left = 0
    while (
        left < min(_SLIDE, room[0]) and text[start - left - 1] == text[end - left - 1] != PARAGRAPH_SEPARATOR
    ):
        left += 1
        shifts.append(-left)
    right = 0
    while right < min(_SLIDE, room[1]) and text[start + right] == text[end + right] != PARAGRAPH_SEPARATOR:
        right += 1
        shifts.append(right)
    if len(shifts) == 1:
        return 0
    return max(shifts, key=lambda shift: (_fit(text, start + shift, end + shift), -abs(shift), shift))


def _fit(text: str, start: int, end: int) -> int:
    """Return how well a range reads as words put in or taken out."""
    if _inside_word(text, start) or _inside_word(text, end):
        return -1
    return 2 * _opens_clause(text, start, end) + _closes_clause(text, end)


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _opens_clause(text: str, start: int, end: int) -> int:
    before = text[max(0, start - 3) : start].rstrip(" ")[-1:]
    inside = text[start : min(end, start + 20)].lstrip(" ")
    if start == 0 or not before or before == PARAGRAPH_SEPARATOR or before in ".;:":
        return 4
    if inside[:1] in _CLAUSE_SIGNS:
        return 3
    if before in _CLAUSE_SIGNS or _CLAUSE_WORDS.match(inside):
        return 2
    return 1 if text[start - 1 : start] != " " or text[start : start + 1] != " " else 0


def _closes_clause(text: str, end: int) -> int:
    after = text[end : end + 4].lstrip(" ")[:1]
    if not after or after == PARAGRAPH_SEPARATOR:
        return 3
    return 2 if after in _CLAUSE_SIGNS else 0
