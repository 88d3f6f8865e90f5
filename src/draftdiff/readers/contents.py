"""Lines of a table of contents: leaders and page number are print, for pages move though no word does.

    2.  Definitions ............ 5        ->  2. Definitions, and 5 is kept as a mark

A price list has leaders too. So a line that no field and no style of Word's tells must stand in a run of three or
more whose numbers never fall, or bear the words of a heading that follows; one without leaders needs both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from draftdiff.model import Mark, Note, SourcePiece, Span
from draftdiff.readers.blocks import Block
from draftdiff.readers.numbers import roman_value, split_number

PAGE_OF_CONTENTS = "page number in the contents"
MARK = "contents-page"

_LEADERS = re.compile(r"\s*(?:[.\u2026\u00b7_] ?){5,}\s*(\d{1,4}|[ivxl]{1,6})$", re.IGNORECASE)
_TABBED = re.compile(r"[\s.\u2026\u00b7_]*\t[\s.\u2026\u00b7_]*(\d{1,4}|[ivxl]{1,6})$", re.IGNORECASE)
_SPACED = re.compile(r"\s+(\d{1,4})$")
_FEWEST = 3
_NEAR = 3  # blocks from one line of a table to the next: a line without a number may stand between
_BEARING = 0.5  # share of the lines of a run without leaders that bear the words of headings


@dataclass(frozen=True, slots=True)
class _Entry:
    """A block that may be a line of contents."""

    at: int
    """Its position."""
    cut: int
    """Where its words end."""
    page: str
    sure: bool
    led: bool
    """Whether leaders stand before the number."""

    @property
    def value(self) -> tuple[int, int]:
        """Its page for sorting: pages with roman numbers come first."""
        return (1, int(self.page)) if self.page.isdigit() else (0, roman_value(self.page))


def without_pages_of_contents(
    blocks: Sequence[Block], told: Mapping[int, str] | None = None
) -> tuple[list[Block], list[int]]:
    """Return the blocks with the lines of contents freed of leaders and pages, and the positions of these lines.

    `told` names the blocks that the format itself tells: "contents" by style or field, "leaders" by the tab stops.
    """
    told = told or {}
    entries = [entry for at in range(len(blocks)) if (entry := _entry(blocks, at, told.get(at, "")))]
    found = [entry for entry in entries if entry.sure]
    runs = list(_runs([entry for entry in entries if not entry.sure]))
    if runs:
        later = _last_places(blocks)
        found += [entry for run in runs for entry in _true_lines(run, blocks, later)]
    changed = list(blocks)
    for entry in found:
        changed[entry.at] = _freed(blocks[entry.at], entry)
    return changed, sorted(entry.at for entry in found)


def contents_notes(name: str, blocks: Sequence[Block]) -> list[Note]:
    """Return a note that tells the pages which lines of contents have lost, where there are any."""
    pages = ", ".join(pages_of(blocks))
    return [Note(where=name, what=f"left out as {PAGE_OF_CONTENTS}, kept as marks: {pages}")] if pages else []


def pages_of(blocks: Sequence[Block]) -> list[str]:
    """Return the page numbers of the lines of contents, in their order."""
    return [mark.value for block in blocks for mark in block.marks if mark.kind == MARK]


def _entry(blocks: Sequence[Block], at: int, told: str) -> _Entry | None:
    block = blocks[at]
    if block.stream != "body" or block.cell is not None or not block.text[-1:].isalnum():
        return None
    led = _LEADERS.search(block.text)
    match = led or (_TABBED.search(block.text) if told else None) or _SPACED.search(block.text)
    if match is None or not any(map(str.isalpha, block.text[: match.start()])):
        return None
    tabbed = match.re is not _SPACED
    return _Entry(at, match.start(), match[1], told == "contents" and tabbed, tabbed)


def _runs(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """Yield the runs of near lines of one kind whose pages do not fall."""
    run: list[_Entry] = []
    for entry in entries:
        goes_on = run and entry.at - run[-1].at <= _NEAR and entry.value >= run[-1].value
        if run and not (goes_on and entry.led == run[-1].led):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _true_lines(run: Sequence[_Entry], blocks: Sequence[Block], later: Mapping[str, int]) -> Sequence[_Entry]:
    """Return the lines of a run that are lines of contents."""
    words = [_words(blocks[entry.at].text[: entry.cut]) for entry in run]
    bearing = [later.get(key, -1) > run[-1].at for key, entry in zip(words, run, strict=True)]
    if run[0].led:
        return run if len(run) >= _FEWEST else [e for e, bears in zip(run, bearing, strict=True) if bears]
    many = len(set(words)) >= _FEWEST and len(set(words)) == len(run)
    return run if many and sum(bearing) >= _BEARING * len(run) else ()


def _last_places(blocks: Sequence[Block]) -> dict[str, int]:
    """Return the last place of each short text, by its words."""
    return {_words(block.text): at for at, block in enumerate(blocks) if len(block.text) <= 300}


def _words(text: str) -> str:
    """Return letters and digits alone, without the number at the start."""
    text = text.strip()
    return "".join(filter(str.isalnum, text[split_number(text, heading=True)[1] :].casefold()))


def _freed(block: Block, entry: _Entry) -> Block:
    cut = entry.cut
    marks = [
        mark if mark.span.end <= cut else replace(mark, span=Span(mark.span.start, cut))
        for mark in block.marks
        if mark.span.start < cut or mark.span.end <= cut
    ]
    marks.append(Mark(kind=MARK, span=Span(cut, cut), value=entry.page))
    return replace(
        block,
        text=block.text[:cut],
        kind="paragraph",
        level=None,
        marks=tuple(sorted(marks, key=lambda mark: (mark.span.start, mark.span.end, mark.kind, mark.value))),
        pieces=tuple(_pieces_before(block.pieces, cut)),
        contents=True,
    )


def _pieces_before(pieces: Sequence[SourcePiece], cut: int) -> Iterator[SourcePiece]:
    """Yield the pieces of the text before `cut`; characters behind it become dropped ones."""
    for piece in pieces:
        if piece.end <= cut:
            yield piece
        elif piece.start >= cut:
            kind = piece.kind if piece.start == piece.end else "dropped"
            yield replace(piece, start=cut, end=cut, kind=kind)
        else:
            yield replace(piece, end=cut)
            yield replace(piece, start=cut, end=cut, offset=piece.offset + cut - piece.start, kind="dropped")
