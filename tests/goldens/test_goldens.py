"""What is said of whole drafts, line by line, beside this module: who belongs to whom and why, and what was edited.

A difference is either a fault or meant. Where it is meant, run the tests with DRAFTDIFF_WRITE_GOLDENS=1 and read what
changed in the files before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from draftdiff import pipeline
from draftdiff.model import Change, Comparison, Edit, Paragraph, Place

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "oewg"
CASES = HERE.parent / "cases"
PAIRS = {
    "example-zero-to-first": (EXAMPLE / "zero-draft.md", EXAMPLE / "first-draft.md"),
    "example-first-to-final": (EXAMPLE / "first-draft.md", EXAMPLE / "final-report.md"),
    "example-final-to-zero": (EXAMPLE / "final-report.md", EXAMPLE / "zero-draft.md"),
    "twin-a": (CASES / "twin-a" / "first-draft.md", CASES / "twin-a" / "final-report.md"),
    "twin-b": (CASES / "twin-b" / "first-draft.md", CASES / "twin-b" / "final-report.md"),
    "twin-c": (CASES / "twin-c" / "first-draft.md", CASES / "twin-c" / "final-report.md"),
    "strangers": (CASES / "twin-a" / "first-draft.md", CASES / "twin-b" / "final-report.md"),
    **{
        name: (HERE / f"{name}-old.md", HERE / f"{name}-new.md")
        for name in ("pieces", "places", "structure", "spelling")
    },
}


@pytest.mark.parametrize("name", PAIRS)
def test_whole_drafts_are_linked_and_their_edits_told_as_before(name: str) -> None:
    old, new = (pipeline.read(path) for path in PAIRS[name])
    comparison = pipeline.describe(pipeline.align(old, new))
    told = "\n".join(_lines(comparison)) + "\n"
    file = HERE / f"{name}.txt"
    if os.environ.get("DRAFTDIFF_WRITE_GOLDENS"):
        file.write_text(told, "utf-8")

    assert told.splitlines() == file.read_text("utf-8").splitlines()


def _lines(comparison: Comparison) -> Iterator[str]:
    for change in comparison.changes:
        yield _link(change)
        for edit in change.edits:
            yield f"    {edit.id} {edit.kind} {edit.operation}: {_words(comparison, edit)}{_of_transfer(edit)}"
    for transfer in comparison.transfers:
        words = repr(_at(comparison.old.paragraphs, transfer.old))
        ends = f"{transfer.old.paragraph} -> {transfer.new.paragraph}"
        yield f"{transfer.id} {transfer.kind} {ends} ({transfer.score:.3f}): {words}"
    for section in comparison.sections:
        ends = f"{'+'.join(map(str, section.old))} -> {'+'.join(map(str, section.new))}"
        yield f"section {section.id} {ends}: {', '.join(section.events)} ({section.score:.3f})"


def _link(change: Change) -> str:
    ends = " -> ".join(
        "+".join(str(paragraph.index) for paragraph in side) or "none" for side in (change.old, change.new)
    )
    moved = ", moved" if change.moved else ""
    labels = "".join(f" [{label.name}, {label.rule}: {label.because}]" for label in change.labels)
    return f"{change.id} {ends}: {change.operation.value}{moved} ({change.score:.3f}; {change.why}){labels}"


def _words(comparison: Comparison, edit: Edit) -> str:
    sides = (comparison.old.paragraphs, edit.old), (comparison.new.paragraphs, edit.new)
    return " -> ".join(repr(_at(paragraphs, place)) if place else "none" for paragraphs, place in sides)


def _of_transfer(edit: Edit) -> str:
    return " (of a transfer)" if edit.transfer else ""


def _at(paragraphs: Sequence[Paragraph], place: Place) -> str:
    return place.span.of(paragraphs[place.paragraph].text)
