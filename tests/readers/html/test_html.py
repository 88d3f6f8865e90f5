"""What the HTML reader makes of pages: each page in tests/drafts/html has a file that says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftdiff.errors import NoTextError, TooLargeError
from draftdiff.options import Limits, Options
from draftdiff.readers import read, read_all
from tests.readers.shown import lines_of

CASES = sorted((Path(__file__).parents[2] / "drafts" / "html").glob("*.html"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_is_read_as_the_file_beside_it_says(path):
    draft = read(path)

    notes = [f"note: {note.what}" for note in draft.notes if "profile" not in note.what]
    assert "\n".join([*lines_of(draft), *notes]) == path.with_suffix(".txt").read_text("utf-8").strip()


def test_there_are_cases():
    assert len(CASES) >= 4


TRACKED = b"<p>Ships <del>must</del><ins>should</ins> moor.</p>"


def test_tracked_changes_are_accepted_or_taken_back_as_asked():
    accepted = read(TRACKED, name="t.html")
    original = read(TRACKED, name="t.html", options=Options(revisions="original"))

    assert accepted.paragraphs[0].text == "Ships should moor."
    assert original.paragraphs[0].text == "Ships must moor."
    assert [m.kind for m in accepted.paragraphs[0].marks] == ["inserted"]


def test_a_marked_page_holds_two_drafts():
    drafts = read_all(TRACKED, name="t.html", options=Options(revisions="marked"))

    assert [draft.paragraphs[0].text for draft in drafts] == ["Ships must moor.", "Ships should moor."]


def test_what_stands_outside_the_main_element_is_left_out_with_a_note():
    draft = read(b"<body><p>Menu of the day</p><main><p>The text.</p></main></body>", name="m.html")

    assert [p.text for p in draft.paragraphs] == ["The text."]
    assert any("outside the page's main element" in note.what for note in draft.notes)


def test_an_encoding_is_taken_from_the_page_where_it_names_one():
    data = '<html><head><meta charset="windows-1252"></head><p>caf\u00e9</p></html>'.encode("cp1252")

    assert read(data, name="c.html").paragraphs[0].text == "caf\u00e9"


def test_a_page_without_text_is_refused():
    with pytest.raises(NoTextError):
        read(b"<html><body><script>go()</script></body></html>", name="empty.html")


@pytest.mark.parametrize(
    ("data", "limits", "named"),
    [
        (b"<div>" * 300 + b"deep", Limits(), "xml_depth"),
        (b"<p " + b" ".join(b"a%d=1" % at for at in range(1200)) + b">x</p>", Limits(), "attributes"),
    ],
)
def test_over_a_limit_the_option_that_raises_it_is_named(data, limits, named):
    with pytest.raises(TooLargeError, match=named):
        read(data, name="large.html", options=Options(limits=limits, read_as="html"))


@given(st.lists(st.text(alphabet="abc <>&\"'\u00e9\n", min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_text_written_with_escapes_comes_back(texts):
    from html import escape

    page = "<body>" + "".join(f"<p>{escape(text)}</p>" for text in texts) + "</body>"

    draft = read(page.encode(), name="t.html", options=Options(read_as="html"))

    assert [f"{p.number} {p.text}".split() for p in draft.paragraphs] == [text.split() for text in texts]
