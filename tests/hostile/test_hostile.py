"""Whatever a file holds, reading it ends in a draft or in one of our errors."""

from __future__ import annotations

import pytest

import draftdiff
from draftdiff.errors import DamagedFileError, DraftdiffError, ProtectedFileError, TooLargeError
from tests.hostile.documents import CASES, Hostile, flips, good_docx, small_pdf, truncations

ERRORS = {
    "bomb.docx": TooLargeError,
    "entries.docx": TooLargeError,
    "laughs.docx": DamagedFileError,
    "quadratic.docx": DamagedFileError,
    "external.docx": DamagedFileError,
    "deep.docx": TooLargeError,
    "attributes.docx": TooLargeError,
    "nodocument.docx": DamagedFileError,
    "notxml.docx": DamagedFileError,
    "nested.docx": DamagedFileError,
    "encrypted.docx": ProtectedFileError,
    "empty.docx": DamagedFileError,
    "empty.pdf": DamagedFileError,
    "garbage.pdf": DamagedFileError,
    "deep.html": TooLargeError,
}
"""Where only an error will do; elsewhere a draft or an error."""


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_crafted_document_gives_a_draft_or_an_error(case: Hostile) -> None:
    wanted = ERRORS.get(case.name)
    if wanted is not None:
        with pytest.raises(wanted) as raised:
            draftdiff.read(case.make(), name=case.name)
        assert raised.value.where
        assert raised.value.what
        return
    outcome_of = outcome(case.make(), case.name)
    assert outcome_of in ("draft", "error"), case.why


@pytest.mark.slow
@pytest.mark.parametrize(("name", "make"), [("cut.docx", good_docx), ("cut.pdf", small_pdf)])
def test_a_file_cut_at_any_hundredth_gives_a_draft_or_an_error(name: str, make: object) -> None:
    outcomes = [outcome(data, name) for data in truncations(make())]  # type: ignore[operator]

    assert len(outcomes) == 100
    assert set(outcomes) <= {"draft", "error"}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "make"), [("flip.docx", good_docx), ("flip.pdf", small_pdf)])
def test_a_file_with_a_byte_changed_gives_a_draft_or_an_error(name: str, make: object) -> None:
    outcomes = [outcome(data, name) for data in flips(make(), 150)]  # type: ignore[operator]

    assert len(outcomes) == 150
    assert set(outcomes) <= {"draft", "error"}


def test_a_note_typed_in_the_line_keeps_its_words() -> None:
    draft = draftdiff.read(b"States report.^[Each year.] Again.", name="draft.md")

    assert [paragraph.text for paragraph in draft.paragraphs] == ["States report.^[Each year.] Again."]


def outcome(data: bytes, name: str) -> str:
    try:
        draftdiff.read(data, name=name)
    except DraftdiffError:
        return "error"
    return "draft"
