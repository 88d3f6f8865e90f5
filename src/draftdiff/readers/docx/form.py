"""The form of a Word file beyond styles: lines of contents, house styles read with care, headings told by form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from draftdiff.model import Span
from draftdiff.readers.blocks import Block
from draftdiff.readers.contents import contents_notes, without_pages_of_contents
from draftdiff.readers.docx.body import Document
from draftdiff.readers.headings import headings_by_form
from draftdiff.readers.numbers import split_number

_MOSTLY = 0.95
_CENTRED_WORDS = 14


def free_contents(document: Document, name: str) -> None:
    """Take leaders and pages off the lines of contents; each page stays as a mark, and a note says so."""
    told = {at: look.contents for at, look in enumerate(document.looks) if look.contents}
    document.blocks, freed = without_pages_of_contents(document.blocks, told)
    for at in freed:
        end = len(document.blocks[at].text)
        own = ((Span(min(s.start, end), min(s.end, end)), look) for s, look in document.looks[at].own)
        document.looks[at] = replace(document.looks[at], own=tuple(item for item in own if len(item[0])))
    document.notes += contents_notes(name, document.blocks)


def add_headings(document: Document) -> None:
    """Set the headings that no built-in style and no outline level tells.

    House styles count as headings where the paragraph has the form of one; without any heading the form alone tells.
    """
    titles = [
        at for at, look in enumerate(document.looks) if look.title and document.blocks[at].kind == "heading"
    ]
    styled = any(block.kind == "heading" for at, block in enumerate(document.blocks) if at not in titles)
    if not styled:
        emphasised = [
            _is_emphasised(block, look.centred) for block, look in zip(document.blocks, document.looks)
        ]
        title = titles[0] if titles else None
        document.blocks = headings_by_form(document.blocks, emphasised, title)
    document.blocks = [
        _deepened(block) if look.house else block
        for block, look in zip(document.blocks, document.looks, strict=True)
    ]


def _is_emphasised(block: Block, centred: bool) -> bool:
    length = len(block.text)
    for kind in ("bold", "underline"):
        covered = sum(len(mark.span) for mark in block.marks if mark.kind == kind)
        if covered >= _MOSTLY * length:
            return True
    return centred and len(block.text.split()) <= _CENTRED_WORDS


def _deepened(block: Block) -> Block:
    """Return a heading of a house style as deep as its decimal number says: 5.1.2 stands two below 5."""
    if block.kind != "heading":
        return block
    number = block.number or split_number(block.text, heading=True)[0]
    if re.fullmatch(r"\d+(?:\.\d+)+\.?", number):
        return replace(block, level=(block.level or 1) + number.strip(".").count("."))
    return block


def title_of(document: Document) -> str:
    """Return the text of the first paragraph in the style Title."""
    titled: Sequence[str] = [
        block.text for block, look in zip(document.blocks, document.looks, strict=False) if look.title
    ]
    return " ".join(titled[0].split()) if titled else ""
