"""Amendment documents parsed into instructions.

In the fourth preambular paragraph, delete "...".         Delete operative paragraphs 3, 43 and 45.
In paragraph 68, after "...", insert "...".               In OP 69, replace "..." with "...".
After operative paragraph 70, insert the following operative paragraph:  (the text stands in the next paragraph)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from draftdiff.inputs import Ask
from draftdiff.model import Draft
from draftdiff.overview.ordinals import paragraphs_named

_OPEN, _CLOSE = r"[\u201c\u201e\"\u00ab\u2018']", r"[\u201d\"\u00bb\u2019']"
_QUOTED = _OPEN + r"(?P<{0}>[^\u201d\"\u00bb]+?)" + _CLOSE + r"(?=[\s.,;:)]|$)"
_THE_WORDS = r"(?:the\s+(?:words?|phrase|expression|term|number|reference\s+to)s?\s+)?"
_NOUN = (
    r"(?:(?:new\s+)?(?:operative|preambular)\s+|sub-?)?"
    r"(?:paragraphs?|recitals?|articles?|rules?|OP|PP|OPs|PPs|paras?\.?)"
)
_STARTS = re.compile(
    r"^\s*(?:in|at|delete|remove|strike|replace|substitute|insert|add|after|before|between|following|amend|move"
    r"|renumber|for|the\b.*\bparagraph\b.*\bshould read)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)])\s+(?=\S)")
_PARTY = re.compile(
    r"^(?P<party>[A-Z][^:]{2,600}?):\s*(?:draft\s+)?(?:revised\s+)?(?:amendments?|proposals?)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One thing that an amendment asks to be done."""

    action: str
    """delete, replace, insert; unknown where the words were not understood."""
    text: str
    """The instruction as written."""
    paragraph: str = ""
    """PP21, OP9, 17 (b), title; empty where none was named."""
    place: str = "in"
    """in, after, before: whether it works in the paragraph or puts a new one beside it; all: the whole paragraph."""
    words: str = ""
    """Words to delete or to put in."""
    instead_of: str = ""
    anchor: str = ""
    """Words at which to insert."""
    side: str = "after"
    """after, before, start, end: on which side of the anchor, or at which end of the paragraph."""
    party: str = ""

    def __str__(self) -> str:
        return self.text


def asks_of(amendment: Draft) -> tuple[Ask, ...]:
    """Return the instructions of an amendment document as asks, numbered in its own order.

    The id is the document's symbol, or its name, with the number of the instruction.
    """
    base = amendment.symbol or amendment.name
    return tuple(
        _ask(instruction, f"{base}#{number}") for number, instruction in enumerate(instructions(amendment), 1)
    )


def _ask(instruction: Instruction, id: str) -> Ask:
    kind = {"insert": "add"}.get(instruction.action, instruction.action)
    beside = f"{instruction.place} " if instruction.place in ("after", "before") else ""
    if kind == "unknown":
        return Ask(id=id, kind="add", party=instruction.party, paragraph=f"? {instruction.text}")
    return Ask(
        id=id,
        kind=kind,
        party=instruction.party,
        words=instruction.words,
        paragraph=f"{beside}{instruction.paragraph}" if instruction.paragraph else "",
        instead_of=instruction.instead_of,
        near=instruction.anchor,
    )


def instructions(amendment: Draft) -> tuple[Instruction, ...]:
    """Return the instructions of an amendment document in its order; none if it has none."""
    texts = [piece for p in amendment.paragraphs if p.stream == "body" for piece in _orders(p.text)]
    tabled = next((match["party"] for text in texts if (match := _PARTY.match(text))), "")
    party = tabled or amendment.metadata.get("sponsors", "")
    found: list[Instruction] = []
    for at, text in enumerate(texts):
        body = _ITEM.sub("", " ".join(text.split()))
        if _STARTS.match(body) and not _is_inside(found, body):
            found += [replace(one, party=party) for one in _parsed(body, _following(texts, at))]
    return tuple(found)


_NEXT_ORDER = re.compile(
    r"(?<=[.;])\s+(?:\d{1,3}[.)]\s+)?(?=(?:In|Delete|Replace|After|Before|Insert|Add|At)\b[^.]{0,60}\b"
    r"(?:paragraph|recital|article|rule|OP|PP|para)s?\b)"
)


def _orders(text: str) -> list[str]:
    """Return the orders that stand in one paragraph, one after the other; note marks are taken out."""
    body = re.sub(r"\*+(?=[\s,.;:\u201d\"]|$)", "", " ".join(text.split()))
    cuts = [match.end() for match in _NEXT_ORDER.finditer(_outside_quotes(body))]
    return [body[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(body)], strict=True)]


def _is_inside(found: Sequence[Instruction], body: str) -> bool:
    """Return whether a text is the new paragraph that the instruction before it asked for."""
    return bool(found) and bool(found[-1].words) and found[-1].words.startswith(body[:60])


def _following(texts: Sequence[str], at: int) -> list[str]:
    """Return the paragraphs after an instruction up to the next one, without notes and signs."""
    found: list[str] = []
    for text in texts[at + 1 :]:
        body = _ITEM.sub("", " ".join(text.split()))
        if not body or re.match(r"^(?:_{3,}|\d{2}-\d{5}|Any changes to the list of sponsors)", body):
            continue
        if found and _STARTS.match(body) and _NAMED.search(body):
            break
        found.append(body)
    return found


_NAMED = re.compile(rf"\b{_NOUN}\b|\btitle\b", re.IGNORECASE)
_AFTER_COLON = re.compile(
    r"(?:reading|as follows|following|read|text)?[^:]{0,80}:\s*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)


def _parsed(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield what one instruction asks for: one for each paragraph it names, or one that was not understood."""
    for parse in (_in_paragraph, _beside, _whole_replaced, _deleted):
        made = list(parse(body, following))
        if made:
            yield from made
            return
    yield Instruction(action="unknown", text=body)


_SIDE = r"\b(?P<side>after|before|following)\s+"
_INSERT = re.compile(
    _SIDE
    + _THE_WORDS
    + _QUOTED.format("anchor")
    + r",?\s+(?:insert|add)\s+"
    + _THE_WORDS
    + _QUOTED.format("words"),
    re.IGNORECASE,
)
_INSERT_FIRST = re.compile(
    r"\b(?:insert|add)\s+"
    + _THE_WORDS
    + _QUOTED.format("words")
    + r"\s+"
    + _SIDE
    + _THE_WORDS
    + _QUOTED.format("anchor"),
    re.IGNORECASE,
)
_END = r"(?:at|to)\s+the\s+(?P<side>end|beginning|start)\b"
_ADDED = r"\b(?:insert|add)\s+" + _THE_WORDS + _QUOTED.format("words")
_AT_END = (
    re.compile(rf"\b{_END}.*?{_ADDED}", re.IGNORECASE),
    re.compile(rf"{_ADDED}\s+{_END}", re.IGNORECASE),
)
_REPLACE = re.compile(
    r"\b(?:replace|substitute|change|for)\s+(?:.{0,40}?\bthe\s+(?:words?|phrase|expression|term|number)s?\s+)?"
    r"(?:.{0,30}?['\u2019]s\s+)?"
    + _QUOTED.format("old")
    + r"\s*,?\s+(?:with|by|to|read|substitute|put)\s+"
    + _THE_WORDS
    + _QUOTED.format("new"),
    re.IGNORECASE,
)
_SUBSTITUTE = re.compile(
    r"\b(?:substitute|insert|put)\s+"
    + _THE_WORDS
    + _QUOTED.format("new")
    + r"\s+(?:for|in place of|instead of)\s+"
    + _THE_WORDS
    + _QUOTED.format("old"),
    re.IGNORECASE,
)
_DELETE = re.compile(
    r"\b(?:delete|remove|strike(?:\s+out)?)\s+" + _THE_WORDS + _QUOTED.format("words"), re.IGNORECASE
)


def _in_paragraph(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield instructions that work within a paragraph."""
    names = paragraphs_named(_outside_quotes(body)) or [""]
    name = names[0]
    for pattern in (_INSERT, _INSERT_FIRST):
        for match in pattern.finditer(body):
            side = "before" if match["side"].lower() == "before" else "after"
            yield Instruction(
                action="insert",
                text=body,
                paragraph=name,
                words=match["words"],
                anchor=match["anchor"],
                side=side,
            )
    for ending in _AT_END:
        for match in ending.finditer(body):
            side = "end" if match["side"].lower() == "end" else "start"
            yield Instruction(action="insert", text=body, paragraph=name, words=match["words"], side=side)
    for pattern in (_REPLACE, _SUBSTITUTE):
        for match in pattern.finditer(body):
            yield Instruction(
                action="replace", text=body, paragraph=name, words=match["new"], instead_of=match["old"]
            )
    for match in _DELETE.finditer(body):
        yield Instruction(action="delete", text=body, paragraph=name, words=match["words"])


_BESIDE = re.compile(
    rf"\b(?P<side>after|before|following|between)\b.*?\b{_NOUN}.*?\b(?:insert|add)\b"
    rf"|\b(?:insert|add)\b.*?\b(?P<side2>after|before|following|between)\b.*?\b{_NOUN}",
    re.IGNORECASE,
)
_NEW_PARAGRAPH = re.compile(rf"\b(?:insert|add)\b.*?\bnew\s+{_NOUN}", re.IGNORECASE)


def _beside(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield the instruction to put a new paragraph beside one that is named."""
    opening = _outside_quotes(body).split(":")[0]
    beside = _BESIDE.search(opening)
    if beside is None and not _NEW_PARAGRAPH.search(opening):
        return
    words = _new_text(body, following)
    names = paragraphs_named(opening)
    if not words or not names:
        return
    side = (beside["side"] or beside["side2"]).lower() if beside else "at"
    if side == "at":  # "Insert a new operative paragraph 5 bis": behind the paragraph of that number
        yield Instruction(action="insert", text=body, paragraph=_plain(names[0]), place="after", words=words)
    else:
        place = "before" if side == "before" else "after"
        yield Instruction(action="insert", text=body, paragraph=names[0], place=place, words=words)


def _plain(name: str) -> str:
    return re.sub(r"\s+(?:bis|ter|quater|alt).*$", "", name, flags=re.IGNORECASE)


_REPLACED = re.compile(
    rf"\b(?:replace|substitute)\b.*?\b{_NOUN}.*?\b(?:with|by)\b.*?:"
    rf"|\b{_NOUN}.*?\b(?:should|to|shall)\s+(?:be\s+amended\s+to\s+)?read\b"
    rf"|\b(?:amend|replace)\b.*?\b{_NOUN}.*?\b(?:to read|as follows|reading)\b",
    re.IGNORECASE,
)


def _whole_replaced(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield the instruction to put a new text in place of a whole paragraph."""
    opening = _outside_quotes(body)
    if not _REPLACED.search(opening):
        return
    names, words = paragraphs_named(opening), _new_text(body, following)
    if names and words:
        yield Instruction(action="replace", text=body, paragraph=names[0], place="all", words=words)


def _deleted(body: str, following: Sequence[str]) -> Iterator[Instruction]:
    """Yield an instruction for each whole paragraph to be deleted; its text may follow and is remembered."""
    opening = _outside_quotes(body)
    if not re.match(r"\s*(?:delete|remove|strike)\b", opening, re.IGNORECASE):
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
    """Return the text that follows a colon, in the same paragraph or in the next ones."""
    head, _, tail = _outside_quotes(body).partition(":")
    rest = body[len(head) + 1 :].strip() if tail.strip() else ""
    pieces = [rest] if rest else list(following[:1])
    return _unquoted(" ".join(piece for piece in pieces if piece))


def _unquoted(text: str) -> str:
    match = re.fullmatch(rf"{_OPEN}(.*){_CLOSE}[.;]?", text.strip(), re.DOTALL)
    return (match[1] if match else text).strip()


def _outside_quotes(body: str) -> str:
    """Return the text with what stands in quotation marks blanked, so that no word of it is taken for an order."""
    return re.sub(
        r"[\u201c\u201e\"\u00ab][^\u201d\"\u00bb]*[\u201d\"\u00bb]", lambda m: " " * len(m[0]), body
    )
