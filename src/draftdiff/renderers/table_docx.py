"""The comparison table that secretariats make by hand, as a landscape Word document.

Five columns: number, old text, new text, what changed, room for remarks. One row a change, in the new document's
order; unchanged paragraphs are shown once for each side and said to be unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from draftdiff.model import Change, Comparison, Operation
from draftdiff.ooxml import Element
from draftdiff.options import Options
from draftdiff.renderers.plain_docx import element, package, text_element
from draftdiff.renderers.rows import numbers
from draftdiff.renderers.stretches import Stretch, stretches

_COLUMNS = (("No.", 1100), ("Old text", 4700), ("New text", 4700), ("What changed", 2700), ("Remarks", 1800))
"""Heading and width in twentieths of a point; A4 landscape with margins of half an inch is 15,400 wide."""
_WORDS = {
    Operation.KEEP: "unchanged",
    Operation.INSERT: "inserted",
    Operation.DELETE: "deleted",
    Operation.UPDATE: "changed",
    Operation.SPLIT: "split",
    Operation.MERGE: "merged",
    Operation.REWRITE: "rewritten",
}
_SIDES = {"old": ("strike", "9C0006"), "new": ("u", "00571F")}


def render(comparison: Comparison, options: Options) -> bytes:
    """Return the table as a .docx file; equal comparisons give equal bytes."""
    title = (
        f"{comparison.old.title or comparison.old.name} \u2192 {comparison.new.title or comparison.new.name}"
    )
    body = element("body", _paragraph([_run(title)], "Heading1"))
    body.append(_table(comparison))
    section = element("sectPr", element("pgSz", w="16838", h="11906", orient="landscape"))
    section.append(
        element(
            "pgMar", top="720", right="720", bottom="720", left="720", header="360", footer="360", gutter="0"
        )
    )
    body.extend((element("p"), section))
    return package(element("document", body))


def _table(comparison: Comparison) -> Element:
    width = str(sum(width for _, width in _COLUMNS))
    properties = element("tblPr", element("tblStyle", val="TableGrid"), element("tblW", w=width, type="dxa"))
    properties.append(element("tblLayout", type="fixed"))
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for _, width in _COLUMNS))
    table = element("tbl", properties, grid)
    head = _row([[_paragraph([_run(name, ("b", ""))])] for name, _ in _COLUMNS])
    # The heading is printed again on every page.
    head.insert(0, element("trPr", element("cantSplit"), element("tblHeader")))
    table.append(head)
    table.extend(_row(list(_cells(change))) for change in comparison.changes)
    return table


def _row(cells: Sequence[Sequence[Element]]) -> Element:
    row = element("tr")
    for (_, width), paragraphs in zip(_COLUMNS, cells):
        row.append(element("tc", element("tcPr", element("tcW", w=str(width), type="dxa")), *paragraphs))
    return row


def _cells(change: Change) -> Iterator[list[Element]]:
    old, new = numbers(change.old), numbers(change.new)
    yield [_paragraph([_run(old if old == new or not new else f"{old} \u2192 {new}" if old else new)])]
    yield _side(stretches(change, "old"), "old")
    yield _side(stretches(change, "new"), "new")
    said = _WORDS[change.operation]
    if change.moved:
        said = "moved" if change.operation is Operation.KEEP else f"moved and {said}"
    lines = [_paragraph([_run(said)])]
    for label in change.labels:
        lines.append(_paragraph([_run(label.name, ("b", "")), _run(f": {label.because}")]))
    yield lines
    yield [element("p")]


def _side(parts: Iterable[Stretch], side: str) -> list[Element]:
    """Return the paragraphs of one side, its edited words struck or underlined."""
    paragraphs: list[list[Element]] = [[]]
    for part in parts:
        for is_end, group in groupby(part.text, key=lambda char: char == "\n"):
            if is_end:
                paragraphs += [[] for _ in group]
            else:
                paragraphs[-1].append(_run("".join(group), _SIDES[side] if part.edited else None))
    return [_paragraph(runs) for runs in paragraphs]


def _paragraph(runs: Sequence[Element], style: str = "") -> Element:
    found = element("p")
    if style:
        found.append(element("pPr", element("pStyle", val=style)))
    found.extend(runs)
    return found


def _run(text: str, look: tuple[str, str] | None = None) -> Element:
    run = element("r")
    if look is not None:
        name, colour = look
        properties = element("rPr", *([element("b")] if name == "b" else []))
        if name == "strike":
            properties.append(element("strike"))
        if colour:
            properties.append(element("color", val=colour))
        if name == "u":
            properties.append(element("u", val="single"))
        run.append(properties)
    run.append(text_element(text))
    return run
