"""The example as Word, PDF, HTML, Markdown and text: every pair compared has no substantive edit."""

from __future__ import annotations

import subprocess
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from draftdiff.model import Draft
from draftdiff.pipeline import compare
from draftdiff.readers import read
from tests.conftest import EXAMPLE, require_program

STEM = "zero-draft"
FORMATS = ("md", "docx", "pdf", "html", "txt")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return a folder with the example in all formats that LibreOffice makes."""
    office = require_program("soffice", "libreoffice")
    target = tmp_path_factory.mktemp("formats")
    for format in ("pdf", "html", "txt:Text"):
        subprocess.run(
            [
                office,
                "--headless",
                f"-env:UserInstallation=file://{target}/profile",
                "--convert-to",
                format,
                "--outdir",
                str(target),
                str(EXAMPLE / f"{STEM}.docx"),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
    return target


@cache
def draft_in(format: str, folder: Path) -> Draft:
    if format in ("md", "docx"):
        return read(EXAMPLE / f"{STEM}.{format}")
    if format != "txt":
        return read(folder / f"{STEM}.{format}")
    # LibreOffice leaves the notes out of plain text; here they stand under a rule, as in texts of the United Nations.
    text = (folder / f"{STEM}.txt").read_text("utf-8-sig").rstrip()
    notes = "".join(
        f"\n\n{p.number} {p.text}" for p in draft_in("docx", folder).paragraphs if p.stream != "body"
    )
    return read(f"{text}\n\n__________________{notes}\n".encode(), name=f"{STEM}.txt")


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize(("old", "new"), list(combinations(FORMATS, 2)), ids="-".join)
def test_two_formats_of_one_document_have_no_substantive_edit(old, new, folder):
    comparison = compare(draft_in(old, folder), draft_in(new, folder))

    edits = [
        (edit.operation, *(d.paragraphs[place.paragraph].text[:60] for d, place in sides if place))
        for change in comparison.changes
        for edit in change.edits
        if edit.kind == "substantive"
        for sides in [((comparison.old, edit.old), (comparison.new, edit.new))]
    ]
    one_sided = [p.text[:60] for c in comparison.changes if not (c.old and c.new) for p in (*c.old, *c.new)]
    assert (edits, one_sided) == ([], [])


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_every_format_keeps_number_part_and_notes(format, folder):
    markdown, other = draft_in("md", folder), draft_in(format, folder)

    shape = [[(p.number.strip("()."), p.part, p.stream) for p in d.paragraphs] for d in (markdown, other)]
    assert shape[0] == shape[1]
