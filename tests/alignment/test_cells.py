"""Tables: rows by content and first cell, cells by column, and nothing moves inside a row."""

from __future__ import annotations

from draftdiff.alignment import align
from draftdiff.model import Cell, Draft
from draftdiff.readers.blocks import Block
from tests.strategies import draft_of


def _table(*rows: tuple[str, ...]) -> Draft:
    return draft_of(
        [
            Block(text=text, kind="cell", cell=Cell(table=0, row=r, column=c), typed_number=False)
            for r, row in enumerate(rows)
            for c, text in enumerate(row)
        ]
    )


def _links(old: Draft, new: Draft) -> list[tuple[str, str, bool]]:
    return [
        (old.paragraphs[b.old[0]].text, new.paragraphs[b.new[0]].text, b.moved)
        for b in sorted(align(old, new).beads, key=lambda b: b.old)
        if b.old and b.new
    ]


def test_a_changed_cell_keeps_its_row_though_no_word_is_shared() -> None:
    old = _table(("Post", "Grade"), ("Clerk", "four"), ("Driver", "two"))
    new = _table(("Post", "Grade"), ("Cook", "one"), ("Clerk", "four"), ("Driver", "three"))

    assert ("two", "three", False) in _links(old, new)


def test_equal_values_in_other_rows_are_not_crossed() -> None:
    old = _table(("Roads", "100", "200"), ("Ports", "200", "100"), ("Rail", "100", "100"))
    new = _table(("Roads", "200", "100"), ("Ports", "200", "100"), ("Rail", "100", "100"))

    assert [(a, b) for a, b, _ in _links(old, new)][:3] == [
        ("Roads", "Roads"),
        ("100", "200"),
        ("200", "100"),
    ]
    assert not any(moved for _, _, moved in _links(old, new))


def test_an_added_column_leaves_the_others_linked() -> None:
    old = _table(("Item", "Cost"), ("Fuel", "40"), ("Tyres", "12"))
    new = _table(("Item", "Year", "Cost"), ("Fuel", "2024", "40"), ("Tyres", "2025", "12"))

    assert {(a, b) for a, b, _ in _links(old, new)} == {
        (t, t) for t in ("Item", "Cost", "Fuel", "40", "Tyres", "12")
    }
