"""The example's Word files are read as their own Markdown is: numbers, words, notes, table, sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftdiff.model import Paragraph
from draftdiff.readers import read
from draftdiff.text.normalize import comparison_key

_NAMES = ("zero-draft", "first-draft", "final-report")


def _shown(paragraph: Paragraph) -> tuple[object, ...]:
    anchor = paragraph.anchor.paragraph if paragraph.anchor else None
    cell = (paragraph.cell.row, paragraph.cell.column) if paragraph.cell else None
    place = (paragraph.stream, paragraph.section, paragraph.part, anchor, cell)
    return (paragraph.number, comparison_key(paragraph.text), *place)


@pytest.mark.parametrize("name", _NAMES)
def test_two_formats_of_one_document_are_the_same(example: Path, name: str) -> None:
    markdown, word = read(example / f"{name}.md"), read(example / f"{name}.docx")

    assert [_shown(q) for q in word.paragraphs] == [_shown(q) for q in markdown.paragraphs]
    assert (word.title, word.symbol, word.profile) == (markdown.title, markdown.symbol, markdown.profile)


@pytest.mark.parametrize("name", _NAMES)
def test_every_paragraph_leads_back_to_the_file(example: Path, name: str) -> None:
    draft = read(example / f"{name}.docx")

    assert draft.source_map is not None
    assert len(draft.source_map.blocks) == len(draft.source_map.pieces) == len(draft.paragraphs)
    assert draft.original == (example / f"{name}.docx").read_bytes()
