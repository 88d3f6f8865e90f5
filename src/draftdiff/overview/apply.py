"""Carry out an amendment document on a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftdiff.model import Draft, Paragraph, Section
from draftdiff.overview.amendments import instructions
from draftdiff.overview.orders import Instruction
from draftdiff.overview.phrases import words_of
from draftdiff.overview.places import cited_names, find_paragraph, is_main_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """A draft after an amendment, and which instructions found their place."""

    draft: Draft
    placed: tuple[Instruction, ...]
    unplaced: tuple[Instruction, ...]


@dataclass(slots=True)
class _Slot:
    """What becomes of one paragraph of the draft while instructions are carried out."""

    paragraph: Paragraph
    text: str
    deleted: bool = False
    before: list[str] | None = None
    after: list[str] | None = None


def apply_amendment(amendment: Draft, draft: Draft) -> Amended:
    """Return the draft with every instruction carried out whose paragraph and words could be found.

    Instructions name paragraphs by the numbers of the draft as it was; numbers that ran on without a gap are given
    anew at the end. Formatting of changed paragraphs is not kept.
    """
    slots = [_Slot(paragraph, paragraph.text) for paragraph in draft.paragraphs]
    names = cited_names(draft)
    placed: list[Instruction] = []
    unplaced: list[Instruction] = []
    for instruction in instructions(amendment):
        done = _carry_out(instruction, slots, draft, names)
        (placed if done else unplaced).append(instruction)
    return Amended(draft=_rebuilt(draft, slots), placed=tuple(placed), unplaced=tuple(unplaced))


def _carry_out(instruction: Instruction, slots: list[_Slot], draft: Draft, names: Sequence[str]) -> bool:
    at = find_paragraph(draft, instruction.paragraph, names) if instruction.paragraph else None
    if instruction.action == "move":
        moved = find_paragraph(draft, instruction.moved, names)
        return at is not None and moved is not None and _move(slots, moved, at, instruction.place)
    if instruction.place == "throughout":
        return _everywhere(slots, instruction)
    if at is None and instruction.place == "before" and (behind := _one_less(instruction.paragraph)):
        at = find_paragraph(draft, behind, names)
        return at is not None and _put_beside(slots[at], replace(instruction, place="after"))
    if instruction.place in ("after", "before"):
        return at is not None and _put_beside(slots[at], instruction)
    if instruction.place == "all":
        return at is not None and _whole(slots[at], instruction)
    if at is not None:
        return _within(slots[at], instruction)
    if instruction.paragraph or instruction.action == "unknown":
        return False
    able = [
        slot
        for slot in slots
        if not slot.deleted and _find(slot.text, instruction.anchor or _wanted(instruction))
    ]
    return len(able) == 1 and _within(able[0], instruction)


def _move(slots: list[_Slot], moved: int, at: int, place: str) -> bool:
    """Put the text of a paragraph beside another one and take it from its place."""
    if moved == at or slots[moved].deleted:
        return False
    slot = slots[at]
    if place == "after":
        slot.after = [*(slot.after or ()), slots[moved].text]
    else:
        slot.before = [*(slot.before or ()), slots[moved].text]
    slots[moved].deleted = True
    return True


def _everywhere(slots: Sequence[_Slot], instruction: Instruction) -> bool:
    """Carry out an instruction in every paragraph that has its words, as often as they stand there."""
    wanted, put_in = _wanted(instruction), instruction.words if instruction.action == "replace" else ""
    done = False
    for slot in slots:
        start = 0
        while not slot.deleted and (found := _find(slot.text[start:], wanted)) is not None:
            head = slot.text[: start + found[0]]
            slot.text = f"{head}{put_in}{slot.text[start + found[1] :]}"
            start, done = len(head) + len(put_in), True
        slot.text = _tidied(slot.text) if done else slot.text
    return done


def _one_less(name: str) -> str:
    """Return the citation of the paragraph before one: a new ninth of a text with eight stands behind the eighth."""
    match = re.fullmatch(r"((?:OP|PP)?\s?)(\d+)", name)
    return f"{match[1]}{int(match[2]) - 1}" if match and int(match[2]) > 1 else ""


def _put_beside(slot: _Slot, instruction: Instruction) -> bool:
    if instruction.place == "after":
        slot.after = [*(slot.after or ()), instruction.words]
    else:
        slot.before = [*(slot.before or ()), instruction.words]
    return True


def _whole(slot: _Slot, instruction: Instruction) -> bool:
    """Delete a paragraph or replace its text; one whose quoted text is another's is left alone."""
    if slot.deleted:
        return False
    if instruction.action == "delete":
        if instruction.words and not _alike(instruction.words, slot.text):
            return False
        slot.deleted = True
    else:
        slot.text = instruction.words
    return True


def _alike(words: str, text: str) -> bool:
    first, second = set(words_of(words).stems), set(words_of(text).stems)
    return len(first & second) >= 0.7 * min(len(first), len(second))


def _wanted(instruction: Instruction) -> str:
    return instruction.instead_of if instruction.action == "replace" else instruction.words


def _within(slot: _Slot, instruction: Instruction) -> bool:
    if slot.deleted or instruction.action == "unknown":
        return False
    if instruction.action == "insert" and instruction.side in ("start", "end"):
        slot.text = _at_end(slot.text, instruction.words, instruction.side)
        return True
    found = _find(slot.text, instruction.anchor if instruction.action == "insert" else _wanted(instruction))
    if found is None:
        return False
    start, end = found
    text = slot.text
    if instruction.action == "insert" and instruction.side == "after":
        slot.text = _tidied(f"{text[:end]} {instruction.words} {text[end:]}")
    elif instruction.action == "insert":
        slot.text = _tidied(f"{text[:start]} {instruction.words} {text[start:]}")
    else:
        put_in = instruction.words if instruction.action == "replace" else ""
        slot.text = _tidied(f"{text[:start]}{put_in}{text[end:]}")
    return True


def _at_end(text: str, words: str, side: str) -> str:
    if side == "start":
        return _tidied(f"{words} {text}")
    match = re.search(r"[.;,:]?\s*$", text)
    at = match.start() if match else len(text)
    closing = "" if words.rstrip().endswith((".", ";", ",")) else text[at:]
    return _tidied(f"{text[:at]}{'' if words.startswith((',', ';', '.')) else ' '}{words}{closing}")


def _find(text: str, words: str) -> tuple[int, int] | None:
    """Return where words stand in a text, spaces, quotes and dashes set aside, or None."""
    if not words.strip():
        return None
    pieces = [re.escape(piece) for piece in words.split()]
    pattern = r"\s+".join(
        re.sub(r"(?:\\?[-\u2010-\u2015])", r"[-\\u2010-\\u2015]", piece) for piece in pieces
    )
    pattern = re.sub(r"['\u2018\u2019]", r"['\\u2018\\u2019]", pattern)
    match = re.search(pattern, text) or re.search(pattern, text, re.IGNORECASE)
    return (match.start(), match.end()) if match else None


def _tidied(text: str) -> str:
    """Return a text with single spaces, and none before a comma or full stop."""
    text = re.sub(r"\s+([,;.:])", r"\1", re.sub(r"[ \t\u00a0]{2,}", " ", text))
    return re.sub(r",(\s*,)+", ",", text).strip()


def _rebuilt(draft: Draft, slots: Sequence[_Slot]) -> Draft:
    """Return the draft made of the slots; sections and note anchors follow their paragraphs."""
    rows: list[tuple[Paragraph, str, bool]] = []
    for slot in slots:
        rows += [(slot.paragraph, text, True) for text in slot.before or ()]
        if not slot.deleted:
            rows.append((slot.paragraph, slot.text, False))
        rows += [(slot.paragraph, text, True) for text in slot.after or ()]
    position = {paragraph.index: at for at, (paragraph, _, added) in enumerate(rows) if not added}
    made = tuple(
        _made(at, paragraph, text, added, position) for at, (paragraph, text, added) in enumerate(rows)
    )
    paragraphs = _renumbered(draft.paragraphs, made)
    root = _moved(draft.root, position)
    return replace(
        draft,
        name=f"{draft.name} as amended",
        paragraphs=paragraphs,
        root=root,
        original=None,
        source_map=None,
    )


def _made(at: int, paragraph: Paragraph, text: str, added: bool, position: dict[int, int]) -> Paragraph:
    changed = added or text != paragraph.text
    anchor = paragraph.anchor
    if anchor is not None:
        anchor = (
            replace(anchor, paragraph=position[anchor.paragraph]) if anchor.paragraph in position else None
        )
    section = position.get(paragraph.section) if paragraph.section is not None else None
    return replace(
        paragraph,
        index=at,
        text=text,
        marks=() if changed else paragraph.marks,
        anchor=None if added else anchor,
        section=section,
        where="" if added else paragraph.where,
    )


def _moved(section: Section, position: dict[int, int]) -> Section:
    children = tuple(_moved(child, position) for child in section.children if child.id in position)
    return replace(section, id=None if section.id is None else position[section.id], children=children)


def _renumbered(before: Sequence[Paragraph], made: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs numbered on, if the plain numbers of the draft ran on without a gap."""
    plain = [int(match[1]) for p in before if p.stream == "body" and (match := _plain(p))]
    if plain != list(range(plain[0], plain[0] + len(plain))) if plain else True:
        return tuple(made)
    numbered = []
    count = plain[0]
    for paragraph in made:
        match = _plain(paragraph) if paragraph.stream == "body" else None
        if match:
            paragraph = replace(paragraph, number=f"{count}{match[2]}")
            count += 1
        numbered.append(paragraph)
    return tuple(numbered)


def _plain(paragraph: Paragraph) -> re.Match[str] | None:
    if paragraph.kind == "heading" or not is_main_number(paragraph.number):
        return None
    return re.fullmatch(r"(\d+)(\.?)", paragraph.number.strip())
