"""Every character leads back to its run, and runs can be cut anywhere without loss."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftdiff.model import Draft
from draftdiff.ooxml import element_at, live_pieces, open_package, qname, serialize_xml, split_runs
from draftdiff.options import Options
from draftdiff.readers import read
from tests.strategies import fewer

from .making import docx, p, r

_BOLD = "<w:b/>"
_WORDS = st.text(alphabet="ab \u00e9\u4e2d", min_size=1, max_size=6)
_INSIDE = st.one_of(
    _WORDS.map(r),
    _WORDS.map(lambda text: r(text, _BOLD)),
    _WORDS.map(lambda text: f"<w:r><w:t>{text}</w:t><w:tab/><w:t>{text}</w:t><w:br/></w:r>"),
    _WORDS.map(lambda text: f'<w:hyperlink w:anchor="x">{r(text)}</w:hyperlink>'),
    _WORDS.map(lambda text: f'<w:ins w:id="1" w:author="A">{r(text)}</w:ins>'),
    _WORDS.map(lambda text: f'<w:del w:id="2"><w:r><w:delText>{text}</w:delText></w:r></w:del>'),
    _WORDS.map(lambda text: f"<w:sdt><w:sdtContent>{r(text)}</w:sdtContent></w:sdt>"),
    st.just('<w:r><w:noBreakHyphen/><w:softHyphen/><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            '<w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'),
)  # fmt: skip
_PARAGRAPH = st.lists(_INSIDE, max_size=5).map(lambda inside: p("".join(inside) or "<w:r/>"))
_CELL = st.lists(_PARAGRAPH, min_size=1, max_size=2).map(lambda ps: f"<w:tc>{''.join(ps)}</w:tc>")
_TABLE = st.lists(_CELL, min_size=1, max_size=3).map(
    lambda cells: f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"
)
bodies = st.lists(st.one_of(_PARAGRAPH, _PARAGRAPH, _TABLE), min_size=1, max_size=5).map("".join)
views = st.sampled_from(["accepted", "original"])


def _bare(draft: Draft) -> Draft:
    return replace(draft, original=None, source_map=None)


@fewer(60)
@given(bodies, views)
def test_the_characters_at_each_piece_are_those_of_the_text(body: str, view: str) -> None:
    draft = read(docx(body), name="a.docx", options=Options(revisions=view))
    if draft.source_map is None:
        assert not draft.paragraphs
        return
    package = open_package(draft.original or b"", "a.docx")

    for paragraph, pieces in zip(draft.paragraphs, draft.source_map.pieces, strict=True):
        assert [i for q in pieces for i in range(q.start, q.end)] == list(range(len(paragraph.text)))
        for piece in pieces:
            element = element_at(package.tree(piece.part), piece.path)
            if piece.kind == "text":
                found = element.text[piece.offset : piece.offset + piece.end - piece.start]
                assert found == paragraph.text[piece.start : piece.end]


@fewer(60)
@given(bodies, views, st.data())
def test_runs_cut_anywhere_read_again_as_the_same_draft(body: str, view: str, data: st.DataObject) -> None:
    options = Options(revisions=view)
    draft = read(docx(body), name="a.docx", options=options)
    if draft.source_map is None:
        return
    package = open_package(draft.original or b"", "a.docx")
    everything = [live_pieces(package, pieces) for pieces in draft.source_map.pieces]

    for paragraph, pieces in zip(draft.paragraphs, everything, strict=True):
        for offset in data.draw(st.lists(st.integers(0, len(paragraph.text)), max_size=4)):
            split_runs(pieces, offset)
            assert all(not (q.start < offset < q.end) for q in pieces)
            left = {q.run for q in pieces if q.end <= offset and q.start < q.end}
            right = {q.run for q in pieces if q.start >= offset and q.start < q.end}
            assert not left & right

    again = read(package.to_bytes(), name="a.docx", options=options)
    assert _bare(again) == _bare(draft)


@fewer(30)
@given(bodies)
def test_an_untouched_package_is_written_back_part_for_part(body: str) -> None:
    data = docx(body)
    package = open_package(data, "a.docx")
    package.tree("word/document.xml")

    written = package.to_bytes(changed=())

    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(BytesIO(written)) as after:
        assert {n: before.read(n) for n in before.namelist()} == {n: after.read(n) for n in after.namelist()}
    assert written == open_package(written, "a.docx").to_bytes(changed=())


def test_a_parsed_and_unchanged_tree_is_the_same_xml() -> None:
    package = open_package(docx(p(r("a", _BOLD) + r(" b"))), "a.docx")
    before = serialize_xml(package.tree("word/document.xml"))

    again = open_package(package.to_bytes(), "a.docx")

    assert serialize_xml(again.tree("word/document.xml")) == before


def test_cutting_keeps_the_properties_on_both_sides() -> None:
    draft = read(docx(p(r("negotiated", _BOLD))), name="a.docx")
    package = open_package(draft.original or b"", "a.docx")
    pieces = live_pieces(package, draft.source_map.pieces[0])  # type: ignore[union-attr]

    split_runs(pieces, 4)

    runs = list(package.tree("word/document.xml").iter(qname("w:r")))
    assert ["".join(run.itertext()) for run in runs] == ["nego", "tiated"]
    assert all(run.find(f"{qname('w:rPr')}/{qname('w:b')}") is not None for run in runs)


@pytest.mark.parametrize("typed", ["12.  Text", "  12.\tText "])
def test_a_typed_number_and_outer_space_leave_the_text_and_stay_in_the_map(typed: str) -> None:
    draft = read(docx(p(typed)), name="a.docx")

    assert (draft.paragraphs[0].number, draft.paragraphs[0].text) == ("12.", "Text")
    kinds = [piece.kind for piece in draft.source_map.pieces[0]]  # type: ignore[union-attr]
    assert "dropped" in kinds
    assert kinds.count("text") == 1
