"""Footnotes of a text file: lines under a rule, at the foot of a page or at the end, and where each is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from draftdiff.readers.plain_text.lines import Line

_RULE = re.compile(r"[_\u2014\u2500\u2015]{5,}|(?:_ ?){6,}")
_SIGN = re.compile(
    r"(?P<sign>\d{1,3}|\*{1,4}|[\u2020\u2021\u00a7])(?P<dot>[.)]?)\s+(?=\S)|(?P<glued>\*{1,4})(?=\w)"
)
_STARS = re.compile(r"\*{1,4}|[\u2020\u2021\u00a7]")
_DEEPEST_STAR = 12
"""Lines that star notes may take at the end of a page."""
_LONE_SIGN = re.compile(r"\d{1,3}|\*{1,4}|[\u2020\u2021\u00a7]")


@dataclass(slots=True)
class FootNote:
    """One note as it stands at the foot."""

    sign: str
    lines: list[Line] = field(default_factory=list)
    page: int = 0


def split_notes(lines: Sequence[Line]) -> tuple[list[Line], list[FootNote]]:
    """Return the lines of the body, and the notes.

    Notes stand between a rule and the end of its page. What follows the rule counts as notes only if it begins with
    a sign, or goes on with the note before.
    """
    body: list[Line] = []
    notes: list[FootNote] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not _RULE.fullmatch(line.text) or not _begins_note(lines, at + 1, notes):
            body.append(line)
            at += 1
            continue
        at += 1
        while at < len(lines) and lines[at].page == line.page:
            _take(notes, lines[at])
            at += 1
    return _star_notes(body, notes)


def _begins_note(lines: Sequence[Line], at: int, notes: Sequence[FootNote]) -> bool:
    if at >= len(lines):
        return False
    return bool(_SIGN.match(lines[at].text) or _LONE_SIGN.fullmatch(lines[at].text)) or bool(notes)


def _take(notes: list[FootNote], line: Line) -> None:
    match = _SIGN.match(line.text)
    if _LONE_SIGN.fullmatch(line.text) and line.gap:
        notes.append(FootNote(line.text, [], line.page))
    elif match and (line.gap or not notes or _follows(match, line.text, notes[-1].sign)):
        sign = match["sign"] or match["glued"]
        rest = Line(line.text[match.end() :], line.number, line.indent, False, line.page)
        notes.append(FootNote(sign, [rest], line.page))
    else:
        notes[-1].lines.append(line)


def _follows(match: re.Match[str], text: str, last: str) -> bool:
    """Return whether a line opens the next note; the date "3 – 14 June" within a note does not."""
    sign = match["sign"] or ""
    date = text.startswith(("-", "\u2013"), match.end()) or _UNIT.match(text, match.end())
    return sign.isdigit() and last.isdigit() and int(sign) == int(last) + 1 and not date


def _star_notes(body: list[Line], notes: list[FootNote]) -> tuple[list[Line], list[FootNote]]:
    """Take the star notes that end a page without a rule above them; each is called above."""
    kept: list[Line] = []
    found: list[FootNote] = []
    for _, group in groupby(body, key=lambda line: line.page):
        lines = list(group)
        start = _stars_begin(lines)
        if start < len(lines) and _is_called(_SIGN.match(lines[start].text), kept + lines[:start]):
            for line in lines[start:]:
                _take(found, line)
            del lines[start:]
        kept += lines
    return kept, notes + found


def _stars_begin(lines: Sequence[Line]) -> int:
    """Return where the star notes at the end of a page begin; its end where there are none."""
    begin = len(lines)
    for at in range(len(lines) - 1, 0, -1):
        sign = _SIGN.match(lines[at].text)
        if lines[at].gap and sign and _STARS.fullmatch(sign["sign"] or sign["glued"]):
            begin = at
        elif lines[at].gap or len(lines) - at > _DEEPEST_STAR:
            break
    return begin


def _is_called(sign: re.Match[str] | None, lines: Sequence[Line]) -> bool:
    star = (sign["sign"] or sign["glued"]) if sign else ""
    return any(star_call(line.text, star) for line in lines)


def star_call(text: str, sign: str) -> re.Match[str] | None:
    """Return where a star behind a word calls a note."""
    return re.search(rf"(?<=[^\s*]){re.escape(sign)}(?![*\w])", text)


@dataclass(slots=True)
class CallFinder:
    """Finds where notes are called: their numbers, glued to words or after a space, in rising order."""

    notes: Sequence[FootNote]
    at: int = 0
    """Position of the note that is looked for next."""

    def calls_in(self, text: str, pages: range) -> list[tuple[int, int, str]]:
        """Return start, end and sign of the calls in a paragraph that stands on these pages, in order."""
        found: list[tuple[int, int, str]] = []
        start = 0
        numbered = self._numbered()
        while self.at < len(numbered) and numbered[self.at].page in pages:
            ahead = [
                at for at in range(self.at, min(self.at + 3, len(numbered))) if numbered[at].page in pages
            ]
            at, match = self._first(text, start, ahead)
            if match is None:
                break
            for skipped in numbered[self.at : at]:
                found += _grown(text, start, match.start(), skipped.sign)
            found.append((match.start(), match.end(), numbered[at].sign))
            start = match.end()
            self.at = at + 1
        return sorted(found + self._stars(text, pages))

    def _stars(self, text: str, pages: range) -> list[tuple[int, int, str]]:
        stars = [note.sign for note in self.notes if note.page in pages and _STARS.fullmatch(note.sign)]
        calls = [(match, sign) for sign in stars if (match := star_call(text, sign))]
        return [(match.start(), match.end(), sign) for match, sign in calls]

    def _first(self, text: str, start: int, ahead: Sequence[int]) -> tuple[int, re.Match[str] | None]:
        """Return the call of the next note; of one after it where the next is not to be found and it surely is."""
        numbered = self._numbered()
        for at in ahead:
            match = _call(text, numbered[at].sign, start, sure=at != ahead[0])
            if match is not None:
                return at, match
        return ahead[0], None

    def _numbered(self) -> list[FootNote]:
        return [note for note in self.notes if note.sign.isdigit()]

    def next_page(self, page: int) -> None:
        """Give up on notes of earlier pages that were not found."""
        numbered = self._numbered()
        while self.at < len(numbered) and numbered[self.at].page < page:
            self.at += 1


def _call(text: str, sign: str, start: int, sure: bool) -> re.Match[str] | None:
    """Return the first place where a number reads as a call: glued to a word, a stop or a year, or set apart.

    `sure` takes only those glued to what stands before them, or set apart at the end or by wide spaces.
    """
    glued = re.compile(
        rf"(?:(?<=[^\W\d_])|(?<=[,;.:)\]\"\u201d\u2019])|(?<=\b(?:19|20)\d\d)){sign}(?![\d/.]\d|\w)"
    )
    for match in glued.finditer(text, start):
        if not _SYMBOL_END.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            return match
    apart = re.compile(rf"(?<=[^\W_,;.:)\u201d\u2019]|[,;.:)\u201d\u2019]) {sign}(?=[,;.:)]|\s|$)")
    for match in apart.finditer(text, start):
        before = text[max(0, match.start() - _BEFORE) : match.start()].rsplit(None, 1)[-1].lower()
        double = text.startswith("  ", match.end())
        unit = _UNIT.match(text, match.end())
        last = not text[match.end() :].strip()
        if double or (before[-1] in ",;" and (last if sure else not unit)):
            return match
        if sure:
            continue
        if not unit and _reads_as_call(text, match, before):
            return match
    if sure:
        return None
    return re.compile(rf"(?<=[^\W\d_A-Z]|\s){sign}(?!(?:st|nd|rd|th)\b)(?=[a-z]{{2}})").search(text, start)


def _grown(text: str, start: int, end: int, sign: str) -> list[tuple[int, int, str]]:
    """Return the call of a note that is glued to a number of the text, as in "Agenda 214" for note 4 of Agenda 21.

    Sought only between the calls of the notes around it, and taken only where a single number there may hold it.
    """
    glued = re.compile(rf"\b[A-Z][a-z]+ \d{{1,3}}({sign})(?![\d/.,-]?\d|\w)")
    found = list(glued.finditer(text, start, end))
    return [(match.start(1), match.end(1), sign) for match in found] if len(found) == 1 else []


def _reads_as_call(text: str, match: re.Match[str], before: str) -> bool:
    """Return whether a number that stands apart goes neither with the word before it nor with what follows."""
    following = text[match.end() : match.end() + _BEFORE].lstrip()
    if following[:1].isdigit():
        return False
    if following[:1].isupper():
        # No sentence begins with a figure; a year bears no other number.
        return bool(_SENTENCE_END.search(before) or _YEAR.fullmatch(before))
    word = before.strip("(")
    if word not in _COUNTED:
        return True
    # "the Goals 5 and to close": a plural would have more than one number.
    return word in _PLURALS and not _MORE.match(following)


_BEFORE = 40  # characters beside a number that tell what it belongs to
# "A/C.", "2/CMA.", "No.", "3.": a digit behind these belongs to them.
_SYMBOL_END = re.compile(r"(?:\b[A-Z]|\d|\bNo|\bart|\bpara|/[\w.]*)\.$")
# Words before a number, and after it, that make it a number of the text.
_COUNTED = frozenset(
    "item items paragraph paragraphs para paras article articles section sections goal goals target targets "
    "annex chapter rule part page of to from and in on by for protocol phase no number about than "
    "at least nearly over under agenda between version table figure step line lines".split()
)
_PLURALS = frozenset("items paragraphs paras articles sections goals targets lines".split())
_MORE = re.compile(r"(?:,|and|or|to|and/or|\u2013|-|\(\w+\))[\s\u00a0]*(?:\d|\()|[\u2013-]\d")
_SENTENCE_END = re.compile(r"[a-z]{4}[.\u201d]+$")
_YEAR = re.compile(r"\(?(?:19|20)\d\d")
_UNIT = re.compile(
    r"\s*(?:per cent|percent|million|billion|trillion|years?|days?|months?|weeks?|january|february|march|april|may|"
    r"june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
