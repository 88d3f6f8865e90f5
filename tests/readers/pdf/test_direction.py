"""Pages written from right to left are read from right to left."""

from __future__ import annotations

from draftdiff.readers.pdf.direction import mirrored
from draftdiff.readers.pdf.lines import lines_of
from draftdiff.readers.pdf.words import Page, Word


def page_of(*words: tuple[str, float, float]) -> Page:
    """Return a page of one line; a word is its text and where it begins and ends."""
    made = [
        Word(text=text, x0=x0, x1=x1, y=700, size=10, bold=False, italic=False, glued=False)
        for text, x0, x1 in words
    ]
    return Page(number=1, width=600, height=800, words=made, sideways=[], rules=[])


def test_words_stand_in_the_order_in_which_they_are_read() -> None:
    page = page_of(("الميناء", 400, 440), ("ميثاق", 450, 480), ("الجديد", 350, 390))

    assert [line.text for line in lines_of(mirrored(page))] == ["ميثاق الميناء الجديد"]


def test_latin_names_within_the_line_keep_their_own_order() -> None:
    page = page_of(
        ("يبقي", 500, 530),
        ("EU", 450, 470),
        ("Council", 475, 490),
        ("أضواءه", 400, 440),
        ("مشتعلة", 350, 390),
    )

    assert [line.text for line in lines_of(mirrored(page))] == ["يبقي EU Council أضواءه مشتعلة"]


def test_a_stop_drawn_apart_stands_at_its_word() -> None:
    page = page_of(("1", 512, 518), (".", 509, 512), ("يبقي", 470, 500))

    assert [line.text for line in lines_of(mirrored(page))] == ["1. يبقي"]


def test_other_pages_stay_as_they_are() -> None:
    page = page_of(("ميثاق", 450, 480), ("means", 490, 520), ("a", 525, 530), ("charter", 535, 570))

    assert mirrored(page) is page
