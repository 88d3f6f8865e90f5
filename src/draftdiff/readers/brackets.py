"""Marks of negotiation in a text: square brackets, options, who proposed what, what is agreed.

Brackets nest and may cover several paragraphs; each is one group of marks, with its depth:

    [A first [second] third]        bracket b1 depth 0, bracket b2 depth 1
    [EU, Norway: shall]             bracket with an attribution
    [X]   […]   [to be completed]   placeholder: no text is disputed, one is missing
    [English only]   [sic]   [1]    editorial bracket: the editor speaks
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from draftdiff.model import Draft, Mark, Note, Paragraph, Span
from draftdiff.tables import parse_table

_SIGN = re.compile(r"[\[\]\uff3b\uff3d]")
_OPEN = "[\uff3b"
_PLACEHOLDER = re.compile(
    r"[\s.\u2026_xX\u2013\u2014-]*|[XYZN]{1,4}|\?+|tb[acd]|n/a|"
    r"(?:x{1,4}|y{1,4}|[.\u2026_]+) ?(?:%|per ?cent|million|billion|years?|months?|days?|members?|states?)|"
    r"(?:(?:text|language|wording|paragraphs?|section|title|details) )?(?:to be |yet to be )(?:\w+ )?"
    r"(?:completed|determined|inserted|confirmed|added|decided|drafted|developed|discussed|filled in|agreed)"
    r"(?: .{0,60})?|(?:insert|placeholder|assignment|selection|specify|enter|choose|select)\b.{0,300}"
    r"|name of .{0,80}|(?:date|year|number|month|place|name|title|amount|country)s?",
    re.IGNORECASE | re.DOTALL,
)
_EDITORIAL = re.compile(
    r"(?:original: )?(?:arabic|chinese|english|french|russian|spanish)(?:(?:,|/| and) ?(?:arabic|chinese|english|french"
    r"|russian|spanish))*(?: only)?(?: and .{0,20})?|sic|(?:emphasis|italics|footnotes?|citations?|references?) "
    r"(?:added|omitted|in (?:the )?original)|without reference to a main committee.{0,60}|on the (?:report|"
    r"recommendation|proposal) of .{0,160}|\d{1,4}(?:[,;\u2013-] ?\d{1,4})*|see .{0,80}|note(?: by .{0,40})?:.*"
    r"|blank page|end of .{0,40}|continued|source: .*|(?-i:[A-Z]{1,8})[ .-]?\d[\w./-]*|(?:https?://|www\.)\S*|and|or",
    re.IGNORECASE | re.DOTALL,
)
_AGREED = re.compile(
    r"(?:provisionally |text |(?:para(?:graph)?s?\.?|op|pp)(?: ?\d{1,3}\w*)? )?"
    r"agreed(?: ad ref(?:erendum|\.)?| in principle| in informals?| text)?"
    r"|ad ref(?:erendum|\.)?|closed|under (?:a )?silence(?: procedure)?(?: until .{1,40})?",
    re.IGNORECASE,
)
_LOOSE_AGREED = re.compile(
    r"\((?:agreed(?: ad ref(?:erendum|\.)?)?|ad ref(?:erendum|\.)?)\)|\bagreed ad ref(?:erendum|\.)?",
    re.IGNORECASE,
)
_OPTION = re.compile(
    r"(?:[o\u2022\u2013*-]\s+)?(?P<option>(?:Option|OPTION|Alternative|Alternate|Alt\.?|ALT\.?|Variant)\s?"
    r"(?:\d{1,2}[A-Za-z]?|[IVX]{1,4}|[A-H]|\([a-z0-9]{1,3}\))(?: (?:bis|ter|quater|alt))?(?![\w]))"
    r"(?=\s*(?:[:.\u2013\u2014)\]-]|$|\[|\())"
)
_PARTIES = r"(?P<parties>[A-Z\u00c0-\u00de][^\[\]():;\u2013\u2014]{0,200}?)"
_SAYS = r"(?:\s(?:propos|oppos|support|reserv|object|suggest|request|prefer)\w{0,4})"
_FIRST = re.compile(
    rf"[\[\uff3b]\s*{_PARTIES}(?:{_SAYS}?\s?(?::(?!//)|\u2014|\u2013 )|\s(?:reserve|oppose|support)s?\b)"
)
_NEXT = re.compile(rf";\s*{_PARTIES}{_SAYS}?\s?:(?!//)")
_ROUND = re.compile(
    rf"\(\s*{_PARTIES}{_SAYS}?\s?:\s*(?:delete|add|insert|replace|retain|keep|move|reserve|support|[\u201c\"])",
    re.IGNORECASE,
)
_LAST = re.compile(rf"(?:\s[-\u2013\u2014]\s?|\(){_PARTIES}\)?\s*[\]\uff3d]$")
_BEHIND = re.compile(rf"\s?\({_PARTIES}\)")
_AND = re.compile(r"\s*(?:,|/|;|\band\b|&|\+|\b(?:supported|joined) by\b)\s*(?:and\s+)?(?:the\s+)?")
_ACRONYM = re.compile(r"[A-Z]{2,}[A-Z0-9&.+-]{0,10}|G-?\d{1,3}(?:\+China)?")
_UNIT = re.compile(
    r"\s?(?:%|per ?cent|years?|months?|weeks?|days?|hours?|members?|states?|parties|(?:m|b)illion|times|degrees)\b",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"[\[\uff3b]|\b(?:Option|OPTION|Alt|ALT|Alternative|Variant)\b|[Aa]greed|\bad ref|\([^()]{1,200}:",
    re.IGNORECASE,
)

DEEPEST = 40
"""Brackets within brackets that are marked: far deeper than anybody reads, and few enough that crafted ones, each over
all paragraphs, do not fill the memory with marks."""


@dataclass(frozen=True, slots=True)
class _Bracket:
    """An opening and its closing sign: paragraph and offset of each."""

    first: int
    start: int
    last: int
    end: int
    """Behind the closing sign."""
    depth: int


def mark_negotiation(draft: Draft) -> Draft:
    """Return the draft with marks of negotiation on its paragraphs, and a note that counts them.

    Kinds: bracket, placeholder, editorial-bracket, option, attribution, agreement. A draft without any comes back as
    it is. Time grows with the length.
    """
    if not any(_HINT.search(paragraph.text) for paragraph in draft.paragraphs):
        return draft
    found: dict[int, list[Mark]] = {}
    every, stray = _brackets(draft.paragraphs)
    brackets = [bracket for bracket in every if bracket.depth < DEEPEST]
    for bracket, marks in zip(brackets, _bracket_marks(draft.paragraphs, brackets), strict=True):
        for at, mark in marks:
            found.setdefault(at, []).append(mark)
        if marks[0][1].kind == "bracket":
            for at, mark in _attributions(draft.paragraphs, bracket):
                found.setdefault(at, []).append(mark)
    for paragraph in draft.paragraphs:
        for mark in _line_marks(paragraph):
            found.setdefault(paragraph.index, []).append(mark)
    if not found and not stray:
        return draft
    paragraphs = tuple(
        replace(p, marks=_sorted((*p.marks, *found[p.index]))) if p.index in found else p
        for p in draft.paragraphs
    )
    marked = replace(draft, paragraphs=paragraphs)
    notes = (*draft.notes, *_notes(marked, stray))
    if left := len(every) - len(brackets):
        notes += (Note(where=draft.name, what=f"left out {left} brackets more than {DEEPEST} deep"),)
    return replace(marked, notes=notes)


def negotiation_counts(draft: Draft) -> Counter[str]:
    """Return how many of each kind of mark a draft bears; a bracket over several paragraphs counts once."""
    seen: set[tuple[str, str]] = set()
    counts: Counter[str] = Counter()
    for paragraph in draft.paragraphs:
        for at, mark in enumerate(paragraph.marks):
            if mark.kind not in _COUNTED:
                continue
            key = (mark.kind, mark.group or f"{paragraph.index}:{at}")
            counts[mark.kind] += key not in seen
            seen.add(key)
    return counts


_COUNTED = {
    "bracket": "brackets",
    "placeholder": "placeholders",
    "editorial-bracket": "editorial brackets",
    "option": "options",
    "attribution": "attributions",
    "agreement": "agreement marks",
}


def _brackets(paragraphs: Sequence[Paragraph]) -> tuple[list[_Bracket], list[tuple[int, int]]]:
    """Return the brackets in the order of their openings, and the signs that have no partner."""
    found: list[_Bracket] = []
    stray: list[tuple[int, int]] = []
    for run in _runs(paragraphs):
        stack: list[tuple[int, int]] = []
        for paragraph in run:
            if paragraph.kind == "heading":
                stray += _closed_off(stack, paragraphs)
            for match in _SIGN.finditer(paragraph.text):
                if _is_tick_box(paragraph, match.start()):
                    continue
                if match.group() in _OPEN:
                    stack.append((paragraph.index, match.start()))
                elif stack:
                    first, start = stack.pop()
                    found.append(_Bracket(first, start, paragraph.index, match.end(), len(stack)))
                else:
                    stray.append((paragraph.index, match.start()))
        stray += stack
    return sorted(found, key=lambda b: (b.first, b.start)), sorted(stray)


def _closed_off(stack: list[tuple[int, int]], paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Take the openings that cannot reach over a heading: those within a paragraph; at its start they may."""
    kept = [
        (at, start) for at, start in stack if not paragraphs[at].text[:start].strip(" \u201c\"'(" + _OPEN)
    ]
    lost = sorted({*stack} - {*kept})
    stack[:] = kept
    return lost


def _runs(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield paragraphs within which a bracket may stretch: the body's, each cell's, each note's."""
    body = [p for p in paragraphs if p.stream == "body" and p.cell is None and p.kind != "code"]
    yield body
    for paragraph in paragraphs:
        if (paragraph.stream != "body" or paragraph.cell is not None) and paragraph.kind != "code":
            yield [paragraph]


def _is_tick_box(paragraph: Paragraph, at: int) -> bool:
    text = paragraph.text
    return paragraph.kind == "list-item" and at in (0, 2) and bool(re.match(r"\[[ xX]\]\s+\S", text))


def _bracket_marks(
    paragraphs: Sequence[Paragraph], brackets: Sequence[_Bracket]
) -> Iterator[list[tuple[int, Mark]]]:
    """Yield for each bracket its marks, one for each paragraph that it covers."""
    numbers: Counter[str] = Counter()
    covered = [p.index for p in paragraphs if p.stream == "body" and p.cell is None and p.kind != "code"]
    place = {index: at for at, index in enumerate(covered)}
    for bracket in brackets:
        kind = _kind(paragraphs, bracket)
        numbers[kind] += 1
        group = f"{kind[0]}{numbers[kind]}"
        if bracket.first == bracket.last:
            within: Sequence[int] = (bracket.first,)
        else:
            within = covered[place[bracket.first] : place[bracket.last] + 1]
        yield [
            (
                at,
                Mark(
                    kind=kind,
                    span=Span(
                        bracket.start if at == bracket.first else 0,
                        bracket.end if at == bracket.last else len(paragraphs[at].text),
                    ),
                    value=_agreed_value(paragraphs, bracket) if kind == "agreement" else "",
                    group=group,
                    depth=bracket.depth,
                ),
            )
            for at in within
        ]


def _inside(paragraphs: Sequence[Paragraph], bracket: _Bracket) -> str:
    return paragraphs[bracket.first].text[bracket.start + 1 : bracket.end - 1].strip()


def _agreed_value(paragraphs: Sequence[Paragraph], bracket: _Bracket) -> str:
    return _inside(paragraphs, bracket).lower()


def _kind(paragraphs: Sequence[Paragraph], bracket: _Bracket) -> str:
    if bracket.first != bracket.last:
        return "bracket"
    inside = _inside(paragraphs, bracket)
    text = paragraphs[bracket.first].text
    if _AGREED.fullmatch(inside):
        return "agreement"
    if (_EDITORIAL.fullmatch(inside) and not _is_disputed_number(text, bracket)) or _alters_a_letter(
        text, bracket
    ):
        return "editorial-bracket"
    return "placeholder" if _PLACEHOLDER.fullmatch(inside) else "bracket"


def _is_disputed_number(text: str, bracket: _Bracket) -> bool:
    """Return whether a number in brackets is a choice ("by [2030][2035]", "[5] per cent") and no citation."""
    inside = text[bracket.start + 1 : bracket.end - 1].strip()
    before, after = text[: bracket.start], text[bracket.end :]
    if not inside.isdigit():
        return False
    beside = before.rstrip().endswith(("]", "\uff3d")) or after.lstrip().startswith(tuple(_OPEN))
    year = len(inside) == 4 and inside[:2] in ("19", "20")
    return beside or year or bool(_UNIT.match(after))


def _alters_a_letter(text: str, bracket: _Bracket) -> bool:
    """Return whether a bracket adapts a word in a quotation: "[T]he", "state[s]"."""
    inside = text[bracket.start + 1 : bracket.end - 1]
    after = text[bracket.end : bracket.end + 1]
    return len(inside) == 1 and inside.isalpha() and inside not in "XYZN" and after.isalpha()


def _attributions(paragraphs: Sequence[Paragraph], bracket: _Bracket) -> Iterator[tuple[int, Mark]]:
    """Yield who is named at the head, at the end or behind a bracket as its proposer."""
    text = paragraphs[bracket.first].text
    whole = bracket.first == bracket.last
    match = _FIRST.match(text, bracket.start, bracket.end if whole else len(text))
    if match and _are_parties(match["parties"]):
        yield bracket.first, _party_mark(match)
        for other in _NEXT.finditer(text, match.end(), bracket.end if whole else len(text)):
            if _are_parties(other["parties"]):
                yield bracket.first, _party_mark(other)
    if (
        whole
        and (match := _LAST.search(text[: bracket.end], bracket.start))
        and _are_parties(match["parties"])
    ):
        yield bracket.first, _party_mark(match)
    behind = _BEHIND.match(paragraphs[bracket.last].text, bracket.end)
    if behind and _are_parties(behind["parties"]):
        yield bracket.last, _party_mark(behind)


def _are_parties(text: str) -> bool:
    """Return whether words are names of States or groups, or acronyms, joined by commas."""
    text = " ".join(text.split())
    return text in party_names() or all(
        name in party_names() or _ACRONYM.fullmatch(name) for name in _AND.split(text) if name
    )


@cache
def party_names() -> frozenset[str]:
    """Return the names of States and groups that negotiate."""
    file = resources.files("draftdiff.readers").joinpath("parties.toml")
    table = parse_table(file.read_text("utf-8"), {"source!": str, "names!": [str]}, "parties.toml")
    return frozenset(table["names"]) | {name.replace("'", "\u2019") for name in table["names"]}


def _party_mark(match: re.Match[str]) -> Mark:
    return Mark(kind="attribution", span=Span(*match.span("parties")), value=match["parties"])


def _line_marks(paragraph: Paragraph) -> Iterator[Mark]:
    """Yield the option that a paragraph opens, and marks of agreement outside square brackets."""
    if paragraph.kind == "code":
        return
    start = re.match(r"[\s\[\uff3b\u201c\"(]*", paragraph.text)
    if option := _OPTION.match(paragraph.text, start.end() if start else 0):
        yield Mark(kind="option", span=Span(*option.span("option")), value=option["option"])
    for match in _ROUND.finditer(paragraph.text):
        if _are_parties(match["parties"]):
            yield _party_mark(match)
    for match in _LOOSE_AGREED.finditer(paragraph.text):
        if not _within_square(paragraph.text, match):
            yield Mark(kind="agreement", span=Span(*match.span()), value=match.group().strip("()").lower())


def _within_square(text: str, match: re.Match[str]) -> bool:
    """Return whether the bracket around a match says nothing else and is a mark of agreement itself."""
    opened = max(text.rfind(sign, max(0, match.start() - 40), match.start()) for sign in _OPEN)
    inside = re.compile(r"[^\[\]\uff3b\uff3d]*").match(text, opened + 1)
    return opened >= 0 and inside is not None and bool(_AGREED.fullmatch(inside.group().strip()))


def _sorted(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda m: (m.span.start, m.span.end, m.kind, m.depth, m.value)))


def _notes(draft: Draft, stray: Sequence[tuple[int, int]]) -> Iterator[Note]:
    counts = negotiation_counts(draft)
    if counts:
        deepest = max((m.depth for p in draft.paragraphs for m in p.marks if m.kind == "bracket"), default=0)
        told = [f"{counts[kind]} {name}" for kind, name in _COUNTED.items() if counts[kind]]
        deep = f" (up to {deepest + 1} deep)" if deepest else ""
        yield Note(where=draft.name, what=f"marks of negotiation: {', '.join(told)}{deep}")
    for at, offset in stray:
        sign = draft.paragraphs[at].text[offset]
        missing = "never closed" if sign in _OPEN else "never opened"
        near = draft.paragraphs[at].text[max(0, offset - 15) : offset + 25]
        yield Note(where=f"{draft.name}, paragraph {at}", what=f'a square bracket is {missing}, at "{near}"')
