"""What cannot be read is said, with the way out."""

from __future__ import annotations

import io

import pytest

from draftdiff.errors import DamagedFileError, NoTextError, ProtectedFileError, TooLargeError
from draftdiff.options import Limits, Options
from draftdiff.readers import read
from tests.readers.pdf.making import PageMaker, pdf_bytes


def scan(pages: int) -> bytes:
    return pdf_bytes([PageMaker().rule(10, 10, 500, 500) for _ in range(pages)])


def test_a_scan_is_refused_and_ocr_is_named():
    with pytest.raises(NoTextError, match="OCR"):
        read(scan(2), name="scan.pdf")


def test_a_scan_with_one_typed_cover_page_is_a_scan_all_the_same():
    pages = [PageMaker().put(60, 700, "Cover"), *(PageMaker() for _ in range(20))]

    with pytest.raises(NoTextError, match="only 1 of its 21 pages"):
        read(pdf_bytes(pages), name="scan.pdf")


def test_what_is_no_pdf_behind_its_first_bytes_is_damaged():
    with pytest.raises(DamagedFileError):
        read(b"%PDF-1.4\nnothing here", name="broken.pdf")


def test_a_cut_off_pdf_is_damaged_or_read_and_never_a_crash():
    data = pdf_bytes([PageMaker().put(60, 700, "One two three")])

    told = set()
    for end in range(50, len(data), 97):
        try:
            told.add(read(data[:end], name="cut.pdf").format)
        except (DamagedFileError, NoTextError) as error:
            told.add(error.where)

    assert "cut.pdf" in told
    assert told <= {"pdf", "cut.pdf"}


def test_a_protected_file_says_how_to_take_the_protection_off():
    # Standard security handler, revision 2, with a user password nobody knows.
    plain = pdf_bytes([PageMaker().put(60, 700, "Secret")])
    locked = plain.replace(
        b"/Info 3 0 R",
        b"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"28" * 32
        + b"> /U <"
        + b"29" * 32
        + b"> >> /Info 3 0 R",
    )

    with pytest.raises(ProtectedFileError, match="password"):
        read(locked, name="locked.pdf")


@pytest.mark.parametrize(
    ("limits", "named"), [(Limits(pages=2), "pages"), (Limits(pdf_objects=3), "pdf_objects")]
)
def test_over_a_limit_the_option_that_raises_it_is_named(limits, named):
    data = pdf_bytes([PageMaker().put(60, 700, "one two three four") for _ in range(3)])

    with pytest.raises(TooLargeError, match=named):
        read(data, name="large.pdf", options=Options(limits=limits))


def test_text_set_sideways_is_named_in_a_note():
    page = PageMaker().put(60, 700, "The body of the page is upright.")
    page.parts.append(b"BT /F0 10 Tf 0 1 -1 0 20 100 Tm (Draft only) Tj ET")

    draft = read(pdf_bytes([page]), name="side.pdf")

    assert [p.text for p in draft.paragraphs] == ["The body of the page is upright."]
    assert any('sideways: "Draft only"' in note.what for note in draft.notes)


def test_a_page_turned_as_a_whole_is_read():
    page = PageMaker()
    page.parts.append(
        b"BT /F0 10 Tf 0 1 -1 0 100 60 Tm (All of this page) Tj 0 -14 Td (lies on its side.) Tj ET"
    )

    draft = read(pdf_bytes([page]), name="turned.pdf")

    assert [p.text for p in draft.paragraphs] == ["All of this page lies on its side."]


def test_the_title_that_the_file_states_is_metadata():
    draft = read(
        pdf_bytes([PageMaker().put(60, 700, "A line of text.")], title="Harbour rules"), name="t.pdf"
    )

    assert draft.title == "Harbour rules"


def test_the_format_is_told_by_content_and_not_by_the_suffix():
    draft = read(io.BytesIO(pdf_bytes([PageMaker().put(60, 700, "A line.")])), name="notes.txt")

    assert draft.format == "pdf"
