"""A table of contents: its lines lose leaders and pages in every format, and what only looks like one loses nothing."""

from __future__ import annotations

import pytest

import draftdiff
from draftdiff.model import Draft, Operation
from draftdiff.readers import read
from tests.readers.docx.making import docx, p, r

_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
"""
_LED = '<w:tabs><w:tab w:val="left" w:leader="dot" w:pos="8900"/><w:tab w:val="right" w:pos="9600"/></w:tabs>'
_TAB = "<w:r><w:tab/></w:r>"
_TEXT = "Every boat that is moored here carries a lamp from dusk to dawn, and its master sees to it."


def _field(page: str) -> str:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText xml:space="preserve"> PAGEREF _Toc1 \\h </w:instrText></w:r>'
    return sign.format("begin") + code + sign.format("separate") + r(page) + sign.format("end")


def _draft(lines: str) -> Draft:
    body = lines + "".join(
        p(words, '<w:pStyle w:val="Heading1"/>') + p(_TEXT) for words in ("Scope", "Lamps", "Quays", "Fees")
    )
    return read(docx(body, styles=_STYLES), name="a.docx")


def _pages(draft: Draft) -> list[tuple[str, str, str]]:
    """Return number, text and page of the lines that bear a page."""
    return [
        (q.number, q.text, mark.value)
        for q in draft.paragraphs
        for mark in q.marks
        if mark.kind == "contents-page"
    ]


def _led(*lines: str) -> str:
    return "".join(p(_TAB.join(map(r, line.split("\t"))), _LED) for line in lines)


def test_the_page_that_a_field_of_word_shows_leaves_the_line() -> None:
    draft = _draft(p(r("1") + _TAB + r("Scope") + _TAB + _field("3")))

    assert _pages(draft) == [("1", "Scope", "3")]
    assert "left out as page number in the contents, kept as marks: 3" in [
        note.what.strip() for note in draft.notes
    ]


def test_the_page_in_a_line_of_a_contents_style_leaves_the_line() -> None:
    draft = _draft(p(r("Scope") + _TAB + r("iv"), '<w:pStyle w:val="TOC1"/>'))

    assert _pages(draft) == [("", "Scope", "iv")]


def test_pages_behind_tab_stops_with_leaders_leave_a_run_of_lines() -> None:
    draft = _draft(_led("1.\tScope\t\t3", "2.\tLamps\t\t3", "Annexes", "I\tQuays\t\t12"))

    assert [(text, page) for _, text, page in _pages(draft)] == [
        ("Scope", "3"),
        ("Lamps", "3"),
        ("I\tQuays", "12"),
    ]


def test_prices_behind_leaders_stay() -> None:
    draft = _draft(_led("Boats\t30", "Rafts\t10", "Canoes\t20", "Rowing boats\t5"))

    assert _pages(draft) == []
    assert draft.paragraphs[1].text == "Rafts\t10"


def test_every_character_of_a_line_of_contents_still_leads_back_to_its_run() -> None:
    draft = _draft(_led("Scope\t\t3", "Lamps\t\t4", "Quays\t\t12"))
    assert draft.source_map is not None

    pieces = draft.source_map.pieces[2]

    assert draft.paragraphs[2].text == "Quays"
    assert [(piece.start, piece.end) for piece in pieces if piece.end > piece.start] == [(0, 5)]
    assert [piece.kind for piece in pieces if piece.start == piece.end] == ["dropped"] * 3


def test_a_contents_whose_pages_moved_is_no_change() -> None:
    old = _draft(_led("1.\tScope\t\t3", "2.\tLamps\t\t3", "3.\tQuays\t\t4", "4.\tFees\t\t5"))
    new = _draft(_led("1.\tScope\t\t4", "2.\tLamps\t\t6", "3.\tQuays\t\t9", "4.\tFees\t\t12"))

    changes = draftdiff.compare(old, new).changes

    assert {change.operation for change in changes} == {Operation.KEEP}
    assert not any(change.edits for change in changes)


@pytest.mark.parametrize(
    ("name", "line", "heading"),
    [
        ("a.html", "<p>{} ........ {}</p>", "<h2>{}</h2><p>{}</p>"),
        ("a.md", "{} ........ {}\n\n", "## {}\n\n{}\n\n"),
    ],
)
def test_a_contents_in_markup_loses_its_pages(name: str, line: str, heading: str) -> None:
    pages = {"Scope": 2, "Lamps": 2, "Quays": 5}
    words = "".join(line.format(*item) for item in pages.items())
    words += "".join(heading.format(key, _TEXT) for key in pages)

    draft = read(words.encode(), name=name)

    assert [(text, page) for _, text, page in _pages(draft)] == [(k, str(v)) for k, v in pages.items()]
    assert any("left out as page number in the contents" in note.what for note in draft.notes)


@pytest.mark.parametrize("gap", [" .................... ", "\t", "      "])
def test_a_contents_in_a_text_loses_its_pages(gap: str) -> None:
    names = {"Scope": 2, "Lamps": 2, "Quays": 5, "Fees": 11}
    contents = "\n\n".join(f"{name}{gap}{page}" for name, page in names.items())
    text = f"Contents\n\n{contents}\n\n" + "\n\n".join(f"{name}\n\n{_TEXT}" for name in names)

    draft = read(text.encode(), name="a.txt")

    assert [(words, page) for _, words, page in _pages(draft)] == [(k, str(v)) for k, v in names.items()]


def test_counts_that_no_heading_bears_stay_in_a_text() -> None:
    lines = "\n\n".join(f"{name}      {count}" for name, count in (("North", 2), ("East", 3), ("West", 9)))

    draft = read(f"{_TEXT}\n\n{lines}\n\n{_TEXT}".encode(), name="a.txt")

    assert _pages(draft) == []
