"""Words to lines: one baseline, left to right, raised and lowered signs put to the line they stand at.

A printed row is cut into segments at wide gaps; a line keeps its segments, so that what stands at the other end of
a running head or in another column can be told apart.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from draftdiff.readers.pdf.direction import set_latin_runs
from draftdiff.readers.pdf.words import Page, Word

_SAME_BASELINE = 0.25  # of the size; a superscript is raised by about a third
_WIDE_GAP = 2.5  # of the size; a number and its paragraph stand closer, columns and running heads wider
_HYPHENS = "-\u2010\u2011"
_TIGHT = 0.6  # of the usual space of the line
_NARROW = 0.16  # of the size: no space is set as narrow
_DEEP_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){2,7}\.(?=[A-Z\u201c\"(])")


@dataclass(slots=True)
class Line:
    """A printed line, or the part of one between two wide gaps."""

    words: list[Word]
    page: int
    y: float
    """Of the baseline; grows upwards."""
    size: float
    """That most of its characters have."""

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """The words as printed, single-spaced."""
        return "".join(word.text if word.glued else f" {word.text}" for word in self.words)[
            0 if self.words[0].glued else 1 :
        ]

    @property
    def bold(self) -> bool:
        """Whether all letters are bold (a number or a sign need not be)."""
        return self.words[-1].bold >= _is_lettered(self.words[-1]) and _all(self.words, bold=True)

    @property
    def italic(self) -> bool:
        """Whether all letters are italic."""
        return self.words[-1].italic >= _is_lettered(self.words[-1]) and _all(self.words, bold=False)


def _all(words: Sequence[Word], bold: bool) -> bool:
    lettered = [word for word in words if _is_lettered(word)]
    return bool(lettered) and all(word.bold if bold else word.italic for word in lettered)


def _is_lettered(word: Word) -> bool:
    return not word.raised and any(map(str.isalpha, word.text))


def lines_of(page: Page) -> list[Line]:
    """Return the lines of a page from top to bottom, each whole from left to right."""
    rows = _rows(page.words)
    lines = [Line(words=row, page=page.number, y=_baseline(row), size=_size(row)) for row in rows]
    lines = _with_small_rows(lines)
    for line in lines:
        _order(line)
        if page.mirrored:
            line.words = set_latin_runs(line.words)
    return sorted(lines, key=lambda line: (-line.y, line.x0))


def segments(line: Line) -> list[Line]:
    """Return the parts of a line between wide gaps, from left to right."""
    gap = _WIDE_GAP * line.size
    cuts = [at for at, (one, other) in enumerate(pairwise(line.words), 1) if other.x0 - one.x1 > gap]
    if not cuts:
        return [line]
    parts = [line.words[a:b] for a, b in zip([0, *cuts], [*cuts, len(line.words)], strict=True)]
    return [Line(words=part, page=line.page, y=line.y, size=_size(part)) for part in parts]


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Return words by baseline."""
    rows: list[list[Word]] = []
    heights: list[float] = []
    for word in sorted(words, key=lambda w: (-w.y, w.x0)):
        if rows and abs(heights[-1] - word.y) <= _SAME_BASELINE * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
            heights.append(word.y)
    return rows


def _with_small_rows(lines: list[Line]) -> list[Line]:
    """Return the lines with rows of small raised or lowered signs put into the line that they stand at."""
    by_height = sorted(lines, key=lambda line: line.y)
    heights = [line.y for line in by_height]
    merged: set[int] = set()
    for small in by_height:
        low = bisect.bisect_left(heights, small.y - 12 - small.size)
        high = bisect.bisect_right(heights, small.y + 12 + small.size)
        host = _host(small, [line for line in by_height[low:high] if id(line) not in merged])
        if host is None:
            continue
        for word in small.words:
            word.raised, word.lowered = small.y > host.y, small.y < host.y
        host.words.extend(small.words)
        merged.add(id(small))
    return [line for line in lines if id(line) not in merged]


def _host(small: Line, near: Sequence[Line]) -> Line | None:
    """Return the line of larger type at which all words of a small row stand as raised or lowered signs."""
    best: tuple[float, Line] | None = None
    for line in near:
        if line is small or small.size > 0.82 * line.size:
            continue
        offset = (small.y - line.y) / line.size
        if not -0.35 < offset < 0.65 or any(len(word.text) > 12 for word in small.words):
            continue
        if all(_touches(word, line) for word in small.words) and (best is None or abs(offset) < best[0]):
            best = (abs(offset), line)
    return best[1] if best else None


def _touches(word: Word, line: Line) -> bool:
    reach = 0.8 * line.size
    return any(
        -reach < word.x0 - other.x1 < reach or -reach < other.x0 - word.x1 < reach for other in line.words
    )


def _with_number_apart(line: Line) -> None:
    """Cut a deep number from the word that it touches: "2.1.1.1.Additional" is set in a column too narrow for it."""
    first = line.words[0]
    match = _DEEP_NUMBER.match(first.text)
    if match is None:
        return
    cut = first.x0 + (first.x1 - first.x0) * match.end() / len(first.text)
    rest = replace(first, text=first.text[match.end() :], x0=cut + line.size, glued=False)
    line.words[:1] = [replace(first, text=match.group(), x1=cut), replace(rest, x1=max(first.x1, rest.x0))]


def _glue_hyphens(line: Line) -> None:
    """Put a hyphen to its word where the file has a space that the print has not: "sixty -seventh"."""
    for before, word in pairwise(line.words):
        if word.glued or word.raised or not _hyphened(before, word):
            continue
        gaps = [b.x0 - a.x1 for a, b in pairwise(line.words) if not b.glued and b is not word]
        usual = median(gaps) if len(gaps) > 2 else 0.25 * line.size
        if word.x0 - before.x1 < _TIGHT * usual and word.x0 - before.x1 < _NARROW * line.size:
            word.glued = True


def _hyphened(before: Word, word: Word) -> bool:
    """Return whether a hyphen stands between two letters or digits, or a dash between two digits."""
    last, first = before.text[-1], word.text[0]
    if first in _HYPHENS:
        return last.isalnum()
    if last in _HYPHENS:
        return first.isalnum() and (len(before.text) > 1 or before.glued)
    if first == "\u2013":
        return last.isdigit() and word.text[1:2].isdigit()
    return last == "\u2013" and first.isdigit() and before.text[-2:-1].isdigit()


def _order(line: Line) -> None:
    """Put the words from left to right; small signs of the same row are raised or lowered too."""
    line.words.sort(key=lambda w: w.x0)
    line.size = _size(line.words)
    line.y = _baseline(line.words)
    for before, word in pairwise(line.words):
        if word.glued and abs(word.x0 - before.x1) > 0.3 * line.size:
            word.glued = False
    for word in line.words:
        if word.size < 0.82 * line.size and word.y - line.y > 0.12 * line.size:
            word.raised = True
    _glue_hyphens(line)
    _with_number_apart(line)


def _size(words: Sequence[Word]) -> float:
    first = words[0].size
    if all(word.size == first for word in words):
        return round(first, 1)
    counts = Counter[float]()
    for word in words:
        counts[round(word.size, 1)] += len(word.text)
    return max(counts, key=lambda size: (counts[size], size))


def _baseline(words: Sequence[Word]) -> float:
    first = words[0].y
    if all(word.y == first for word in words):
        return round(first, 1)
    counts = Counter[float]()
    for word in words:
        if not (word.raised or word.lowered):
            counts[round(word.y, 1)] += len(word.text)
    return max(counts, key=lambda y: (counts[y], y)) if counts else words[0].y
