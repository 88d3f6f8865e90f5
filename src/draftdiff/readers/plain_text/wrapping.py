"""Hard-wrapped lines to paragraphs: blank lines, numbers, stops, and words that would have fitted."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from draftdiff.model import Mark, Span
from draftdiff.readers.hyphens import Hyphens
from draftdiff.readers.numbers import split_number
from draftdiff.readers.plain_text.lines import Line

_LONG = 160
"""A line longer than this was not wrapped by hand: each line is a paragraph."""
_MOSTLY = 0.5
_FEW = 8
_STOP = re.compile(
    r"[.;:!?\u2026\u3002\uff1b][\"'\u201d\u2019)\]]*\s?[\d*]{0,3}$|[-\u2013\u2014]{2}$|\u2014$"
)
_ENDED = re.compile(r"[.;!?\u2026\u3002\uff1b][\"'\u201d\u2019)\]]*\s?[\d*]{0,3}$")
_COMMA = re.compile(r",[\"'\u201d\u2019)\]]*\s?\d{0,3}$")
_JOINER = re.compile(r"[;,]\s?(?:and|or|and/or)$")
_OPENING = re.compile(r"[\"'\u201c\u2018]\S")
_CLAUSE = re.compile(r"\d{1,4}[A-Z]{0,3}\.?\t\s*\S")
_NAMED = re.compile(
    r"(?:Schedule|Part|Article|Annex|Appendix|Chapter|Title|Section)\s+[\dIVXLC]+[A-Z]?(?:$|\s*[-\u2013\u2014:.]|\s+[A-Z])"
)
TABBED_NUMBER = re.compile(r"(\(?\d{1,4}[A-Z]{0,3}\)?\.?|\([a-zA-Z]{1,5}\))[ \u00a0]*\t\s*(?=\S)")
"""A number with a tab behind it, whatever its form."""
_GOES_ON = re.compile(r"\d{1,3}\s{1,3}[a-z]{2}")
"""A line that begins with a note's mark, or a count, and goes on with the sentence."""
_CUT = re.compile(r"\w[-\u2010]$")
_FIRST_ITEM = re.compile(r"\((?:1|a|i)\)\t")
_ARABIC = re.compile(r"(\d{1,3})\.(?:\s+(?=[A-Z\u201c\"(])|$)")
_HEAD_MARK = re.compile(
    r"(?:[IVXLC]{1,6}|(?:Annex|Appendix|Schedule|ANNEX)(?:\s+(?:[IVXLC]{1,6}|[A-Z]|\d{1,2}))?)\.?"
)
_BLANKS = re.compile(r"[ \u00a0\t]{2,}|\t")
BULLET = re.compile(
    r"(?!(?:\*\s*){2,}$)"  # three stars alone part two stretches of text
    r"[\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u2043\u2219\u00b7\uf0b7\uf0a7\u25a0\u27a2\u2713\u2013*-]\s+(?=\S)"
)
_DASH = re.compile(r"[\u2013\u2014-]\s")
_LONE_NUMBER = re.compile(
    r"(?:\(?\d{1,3}[A-Z]?(?:\s(?:bis|ter|quater))?[.)]{1,2}|\(?(?:[a-zA-Z]{1,2}|[ivxlIVXL]{1,6})\))"
    r"|(?:[IVXLC]{1,6}|[A-Z])\."
)
_PARTING = re.compile(r"(?:\*\s*){2,}|\*")
_BARE_NUMBER = re.compile(r"\d{1,3}")
_SPACED_NUMBER = re.compile(r"(\d{1,3})\s+(?=\S)")
# The opening words of preambular paragraphs: participles, and the adjectives that stand for them.
_OPENER = re.compile(
    r"(?:[A-Z]\w+(?:[-\u2010\u2011]\w+)?ing|Alarmed|Appalled|Aware|Cognizant|Concerned|Conscious|Convinced|Deeply|"
    r"Desirous|Determined|"
    r"Distressed|Disturbed|Encouraged|Gravely|Guided|Inspired|Mindful|Motivated|Persuaded|Profoundly|Resolved|"
    r"Seriously|Shocked|Strongly|Troubled)\b"
)


@dataclass(slots=True)
class Para:
    """The lines of one paragraph."""

    lines: list[Line] = field(default_factory=list)
    bare_number: bool = False
    """Whether its first line is its number without a stop, known by the numbers before it."""

    @property
    def pages(self) -> range:
        """The pages that it stands on."""
        return range(self.lines[0].page, self.lines[-1].page + 1)

    def number_match(self, text: str) -> re.Match[str] | None:
        """Return the number that opens the joined text and that only its place or a tab tells."""
        return (_SPACED_NUMBER if self.bare_number else TABBED_NUMBER).match(text)


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Return whether lines were wrapped by hand; else each line is a paragraph."""
    long = sum(len(line.text) for line in lines if len(line.text) > _LONG)
    return long < _MOSTLY * sum(len(line.text) for line in lines)


def paragraphs_of(lines: Sequence[Line]) -> list[Para]:
    """Return the paragraphs that the lines make."""
    if not is_wrapped(lines):
        return [Para([line]) for line in lines]
    width = _width(lines)
    if _is_double_spaced(lines, width):
        lines = [replace(line, gap=False) for line in lines]
    found: list[Para] = []
    expected = 0
    for line, below in zip_longest(lines, lines[1:]):
        match = _ARABIC.match(line.text)
        is_next = match is not None and int(match[1]) == expected > 1
        bare = line.gap and bool(_BARE_NUMBER.fullmatch(line.text)) and int(line.text) == expected > 1
        alone = below is None or below.gap
        heads_clause = below is not None and bool(_CLAUSE.match(below.text))
        if not found or is_next or bare or _begins(found[-1], line, width, alone, heads_clause):
            found.append(Para(bare_number=bare))
            expected = expected + 1 if bare else int(match[1]) + 1 if match else expected
        found[-1].lines.append(line)
    return found


def _is_double_spaced(lines: Sequence[Line], width: int) -> bool:
    """Return whether blank lines part lines, not paragraphs: nearly all full lines have one and few end with a stop."""
    full = [(line, below) for line, below in pairwise(lines) if len(line.text) > 0.75 * width]
    if len(full) < _FEW:
        return False
    parted = sum(below.gap for _, below in full)
    stopped = sum(bool(_STOP.search(line.text) or _COMMA.search(line.text)) for line, _ in full)
    return parted > 0.9 * len(full) and stopped < 0.35 * len(full)


def _width(lines: Sequence[Line]) -> int:
    """Return the length that full lines have: nine in ten of the wrapped ones are shorter."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) <= _LONG)
    return lengths[min(len(lengths) - 1, math.ceil(0.9 * len(lengths)))] if lengths else _LONG


def _begins(para: Para, line: Line, width: int, alone: bool, heads_clause: bool) -> bool:
    """Return whether a line begins a new paragraph after the lines gathered.

    `alone`: a blank line stands below it; `heads_clause`: a clause with its number and a tab does.
    """
    last = para.lines[-1]
    if len(para.lines) == 1 and (para.bare_number or _LONE_NUMBER.fullmatch(last.text)):
        return False
    if len(last.text) > _LONG or len(line.text) > _LONG:
        return True
    if _PARTING.fullmatch(line.text) or _PARTING.fullmatch(last.text):
        return True
    if _CUT.search(last.text):
        return False
    if _HEAD_MARK.fullmatch(line.text):
        return True
    if _GOES_ON.match(line.text) and not _STOP.search(last.text):
        return False
    if line.page != last.page:
        return _begins_after_page(para, line, width, alone)
    goes_on = line.text[0].islower() and not _STOP.search(last.text) and not _is_numbered(line)
    if line.gap:
        return not (goes_on and len(last.text) > 0.75 * width)
    if line.text[0].islower() and not _is_numbered(line):
        return False
    if heads_clause and (_is_heading_after(last, line, width) or _parts_entries(last, line, width)):
        return True
    return _begins_within(para, line, width)


def _begins_after_page(para: Para, line: Line, width: int, alone: bool) -> bool:
    last = para.lines[-1]
    if _LONE_NUMBER.fullmatch(line.text):
        return True
    if _is_numbered(line):
        return _ends_item(last) or _fits(last, line, width)
    if line.text[0].islower():
        return False
    ended = bool(_ENDED.search(last.text))
    if _opens(last, line) and (ended or (_COMMA.search(last.text) and not _is_counted(para))):
        return True
    if alone and _is_heading_after(last, line, width):
        return True
    return bool(_STOP.search(last.text)) and _fits(last, line, width)


_ROW_OF_TITLE = re.compile(r"[A-Z]\w+ing,? (?:and|or) [A-Z]\w+ (?:of|on|in|for)\b")
_IN_TITLE = re.compile(r"\b[A-Z]\w+,$")


def _opens(last: Line, line: Line) -> bool:
    """Return whether a line opens a recital; "Production, | Stockpiling and Use of Nets" goes on with a title."""
    title = _IN_TITLE.search(last.text) and _ROW_OF_TITLE.match(line.text)
    return bool(_OPENER.match(line.text)) and not title


def _is_heading_after(last: Line, line: Line, width: int) -> bool:
    """Return whether a short line without a stop may be a heading after one that ends a sentence."""
    return bool(_ENDED.search(last.text)) and len(line.text) < 0.75 * width and not _STOP.search(line.text)


def _parts_entries(last: Line, line: Line, width: int) -> bool:
    """Return whether a short line without a stop stands below an entry of a contents, which has no stop either."""
    stopped = _STOP.search(last.text) or _COMMA.search(last.text) or _STOP.search(line.text)
    return bool(_CLAUSE.match(last.text)) and not stopped and len(line.text) < 0.75 * width


def _is_counted(para: Para) -> bool:
    """Return whether a paragraph bears an arabic number: no paragraph of a preamble does."""
    return para.bare_number or bool(re.match(r"\d", para.lines[0].text) and _is_numbered(para.lines[0]))


def _begins_within(para: Para, line: Line, width: int) -> bool:
    """Decide without a blank line between."""
    last = para.lines[-1]
    stopped = bool(_STOP.search(last.text))
    if _DASH.match(line.text) and not (_ends_item(last) or _fits(last, line, width)):
        return False  # a dash between clauses that came to stand at a line's head
    if any(pattern.match(line.text) for pattern in (BULLET, _CLAUSE, _FIRST_ITEM)):
        return True
    if _LONE_NUMBER.fullmatch(line.text):
        return True
    if _NAMED.match(line.text) and (len(last.text) < 0.8 * width or _NAMED.match(para.lines[0].text)):
        return True
    if _is_numbered(line):
        return (
            stopped or bool(_JOINER.search(last.text) or _COMMA.search(last.text)) or _fits(last, line, width)
        )
    if _COMMA.search(last.text):
        return _opens(last, line) and not _is_counted(para)
    if stopped and line.indent >= last.indent + 2:
        return True
    if stopped:
        ended = last.text.rstrip("\"'\u201d\u2019)")
        quotes = ended.endswith(("--", "\u2014")) and bool(_OPENING.match(line.text))
        opens = ended.endswith((":--", ":\u2014"))
        return ended.endswith(";") or quotes or opens or _fits(last, line, width)
    return _stands_alone(para, line, width)


def _stands_alone(para: Para, line: Line, width: int) -> bool:
    """Return whether a short line without a stop is a heading or a line of a title block."""
    last = para.lines[-1].text
    words = line.text.split()
    first = para.lines[0]
    numbered = _is_numbered(first) and not TABBED_NUMBER.match(first.text)
    said = split_number(last)[1] if len(para.lines) == 1 else 0
    alone = len(last[said:].split()) == 1
    if (len(words) == 1 and len(last.split()) <= 2 and not line.text.isupper()) or (numbered and alone):
        return False  # a justified line that came out word by word
    return (
        len(para.lines) <= 2
        and not last[0].islower()
        and len(last) < 0.62 * width
        and not words[0][0].islower()
    )


def _ends_item(last: Line) -> bool:
    """Return whether an item of an enumeration may end with this line."""
    return any(pattern.search(last.text) for pattern in (_STOP, _COMMA, _JOINER))


def _is_numbered(line: Line) -> bool:
    text = line.text
    return bool(split_number(text)[0] or TABBED_NUMBER.match(text) or _LONE_NUMBER.fullmatch(text))


def _fits(last: Line, line: Line, width: int) -> bool:
    """Return whether the next line's first word would have had room on the line before, so that it ended by will."""
    word = line.text.split(None, 1)[0]
    return len(last.text) + 1 + len(word) < 0.88 * width


def joined(para: Para, hyphens: Hyphens) -> tuple[str, list[Mark]]:
    """Return the running text of a paragraph, with marks where print layout was undone."""
    text = para.lines[0].text
    marks: list[Mark] = []
    for above, line in zip(para.lines, para.lines[1:], strict=False):
        joint = hyphens.joint(above.text, line.text)
        if joint is None:
            text = text.rstrip()[:-1]
            marks.append(Mark(kind="hyphen", span=Span(len(text), len(text))))
            joint = ""
        if line.page != above.page:
            marks.append(Mark(kind="page-break", span=Span(len(text), len(text))))
        text += joint + line.text
    return text, marks


def single_spaced(text: str, marks: Sequence[Mark]) -> tuple[str, list[Mark]]:
    """Return the text with each run of blanks made one, marks moved with it."""
    runs = [(match.end(), match.end() - match.start() - 1) for match in _BLANKS.finditer(text)]
    if not runs:
        return text, list(marks)

    def moved(at: int) -> int:
        return at - sum(min(taken, max(0, at - (end - taken))) for end, taken in runs)

    spans = (Span(moved(mark.span.start), moved(mark.span.end)) for mark in marks)
    return _BLANKS.sub(" ", text), [replace(mark, span=span) for mark, span in zip(marks, spans, strict=True)]
