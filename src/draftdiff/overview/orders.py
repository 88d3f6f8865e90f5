"""What one order of an amendment document asks for: its paragraph, its action and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftdiff.overview.ordinals import Named, named_places, paragraphs_named

_OPEN, _CLOSE = r"[\u201c\u201e\"\u00ab\u2018']", r"[\u201d\"\u00bb\u2019']"
_QUOTED = _OPEN + r"(?P<{0}>[^\u201d\"\u00bb]+?)" + _CLOSE + r"(?=[\s.,;:)]|$)"
_THE_WORDS = r"(?:the\s+(?:words?|phrase|expression|term|number|reference\s+to)s?\s+)?"
NOUN = (
    r"(?:(?:new\s+)?(?:operative|preambular)\s+|sub-?)?"
    r"(?:paragraphs?|recitals?|articles?|rules?|OP|PP|OPs|PPs|paras?\.?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One thing that an amendment asks to be done."""

    action: str
    """delete, replace, insert, move; unknown where the words were not understood."""
    text: str
    """The instruction as written."""
    paragraph: str = ""
    """PP21, PP last, OP9, 17 (b), title; empty where none was named."""
    place: str = "in"
    """in: it works within the paragraph; after, before: it puts a new one, or moves one, beside it; all: the whole
    paragraph; throughout: wherever the words stand."""
    words: str = ""
    """Words to delete or to put in."""
    instead_of: str = ""
    anchor: str = ""
    """Words at which to insert."""
    side: str = "after"
    """after, before, start, end: on which side of the anchor, or at which end of the paragraph."""
    party: str = ""
    moved: str = ""
    """The paragraph that is moved; `paragraph` is then the one beside which it goes."""

    def __str__(self) -> str:
        return self.text


def parsed(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield what one order asks for: one instruction for each paragraph it names, or one that was not understood.

    `following` are the paragraphs after it, of which the first may be the new text.
    """
    for parse in (_moved, _added_at_end, _in_paragraph, _beside, _whole_replaced, _deleted):
        made = list(parse(body, following))
        if made:
            yield from made
            return
    yield Instruction(action="unknown", text=body)


_SIDE = r"\b(?P<side>after|before|following)\s+"
_PLACE = r"(?:\s+(?:in|of|from)\s+[^\u201c\"\u00ab]{2,60}?)?"
_END = r"(?:at|to)\s+the\s+(?P<side>end|beginning|start)\b"
_ADD = r"(?:insert|add|put)(?:ing)?"
_ADDED = rf"\b{_ADD}\s+" + _THE_WORDS + _QUOTED.format("words")
_BE = r"(?:should|shall|is|are|to|be)(?:\s+(?:to\s+)?be)?"
_OLD, _NEW = _QUOTED.format("old"), _QUOTED.format("new")
_ANCHOR, _WORDS = _QUOTED.format("anchor"), _QUOTED.format("words")
_THEN_ADD = rf"{_PLACE},?\s+{_ADD}\s+{_THE_WORDS}{_WORDS}"
_BETWEEN = rf"\b(?P<side>between)\s+{_THE_WORDS}{_ANCHOR}\s+and\s+{_THE_WORDS}{_QUOTED.format('next')}"
_INSERT = (
    rf"{_SIDE}{_THE_WORDS}{_ANCHOR}{_THEN_ADD}",
    rf"{_ADDED}\s+{_SIDE}{_THE_WORDS}{_ANCHOR}",
    rf"{_BETWEEN}{_THEN_ADD}",
)
_AT_END = (
    rf"\b{_END}[^\u201c\"]*?{_ADDED}",
    rf"{_ADDED}\s+{_END}",
    rf"\b{_ADD}\s+{_END}\s?[,:]?\s+{_THE_WORDS}{_WORDS}",
)
_THE_NOUN = r"(?:.{0,40}?\bthe\s+(?:words?|phrase|expression|term|number)s?\s+)?(?:.{0,30}?['\u2019]s\s+)?"
_BY = r"\s*,?\s+(?:with|by|to|read|substitute|put)"
_REPLACE = (
    rf"\b(?:replac(?:e|ing)|substitut(?:e|ing)|chang(?:e|ing)|for)\s+{_THE_NOUN}{_OLD}{_PLACE}{_BY}\s+{_THE_WORDS}{_NEW}",
    rf"\b(?:substitute|insert|put)\s+{_THE_WORDS}{_NEW}\s+(?:for|in place of|instead of)\s+{_THE_WORDS}{_OLD}",
    rf"{_OLD}\s+{_BE}\s+(?:(?:replaced\s+(?:by|with)|changed\s+to|read|become)\s+)?{_THE_WORDS}{_NEW}",
    rf"\band\s+{_THE_WORDS}{_OLD}\s+(?:with|by)\s+{_THE_WORDS}{_NEW}",
)
_DELETE = (
    rf"\b(?:delet(?:e|ing)|remov(?:e|ing)|strike(?:\s+out)?|striking)\s+{_THE_WORDS}{_WORDS}",
    rf"{_WORDS}\s+{_BE}\s+(?:deleted|removed|struck)\b",
)
_WITHIN = tuple(
    (action, re.compile(pattern, re.IGNORECASE))
    for action, patterns in (
        ("insert", _INSERT),
        ("end", _AT_END),
        ("replace", _REPLACE),
        ("delete", _DELETE),
    )
    for pattern in patterns
)
_THROUGHOUT = re.compile(r"^\s*(?:throughout\b|in the (?:entire|whole) text\b)", re.IGNORECASE)


def _in_paragraph(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield instructions that work within a paragraph, in the order of the text."""
    found: list[tuple[int, int, str, re.Match[str]]] = []
    for action, pattern in _WITHIN:
        for match in pattern.finditer(body):
            if all(match.end() <= start or end <= match.start() for start, end, _, _ in found):
                found.append((match.start(), match.end(), action, match))
    named = named_places(outside_quotes(body))
    for start, end, action, match in sorted(found, key=lambda one: one[:2]):
        for name in _names_beside(named, body, start, end):
            yield _within(action, match, body, name)


def _names_beside(named: Sequence[Named], body: str, start: int, end: int) -> tuple[str, ...]:
    """Return the paragraphs that words at a place of an order are about: named inside, right behind, or last before."""
    for one in named:
        inside = start <= one.start < end
        behind = 0 <= one.start - end <= 40 and re.fullmatch(
            r"\s*(?:in|from|of|to)\s+(?:the\s+)?(?:line \d+ of\s+)?", body[end : one.start], re.IGNORECASE
        )
        if inside or behind:
            return one.names
    before = [one for one in named if one.end <= start]
    if before:
        return before[-1].names
    return named[0].names if named else ("",)


def _within(action: str, match: re.Match[str], body: str, name: str) -> Instruction:
    place = "throughout" if not name and _THROUGHOUT.match(body) else "in"
    words = match.groupdict()
    side = (words.get("side") or "after").lower()
    side = {"following": "after", "between": "after", "beginning": "start"}.get(side, side)
    return Instruction(
        action="insert" if action == "end" else action,
        text=body,
        paragraph=name,
        place=place,
        words=(words.get("new" if action == "replace" else "words") or "").strip(),
        instead_of=(words.get("old") or "").strip(),
        anchor=(words.get("anchor") or "").strip(),
        side=side,
    )


def _added_at_end(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield the instruction to add words, which follow a colon, at the end or start of a paragraph."""
    opening = outside_quotes(body).split(":")[0]
    ending = re.search(rf"\b{_END}\s+of\b", opening, re.IGNORECASE)
    if (
        ending is None
        or ":" not in outside_quotes(body)
        or not re.search(r"\b(?:insert|add)\b", opening, re.I)
    ):
        return
    names, words = paragraphs_named(opening), _new_text(body, following)
    if names and words:
        side = "end" if ending["side"].lower() == "end" else "start"
        yield Instruction(action="insert", text=body, paragraph=names[0], words=words, side=side)


_MOVE = re.compile(
    r"^\s*(?:move|place)\b.*?\b(?:to\s+)?(?P<side>after|before|follow|precede)\b", re.IGNORECASE
)


def _moved(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield the instruction to move a paragraph beside another."""
    opening = outside_quotes(body)
    match = _MOVE.match(opening)
    if match is None:
        return
    moved, target = paragraphs_named(opening[: match.start("side")]), paragraphs_named(opening[match.end() :])
    if len(moved) == len(target) == 1:
        place = "before" if match["side"].lower() in ("before", "precede") else "after"
        yield Instruction(action="move", text=body, paragraph=target[0], place=place, moved=moved[0])


_BESIDE = re.compile(
    rf"\b(?P<side>after|before|following|between)\b.*?\b{NOUN}.*?\b(?:insert|add|reinsert|restore)\b"
    rf"|\b(?:insert|add|reinsert|restore)\b.*?\b(?P<side2>after|before|following|between)\b.*?\b{NOUN}\s*[\d(]"
    rf"|\b(?:insert|add|reinsert|restore)\b.*?\b(?P<side3>after|before)\s+the\b.*?\b{NOUN}",
    re.IGNORECASE,
)
_NEW_PARAGRAPH = re.compile(
    rf"^\s*new\s+{NOUN}|\b(?:insert|add)\b.*?\bnew\s+{NOUN}|^\s*(?:reinsert|restore|reinstate)\b.*?\b{NOUN}",
    re.IGNORECASE,
)


def _beside(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield the instruction to put a new paragraph beside one that is named."""
    opening = outside_quotes(body).split(":")[0]
    beside = _BESIDE.search(opening)
    if beside is None and not _NEW_PARAGRAPH.search(opening):
        return
    words = _new_text(body, following)
    named = named_places(opening)
    if not words or not named:
        return
    if beside is None:
        yield _at_number(body, named[0].names[0], words)
        return
    side = (beside["side"] or beside["side2"] or beside["side3"]).lower()
    at = max(beside.start(group) for group in ("side", "side2", "side3"))
    name = next((one.names[0] for one in named if one.start > at), named[0].names[0])
    yield Instruction(
        action="insert",
        text=body,
        paragraph=name,
        place="before" if side == "before" else "after",
        words=words,
    )


def _at_number(body: str, name: str, words: str) -> Instruction:
    """Return the instruction for a new paragraph of a number: 5 bis stands behind 5, and a new 5 before the old one."""
    plain = re.sub(r"\s*(?:bis|ter|quater|alt).*$", "", name, flags=re.IGNORECASE)
    place = "after" if plain != name else "before"
    return Instruction(action="insert", text=body, paragraph=plain, place=place, words=words)


_REPLACED = re.compile(
    rf"\b(?:replace|substitute)\b.*?\b{NOUN}.*?\b(?:with|by)\b.*?:"
    rf"|\b{NOUN}.*?\b(?:should|to|shall)\s+(?:be\s+\w+\s+to\s+)?read\b"
    rf"|\b(?:amend|replace|reword|rephrase|reformulate|modify|change)\b.*?\b{NOUN}"
    r".*?\b(?:to read|as follows|reading)\b",
    re.IGNORECASE,
)


def _whole_replaced(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield the instruction to put a new text in place of a whole paragraph."""
    opening = outside_quotes(body)
    if not _REPLACED.search(opening) or _PART.search(opening.split(":")[0]):
        return
    names, words = paragraphs_named(opening), _new_text(body, following)
    if names and words:
        yield Instruction(action="replace", text=body, paragraph=names[0], place="all", words=words)


_WHOLE_DELETED = re.compile(
    rf"^\s*(?:delete|remove|strike)\b|\b{NOUN}[^:]*?\b(?:should be|shall be|to be|is|are)\s+(?:deleted|removed)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:sentences?|clauses?|lines?|remainder|rest|half|everything|brackets?|part)\b", re.IGNORECASE
)
"""Words for a part of a paragraph: an order about it is not one about the whole."""


def _deleted(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield an instruction for each whole paragraph to be deleted; its text may follow and is remembered."""
    opening = outside_quotes(body)
    if not _WHOLE_DELETED.search(opening) or _PART.search(opening):
        return
    names = paragraphs_named(opening)
    words = (
        _new_text(body, following)
        if len(names) == 1 and re.search(r"(?:reading|reads?|text)\b.*:?\s*$", opening)
        else ""
    )
    for name in names:
        yield Instruction(action="delete", text=body, paragraph=name, place="all", words=words)


def _new_text(body: str, following: Sequence[str]) -> str:
    """Return the text that follows a colon, or "reading", in the same paragraph or in the next one."""
    bare = outside_quotes(body)
    at = bare.find(":")
    if at < 0 and (match := re.search(r"\b(?:reading|to read|as follows|read)\s+(?=\s*$|\s{3,})", bare)):
        at = match.end() - 1
    rest = body[at + 1 :].strip() if at >= 0 else ""
    return _unquoted(rest if any(sign.isalnum() for sign in rest) else " ".join(following[:1]))


def _unquoted(text: str) -> str:
    match = re.fullmatch(rf"{_OPEN}(.*){_CLOSE}[.;,]?", text.strip(), re.DOTALL)
    return (match[1] if match else text).strip()


def outside_quotes(body: str) -> str:
    """Return the text with what stands in quotation marks blanked, so that no word of it is taken for an order."""
    return re.sub(
        r"[\u201c\u201e\"\u00ab][^\u201d\"\u00bb]*[\u201d\"\u00bb]", lambda m: " " * len(m[0]), body
    )
