"""What the PDF reader makes of pages that are set as data in tests/drafts/pdf."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftdiff.model import Draft
from draftdiff.readers import read
from tests.readers.pdf.making import load_case

CASES = sorted((Path(__file__).parents[2] / "drafts" / "pdf").glob("*.toml"))


def shown(draft: Draft, wanted: dict[str, object], at: int) -> dict[str, object]:
    """Return those facts of a paragraph that a case names."""
    paragraph = draft.paragraphs[at]
    facts = {
        "kind": paragraph.kind,
        "number": paragraph.number,
        "text": paragraph.text,
        "level": paragraph.level,
        "stream": paragraph.stream,
        "part": paragraph.part,
        "cell": [paragraph.cell.row, paragraph.cell.column] if paragraph.cell else None,
        "spans": [paragraph.cell.row_span, paragraph.cell.column_span] if paragraph.cell else None,
        "anchor": [paragraph.anchor.paragraph, paragraph.anchor.span.start] if paragraph.anchor else None,
        "marks": [
            f"{mark.kind} {mark.span.start}-{mark.span.end} {mark.value}".strip() for mark in paragraph.marks
        ],
    }
    return {key: facts[key] for key in wanted}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_set_as_data_is_read_as_its_case_says(path):
    case = load_case(path)

    draft = read(case.data, name=f"{case.name}.pdf")

    assert [p.text for p in draft.paragraphs] == [row["text"] for row in case.expected], case.why
    assert [shown(draft, row, at) for at, row in enumerate(case.expected)] == case.expected, case.why
    told = " ".join(note.what for note in draft.notes)
    assert [words for words in case.notes if words not in told] == []
    assert {key: draft.metadata.get(key, "") for key in case.metadata} == case.metadata


def test_there_are_cases():
    assert len(CASES) >= 10
