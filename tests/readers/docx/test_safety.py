"""Untrusted packages: each fault is told with where, what and a way out."""

from __future__ import annotations

import io
import zipfile

import pytest

from draftdiff.errors import DamagedFileError, DraftdiffError, ProtectedFileError, TooLargeError
from draftdiff.ooxml import open_package, parse_xml, write_package
from draftdiff.options import Limits, Options
from draftdiff.readers import read

from .making import docx, p, part


def _with(name: str, data: bytes) -> bytes:
    return docx(p("Text."), extra={name: data})


def _limited(data: bytes, **limits: int) -> None:
    read(data, name="a.docx", options=Options(limits=Limits(**limits)))


def test_a_zip_without_a_document_is_damaged() -> None:
    with pytest.raises(DamagedFileError, match="no Word document"):
        read(write_package({"a.txt": b"x"}), name="a.docx", options=Options(read_as="docx"))


def test_a_cut_zip_is_damaged() -> None:
    with pytest.raises(DamagedFileError, match="damaged zip"):
        read(docx(p("Text."))[:700], name="a.docx", options=Options(read_as="docx"))


def test_broken_xml_names_its_part() -> None:
    with pytest.raises(DamagedFileError, match=r"word/document\.xml"):
        read(_with("word/document.xml", b"<w:document>"), name="a.docx")


def test_an_encrypted_file_is_protected() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(ProtectedFileError, match="password"):
        read(data, name="a.docx")


def test_a_document_type_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'

    with pytest.raises(DamagedFileError, match="document type"):
        parse_xml(bomb, "a.xml")


def test_deep_nesting_is_refused() -> None:
    deep = part("document", "<w:body>" + "<w:sdt>" * 300 + "</w:sdt>" * 300 + "</w:body>")

    with pytest.raises(TooLargeError, match="xml_depth"):
        _limited(_with("word/document.xml", deep))


@pytest.mark.parametrize("depth", [240, 3000])
def test_depth_within_a_lifted_limit_is_read_or_told(depth: int) -> None:
    inside = "<w:sdt>" * depth + "<w:r><w:t>deep</w:t></w:r>" + "</w:sdt>" * depth
    data = _with("word/document.xml", part("document", f"<w:body><w:p>{inside}</w:p></w:body>"))

    if depth == 240:
        assert read(data, name="a.docx").paragraphs[0].text == "deep"
    else:
        with pytest.raises((TooLargeError, DamagedFileError)):
            _limited(data, xml_depth=0)


def test_many_attributes_are_refused() -> None:
    many = " ".join(f'a{number}="1"' for number in range(50))

    with pytest.raises(TooLargeError, match="attributes"):
        _limited(_with("word/document.xml", part("document", f"<w:body {many}/>")), attributes=40)


def test_a_zip_bomb_is_refused_by_ratio_and_by_size() -> None:
    data = _with("word/media/a.bin", b"\0" * 3_000_000)

    with pytest.raises(TooLargeError, match="ratio"):
        _limited(data, ratio=100)
    with pytest.raises(TooLargeError, match="unpacked_bytes"):
        _limited(data, unpacked_bytes=1_000_000)
    with pytest.raises(TooLargeError, match="entries"):
        _limited(data, entries=3)


def test_a_name_that_stands_twice_is_refused() -> None:
    buffer = io.BytesIO(docx(p("Text.")))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")

    with pytest.raises(DamagedFileError, match="twice"):
        open_package(buffer.getvalue(), "a.docx")


@pytest.mark.parametrize("at", range(0, 2400, 150))
def test_a_flipped_byte_is_read_or_told_and_never_a_traceback(at: int) -> None:
    data = bytearray(docx(p("Text.") + p("More.")))
    data[at % len(data)] ^= 0x55

    try:
        told = read(bytes(data), name="a.docx", options=Options(read_as="docx")).format
    except DraftdiffError as error:
        told = error.where

    assert told == "docx" or "a.docx" in told


def test_packages_are_written_alike_each_time() -> None:
    entries = open_package(docx(p("Text.")), "a.docx").entries

    assert write_package(entries) == write_package(dict(entries))
    assert write_package(entries).startswith(b"PK")


def test_the_strict_dialect_is_read_like_the_other() -> None:
    strict = {"word/document.xml": part("document", f"<w:body>{p('Text.')}</w:body>").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )}  # fmt: skip

    assert read(docx(p("x"), extra=strict), name="a.docx").paragraphs[0].text == "Text."
