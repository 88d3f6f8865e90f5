"""A file with tracked changes holds two texts, and each is read as Word gives it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from draftdiff.options import Options
from draftdiff.readers import read, read_all

from . import libreoffice, tracked
from .making import docx, level, lists, p, r
from .tracked import deleted, ins, ins_then_deleted, marked, moved_from, moved_to, row, table


def _views(body: str, **parts: str) -> tuple[list[str], list[str]]:
    drafts = read_all(docx(body, **parts), name="a.docx", options=Options(revisions="marked"))
    original, accepted = ([f"{q.number} {q.text}".strip() for q in draft.paragraphs] for draft in drafts)
    return original, accepted


def test_inserted_and_deleted_words() -> None:
    body = p(r("States ") + deleted("shall") + ins("should") + r(" report."))

    assert _views(body) == (["States shall report."], ["States should report."])


def test_words_inserted_and_deleted_again_are_in_neither_text() -> None:
    assert _views(p(r("one ") + ins_then_deleted("two ") + r("three"))) == (["one three"], ["one three"])


def test_a_deleted_end_mark_joins_two_paragraphs() -> None:
    body = marked(r("One "), "del") + p("and two.")

    assert _views(body) == (["One", "and two."], ["One and two."])


def test_an_inserted_end_mark_splits_one_paragraph() -> None:
    body = marked(r("One."), "ins") + p(" Two.")

    assert _views(body) == (["One. Two."], ["One.", "Two."])


def test_a_deleted_mark_before_a_table_joins_nothing() -> None:
    body = marked(r("One."), "del") + table([row([p("cell"), p("cell")])]) + p("Two.")

    assert _views(body)[1] == ["One.", "cell", "cell", "Two."]


def test_a_moved_paragraph_stands_once_in_each_text() -> None:
    body = (
        marked(moved_from("First.", "m"), "moveFrom")
        + p("Second.")
        + marked(moved_to("First.", "m"), "moveTo")
    )

    assert _views(body + p("End.")) == (["First.", "Second.", "End."], ["Second.", "First.", "End."])


def test_rows_come_and_go() -> None:
    body = table(
        [row([p("a"), p("b")]), row([p(ins("c")), p(ins("d"))], "ins"), row([p("e"), p("f")], "del")]
    )

    assert _views(body) == (["a", "b", "e", "f"], ["a", "b", "c", "d"])


def test_numbers_count_only_the_paragraphs_of_their_text() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = (
        f'<w:p><w:pPr>{numbered}<w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>{deleted("two")}</w:p>'
    )
    body = p("one", numbered) + gone + p("three", numbered)

    assert _views(body, numbering=lists(level(0, "%1."))) == (
        ["1. one", "2. two", "3. three"],
        ["1. one", "2. three"],
    )


def test_the_original_text_has_the_former_properties() -> None:
    changed = (
        '<w:pStyle w:val="Normal"/><w:pPrChange w:id="1" w:author="A">'
        '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>'
    )
    original, accepted = read_all(
        docx(p("Title", changed)), name="a.docx", options=Options(revisions="marked")
    )

    assert (original.paragraphs[0].kind, accepted.paragraphs[0].kind) == ("heading", "paragraph")


def test_what_only_one_text_has_is_marked_there() -> None:
    body = p(r("States ") + deleted("shall") + ins("should") + r(" report."))
    original, accepted = read_all(docx(body), name="a.docx", options=Options(revisions="marked"))

    spans = [
        (mark.kind, mark.span.of(draft.paragraphs[0].text), mark.value)
        for draft in (original, accepted)
        for mark in draft.paragraphs[0].marks
    ]
    assert spans == [("deleted", "shall", "A"), ("inserted", "should", "A")]


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize(("action", "view"), [("accept", "accepted"), ("reject", "original")])
def test_both_texts_are_those_of_libreoffice(soffice: str, tmp_path: Path, action: str, view: str) -> None:
    python = libreoffice.python_with_uno()
    files = [tmp_path / f"{seed}.docx" for seed in range(20)]
    for seed, file in enumerate(files):
        file.write_bytes(tracked.mixed(seed))

    texts = libreoffice.texts(python, files, action)

    for file, lines in zip(files, texts, strict=True):
        draft = read(file, options=Options(revisions=view))
        assert [_spaced(q.text) for q in draft.paragraphs] == [_spaced(line) for line in lines], file.name


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
