"""Changes marked by the eye: bold or coloured characters are new, struck ones are deleted, as in UNECE papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from draftdiff.model import Span
from draftdiff.readers.blocks import Block
from draftdiff.readers.cutting import kept_blocks, without_spans
from draftdiff.readers.docx.body import Look


def visual_views(blocks: Sequence[Block], looks: Sequence[Look]) -> tuple[list[Block], list[Block]]:
    """Return the blocks of the old and of the new text.

    Only what runs have beyond their paragraph's style counts; bold in headings, and colour in links or as the usual
    colour of the document, is no mark.
    """
    usual = _usual_colour(looks)
    old: list[Block | None] = []
    new: list[Block | None] = []
    for block, look in zip(blocks, looks, strict=True):
        struck = [span for span, own in look.own if own.get("strike")]
        added = [span for span, own in look.own if not own.get("strike") and _is_new(own, block, span, usual)]
        old.append(without_spans(block, added))
        new.append(without_spans(block, struck))
    return _with_notes(blocks, old), _with_notes(blocks, new)


def _is_new(own: Mapping[str, str], block: Block, span: Span, usual: str) -> bool:
    if own.get("bold") and block.kind != "heading":
        return True
    colour = own.get("colour", "")
    if not colour or colour == usual:
        return False
    return not any(mark.kind == "link" and mark.span.overlaps(span) for mark in block.marks)


def _usual_colour(looks: Sequence[Look]) -> str:
    """Return the colour, if not black, in which most characters are set."""
    counts: Counter[str] = Counter()
    for look in looks:
        for span, own in look.own:
            counts[own.get("colour", "")] += len(span)
    colour, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return colour if 2 * count > sum(counts.values()) else ""


def _with_notes(blocks: Sequence[Block], kept: list[Block | None]) -> list[Block]:
    """Drop the notes whose caller is gone."""
    called = [
        None if block is not None and block.anchor is not None and kept[block.anchor[0]] is None else block
        for block in kept
    ]
    return kept_blocks(blocks, called)
