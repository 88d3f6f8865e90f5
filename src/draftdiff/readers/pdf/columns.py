"""Two columns of running text on a page, and numbers of lines in its margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from draftdiff.readers.pdf.lines import Line
from draftdiff.readers.pdf.words import Word

_FEWEST_ROWS = 6
_FEWEST_NUMBERS = 5
_STEP = 2.0  # points
_WIDEST = 14_400.0  # points: the widest page that a PDF may have by itself (ISO 32000-1, annex C)
_GUTTER = 0.8  # of the type size: as wide as a gutter is at least
_ACROSS = 0.35  # share of lines that may run across both columns
_FULL = 0.6  # share of its column that a line of running text fills on average; cells of a table fill less


_PARTED = 1.5  # of the type size: as far as a head stands below the text before it
_Cut = tuple[list[Line], list[Line]] | None
"""The parts of a line in two columns; None where it runs across both."""


def in_reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of a page in stretches that are read one after the other.

    A page of one column is one stretch. In two columns the left one comes first; a line across both parts the page,
    and so does a bold head at the left of what stands side by side below it, as in tables of amendments.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return [list(lines)]
    stretches: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    cuts = [_cut(line, gutter) for line in lines]
    heads = _heads(lines, cuts)
    for at, (line, parts) in enumerate(zip(lines, cuts, strict=True)):
        if at in heads and at - 1 in heads:
            stretches[-1].append(line)
            continue
        if parts is None or at in heads:
            stretches += [left, right, [line]]
            left, right = [], []
            continue
        left += parts[0]
        right += parts[1]
    stretches += [left, right]
    return _joined([stretch for stretch in stretches if stretch], gutter)


def _heads(lines: Sequence[Line], cuts: Sequence[_Cut]) -> set[int]:
    """Return the lines from a bold one behind a gap to where the right column goes on, which is empty beside them."""
    found: set[int] = set()
    right = [at for at, parts in enumerate(cuts) if parts is None or parts[1]]
    for above, below in pairwise(right):
        if cuts[above] is None or cuts[below] is None:
            continue
        for at in range(below - 1, above, -1):
            if lines[at].bold and lines[at - 1].y - lines[at].y > _PARTED * lines[at].size:
                found.update(range(at, below))
                break
    return found


def _joined(stretches: list[list[Line]], gutter: float) -> list[list[Line]]:
    """Return the stretches with neighbouring lines across the page put together."""
    found: list[list[Line]] = []
    for stretch in stretches:
        across = stretch[0].x0 < gutter < stretch[0].x1
        if found and across and found[-1][0].x0 < gutter < found[-1][0].x1:
            found[-1] += stretch
        else:
            found.append(stretch)
    return found


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return the middle of the gutter between two columns of running text, or None."""
    if len(lines) < _FEWEST_ROWS:
        return None
    # words may lie over each other, so that a line's last word is not always the one that reaches furthest
    covered = [stretch for line in lines for stretch in _solid(line)]
    start, end = min(x0 for x0, _ in covered), max(x1 for _, x1 in covered)
    if end - start > _WIDEST:
        return None
    cells = int((end - start) / _STEP) + 1
    crossing = [0] * cells
    for x0, x1 in covered:
        for cell in range(int((x0 - start) / _STEP), int((x1 - start) / _STEP) + 1):
            crossing[cell] += 1
    middle = range(int(0.3 * cells), int(0.7 * cells))
    fewest = min((crossing[cell] for cell in middle), default=len(lines))
    if fewest > _ACROSS * len(lines):
        return None
    free = [cell for cell in middle if crossing[cell] <= fewest + 1]
    run = max(_runs(free), key=len)
    gutter = start + _STEP * (run[0] + run[-1] + 1) / 2
    return gutter if _is_text_on_both_sides(lines, gutter) else None


def _solid(line: Line) -> Iterator[tuple[float, float]]:
    """Yield what a line covers from left to right; narrow gaps between words are covered too."""
    x0, x1 = line.words[0].x0, line.words[0].x1
    for word in line.words[1:]:
        if word.x0 - x1 > _GUTTER * line.size:
            yield x0, x1
            x0 = word.x0
        x1 = max(x1, word.x1)
    yield x0, x1


def _runs(cells: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for cell in cells:
        if runs and cell == runs[-1][-1] + 1:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _is_text_on_both_sides(lines: Sequence[Line], gutter: float) -> bool:
    sides: tuple[list[Line], list[Line]] = ([], [])
    across = 0
    for line in lines:
        parts = _cut(line, gutter)
        if parts is None:
            across += 1
            continue
        sides[0].extend(parts[0])
        sides[1].extend(parts[1])
    if min(len(sides[0]), len(sides[1])) < _FEWEST_ROWS or across > _ACROSS * len(lines):
        return False
    if min(side[0].y for side in sides) < max(side[-1].y for side in sides):
        return False  # one below the other
    for side in sides:
        width = max(line.x1 for line in side) - min(line.x0 for line in side)
        if width < 8 * side[0].size or sum(line.x1 - line.x0 for line in side) < _FULL * width * len(side):
            return False
    return True


def _cut(line: Line, gutter: float) -> _Cut:
    """Return the parts of a line left and right of the gutter; None for a line across it."""
    if any(word.x0 < gutter - 1 and word.x1 > gutter + 1 for word in line.words):
        return None
    left = [word for word in line.words if word.x1 <= gutter + 1]
    right = [word for word in line.words if word.x1 > gutter + 1]
    if left and right and right[0].x0 - left[-1].x1 < _GUTTER * line.size:
        return None
    return _whole(left, line), _whole(right, line)


def _whole(words: list[Word], line: Line) -> list[Line]:
    return [Line(words=words, page=line.page, y=line.y, size=line.size)] if words else []


@dataclass(slots=True)
class Margin:
    """Where a document's line numbers stand, once a page has shown it."""

    left: float = 0.0
    right: float = 0.0
    step: int = 0
    last: int = 0


def line_numbers(lines: Sequence[Line], margin: Margin) -> list[Line]:
    """Return the numbers of lines that stand in the margin of a page, each as a line of one word."""
    heads = [line for line in lines if line.words[0].text.isdigit() and _stands_off(line)]
    left = min((line.words[1].x0 for line in heads if len(line.words) > 1), default=0.0)
    heads = [line for line in heads if line.words[0].x1 < left] if len(heads) >= _FEWEST_NUMBERS else heads
    if not _counts_lines(heads, len(lines)):
        heads = [line for line in heads if _stands_in(line.words[0], margin)]
        if not heads or not _goes_on(heads, margin):
            return []
    else:
        values = [int(line.words[0].text) for line in heads]
        margin.step = Counter(b - a for a, b in pairwise(values)).most_common(1)[0][0]
        margin.left, margin.right = heads[-1].words[0].x0, heads[-1].words[0].x1
    margin.last = int(heads[-1].words[0].text)
    return [Line(words=line.words[:1], page=line.page, y=line.y, size=line.words[0].size) for line in heads]


def _stands_in(word: Word, margin: Margin) -> bool:
    return abs(word.x1 - margin.right) < 3 or abs(word.x0 - margin.left) < 3


def _counts_lines(heads: Sequence[Line], rows: int) -> bool:
    """Return whether numbers rise by one or by five, and are as many as the lines ask for."""
    if len(heads) < _FEWEST_NUMBERS:
        return False
    values = [int(line.words[0].text) for line in heads]
    step, count = Counter(b - a for a, b in pairwise(values)).most_common(1)[0]
    if step not in (1, 5) or count < max(4, 0.8 * (len(values) - 1)):
        return False
    return len(heads) * step >= 0.7 * rows


def _goes_on(heads: Sequence[Line], margin: Margin) -> bool:
    """Return whether the few numbers of a short page go on from the page before, or begin anew."""
    values = [int(line.words[0].text) for line in heads]
    rising = all(b - a == margin.step for a, b in pairwise(values))
    return bool(margin.step) and rising and values[0] in (margin.last + margin.step, margin.step)


def _stands_off(line: Line) -> bool:
    return len(line.words) == 1 or line.words[1].x0 - line.words[0].x1 > 0.55 * line.size
