"""Two columns of running text on a page, and numbers of lines in its margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from draftdiff.readers.pdf.lines import Line, segments
from draftdiff.readers.pdf.words import Word

_FEWEST_ROWS = 6
_FULL = 0.6  # share of its column that a line of running text fills on average; cells of a table fill less


def in_reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of a page in stretches that are read one after the other.

    A page of one column is one stretch. In two columns the left one comes first; a line across both parts the page.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return [list(lines)]
    stretches: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        parts = _cut(line, gutter)
        if parts is None:
            stretches += [left, right, [line]]
            left, right = [], []
            continue
        left += parts[0]
        right += parts[1]
    stretches += [left, right]
    return _joined([stretch for stretch in stretches if stretch], gutter)


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
    votes = Counter[int]()
    for line in lines:
        parts = segments(line)
        for one, other in pairwise(parts):
            for x in range(int(one.x1) + 1, int(other.x0), 2):
                votes[x // 2] += 1
    if not votes or votes.most_common(1)[0][1] < _FEWEST_ROWS:
        return None
    most = max(votes.values())
    best = sorted(x for x, count in votes.items() if count >= most - 1)
    gutter = 2.0 * best[len(best) // 2]
    return gutter if _is_text_on_both_sides(lines, gutter) else None


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
    if min(len(sides[0]), len(sides[1])) < _FEWEST_ROWS or across > 0.35 * len(lines):
        return False
    for side in sides:
        width = max(line.x1 for line in side) - min(line.x0 for line in side)
        if width < 8 * side[0].size or sum(line.x1 - line.x0 for line in side) < _FULL * width * len(side):
            return False
    return True


def _cut(line: Line, gutter: float) -> tuple[list[Line], list[Line]] | None:
    """Return the parts of a line left and right of the gutter; None for a line across it."""
    if any(word.x0 < gutter - 1 and word.x1 > gutter + 1 for word in line.words):
        return None
    left = [word for word in line.words if word.x1 <= gutter + 1]
    right = [word for word in line.words if word.x1 > gutter + 1]
    if left and right and right[0].x0 - left[-1].x1 < 0.8 * line.size:
        return None
    return _whole(left, line), _whole(right, line)


def _whole(words: list[Word], line: Line) -> list[Line]:
    return [Line(words=words, page=line.page, y=line.y, size=line.size)] if words else []


def line_numbers(lines: Sequence[Line]) -> list[Line]:
    """Return the numbers of lines that stand in the margin of a page, each as a line of one word."""
    heads = [line for line in lines if line.words[0].text.isdigit() and _stands_off(line)]
    if len(heads) < 5:
        return []
    left = min((line.words[1].x0 for line in heads if len(line.words) > 1), default=0.0)
    heads = [line for line in heads if line.words[0].x1 < left]
    values = [int(line.words[0].text) for line in heads]
    steps = Counter(b - a for a, b in pairwise(values))
    step, count = steps.most_common(1)[0] if steps else (0, 0)
    if step not in (1, 5) or count < max(4, 0.8 * (len(values) - 1)):
        return []
    numbered_rows = len(heads) * step
    if numbered_rows < 0.7 * len(lines):
        return []
    return [Line(words=line.words[:1], page=line.page, y=line.y, size=line.words[0].size) for line in heads]


def _stands_off(line: Line) -> bool:
    return len(line.words) == 1 or line.words[1].x0 - line.words[0].x1 > 0.55 * line.size
