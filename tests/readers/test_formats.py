"""The format is told by the content first, then by the suffix."""

from __future__ import annotations

import pytest

from draftdiff.errors import DamagedFileError
from draftdiff.readers import READERS, read
from draftdiff.readers.sniff import format_of_content

AKN = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act/></akomaNtoso>'


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (b"<!DOCTYPE html><p>x", "html"),
        (b"  <html lang='en'><body>x", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "html"),
        (b"<p>A piece of a page</p>", "html"),
        (b'<?xml version="1.0"?><bill/>', "xml"),
        (b'<!DOCTYPE bill PUBLIC "-//X//EN" "bill.dtd"><bill/>', "xml"),
        (b'<?xml version="1.0"?>\n<!-- a remark -->\n' + AKN, "akoma-ntoso"),
        (AKN, "akoma-ntoso"),
        (b'<akn:akomaNtoso xmlns:akn="x"/>', "akoma-ntoso"),
        ('<?xml version="1.0" encoding="UTF-16"?><bill/>'.encode("utf-16"), "xml"),
        (b"{\\rtf1 hello}", "office"),
        (b"# A heading\n\n<b>bold</b> text\n", ""),
        (b"1. Plain text < with a sign", ""),
        (b"<placeholder for the preamble>\n\nText follows.", ""),
        (b"", ""),
    ],
)
def test_what_the_first_bytes_show(data, format):
    assert format_of_content(data, "draft.txt") == format


@pytest.mark.parametrize("suffix", [s for f in READERS.values() if not f.words_alone for s in f.suffixes])
def test_a_file_without_a_byte_is_called_empty(suffix):
    with pytest.raises(DamagedFileError, match=r"minutes\..*: is empty: the file holds no byte"):
        read(b"", name=f"minutes{suffix}")


def test_a_text_without_a_byte_has_no_paragraph():
    assert read(b"", name="minutes.txt").paragraphs == ()
