"""Lines to paragraphs: where one ends is told by gaps, indents, numbers, style, and words that would have fitted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from draftdiff.model import Cell
from draftdiff.readers.numbers import split_number
from draftdiff.readers.pdf.lines import Line, segments

BULLETS = "\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u2043\u2219\u00b7\uf0b7\uf0a7\u25a0\u27a2\u2713"
_LEADERS = re.compile(r"(?:\. ?){6,}\s*\d*$")
_ENDS = re.compile(r"[.;:!?\u2026\u3002\uff1b\uff1a\uff01\uff1f\u061f\u061b\u06d4]['\"\u201d\u2019)\]]*\*?$")
_OPENS = re.compile(
    r"[A-Z\u00c0-\u00de\u0410-\u042f\u0590-\u08ff\u3040-\u30ff\u4e00-\u9fff\d\"\u201c(\[\u2022\u2013\u2014-]"
)
# Of the type size: lines of running text stand closer, where nothing shows that they are set wide.
_WIDEST = 1.35
_HALF_LINE = 20  # of the type size: about half of what a page of running text is wide


@dataclass(slots=True)
class Para:
    """Lines that make one paragraph."""

    lines: list[Line]
    page: int
    number_sign: str = ""
    """Of a note: the sign before it."""
    cell: Cell | None = None
    breaks: list[int] = field(default_factory=list)
    """Positions in `lines` at which another page begins."""

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines) if len(self.lines) < 3 else self.lines[1].size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def italic(self) -> bool:
        return all(line.italic for line in self.lines)

    @property
    def text(self) -> str:
        """The lines joined by spaces: for looking at, not for the draft."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document."""

    leading: dict[float, float]
    """Distance of baselines within paragraphs, by type size."""
    body: float
    """Type size of the running text."""

    def leading_of(self, size: float) -> float:
        """Return the usual distance of baselines in type of that size."""
        near = min(self.leading, key=lambda known: abs(known - size), default=size)
        usual = self.leading.get(near, 1.2 * near)
        return usual * size / near if near else 1.2 * size


def measure(pages: Sequence[Sequence[Line]]) -> Measure:
    """Return the size of the running text and, for each size, the usual distance of lines within a paragraph."""
    sizes = Counter[float]()
    gaps: dict[float, Counter[float]] = {}
    sure: dict[float, Counter[float]] = {}
    for lines in pages:
        for line in lines:
            sizes[line.size] += sum(len(word.text) for word in line.words if not word.bold)
        for above, below in pairwise(lines):
            gap = above.y - below.y
            if above.size == below.size and 0.8 * above.size < gap < 2.6 * above.size:
                gaps.setdefault(above.size, Counter())[round(gap * 2) / 2] += 1
                if below.text[:1].islower() and not _ENDS.search(above.text):
                    sure.setdefault(above.size, Counter())[round(gap * 2) / 2] += 1
    leading = {
        size: _usual_gap(counts, sure.get(size, Counter()), size)
        for size, counts in gaps.items()
        if sum(counts.values()) >= 3
    }
    return Measure(leading=leading, body=_body_size(sizes))


def _body_size(sizes: Counter[float]) -> float:
    """Return the largest size that a good share of the plain text has: notes may outweigh a short text."""
    total = sum(sizes.values())
    return max((size for size, count in sizes.items() if count >= 0.3 * total), default=10.0)


def _usual_gap(counts: Counter[float], sure: Counter[float], size: float) -> float:
    """Return the smallest gap that is common: larger ones part paragraphs.

    Gaps above a line that surely goes on with the sentence say most; where there are none, lines set wide apart are
    taken for paragraphs of one line.
    """
    said = sure if sum(sure.values()) >= 3 else counts
    common = 0.12 * sum(said.values())
    gap = min(gap for gap, count in said.items() if count >= common or count == max(said.values()))
    return gap if said is sure else min(gap, _WIDEST * size)


def paragraphs_of(lines: Sequence[Line], usual: Measure, centred: bool = False) -> list[Para]:
    """Return the paragraphs of the lines of one column, from top to bottom.

    `centred`: the lines may be set about a middle, as in cells; only gaps, numbers and style part them.
    """
    found: list[Para] = []
    left, right = edges(lines)
    for line in lines:
        begins = _parted if centred else _begins
        if found and not begins(found[-1], line, usual, left, right):
            found[-1].lines.append(line)
        else:
            found.append(Para(lines=[line], page=line.page))
    return found


def edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Return where most lines begin and end, strays set aside."""
    starts, ends = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    last = len(lines) - 1
    return (starts[round(0.1 * last)], ends[round(0.9 * last)]) if lines else (0.0, 0.0)


def _begins(para: Para, line: Line, usual: Measure, left: float, right: float) -> bool:
    """Return whether a line begins a new paragraph."""
    last = para.lines[-1]
    return (
        _parted(para, line, usual, left, right)
        or _tabular(last, line)
        or _tabular(line, last)
        or _style_changes(para, line, right)
        or _indent_begins(para, line)
        or _stands_right(last, line, left, right)
        or _would_have_fitted(last, line, right)
    )


def _parted(para: Para, line: Line, usual: Measure, left: float, right: float) -> bool:
    """Return whether a line is parted from a paragraph by its gap, its type size or its number."""
    last = para.lines[-1]
    gap = last.y - line.y
    if gap <= 0 or gap > 1.27 * usual.leading_of(min(last.size, line.size)):
        return True
    if abs(line.size - last.size) > 0.08 * max(line.size, last.size):
        return True
    return opens_item(line, para) and not (last.bold and line.bold and not numbered(line))


def _tabular(line: Line, beside: Line) -> bool:
    """Return whether a line is a row of things set apart, such as a row of an unruled table or of contents.

    A justified line may have wide gaps too, but the edges of the line beside it, which has none or whose are alike.
    """
    parts = segments(line)
    if _LEADERS.search(line.text):
        # An entry of a table of contents may begin on the line above.
        return line.y > beside.y or bool(_LEADERS.search(beside.text)) or not _full_above(beside, line)
    if len(parts) == 1:
        return False
    number, _ = split_number(f"{parts[0].text} x")
    if len(parts) == 2 and (number or parts[0].words[0].text in BULLETS or len(parts[0].words) == 1):
        return False
    gaps = [b.x0 - a.x1 for a, b in pairwise(line.words) if not b.glued]
    flush = abs(line.x0 - beside.x0) < 2 and abs(line.x1 - beside.x1) < 2
    return not (flush and (len(segments(beside)) == 1 or min(gaps) > 0.5 * max(gaps)))


def _full_above(above: Line, line: Line) -> bool:
    """Return whether the line above reaches as far as the words before a line's leaders can."""
    under = any(abs(word.x0 - line.x0) < 0.4 * line.size for word in above.words[:4])
    return under and above.x1 - line.x0 > 0.75 * (line.x1 - line.x0)


def numbered(line: Line) -> bool:
    """Return whether a line begins with a number or a bullet that stands apart from its text."""
    if line.words[0].text in BULLETS:
        return True
    number, at = split_number(f"{line.text} ")
    if not number or len(line.words) < 2:
        return bool(number)
    if at >= len(line.text) and len(line.words) == 1:
        return True
    count = len(number.split())
    return len(line.words) > count and line.words[count].x0 - line.words[count - 1].x1 > 0.55 * line.size


def opens_item(line: Line, para: Para) -> bool:
    """Return whether a line opens a numbered paragraph or a bullet after the given paragraph."""
    if line.words[0].text in BULLETS:
        return True
    number, _ = split_number(f"{line.text} ")
    if not number:
        return False
    if numbered(line):
        return True
    follows = para.lines[1:] and abs(line.x0 - para.lines[-1].x0) < 0.5 * line.size
    return not follows and bool(_ENDS.search(para.lines[-1].text))


def _style_changes(para: Para, line: Line, right: float) -> bool:
    """Return whether a line begins another paragraph by its type; words within a paragraph may be bold or slanted."""
    last = para.lines[-1]
    short = _slack(last, line, right) > 0.5 * line.size
    if last.bold and not line.bold:
        return para.bold and not line.words[0].bold and (short or line.text[:1].isupper() or numbered(line))
    if line.bold and not last.bold:
        return short or (bool(_ENDS.search(last.text)) and not last.words[-1].bold)
    return last.italic != line.italic and short and not last.text.endswith(",")


def _slack(last: Line, line: Line, right: float) -> float:
    """Return how much room was left on a line after the first word of the next."""
    first = line.words[0]
    for word in line.words[1:]:
        if not word.glued:
            break
        first = word
    return right - last.x1 - 0.3 * line.size - (first.x1 - line.words[0].x0)


def _indent_begins(para: Para, line: Line) -> bool:
    """Return whether a line stands further in, or out, than the lines of a paragraph do."""
    last = para.lines[-1]
    step = 0.8 * line.size
    shift = line.x0 - last.x0
    if len(para.lines) == 1:
        return shift > step and not _hangs(para.lines[0], line) and bool(_ENDS.search(last.text))
    if shift > step:
        return not _centred(last, line)
    return shift < -step and not _centred(last, line)


def _hangs(first: Line, line: Line) -> bool:
    """Return whether a line stands under the text behind the first line's number."""
    return any(abs(word.x0 - line.x0) < 0.4 * line.size for word in first.words[1:4]) or numbered(first)


def _centred(last: Line, line: Line) -> bool:
    return abs((last.x0 + last.x1) - (line.x0 + line.x1)) < 0.8 * line.size


def _stands_right(last: Line, line: Line, left: float, right: float) -> bool:
    """Return whether two short lines stand at the right, as place and date below a text: each is by itself."""
    half = (left + right) / 2
    fits = last.x1 - last.x0 + line.words[0].x1 - line.words[0].x0 < (right - left) / 2
    return last.x0 > half and line.x0 > half and fits and not (last.bold and line.bold)


def _would_have_fitted(last: Line, line: Line, right: float) -> bool:
    """Return whether the first word of a line would have fitted on the line above: then its author ended that one."""
    if last.text.endswith(("-", "\u2010")):
        return False
    slack = _slack(last, line, right)
    if slack < 1.5 * line.size:
        return False
    if last.bold and line.bold and not _ENDS.search(last.text):
        # A title may be broken by hand, but hardly before half a line is full.
        return slack > _HALF_LINE * line.size and abs(last.x0 - line.x0) < 1
    return bool(_OPENS.match(line.text)) and (bool(_ENDS.search(last.text)) or slack > 12 * line.size)


def runs_on(before: Para, after: Para, right: float) -> bool:
    """Return whether a paragraph goes on at the head of the next page or column.

    `right`: where most lines of the page or column before end.
    """
    first, last = after.lines[0], before.lines[-1]
    step = 0.8 * first.size
    if abs(first.size - last.size) > 0.08 * first.size or (first.bold and not before.bold):
        return False
    if after.italic and len(after.lines) == 1 and not any(word.italic for word in last.words):
        return False  # a head
    ended = bool(_ENDS.search(last.text))
    if opens_item(first, before) and (numbered(first) or ended):
        return False
    if last.text.endswith(("-", "\u2010")) or (first.text[:1].islower() and not ended):
        return True
    if len(after.lines) > 1 and first.x0 - after.lines[1].x0 > step:
        return False
    if _slack(last, first, right) > 1.5 * last.size:
        return False  # the next word would have fitted
    if len(before.lines) > 1 and before.lines[0].x0 - before.lines[1].x0 > step:
        # First lines are indented here, so the indent tells, whatever the punctuation.
        return (
            abs(first.x0 - last.x0) < step and last.x1 > max(line.x1 for line in before.lines) - 4 * last.size
        )
    if ended:
        return False
    if len(before.lines) > 1:
        return first.x0 <= last.x0 + step
    return first.x0 < last.x0 - step or not last.text.endswith(",")


def bullet_depths(paras: Sequence[Para]) -> dict[int, int]:
    """Return the depth, from 0, of each bulleted paragraph in its list, by its position: what stands further in."""
    depths: dict[int, int] = {}
    edges_above: list[float] = []
    for at, para in enumerate(paras):
        first = para.lines[0]
        if para.cell is not None or first.words[0].text[0] not in BULLETS:
            edges_above = []
            continue
        while edges_above and first.x0 < edges_above[-1] - 0.5 * first.size:
            edges_above.pop()
        if not edges_above or first.x0 > edges_above[-1] + 0.5 * first.size:
            edges_above.append(first.x0)
        depths[at] = len(edges_above) - 1
    return depths
