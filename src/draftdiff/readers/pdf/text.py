"""The text of a paragraph from its lines, with what the print did to it undone and marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from draftdiff.model import Mark, Span
from draftdiff.readers.hyphens import Hyphens
from draftdiff.readers.pdf.lines import Line
from draftdiff.readers.pdf.paragraphs import Para
from draftdiff.readers.pdf.words import Word

NOTE_SIGN = re.compile(r"\d{1,3}|[*\u2020\u2021\u00a7]{1,3}|[a-z]")
# After these a raised digit is a power: 5 m2, 1.5 m/s2, 3 x 10-6.
_UNITS = re.compile(r"(?:\d\s?(?:[munpkcd]?m|ft|in|s)|/(?:[kcm]?m|s|h|kg)|[x\u00d7\u00b7]\s?10)$")
_STYLES: tuple[tuple[str, Callable[[Word], bool]], ...] = (
    ("bold", lambda word: word.bold),
    ("italic", lambda word: word.italic),
    ("superscript", lambda word: word.raised),
    ("subscript", lambda word: word.lowered),
)


@dataclass(slots=True)
class Composed:
    """The text of a paragraph while it is put together."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    calls: list[tuple[str, Span]] = field(default_factory=list)
    """Signs of notes with the places where they stood."""
    spans: list[tuple[Word, int, int]] = field(default_factory=list)


def compose(para: Para, hyphens: Hyphens, note_signs: frozenset[str]) -> Composed:
    """Return the text of a paragraph with its marks; raised signs that call a note leave the text.

    Marks: bold, italic, superscript, subscript, note-reference; hyphen where a line-end hyphen was taken out,
    page-break where another page begins.
    """
    made = Composed()
    for at, line in enumerate(para.lines):
        if at:
            _join(made, para.lines[at - 1], line, hyphens)
        if at in para.breaks:
            made.marks.append(Mark(kind="page-break", span=_here(made), value=str(line.page)))
        for position, word in enumerate(line.words):
            _add(made, word, first=position == 0, note_signs=note_signs)
    _style_marks(made)
    made.marks.sort(key=lambda mark: (mark.span.start, mark.span.end, mark.kind))
    return made


def _here(made: Composed) -> Span:
    return Span(len(made.text), len(made.text))


def _join(made: Composed, before: Line, line: Line, hyphens: Hyphens) -> None:
    joint = hyphens.joint(before.text if not before.words[-1].raised else made.text, line.text)
    if joint is None and made.text.endswith(("-", "\u2010")):
        made.text = made.text[:-1]
        made.spans = [(w, a, min(b, len(made.text))) for w, a, b in made.spans]
        made.marks.append(Mark(kind="hyphen", span=_here(made), value="-"))
    else:
        made.text += joint or ""


def _add(made: Composed, word: Word, first: bool, note_signs: frozenset[str]) -> None:
    sign = word.text.strip(",;[]()")
    if word.raised and _calls_note(made, sign, note_signs):
        at = Span(len(made.text.rstrip()), len(made.text.rstrip()))
        made.marks.append(Mark(kind="note-reference", span=at, value=sign))
        made.calls.append((sign, at))
        rest = word.text.replace(sign, "", 1).strip("[]()")
        made.text += rest
        return
    if not first and not _closes(word, made) and (not word.glued or _glued_to_call(word, made)):
        made.text += " "
    text, star = _without_star(word.text, note_signs)
    made.spans.append((word, len(made.text), len(made.text) + len(text)))
    made.text += text
    if star:
        made.marks.append(Mark(kind="note-reference", span=_here(made), value=star))
        made.calls.append((star, _here(made)))


def _without_star(text: str, note_signs: frozenset[str]) -> tuple[str, str]:
    """Return a word without the star at its end that calls a note, and the star: stars need not be raised."""
    bare = text.rstrip("*\u2020\u2021\u00a7")
    star = text[len(bare) :]
    return (bare, star) if bare and star in note_signs else (text, "")


def _closes(word: Word, made: Composed) -> bool:
    """Return whether a word is punctuation behind a note's sign: "Protocol V,8 and" keeps its comma at the word."""
    after_call = bool(made.calls) and made.calls[-1][1].start == len(made.text)
    after_power = bool(made.spans) and made.spans[-1][0].raised
    return (
        (after_call or after_power) and word.text[0] in ",;.:)" and not word.text[1:].strip(",;.:)\"\u201d'")
    )


def _glued_to_call(word: Word, made: Composed) -> bool:
    """Return whether a word stands without space behind a note's sign that has left the text."""
    after_call = bool(made.calls) and made.calls[-1][1].start == len(made.text)
    return after_call and word.text[0].isalnum()


def _calls_note(made: Composed, sign: str, note_signs: frozenset[str]) -> bool:
    if not NOTE_SIGN.fullmatch(sign) or not made.text.strip():
        return False
    if sign.isdigit() and _UNITS.search(made.text):
        return False
    return sign in note_signs or (sign.isdigit() and bool(note_signs))


def _style_marks(made: Composed) -> None:
    for kind, holds in _STYLES:
        start = end = -1
        for word, a, b in made.spans:
            if holds(word) and start >= 0 and not made.text[end:a].strip():
                end = b
                continue
            if start >= 0:
                made.marks.append(Mark(kind=kind, span=Span(start, end)))
            start, end = (a, b) if holds(word) else (-1, -1)
        if start >= 0:
            made.marks.append(Mark(kind=kind, span=Span(start, end)))


def all_lines(paras: Sequence[Para]) -> list[str]:
    """Return the text of every line, in order."""
    return [line.text for para in paras for line in para.lines]
