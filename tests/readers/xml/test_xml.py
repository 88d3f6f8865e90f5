"""What the readers of legislative XML make of files in tests/drafts/xml, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftdiff.errors import DamagedFileError, TooLargeError, UnknownFormatError
from draftdiff.options import Limits, Options
from draftdiff.readers import read, read_all
from tests.readers.shown import lines_of

DRAFTS = Path(__file__).parents[2] / "drafts" / "xml"
CASES = sorted(path for path in DRAFTS.iterdir() if path.suffix != ".txt")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_law_is_read_as_the_file_beside_it_says(path):
    draft = read(path)

    assert "\n".join(lines_of(draft)) == path.with_suffix(".txt").read_text("utf-8").strip()


def test_there_are_cases_of_every_dialect():
    assert {read(path).format for path in CASES} == {"xml", "akoma-ntoso"}


def test_masthead_and_title_of_a_bill_become_metadata():
    draft = read(DRAFTS / "bill.xml")

    assert draft.symbol == "H. B. 12"
    assert draft.metadata["sponsor"] == "Ray"
    assert draft.title == "To light harbours."
    assert any('left out as masthead: "H. B. 12"' in note.what for note in draft.notes)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE bill [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<bill><legis-body><section><text>&b;</text></section></legis-body></bill>"""


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        BOMB.decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"),
        b'<?xml version="1.0"?><!DOCTYPE bill [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><bill/>',
        b'<?xml version="1.0"?><!-- > --><!DOCTYPE bill [<!-- ]> --><!ENTITY a "b">]><bill><text>&a;</text></bill>',
    ],
    ids=["internal", "utf-16", "parameter", "behind a comment"],
)
def test_entities_of_the_document_are_refused(data):
    with pytest.raises(DamagedFileError, match=r"entities|no end|well-formed"):
        read(data, name="bomb.xml", options=Options(read_as="xml"))


def test_an_external_dtd_is_tolerated_and_never_loaded(monkeypatch):
    import socket

    monkeypatch.setattr(socket, "socket", lambda *a, **k: pytest.fail("opened a socket"))

    assert "lit\u2014" in " ".join(p.text for p in read(DRAFTS / "bill.xml").paragraphs)


def test_xml_of_another_kind_is_refused_with_the_kinds_there_are():
    with pytest.raises(UnknownFormatError, match="USLM"):
        read(b'<?xml version="1.0"?><recipe><step>stir</step></recipe>', name="cake.xml")


def test_xml_that_is_not_well_formed_is_damaged():
    with pytest.raises(DamagedFileError, match="well-formed"):
        read(b'<?xml version="1.0"?><bill><text>open</bill>', name="broken.xml")


@pytest.mark.parametrize("depth", [300, 5000])
def test_too_deep_a_tree_is_refused(depth):
    data = b'<?xml version="1.0"?><bill>' + b"<section>" * depth + b"x" + b"</section>" * depth + b"</bill>"

    with pytest.raises(TooLargeError, match="xml_depth"):
        read(data, name="deep.xml")


def test_too_many_attributes_are_refused():
    many = b" ".join(b'a%d="1"' % at for at in range(20))

    with pytest.raises(TooLargeError, match="attributes"):
        read(
            b'<?xml version="1.0"?><bill %s/>' % many,
            name="a.xml",
            options=Options(limits=Limits(attributes=10)),
        )


CHANGED = b"""<?xml version="1.0"?><bill><legis-body><section><enum>1.</enum>
<text>Ships <deleted-phrase>must</deleted-phrase><added-phrase>may</added-phrase> moor.</text>
</section></legis-body></bill>"""


def test_changes_tracked_in_a_bill_are_two_drafts():
    original, accepted = read_all(CHANGED, name="c.xml", options=Options(revisions="marked"))

    assert original.paragraphs[0].text == "Ships must moor."
    assert accepted.paragraphs[0].text == "Ships may moor."
    assert any("other version" in note.what for note in accepted.notes)


def test_the_ring_at_the_end_of_a_printed_bill_is_left_out_with_a_note():
    draft = read(DRAFTS / "joint-resolution.xml")

    assert not any("\u25cb" in paragraph.text for paragraph in draft.paragraphs)
    assert any('left out as end mark: "\u25cb"' in note.what for note in draft.notes)
