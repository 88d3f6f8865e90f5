"""A proof must fail for every way in which a redline can be wrong."""

from __future__ import annotations

import re

import pytest

import draftdiff
from draftdiff.errors import ProofError
from draftdiff.ooxml import open_package, write_package
from draftdiff.options import Options
from draftdiff.renderers import tracked_docx
from draftdiff.verification import verify
from tests.renderers.tracked_docx.documents import pair
from tests.renderers.tracked_docx.redlines import docx

OLD = docx(
    "The group shall meet once.", "one|two", "three|four", "Views were sent.^A note.", "The end of it."
)
NEW = docx(
    "The group may meet twice.", "one|two", "Views were sent.^Another note.", "Last words.", "The end of it."
)

TAMPERED = {
    "a word lost from an insertion": (r"<w:t( [^>]*)?>may</w:t>", r"<w:t></w:t>"),
    "a letter changed in a deletion": (r"(<w:delText[^>]*>)\w", r"\1#"),
    "a deletion that is an insertion": (r"<(/?)w:del\b", r"<\1w:ins"),
    "an id given twice": (r'(<w:ins w:id=")\d+', r"\g<1>1"),
    "a row that is not marked": (r"<w:trPr><w:del [^>]*/></w:trPr>", ""),
    "a note's call lost": (r'<w:footnoteReference w:id="1"/>', ""),
    "a property of a paragraph": (r"<w:p><w:r>", '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r>'),
    "a look": (r"<w:r><w:t( [^>]*)?> meet", '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> meet'),
    "a missing link": (r"<w:sectPr/>", '<w:sectPr><w:headerReference r:id="rId99"/></w:sectPr>'),
}


@pytest.fixture(scope="module")
def redline() -> bytes:
    return tracked_docx.render(draftdiff.compare(OLD, NEW), Options())


def changed(data: bytes, pattern: str, replacement: str) -> bytes:
    entries = dict(open_package(data, "redline").entries)
    text = entries["word/document.xml"].decode()
    found, count = re.subn(pattern, replacement, text)
    assert count, f"nothing to tamper with: {pattern}"
    entries["word/document.xml"] = found.encode()
    return write_package(entries)


def test_an_honest_redline_is_proved(redline):
    proof = verify(redline, OLD, NEW)

    assert proof.ok
    assert sum(line.startswith("proved: ") for line in proof.lines) == 4


@pytest.mark.parametrize("case", list(TAMPERED))
def test_a_tampered_redline_is_not_proved(redline, case):
    assert not verify(changed(redline, *TAMPERED[case]), OLD, NEW).ok


def test_the_new_document_alone_is_no_redline():
    proof = verify(NEW, OLD, NEW)

    assert not proof.ok
    assert any(line.startswith("not proved: rejecting") for line in proof.lines)


def test_an_image_with_other_bytes_is_not_proved():
    old, new = next((a, b) for a, b in map(pair, range(100)) if b"word/media" in b)
    data = tracked_docx.write(draftdiff.compare(old, new), Options())
    entries = dict(open_package(data, "redline").entries)
    for name in [name for name in entries if name.startswith("word/media")]:
        entries[name] = b"another image"

    assert not verify(write_package(entries), old, new).ok


def test_a_proof_that_fails_can_be_raised():
    with pytest.raises(ProofError, match="does not prove itself"):
        verify(NEW, OLD, NEW).require()
