"""Amendment documents parsed into instructions.

In the fourth preambular paragraph, delete "...".         Delete operative paragraphs 3, 43 and 45.
In paragraph 68, after "...", insert "...".               In OP 69, replace "..." with "...".
After operative paragraph 70, insert the following operative paragraph:  (the text stands in the next paragraph)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from draftdiff.inputs import Ask
from draftdiff.model import Draft, Paragraph
from draftdiff.overview.orders import NOUN, Instruction, outside_quotes, parsed

_VERBS = (
    r"delete|remove|strike|replace|substitute|insert|add|amend|move|place|reword|rephrase|reformulate|modify|change"
    r"|reinsert|restore|reinstate|merge|combine|split|divide|reverse|swap|keep|retain|bracket|renumber"
)
_DONE = r"(?:read|deleted|removed|replaced|moved|merged|combined|split|divided|amended|reworded|retained|bracketed)"
_TO_BE = rf"\b(?:should|shall|to|is|are)\b.*\b{_DONE}\b"
_STARTS = re.compile(
    rf"^\s*(?:(?:in|at|after|before|between|following|for|throughout|{_VERBS})\b"
    rf"|new\s+{NOUN}\s*\d"
    rf"|the\b.*\bparagraphs?\b.*{_TO_BE}|the\s+(?:words?|phrase|term)s?\b.*{_TO_BE}"
    rf"|(?:(?:operative|preambular)\s+)?(?:paragraphs?|OP|PP|para\.?)\s*\d[^:\u201c\"]{{0,40}}"
    rf"(?:{_TO_BE}|:\s*(?:after|before|at|{_VERBS})\b))",
    re.IGNORECASE,
)
_RENUMBER = re.compile(r"^\s*renumber\b", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)])\s+(?=\S)")
_PARTY = re.compile(
    r"^(?P<party>[A-Z][^:]{2,600}?):\s*(?:draft\s+)?(?:revised\s+)?(?:amendments?|proposals?)\b"
)


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
    if kind in ("unknown", "move"):
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
    texts = [piece for p in amendment.paragraphs if p.stream == "body" for piece in _orders(_printed(p))]
    tabled = next((match["party"] for text in texts if (match := _PARTY.match(text))), "")
    party = tabled or amendment.metadata.get("sponsors", "")
    found: list[Instruction] = []
    for at, text in enumerate(texts):
        body = _ITEM.sub("", " ".join(text.split()))
        if _STARTS.match(body) and not _RENUMBER.match(body) and not _is_inside(found, body):
            found += [replace(one, party=party) for one in parsed(body, _following(texts, at))]
    return tuple(found)


def _printed(paragraph: Paragraph) -> str:
    """Return the text of a paragraph; "OP3" before it names what the order is about and is no number of its own."""
    code = re.match(r"(?:OP|PP)\s?\d", paragraph.number.strip())
    return (
        f"{paragraph.number.strip().rstrip(':.')}: {paragraph.text.lstrip(': ')}" if code else paragraph.text
    )


_NEXT_ORDER = re.compile(
    r"(?<=[.;])\s+(?:\d{1,3}[.)]\s+)?(?=(?:In|Delete|Replace|After|Before|Insert|Add|At|Move|Reword|Strike|Remove)\b[^.]{0,60}\b"
    r"(?:paragraph|recital|article|rule|OP|PP|para)s?\b)"
)


_LOW_QUOTES = re.compile("\u201e([^\u201c\u201d]*)[\u201c\u201d]")


def _orders(text: str) -> list[str]:
    """Return the orders that stand in one paragraph, one after the other; note marks are taken out."""
    body = re.sub(r"\*+(?=[\s,.;:\u201d\"]|$)", "", " ".join(text.split()))
    body = _LOW_QUOTES.sub("\u201c\\1\u201d", body)
    cuts = [match.end() for match in _NEXT_ORDER.finditer(outside_quotes(body))]
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


_NAMED = re.compile(rf"\b{NOUN}\b|\btitle\b", re.IGNORECASE)
