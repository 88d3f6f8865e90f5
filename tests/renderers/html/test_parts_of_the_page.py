"""Addresses, layers, tables, the policy: the small parts of the page."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

import draftdiff
from draftdiff.model import Alignment, Bead, Cell, Evidence, Label, Mark, Span
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.structure import build_draft
from draftdiff.renderers.html import render
from draftdiff.renderers.html.escape import escape
from draftdiff.renderers.html.layers import Range, disjoint, lay
from draftdiff.renderers.html.places import full_numbers, places_of
from draftdiff.renderers.notebook import notebook_html
from tests.conftest import example_comparison
from tests.renderers.html.reading import page_of
from tests.strategies import draft_of


def tagged(start: int, end: int, tag: str) -> Range:
    return Range(start=start, end=end, open=Markup(f"<{tag}>"), close=Markup(f"</{tag}>"))


def test_ranges_that_overlap_become_elements_that_nest() -> None:
    layers = [(tagged(1, 5, "i"),), (tagged(3, 7, "b"),)]

    assert lay("abcdefgh", layers, {}, 0, 8) == "a<i>bc<b>de</b></i><b>fg</b>h"


def test_a_point_stands_once_where_a_text_is_laid_in_pieces() -> None:
    points = {2: Markup("<sup>1</sup>")}

    assert lay("ab", [], points, 0, 2) + lay("ab", [], points, 2, 2) == "ab<sup>1</sup>"
    assert lay("abc", [], points, 0, 2) + lay("abc", [], points, 2, 3) == "ab<sup>1</sup>c"


def test_words_under_two_labels_bear_both() -> None:
    assert disjoint([(0, 4, "softened"), (2, 6, "qualified")]) == [
        (0, 2, ("softened",)),
        (2, 4, ("softened", "qualified")),
        (4, 6, ("qualified",)),
    ]


def test_what_html_forbids_is_shown_as_a_replacement() -> None:
    assert escape("a\x00b\ud800c\x0bd\r\ne") == "a\ufffdb\ufffdc\ufffdd\ne"


def test_a_letter_is_told_with_the_number_above_it() -> None:
    blocks = [
        Block(text="Ports shall:", number="12."),
        Block(text="report;", kind="list-item", level=1, number="(a)"),
        Block(text="Next", kind="heading", level=1),
        Block(text="pay.", kind="list-item", level=1, number="(a)"),
        Block(text="More.", number="13 bis."),
    ]

    assert full_numbers(draft_of(blocks)) == ("12", "12 (a)", "", "a", "13 bis")


def test_a_number_that_occurs_twice_has_two_addresses() -> None:
    draft = draft_of([Block(text="One.", number="4."), Block(text="Two.", number="4.")])

    assert places_of(draftdiff.compare(draft, draft)).new_ids == ("p-4", "p-4--2")


def test_a_cell_that_was_deleted_stands_in_its_own_table_and_bears_its_id() -> None:
    def blocks(word: str) -> list[Block]:
        rows = (("The ports report each year.", "Kiel"), (word, "Lima"))
        return [
            Block(text=text, kind="cell", cell=Cell(table=table, row=0, column=column))
            for table, row in enumerate(rows)
            for column, text in enumerate(row)
        ]

    old, new = draft_of(blocks("Oslo")), draft_of(blocks("Quito"))
    ends: list[tuple[tuple[int, ...], tuple[int, ...]]] = [
        ((0,), (0,)),
        ((1,), (1,)),
        ((2,), ()),
        ((), (2,)),
        ((3,), (3,)),
    ]
    beads = tuple(Bead(old=before, new=after) for before, after in ends)
    comparison = draftdiff.describe(Alignment(old=old, new=new, beads=beads))
    gone = comparison.changes[2]
    page = page_of(comparison)

    assert page.xpath("//table[@class='doc'][.//del='Oslo']//td[2]//p/text()") == ["Lima"]
    assert len(page.xpath(f"//*[@id='{gone.id}']")) == 1


def test_a_table_is_a_table_and_keeps_its_spans() -> None:
    cells = [
        Block(text="Port", kind="cell", cell=Cell(table=0, row=0, column=0, column_span=2)),
        Block(text="Kiel", kind="cell", cell=Cell(table=0, row=1, column=0)),
        Block(text="8", kind="cell", cell=Cell(table=0, row=1, column=1)),
    ]
    old, new = draft_of(cells), draft_of([*cells[:2], Block(text="9", kind="cell", cell=cells[2].cell)])
    beads = tuple(Bead(old=(n,), new=(n,)) for n in range(3))
    page = page_of(draftdiff.describe(Alignment(old=old, new=new, beads=beads)))

    tables = page.xpath("//table[@class='doc']")
    assert [len(table.xpath(".//tr")) for table in tables] == [2, 2]
    assert tables[1].xpath(".//td[@colspan='2']//p/text()") == ["Port"]
    assert tables[1].xpath(".//ins/text()") == ["9"]


def test_a_span_of_a_million_rows_costs_nothing() -> None:
    cell = Cell(table=0, row=0, column=0, row_span=10**9, column_span=10**9)
    draft = draft_of([Block(text="Port", kind="cell", cell=cell)])

    assert len(render(draftdiff.compare(draft, draft), Options())) < 100_000


def test_the_page_loads_nothing_and_allows_only_its_own_style_and_script() -> None:
    page = page_of(example_comparison())

    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert page.xpath("//link | //img | //iframe | //@style | //@onclick | //script/@src") == []


def test_what_binds_is_told_apart_from_what_does_not() -> None:
    page = page_of(example_comparison())

    assert page.xpath("//p[@class='part lo']")
    assert page.xpath("//p[@class='part']")


def test_every_label_is_in_plain_words_with_its_reason_and_its_meaning() -> None:
    comparison = example_comparison()
    page = page_of(comparison)

    for change in comparison.changes:
        for label in change.labels:
            texts = page.xpath(
                f"//*[@id='{change.id}' or .//*[@id='{change.id}']]//li[@data-l='{label.name}']"
            )
            assert any(label.because in li.text_content() for li in texts), label
            assert page.xpath(f"//*[@id='label-{label.name}']")


def test_the_page_says_of_a_label_that_it_is_on_trial() -> None:
    page = page_of(example_comparison())

    (tried,), (known,) = (page.xpath(f"//*[@id='label-{name}']") for name in ("deferred", "softened"))

    assert "on trial, " in tried.text_content()
    assert "on trial" not in known.text_content()


def test_a_notebook_gets_a_compact_frame_without_script() -> None:
    fragment = notebook_html(example_comparison())

    assert fragment.startswith("<iframe sandbox")
    assert len(fragment) < 120_000
    assert "<script" not in fragment


def test_an_empty_draft_has_a_page() -> None:
    empty, full = draft_of([]), draft_of([Block(text="One.")])

    for pair in ((empty, empty), (empty, full), (full, empty)):
        assert b"The text" in render(draftdiff.compare(*pair), Options())
        assert "iframe" in notebook_html(draftdiff.compare(*pair))


def test_what_no_page_can_hold_is_replaced_wherever_it_stands() -> None:
    bad = "\ud800\x00"
    marks = (Mark(kind="link", span=Span(0, 1), value=f"https://example.org/{bad}"), note_call(bad))
    blocks = [
        Block(text=f"Annex{bad}", kind="heading", number=f"I{bad}", level=1, typed_number=False),
        Block(text=f"One{bad}.", number=f"1{bad}", marks=marks, typed_number=False),
    ]
    draft = build_draft(
        blocks,
        name=f"a{bad}.docx",
        format="text",
        options=Options(profile="plain", language="en"),
        metadata={"title": bad, "symbol": bad, "date": bad},
    )

    page = render(draftdiff.compare(draft, draft_of([])), Options()).decode("utf-8")

    assert "One\ufffd\ufffd." in page
    assert "\x00" not in page


def note_call(value: str) -> Mark:
    return Mark(kind="note-reference", span=Span(3, 3), value=value)


def test_words_of_a_further_draft_are_quoted_with_its_name() -> None:
    borrowed = Label(
        name="borrowed",
        rule="borrowed",
        because="9 words in a row stand in the source",
        evidence=(Evidence(side="report-2015.md", paragraph=3, span=Span(0, 11), text="refrain <b>"),),
    )
    comparison = draftdiff.compare(draft_of([]), draft_of([Block(text="States should refrain.")]))
    change = replace(comparison.changes[0], labels=(borrowed,))
    page = page_of(replace(comparison, changes=(change,)))

    assert page.xpath("//li[@data-l='borrowed']/q/text()") == ["refrain <b>"]
    assert page.xpath("//li[@data-l='borrowed']/cite/text()") == ["report-2015.md"]


def test_when_asked_each_pair_says_why_it_is_one() -> None:
    draft = draft_of([Block(text="States should report each year."), Block(text="Done.")])
    comparison = draftdiff.compare(draft, draft)

    assert b"paired" not in render(comparison, Options())
    assert render(comparison, Options(explain=True)).count(b"paired") == 2
