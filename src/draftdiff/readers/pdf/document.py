"""From the pages of a PDF to a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from draftdiff.model import Draft, Mark, Note, Span
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.contents import PAGE_OF_CONTENTS, pages_of, without_pages_of_contents
from draftdiff.readers.furniture import furniture_notes
from draftdiff.readers.hyphens import Hyphens
from draftdiff.readers.mastheads import title_block
from draftdiff.readers.pdf.aligned import with_tables
from draftdiff.readers.pdf.columns import in_reading_order
from draftdiff.readers.pdf.direction import mirrored
from draftdiff.readers.pdf.headings import heading_levels
from draftdiff.readers.pdf.lines import Line
from draftdiff.readers.pdf.notes import is_rule, notes_of, split_page
from draftdiff.readers.pdf.pages import Removed, text_lines
from draftdiff.readers.pdf.paragraphs import (
    BULLETS,
    Measure,
    Para,
    bullet_depths,
    edges,
    measure,
    paragraphs_of,
    runs_on,
)
from draftdiff.readers.pdf.tables import (
    Table,
    bands,
    cell_paragraphs,
    drop_repeated_head,
    first_row_goes_on,
    goes_on,
    rows_of,
    take_tables,
)
from draftdiff.readers.pdf.text import Composed, all_lines, compose
from draftdiff.readers.pdf.words import Page, read_pages
from draftdiff.readers.structure import build_draft

_RESOLUTION_NUMBER = re.compile(r"(\d{1,3}/\d{1,3}(?:\s?[A-Z])?\.)\s+")


@dataclass(slots=True)
class _Reading:
    """What is gathered on the way through the pages."""

    removed: Removed = field(default_factory=list)
    body: list[Para] = field(default_factory=list)
    notes: list[Para] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    right: float = 0.0
    """Where most lines of the column before end."""


def read_document(data: bytes, name: str, options: Options) -> Draft:
    """Return the draft of a PDF."""
    printed, stated = read_pages(data, name, options.limits)
    pages = [mirrored(page) for page in printed]
    reading = _Reading()
    tables = [take_tables(page) for page in pages]
    lines, said = text_lines(pages, reading.removed)
    usual = measure(lines)
    for page_lines, page_tables in zip(lines, tables, strict=True):
        # Columns have their notes each at their own foot.
        columns = [list(page_lines)] if page_tables else in_reading_order(page_lines)
        notes: list[list[Line]] = []
        for column in columns:
            body, rule, foot = split_page(column, usual)
            rule += [line for line in body if is_rule(line)]
            body = [line for line in body if not is_rule(line)]
            reading.removed.extend(("rule", line.text, line.page) for line in rule)
            _add_page(reading, body, page_tables, usual)
            notes.append(foot)
        for foot in notes:
            _add_notes(reading, notes_of(foot))
    blocks, at = without_pages_of_contents(_blocks(reading, usual))
    reading.removed.extend(
        (PAGE_OF_CONTENTS, page, int(blocks[here].where.split()[-1]))
        for here, page in zip(at, pages_of(blocks), strict=True)
    )
    metadata = {"title": stated.get("title", ""), **title_block(blocks), **said}
    return build_draft(
        blocks,
        name=name,
        format="pdf",
        options=options,
        metadata={key: value for key, value in metadata.items() if value},
        notes=[*furniture_notes(name, reading.removed), *_sideways(pages, name)],
    )


def _add_page(reading: _Reading, lines: Sequence[Line], tables: Sequence[Table], usual: Measure) -> None:
    """Append the paragraphs and tables of a page, from top to bottom."""
    parts = [part for band in bands(lines, tables) for part in _parts(band)]
    for at, part in enumerate(parts):
        if isinstance(part, Table):
            _add_table(reading, part, usual, first=at == 0)
            continue
        for stretch in in_reading_order(part):
            paras = paragraphs_of(stretch, usual)
            last = reading.body[-1] if reading.body else None
            if last is not None and last.cell is None and runs_on(last, paras[0], reading.right):
                _run_on(last, paras.pop(0))
            reading.body.extend(paras)
            reading.right = edges(stretch)[1]


def _parts(band: list[Line] | Table) -> list[list[Line] | Table]:
    return [band] if isinstance(band, Table) else with_tables(band)


def _run_on(before: Para, after: Para) -> None:
    if after.page != before.lines[-1].page:
        before.breaks.append(len(before.lines))
    before.lines.extend(after.lines)


def _add_table(reading: _Reading, table: Table, usual: Measure, first: bool) -> None:
    """Append a table; one that opens a page may go on from the page before."""
    before = reading.tables[-1] if reading.tables else None
    last = reading.body[-1].cell if reading.body else None
    table.id = before.id + 1 if before else 0
    if first and before and last and last.table == before.id and goes_on(before, table):
        opening = next(known for known in reading.tables if known.id == before.id)
        dropped = drop_repeated_head(opening, table)
        reading.removed.extend(("repeated table head", line.text, line.page) for line in dropped)
        cut = first_row_goes_on(before, table)
        table.id, table.first_row = before.id, rows_of(before) - bool(dropped) - cut
    reading.tables.append(table)
    reading.body.extend(cell_paragraphs(table, usual))


def _add_notes(reading: _Reading, paras: list[Para]) -> None:
    if paras and not paras[0].number_sign and reading.notes:
        _run_on(reading.notes[-1], paras.pop(0))
    reading.notes.extend(paras)


def _blocks(reading: _Reading, usual: Measure) -> list[Block]:
    hyphens = Hyphens.of(all_lines(reading.body) + all_lines(reading.notes))
    signs = frozenset(para.number_sign for para in reading.notes if para.number_sign)
    levels = heading_levels(reading.body, usual)
    depths = bullet_depths(reading.body)
    blocks: list[Block] = []
    calls: dict[tuple[str, int], tuple[int, Span]] = {}
    for at, para in enumerate(reading.body):
        made = compose(para, hyphens, signs)
        for sign, span in made.calls:
            calls.setdefault((sign, _page_at(para, made, span)), (len(blocks), span))
        if made.text.strip():
            blocks.append(_block(para, made, levels.get(at), depths.get(at, 0)))
    anywhere: dict[str, tuple[int, Span]] = {}
    for (sign, _), place in calls.items():
        anywhere.setdefault(sign, place)
    for para in reading.notes:
        anchor = calls.get((para.number_sign, para.page), anywhere.get(para.number_sign))
        blocks.append(_note(para, compose(para, hyphens, frozenset()), anchor))
    return blocks


def _note(para: Para, made: Composed, anchor: tuple[int, Span] | None) -> Block:
    return Block(
        text=made.text,
        kind="note",
        number=para.number_sign,
        marks=tuple(made.marks),
        stream="footnotes",
        anchor=anchor,
        where=f"page {para.page}",
        typed_number=False,
    )


def _page_at(para: Para, made: Composed, span: Span) -> int:
    """Return the page on which a place of a paragraph was printed."""
    page = para.page
    for mark in made.marks:
        if mark.kind == "page-break" and mark.span.start <= span.start:
            page = int(mark.value)
    return page


def _block(para: Para, made: Composed, level: int | None, depth: int) -> Block:
    where = f"page {para.page}"
    marks = tuple(made.marks)
    if para.cell is not None:
        return Block(
            text=made.text, kind="cell", cell=para.cell, marks=marks, where=where, typed_number=False
        )
    if level is not None:
        number, cut = _own_number(made.text)
        kept = tuple(_moved(mark, cut) for mark in marks if mark.span.end >= cut)
        return Block(
            text=made.text[cut:], number=number, kind="heading", level=level, marks=kept, where=where
        )
    if made.text[:1] in BULLETS and made.text[1:].strip():
        text = made.text[1:].lstrip()
        cut = len(made.text) - len(text)
        kept = tuple(_moved(mark, cut) for mark in marks if mark.span.end > cut)
        return Block(text=text, kind="list-item", level=depth, marks=kept, where=where, typed_number=False)
    return Block(text=made.text, marks=marks, where=where)


def _own_number(text: str) -> tuple[str, int]:
    """Return the number of a resolution before its title ("80/118."), and where the title begins."""
    match = _RESOLUTION_NUMBER.match(text)
    return (match[1], match.end()) if match else ("", 0)


def _moved(mark: Mark, by: int) -> Mark:
    return replace(mark, span=Span(max(0, mark.span.start - by), mark.span.end - by))


def _sideways(pages: Sequence[Page], name: str) -> list[Note]:
    return [
        Note(
            where=f"{name}, page {page.number}",
            what=f'left out as text set sideways: "{" ".join(word.text for word in page.sideways)}"'
            f" (page {page.number})",
        )
        for page in pages
        if page.sideways
    ]
