"""Damaged and crafted documents, each with why it is here. All are made by this file; none is anybody's document."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.conftest import EXAMPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """One document: its name tells the suffix that it comes with."""

    name: str
    why: str
    make: Callable[[], bytes]


@cache
def good_docx() -> bytes:
    """Return the package of the example."""
    return (EXAMPLE / "first-draft.docx").read_bytes()


def repacked(**changes: bytes | None) -> bytes:
    """Return the example's package with entries replaced, added or (None) left out; `__` stands for `/`."""
    wanted = {name.replace("__", "/"): data for name, data in changes.items()}
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good_docx())) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for entry in source.namelist():
            data = wanted.pop(entry, source.read(entry))
            if data is not None:
                out.writestr(entry, data)
        for entry, data in wanted.items():
            if data is not None:
                out.writestr(entry, data)
    return target.getvalue()


def part(name: str) -> bytes:
    """Return one entry of the example's package."""
    with zipfile.ZipFile(io.BytesIO(good_docx())) as source:
        return source.read(name)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(body: str, before: str = "") -> bytes:
    """Return a package whose document part holds this body."""
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {_W}><w:body>{body}</w:body></w:document>'
    )
    return repacked(**{"word__document.xml": text.encode()})


def zip_bomb() -> bytes:
    return repacked(**{"word__media__zeros.bin": b"\0" * 200_000_000})


def nameless_entry() -> bytes:
    return good_docx().replace(b"docProps/core.xml", b"\0" * 17)


def nested_zip() -> bytes:
    return repacked(**{"word__embeddings__inner.docx": good_docx(), "word__document.xml": good_docx()})


def many_entries() -> bytes:
    target = io.BytesIO(good_docx())
    with zipfile.ZipFile(target, "a") as out:
        for number in range(25_000):
            out.writestr(f"word/x{number}.xml", b"")
    return target.getvalue()


def billion_laughs() -> bytes:
    lines = ['<!ENTITY a0 "ha">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return document("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", f"<!DOCTYPE d [{''.join(lines)}]>")


def quadratic_xml() -> bytes:
    return document(
        f"<w:p><w:r><w:t>{'&a;' * 50_000}</w:t></w:r></w:p>", f'<!DOCTYPE d [<!ENTITY a "{"a" * 50_000}">]>'
    )


def external_entity() -> bytes:
    return document(
        "<w:p><w:r><w:t>&leak;</w:t></w:r></w:p>",
        '<!DOCTYPE d [<!ENTITY leak SYSTEM "file:///etc/hostname">]>',
    )


def deep_xml() -> bytes:
    return document(
        "<w:p>" + "<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000 + "</w:p>"
    )


def many_attributes() -> bytes:
    return document("<w:p " + " ".join(f'w:a{n}="1"' for n in range(50_000)) + "/>")


def cyclic_styles() -> bytes:
    styles = (
        f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Text.</w:t></w:r></w:p>'
    text = f'<?xml version="1.0"?><w:document {_W}><w:body>{body}</w:body></w:document>'
    return repacked(**{"word__styles.xml": styles.encode(), "word__document.xml": text.encode()})


def cyclic_numbering() -> bytes:
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles {_W}><w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style></w:styles>"
    )
    body = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>T</w:t></w:r></w:p>'
    text = f'<?xml version="1.0"?><w:document {_W}><w:body>{body}</w:body></w:document>'
    return repacked(
        **{
            "word__numbering.xml": numbering.encode(),
            "word__styles.xml": styles.encode(),
            "word__document.xml": text.encode(),
        }
    )


def wrong_relationship() -> bytes:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="../../../../etc/passwd"/></Relationships>'
    )
    return repacked(**{"_rels__.rels": rels.encode()})


def encrypted() -> bytes:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    return header.ljust(512, b"\0") + "EncryptedPackage".encode("utf-16-le").ljust(4096, b"\0")


def broken_pdf_table() -> bytes:
    return small_pdf().replace(b"startxref", b"startxxxx")


def looping_pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>endobj\n"
        b"3 0 obj<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def small_pdf(lines: int = 3) -> bytes:
    """Return a PDF of one page with that many lines of text."""
    shown = b"".join(
        b"BT /F1 10 Tf 72 %d Td (Line %d of a short text.) Tj ET\n" % (750 - 12 * (n % 55), n)
        for n in range(lines)
    )
    return page_of(shown)


def overlaid_pdf() -> bytes:
    """Return a page on which a word lies inside another one on every line."""
    return page_of(
        b"".join(
            b"BT /F1 10 Tf 72 %d Td (%s) Tj ET\nBT /F1 10 Tf 120 %d Td (short) Tj ET\n" % (y, b"long" * 20, y)
            for y in range(750, 30, -12)
        )
    )


def far_pdf() -> bytes:
    """Return a page with text at coordinates where no paper reaches."""
    return page_of(
        b"".join(
            b"BT /F1 10 Tf %s %d Td (Line %d of a text.) Tj ET\n" % (x, 750 - 12 * (n % 55), n)
            for n, x in enumerate((b"72", b"1e9", b"-999999999", b"99999999999999999999", b"1000000") * 20)
        )
    )


def page_of(shown: bytes) -> bytes:
    """Return a PDF of one page with this content."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF"
        % (table, start)
    )


def deep_html() -> bytes:
    return b"<!doctype html><html><body>" + b"<div>" * 100_000 + b"text" + b"</div>" * 100_000


def brackets(depth: int) -> bytes:
    return b"1. " + b"[" * depth + b"shall" + b"]" * depth


CASES: tuple[Hostile, ...] = (
    Hostile(name="bomb.docx", why="200 MB of zeros in a package of 200 kB", make=zip_bomb),
    Hostile(name="nested.docx", why="a package where the document part should be", make=nested_zip),
    Hostile(name="entries.docx", why="25,000 files in one package", make=many_entries),
    Hostile(name="laughs.docx", why="entities that grow tenfold nine times", make=billion_laughs),
    Hostile(name="quadratic.docx", why="one long entity named 50,000 times", make=quadratic_xml),
    Hostile(name="external.docx", why="an entity that names a file of the machine", make=external_entity),
    Hostile(name="deep.docx", why="100,000 elements within each other", make=deep_xml),
    Hostile(name="attributes.docx", why="50,000 attributes on one element", make=many_attributes),
    Hostile(name="nameless.docx", why="an entry without a name (found by fuzzing)", make=nameless_entry),
    Hostile(name="styles.docx", why="two styles, each based on the other", make=cyclic_styles),
    Hostile(name="numbering.docx", why="a list style that links to itself", make=cyclic_numbering),
    Hostile(
        name="nodocument.docx", why="no document part", make=lambda: repacked(**{"word__document.xml": None})
    ),
    Hostile(name="nostyles.docx", why="no styles part", make=lambda: repacked(**{"word__styles.xml": None})),
    Hostile(name="norels.docx", why="no relationships", make=lambda: repacked(**{"_rels__.rels": None})),
    Hostile(name="wrongrel.docx", why="a relationship that leaves the package", make=wrong_relationship),
    Hostile(
        name="notxml.docx",
        why="a document part that is no XML",
        make=lambda: repacked(**{"word__document.xml": b"%%"}),
    ),
    Hostile(name="encrypted.docx", why="a package behind a password", make=encrypted),
    Hostile(name="empty.docx", why="no bytes", make=lambda: b""),
    Hostile(name="empty.pdf", why="no bytes", make=lambda: b""),
    Hostile(name="empty.md", why="no bytes", make=lambda: b""),
    Hostile(name="renamed.pdf", why="a Word file called a PDF", make=good_docx),
    Hostile(name="renamed.docx", why="a PDF called a Word file", make=small_pdf),
    Hostile(name="table.pdf", why="a broken table of cross references", make=broken_pdf_table),
    Hostile(name="loop.pdf", why="pages that hold themselves", make=looping_pdf),
    Hostile(name="overlaid.pdf", why="a word inside another one on every line", make=overlaid_pdf),
    Hostile(name="far.pdf", why="text at coordinates where no paper reaches", make=far_pdf),
    Hostile(name="objects.pdf", why="4,000 lines of text on one page", make=lambda: small_pdf(4_000)),
    Hostile(
        name="garbage.pdf",
        why="a head and then noise",
        make=lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(50_000),
    ),
    Hostile(name="deep.html", why="100,000 elements within each other", make=deep_html),
    Hostile(
        name="script.html",
        why="nothing but a script",
        make=lambda: b"<html><script>while(1);</script></html>",
    ),
    Hostile(name="null.txt", why="null bytes in a text", make=lambda: b"States\0 should\0\0 act.\n\n\0\0\n"),
    Hostile(
        name="surrogate.txt",
        why="half a surrogate pair in UTF-8's clothes",
        make=lambda: b"a \xed\xa0\x80 b \xff\xfe c",
    ),
    Hostile(
        name="bidi.md",
        why="controls that turn the direction",
        make=lambda: "States \u202eshould\u202c act \u2066now\u2069.".encode(),
    ),
    Hostile(name="brackets.md", why="brackets 4,000 deep", make=lambda: brackets(4_000)),
    Hostile(name="brackets.txt", why="brackets 10,000 deep", make=lambda: brackets(10_000)),
    Hostile(
        name="inline-note.md",
        why="a note in the line has no label (found by fuzzing)",
        make=lambda: b"States report.^[Each year.]",
    ),
    Hostile(name="quotes.md", why="quotations 50,000 deep", make=lambda: b">" * 50_000 + b" text"),
    Hostile(name="stars.md", why="emphasis that never closes", make=lambda: b"*a _b " * 20_000),
    Hostile(
        name="paragraph.txt",
        why="one paragraph of 2 MB",
        make=lambda: b"States should act and report. " * 70_000,
    ),
    Hostile(
        name="openings.md",
        why="3,000 brackets, each over all the paragraphs behind it",
        make=lambda: b"[text\n\n" * 3_000 + b"]" * 3_000,
    ),
    Hostile(name="nospaces.txt", why="half a megabyte without a space", make=lambda: b"abcdefghij" * 50_000),
    Hostile(
        name="numbers.txt",
        why="nothing but numbers",
        make=lambda: b"\n\n".join(b"%d." % n for n in range(3_000)),
    ),
    Hostile(
        name="headings.md",
        why="10,000 short headings",
        make=lambda: b"\n\n".join(b"## H%d" % (n % 7) for n in range(10_000)),
    ),
)


def truncations(data: bytes) -> Iterator[bytes]:
    """Yield the data cut at every hundredth of its length."""
    for percent in range(100):
        yield data[: len(data) * percent // 100]


def flips(data: bytes, count: int, seed: int = 7) -> Iterator[bytes]:
    """Yield the data with one random byte changed, `count` times."""
    source = random.Random(seed)
    for _ in range(count):
        at = source.randrange(len(data))
        yield data[:at] + bytes([data[at] ^ source.randrange(1, 256)]) + data[at + 1 :]
