"""Take characters out of blocks, and blocks out of a list, with all that counts in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from draftdiff.model import Mark, Span
from draftdiff.readers.blocks import Block


def without_spans(block: Block, spans: Sequence[Span]) -> Block | None:
    """Return a block without these ranges of its text; None where nothing but white space is left.

    Of two spaces around a range one goes with it. The block loses its way back to the file.
    """
    if not spans:
        return replace(block, element=None, pieces=())
    removed = _merged(block.text, spans)
    kept = "".join(block.text[start:end] for start, end in _between(removed, len(block.text)))
    text = kept.strip()
    if not text:
        return None
    lead = len(kept) - len(kept.lstrip())

    def moved(at: int) -> int:
        gone = sum(min(at, span.end) - span.start for span in removed if span.start < at)
        return min(max(0, at - gone - lead), len(text))

    marks = (_moved_mark(mark, moved(mark.span.start), moved(mark.span.end)) for mark in block.marks)
    return replace(
        block, text=text, marks=tuple(mark for mark in marks if mark is not None), element=None, pieces=()
    )


def _moved_mark(mark: Mark, start: int, end: int) -> Mark | None:
    if start == end and len(mark.span):
        return None
    return replace(mark, span=Span(start, end))


def _merged(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the ranges ascending and apart, each with one of the two spaces around it."""
    found: list[Span] = []
    for span in sorted(spans):
        end = span.end
        before = span.start == 0 or text[span.start - 1].isspace()
        if before and end < len(text) and text[end].isspace() and not text[end - 1].isspace():
            end += 1
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(span.start, end))
    return found


def _between(removed: Sequence[Span], length: int) -> list[tuple[int, int]]:
    starts = [0, *(span.end for span in removed)]
    ends = [*(span.start for span in removed), length]
    return list(zip(starts, ends, strict=True))


def kept_blocks(blocks: Sequence[Block], changed: Sequence[Block | None]) -> list[Block]:
    """Return the changed blocks without the missing ones; notes follow the blocks that call them.

    `changed` goes with `blocks` one by one. A note whose call is gone goes too.
    """
    positions: dict[int, int] = {}
    for at, block in enumerate(changed):
        if block is not None:
            positions[at] = len(positions)
    kept: list[Block] = []
    for block in changed:
        if block is None:
            continue
        if block.anchor is not None:
            caller = positions.get(block.anchor[0])
            if caller is None:
                block = replace(block, anchor=None)
            else:
                block = replace(block, anchor=(caller, _within(block.anchor[1], changed[block.anchor[0]])))
        kept.append(block)
    return kept


def _within(span: Span, caller: Block | None) -> Span:
    limit = len(caller.text) if caller is not None else 0
    return Span(min(span.start, limit), min(span.end, limit))
