"""Tables with tracked changes: rows inserted and deleted, cells merged where a row lived on.

Word tracks whole rows. A row whose cells were cut anew (another number of cells, other spans) is deleted and the
new one inserted; a table that lost all its rows so is still one table, with its former properties noted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from draftdiff.ooxml import Element
from draftdiff.renderers.tracked_docx.blocks import Job, keep_notes, marked_blocks, merge
from draftdiff.renderers.tracked_docx.names import (
    TBL_GRID,
    TBL_PR,
    TC,
    TC_PR,
    TR,
    TR_PR,
    form,
    names,
    plain,
    w,
)
from draftdiff.renderers.tracked_docx.planning import Step, match_by

_TABLE_HEAD = frozenset((TBL_PR, TBL_GRID))
_SHAPE = names("gridSpan", "vMerge", "hMerge")
_BEFORE_ROW_PROPERTIES = names("tblPrEx")


def merge_tables(old: Element, new: Element, job: Job) -> Element:
    """Return the new table with the rows of the old one as tracked changes."""
    if plain(old) == plain(new):
        keep_notes(new, job)
        return new
    for name, tag in (("tblPr", TBL_PR), ("tblGrid", TBL_GRID)):
        former, current = old.find(tag), new.find(tag)
        if current is not None:
            job.marks.change_properties(current, former, name)
    befores = list(_rows(old))
    afters = [child for child in new if child.tag not in _TABLE_HEAD]
    rows: list[Element] = []
    i = j = 0
    links = _row_links(befores, afters, job)
    for one, two in (*links, (len(befores), len(afters))):
        rows += [_marked_row(deepcopy(row), "del", job) for row in befores[i:one]]
        for row in afters[j:two]:
            rows.append(_marked_row(row, "ins", job) if row.tag == TR else _marked_other(row, job))
        if one < len(befores):
            rows.append(_merge_rows(befores[one], afters[two], job))
        i, j = one + 1, two + 1
    for child in afters:
        if child.getparent() is new:
            new.remove(child)
    new.extend(rows)
    return new


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, those in content controls and custom XML included."""
    for child in table.iterchildren("*"):
        if child.tag == TR:
            yield child
        elif child.tag not in _TABLE_HEAD:
            yield from _rows(child)


def _row_links(befores: Sequence[Element], afters: Sequence[Element], job: Job) -> list[tuple[int, int]]:
    """Return the positions of the rows that live on, rising on both sides."""
    place = {row: at for at, row in enumerate(befores)}
    voted: list[tuple[int, int]] = []
    for at, row in enumerate(afters):
        votes = {old: count for old, count in job.pairs.votes.get(row, {}).items() if old in place}
        if votes:
            best = max(votes, key=lambda old: (votes[old], -place[old]))
            if _same_shape(best, row):
                voted.append((place[best], at))
    links: list[tuple[int, int]] = []
    i = j = 0
    for one, two in (*_rising(voted), (len(befores), len(afters))):
        links += _unvoted(befores, afters, range(i, one), range(j, two), job)
        if one < len(befores):
            links.append((one, two))
        i, j = one + 1, two + 1
    return links


def _rising(links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest run of links that rise on both sides."""
    best: list[list[tuple[int, int]]] = []
    for link in links:
        before = max((run for run in best if run[-1][0] < link[0]), key=len, default=[])
        best.append([*before, link])
    return max(best, key=len, default=[])


def _unvoted(
    befores: Sequence[Element], afters: Sequence[Element], ones: range, twos: range, job: Job
) -> Iterator[tuple[int, int]]:
    """Yield links of rows without known text (empty ones, or of text boxes), by equality and place."""
    some = [at for at in ones if befores[at] not in job.pairs.filled]
    others = [at for at in twos if afters[at].tag == TR and afters[at] not in job.pairs.filled]
    if not some or not others:
        return
    for i, j in match_by(some, others, lambda at: plain(befores[at]), lambda at: plain(afters[at])):
        for one, two in zip(i, j):
            if _same_shape(befores[one], afters[two]):
                yield (one, two)


def _same_shape(old: Element, new: Element) -> bool:
    """Return whether two rows have the same cells, so that each may be merged with its like."""
    if new.tag != TR or form(old.find(w("tblPrEx"))) != form(new.find(w("tblPrEx"))):
        return False
    shapes = []
    for row in (old, new):
        cells = [child for child in row.iterchildren("*") if child.tag not in (TR_PR, w("tblPrEx"))]
        if any(cell.tag != TC for cell in cells):
            return False
        shapes.append([_cell_shape(cell) for cell in cells])
    return shapes[0] == shapes[1]


def _cell_shape(cell: Element) -> str:
    properties = cell.find(TC_PR)
    if properties is None:
        return ""
    return "".join(
        f"{child.tag}{sorted(child.attrib.items())}" for child in properties if child.tag in _SHAPE
    )


def _merge_rows(old: Element, new: Element, job: Job) -> Element:
    if plain(old) == plain(new):
        keep_notes(new, job)
        return new
    former = old.find(TR_PR)
    if form(former) != form(new.find(TR_PR)):
        job.marks.change_properties(_row_properties(new), former, "trPr")
    for one, two in zip(old.iterchildren(TC), new.iterchildren(TC)):
        _merge_cells(one, two, job)
    return new


def _merge_cells(old: Element, new: Element, job: Job) -> None:
    former, current = old.find(TC_PR), new.find(TC_PR)
    if form(former) != form(current):
        if current is None:
            current = etree.Element(TC_PR)
            new.insert(0, current)
        job.marks.change_properties(current, former, "tcPr")
    befores = [child for child in old if child.tag != TC_PR]
    afters = [child for child in new if child.tag != TC_PR]
    blocks = merge(befores, afters, job)
    new[:] = [] if current is None else [current]
    new.extend(blocks)


def _row_properties(row: Element) -> Element:
    """Return the properties of a row; empty ones are made where the schema wants them."""
    found = row.find(TR_PR)
    if found is None:
        found = etree.Element(TR_PR)
        place = 1 if len(row) and row[0].tag in _BEFORE_ROW_PROPERTIES else 0
        row.insert(place, found)
    return found


def _marked_row(row: Element, status: str, job: Job) -> Element:
    """Mark a row and all in it as inserted or deleted, in place."""
    _row_properties(row).append(job.marks.sign(status))
    # a list: an iterator over a tree loses its place where a nested table is exchanged
    for cell in list(row.iter(TC)):
        if next(cell.iterancestors(TR), None) is row:
            properties = cell.find(TC_PR)
            blocks = marked_blocks([child for child in cell if child.tag != TC_PR], status, job)
            cell[:] = [] if properties is None else [properties]
            cell.extend(blocks)
    return row


def _marked_other(element: Element, job: Job) -> Element:
    """Mark the rows in a content control of the new table as inserted."""
    mark_rows(element, "ins", job)
    return element


def mark_rows(container: Element, status: str, job: Job) -> None:
    """Mark every row of a table (or of a control in it) as inserted or deleted, in place."""
    for row in list(_rows(container)):
        _marked_row(row, status, job)


def mark_table(step: Step, job: Job) -> Element:
    """Return a table of one document only, with all its rows marked."""
    status = "ins" if step.news else "del"
    table = step.news[0] if step.news else deepcopy(step.olds[0])
    mark_rows(table, status, job)
    return table
