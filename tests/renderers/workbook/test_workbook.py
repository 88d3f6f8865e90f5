from __future__ import annotations

import io
import json
from dataclasses import replace

import openpyxl
import pytest

import draftdiff
from draftdiff.options import Options
from draftdiff.renderers import table_docx, workbook
from tests.conftest import example_comparison


@pytest.fixture(scope="module")
def comparison():
    return example_comparison()


@pytest.fixture(scope="module")
def book(comparison):
    return openpyxl.load_workbook(io.BytesIO(workbook.render(comparison, Options())), rich_text=True)


def test_the_rows_are_the_changes_labels_and_findings_of_the_json(comparison, book):
    data = json.loads(draftdiff.render(comparison, "json"))
    labels = sum(len(item["labels"]) for key in ("changes", "transfers", "sections") for item in data[key])

    counts = {sheet.title: sheet.max_row - 1 for sheet in book}

    assert counts["Changes"] == len(data["changes"])
    assert counts["Labels"] == labels
    assert counts["Findings"] == len(data["findings"])


def test_every_paragraph_of_both_drafts_is_shown(comparison, book):
    columns = {cell.value: at for at, cell in enumerate(next(book["Changes"].iter_rows()))}
    shown = [
        "\n".join(str(row[columns[name]].value or "") for row in book["Changes"].iter_rows(min_row=2))
        for name in ("old text", "new text")
    ]

    assert all(p.text in shown[0] for p in comparison.old.paragraphs)
    assert all(p.text in shown[1] for p in comparison.new.paragraphs)


def test_the_heading_is_frozen_and_filtered(book):
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in book)


@pytest.mark.parametrize("module", [workbook, table_docx])
def test_the_bytes_repeat(comparison, module):
    assert module.render(comparison, Options()) == module.render(comparison, Options())


def test_text_that_looks_like_a_formula_stays_text():
    comparison = draftdiff.compare(b"A first line of words.\n\n=1+1", b"A first line of words.\n\n=1+2")

    sheet = openpyxl.load_workbook(io.BytesIO(workbook.render(comparison, Options())))["Changes"]

    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(comparison):
    first = comparison.changes[0]
    long = replace(first, new=(replace(first.new[0], text="word " * 20_000),), edits=())
    longer = replace(comparison, changes=(long, *comparison.changes[1:]))

    sheet = openpyxl.load_workbook(io.BytesIO(workbook.render(longer, Options())))["Changes"]

    assert str(sheet.cell(2, 8).value).endswith("[cut: the cell is full]")


def test_the_table_shows_every_paragraph_of_both_drafts(comparison):
    table = draftdiff.read(table_docx.render(comparison, Options()), name="table.docx")
    shown = {p.text for p in table.paragraphs} | {f"{p.number} {p.text}".strip() for p in table.paragraphs}

    for draft in (comparison.old, comparison.new):
        missing = [p.text for p in draft.paragraphs if p.text not in shown and p.text.strip()]
        assert len(missing) <= 0.02 * len(draft.paragraphs), missing[:3]


def test_the_table_is_landscape_and_repeats_its_heading(comparison):
    from draftdiff.ooxml import open_package, qname

    root = open_package(table_docx.render(comparison, Options()), "table").tree("word/document.xml")

    assert root.find(f".//{qname('w:pgSz')}").get(qname("w:orient")) == "landscape"
    assert root.find(f".//{qname('w:tblHeader')}") is not None
