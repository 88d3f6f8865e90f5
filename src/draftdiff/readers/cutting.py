"""Take characters out of blocks, and blocks out of a list, with all that counts in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from draftdiff.model import Mark, Span
from draftdiff.readers.blocks import Block

_CLOSING = ".,;:!?)]\u201d\u2019"


def without_spans(block: Block, spans: Sequence[Span]) -> Block | None:
    """Return a block without these ranges of its text; None where no letter and no digit is left.

    Of two spaces around a range one goes with it, and words that a range kept apart stay apart. The block loses its
    way back to the file.
    """
    if not spans:
        return replace(block, element=None, pieces=())
    removed = _merged(block.text, spans)
    kept = "".join(block.text[start:end] for start, end in _between(removed, len(block.text)))
    text = kept.strip()
    if not any(sign.isalnum() for sign in text):
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
    """Return the ranges ascending and apart, so cut that one space is left between the words around them."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if len(span)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return [cut for span in joined if len(cut := _spaced(text, span))]


def _spaced(text: str, span: Span) -> Span:
    before = span.start == 0 or text[span.start - 1].isspace()
    after = span.end < len(text) and text[span.end].isspace()
    if before and after and not text[span.end - 1].isspace():
        return Span(span.start, span.end + 1)
    if before or after or span.end == len(text) or text[span.end] in _CLOSING:
        return span
    if text[span.end - 1].isspace():
        return Span(span.start, span.end - 1)
    return Span(span.start + 1, span.end) if text[span.start].isspace() else span


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
            caller, span = block.anchor
            position = positions.get(caller)
            anchor = None if position is None else (position, _within(span, changed[caller]))
            block = replace(block, anchor=anchor)
        kept.append(block)
    return kept


def _within(span: Span, caller: Block | None) -> Span:
    limit = len(caller.text) if caller is not None else 0
    return Span(min(span.start, limit), min(span.end, limit))
