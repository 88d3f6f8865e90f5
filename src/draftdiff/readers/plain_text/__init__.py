"""Read plain text as people paste it: hard-wrapped, with page furniture, footnotes and mastheads in it."""

from __future__ import annotations

import re
from dataclasses import replace

from draftdiff.model import Draft, Mark, Note, Span
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.contents import PAGE_OF_CONTENTS, pages_of, without_pages_of_contents
from draftdiff.readers.encodings import decode
from draftdiff.readers.furniture import furniture_notes
from draftdiff.readers.headings import headings_by_form
from draftdiff.readers.hyphens import Hyphens
from draftdiff.readers.mastheads import title_block
from draftdiff.readers.plain_text.lines import Line, lines_of, without_furniture
from draftdiff.readers.plain_text.masthead import Masthead, masthead
from draftdiff.readers.plain_text.notes import CallFinder, FootNote, split_notes
from draftdiff.readers.plain_text.wrapping import (
    BULLET,
    Para,
    is_wrapped,
    joined,
    paragraphs_of,
    single_spaced,
)
from draftdiff.readers.structure import build_draft

_RESOLUTION_NUMBER = re.compile(r"(\d{1,3}/\d{1,3}(?:\s?[A-Z])?\.)\s+")


def read(data: bytes, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the one draft of a text file."""
    text, notes = decode(data, name)
    pages = without_furniture(lines_of(text))
    body, footnotes = split_notes(pages.lines)
    head = masthead(body)
    if head.title and not is_wrapped(body):
        head.begins, head.title = head.begins - len(head.title), []
    if head.removed:
        removed = " | ".join(line.text for line in head.removed)
        notes.append(Note(where=name, what=f"left out as masthead: {removed}"))
    blocks = _blocks(head, body[head.begins :], footnotes)
    pages.removed.extend((PAGE_OF_CONTENTS, page, 1) for page in pages_of(blocks))
    notes += furniture_notes(name, pages.removed)
    return (
        build_draft(
            blocks,
            name=name,
            format="text",
            options=options,
            metadata={**title_block(blocks), **head.metadata},
            notes=notes,
        ),
    )


def _blocks(head: Masthead, body: list[Line], footnotes: list[FootNote]) -> list[Block]:
    hyphens = Hyphens.of(line.text for line in body)
    paras = paragraphs_of(body)
    blocks: list[Block] = []
    finder = CallFinder(footnotes)
    anchors: dict[str, tuple[int, Span]] = {}
    if head.title:
        blocks.append(_title_block(head.title, hyphens))
    for para in paras:
        finder.next_page(para.lines[0].page)
        block, calls = _block(para, hyphens, finder)
        anchors.update((sign, (len(blocks), span)) for sign, span in calls)
        blocks.append(block)
    blocks, _ = without_pages_of_contents(blocks)
    blocks = headings_by_form(blocks, title=0 if head.title else None)
    return blocks + [_note_block(note, hyphens, anchors) for note in footnotes if note.lines]


def _title_block(lines: list[Line], hyphens: Hyphens) -> Block:
    text, marks = single_spaced(*joined(Para(lines), hyphens))
    match = _RESOLUTION_NUMBER.match(text)
    number = match[1] if match else ""
    start = match.end() if match else 0
    return Block(
        text=text[start:].rstrip(" *"),
        number=number,
        marks=tuple(
            replace(mark, span=Span(mark.span.start - start, mark.span.end - start)) for mark in marks
        ),
        where=f"line {lines[0].number}",
        typed_number=False,
    )


def _block(para: Para, hyphens: Hyphens, finder: CallFinder) -> tuple[Block, list[tuple[str, Span]]]:
    text, marks = joined(para, hyphens)
    number, bullet = "", BULLET.match(text)
    if bullet:
        text = text[bullet.end() :]
        marks = [_moved(mark, 0, bullet.end()) for mark in marks]
    elif match := para.number_match(text):
        number, text = match[1], text[match.end() :]
        marks = [_moved(mark, 0, match.end()) for mark in marks]
    calls: list[tuple[str, Span]] = []
    for start, end, sign in reversed(finder.calls_in(text, para.pages)):
        text = text[:start] + text[end:]
        marks = [_moved(mark, start, end - start) for mark in marks]
        calls = [(other, Span(s.start - end + start, s.end - end + start)) for other, s in calls]
        calls.insert(0, (sign, Span(start, start)))
    marks += [Mark(kind="note-reference", span=span, value=sign) for sign, span in calls]
    text, marks = single_spaced(text, marks)
    calls = [(mark.value, mark.span) for mark in marks if mark.kind == "note-reference"]
    block = Block(
        text=text,
        kind="list-item" if bullet else "paragraph",
        level=0 if bullet else None,
        number=number,
        marks=tuple(sorted(marks, key=lambda mark: (mark.span.start, mark.span.end, mark.kind, mark.value))),
        where=f"line {para.lines[0].number}",
    )
    return block, calls


def _moved(mark: Mark, start: int, length: int) -> Mark:
    """Return a zero-width mark after the characters from `start` on were taken out."""
    if mark.span.start <= start:
        return mark
    at = max(start, mark.span.start - length)
    return replace(mark, span=Span(at, at))


def _note_block(note: FootNote, hyphens: Hyphens, anchors: dict[str, tuple[int, Span]]) -> Block:
    text, marks = single_spaced(*joined(Para(note.lines), hyphens))
    return Block(
        text=text,
        kind="note",
        number=note.sign,
        marks=tuple(marks),
        stream="footnotes",
        anchor=anchors.get(note.sign),
        where=f"line {note.lines[0].number}",
        typed_number=False,
    )
