"""From the pages of a PDF to a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from draftdiff.model import Draft, Mark, Note, Span
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.furniture import EdgeText, furniture_notes, furniture_of
from draftdiff.readers.mastheads import title_block
from draftdiff.readers.pdf.headings import heading_levels
from draftdiff.readers.pdf.hyphens import Hyphens
from draftdiff.readers.pdf.lines import Line, lines_of, segments
from draftdiff.readers.pdf.masthead import masthead
from draftdiff.readers.pdf.notes import notes_of, split_page
from draftdiff.readers.pdf.paragraphs import BULLETS, Measure, Para, measure, paragraphs_of, runs_on
from draftdiff.readers.pdf.text import Composed, all_lines, compose
from draftdiff.readers.pdf.words import Page, read_pages
from draftdiff.readers.structure import build_draft

_EDGE_ROWS = 4  # at each end of a page, in which furniture is looked for


@dataclass(slots=True)
class _Reading:
    """What is gathered on the way through the pages."""

    removed: list[tuple[str, str, int]] = field(default_factory=list)
    """Kind, text and page of what is left out."""
    metadata: dict[str, str] = field(default_factory=dict)
    body: list[Para] = field(default_factory=list)
    notes: list[Para] = field(default_factory=list)


def read_document(data: bytes, name: str, options: Options) -> Draft:
    """Return the draft of a PDF."""
    pages, stated = read_pages(data, name, options.limits)
    reading = _Reading()
    lines = _without_furniture(pages, reading)
    usual = measure(lines)
    for page_lines in lines:
        body, rule, notes = split_page(page_lines, usual)
        reading.removed.extend(("rule above notes", line.text, line.page) for line in rule)
        _add_body(reading, paragraphs_of(body, usual))
        _add_notes(reading, notes_of(notes))
    blocks = _blocks(reading, usual)
    metadata = {**title_block(blocks), **reading.metadata}
    metadata.setdefault("title", stated.get("title", ""))
    return build_draft(
        blocks,
        name=name,
        format="pdf",
        options=options,
        metadata={key: value for key, value in metadata.items() if value},
        notes=[*furniture_notes(name, reading.removed), *_sideways(pages, name)],
    )


def _without_furniture(pages: Sequence[Page], reading: _Reading) -> list[list[Line]]:
    """Return the lines of each page without masthead, running heads, page and job numbers, bar codes."""
    lines = [_without_bar_codes(lines_of(page), reading) for page in pages]
    if lines:
        head, reading.metadata = masthead(lines[0], pages[0].height)
        reading.removed.extend(("masthead", line.text, line.page) for line in head)
        lines[0] = [line for line in lines[0] if line not in head]
    parts: list[Line] = []
    edges: list[EdgeText] = []
    for page_lines in lines:
        for depth, top, line in _edge_rows(page_lines):
            for part in segments(line):
                edges.append(EdgeText(line.page, part.text, depth, top, len(parts)))
                parts.append(part)
    kinds = furniture_of(edges, len(pages))
    dropped: dict[int, str] = {}
    for key, kind in kinds.items():
        dropped.update((id(word), kind) for word in parts[key].words)
        reading.removed.append((kind, parts[key].text, parts[key].page))
    return [[kept for line in page if (kept := _without(line, dropped))] for page in lines]


def _edge_rows(lines: Sequence[Line]) -> list[tuple[int, bool, Line]]:
    """Return the rows at the edges of a page with their depth and whether they stand at the top."""
    half = (len(lines) + 1) // 2
    top = [(depth, True, line) for depth, line in enumerate(lines[: min(_EDGE_ROWS, half)])]
    rest = lines[len(top) :]
    bottom = [(depth, False, line) for depth, line in enumerate(reversed(rest[-_EDGE_ROWS:]))]
    return top + bottom


def _without(line: Line, dropped: dict[int, str]) -> Line | None:
    words = [word for word in line.words if id(word) not in dropped]
    if len(words) == len(line.words):
        return line
    return Line(words=words, page=line.page, y=line.y, size=line.size) if words else None


def _without_bar_codes(lines: Sequence[Line], reading: _Reading) -> list[Line]:
    kept = []
    for line in lines:
        if any(word.barcode for word in line.words):
            reading.removed.append(("bar code", line.text, line.page))
        else:
            kept.append(line)
    return kept


def _add_body(reading: _Reading, paras: list[Para]) -> None:
    """Append the paragraphs of a page; the first may go on from the page before."""
    if paras and reading.body and runs_on(reading.body[-1], paras[0]):
        before, after = reading.body[-1], paras.pop(0)
        before.breaks.append(len(before.lines))
        before.lines.extend(after.lines)
    reading.body.extend(paras)


def _add_notes(reading: _Reading, paras: list[Para]) -> None:
    if paras and not paras[0].number_sign and reading.notes:
        before, after = reading.notes[-1], paras.pop(0)
        before.breaks.append(len(before.lines))
        before.lines.extend(after.lines)
    reading.notes.extend(paras)


def _blocks(reading: _Reading, usual: Measure) -> list[Block]:
    hyphens = Hyphens.of(all_lines(reading.body) + all_lines(reading.notes))
    signs = frozenset(para.number_sign for para in reading.notes if para.number_sign)
    levels = heading_levels(reading.body, usual)
    blocks: list[Block] = []
    calls: dict[tuple[str, int], tuple[int, Span]] = {}
    for at, para in enumerate(reading.body):
        made = compose(para, hyphens, signs)
        for sign, span in made.calls:
            calls.setdefault((sign, _page_at(para, made, span)), (len(blocks), span))
        blocks.append(_block(para, made, levels.get(at)))
    anywhere: dict[str, tuple[int, Span]] = {}
    for (sign, _), place in calls.items():
        anywhere.setdefault(sign, place)
    for para in reading.notes:
        made = compose(para, hyphens, frozenset())
        anchor = calls.get((para.number_sign, para.page), anywhere.get(para.number_sign))
        blocks.append(
            Block(
                text=made.text,
                kind="note",
                number=para.number_sign,
                marks=tuple(made.marks),
                stream="footnotes",
                anchor=anchor,
                where=f"page {para.page}",
                typed_number=False,
            )
        )
    return blocks


def _page_at(para: Para, made: Composed, span: Span) -> int:
    """Return the page on which a place of a paragraph was printed."""
    page = para.page
    for mark in made.marks:
        if mark.kind == "page-break" and mark.span.start <= span.start:
            page = int(mark.value)
    return page


def _block(para: Para, made: Composed, level: int | None) -> Block:
    where = f"page {para.page}"
    marks = tuple(made.marks)
    if level is not None:
        return Block(text=made.text, kind="heading", level=level, marks=marks, where=where)
    if made.text[:1] in BULLETS and made.text[1:].strip():
        text = made.text[1:].lstrip()
        cut = len(made.text) - len(text)
        kept = tuple(_moved(mark, cut) for mark in marks if mark.span.start >= cut or mark.span.end > cut)
        return Block(text=text, kind="list-item", level=0, marks=kept, where=where, typed_number=False)
    return Block(text=made.text, marks=marks, where=where)


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
