"""Footnotes: the lines at the foot of a page, under a rule or in smaller type, the first of which bears a sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftdiff.readers.pdf.lines import Line
from draftdiff.readers.pdf.paragraphs import Measure, Para
from draftdiff.readers.pdf.text import NOTE_SIGN

_RULE = re.compile(r"[_\u2014\u2500\u2015]{6,}|(?:_ ?){8,}")


def split_page(lines: Sequence[Line], usual: Measure) -> tuple[list[Line], list[Line], list[Line]]:
    """Return the body's lines of a page, the rule above its notes, and the notes' lines."""
    at = _rule_at(lines, usual)
    if at is not None:
        return list(lines[:at]), [lines[at]], list(lines[at + 1 :])
    at = _small_foot(lines, usual)
    return list(lines[:at]), [], list(lines[at:])


def notes_of(lines: Sequence[Line]) -> list[Para]:
    """Return the notes of one page; a first one without sign goes on from the page before."""
    found: list[Para] = []
    for line in lines:
        sign = sign_of(line)
        if sign or not found:
            found.append(Para(lines=[line], page=line.page, number_sign=sign))
        else:
            found[-1].lines.append(line)
    for para in found:
        if para.number_sign:
            _take_sign(para.lines[0])
        para.lines = [line for line in para.lines if line.words]
    return [para for para in found if para.lines]


def sign_of(line: Line) -> str:
    """Return the sign with which a note's first line begins, or an empty string."""
    first = line.words[0]
    text = first.text.rstrip(".)") if not first.raised else first.text
    if not NOTE_SIGN.fullmatch(text):
        return ""
    if first.raised or text[0] in "*\u2020\u2021\u00a7":
        return text
    return text if text.isdigit() and len(line.words) > 1 and _stands_apart(line) else ""


def _stands_apart(line: Line) -> bool:
    first, second = line.words[0], line.words[1]
    return second.x0 - first.x1 > 0.55 * line.size or (second.glued and second.size > 1.2 * first.size)


def _take_sign(line: Line) -> None:
    line.words = line.words[1:]
    if line.words:
        line.words[0].glued = False


def is_rule(line: Line) -> bool:
    """Return whether a line is a rule made of characters."""
    return bool(_RULE.fullmatch(line.text.strip()))


def _rule_at(lines: Sequence[Line], usual: Measure) -> int | None:
    """Return where the last rule of a page stands that has notes, and nothing but notes, under it."""
    for at in range(len(lines) - 2, -1, -1):
        if is_rule(lines[at]):
            under = lines[at + 1]
            small = all(line.size < 0.95 * usual.body for line in lines[at + 1 :])
            return at if sign_of(under) or small else None
    return None


def _small_foot(lines: Sequence[Line], usual: Measure) -> int:
    """Return where a run of smaller lines at the foot begins whose first bears a sign; the end where there is none."""
    at = len(lines)
    while at > 0 and lines[at - 1].size < 0.93 * usual.body:
        at -= 1
    while at < len(lines) and not (sign_of(lines[at]) and (at == 0 or _gap_above(lines, at, usual))):
        at += 1
    return at


def _gap_above(lines: Sequence[Line], at: int, usual: Measure) -> bool:
    above = lines[at - 1]
    return above.size >= 0.93 * usual.body or above.y - lines[at].y > 1.3 * usual.leading_of(lines[at].size)
