"""Old Word, OpenDocument and RTF are read through LibreOffice, and without it that is said."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from draftdiff.errors import DamagedFileError, ProtectedFileError, ReadError
from draftdiff.readers import read
from tests.readers.docx.making import docx, level, listed, lists, p

_RTF = rb"{\rtf1\ansi {\b Report}\par The group met in March.\par}"


def test_without_libreoffice_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(ReadError, match=r"Install LibreOffice, or save the file as \.docx"):
        read(_RTF, name="a.rtf")


def test_an_encrypted_old_file_is_protected() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(ProtectedFileError, match="password"):
        read(data, name="a.doc")


@pytest.mark.office
@pytest.mark.slow
def test_rich_text_is_read(soffice: str) -> None:
    draft = read(_RTF, name="a.rtf")

    assert [q.text for q in draft.paragraphs] == ["Report", "The group met in March."]
    assert any("LibreOffice" in note.what for note in draft.notes)


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["odt", "doc"])
def test_a_word_file_saved_in_another_format_reads_alike(soffice: str, tmp_path: Path, suffix: str) -> None:
    body = p("Report", '<w:pStyle w:val="Heading1"/>') + listed("One.") + listed("Two.") + p("Three.")
    source = tmp_path / "a.docx"
    source.write_bytes(docx(body, numbering=lists(level(0, "%1."))))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    found = read(tmp_path / f"a.{suffix}")

    expected = [
        ("heading", "", "Report"),
        ("list-item", "1.", "One."),
        ("list-item", "2.", "Two."),
        ("paragraph", "", "Three."),
    ]
    assert [(q.kind, q.number, q.text) for q in found.paragraphs] == expected


@pytest.mark.office
@pytest.mark.slow
def test_what_libreoffice_cannot_read_is_told(soffice: str) -> None:
    with pytest.raises((DamagedFileError, ReadError)):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, name="a.doc")
