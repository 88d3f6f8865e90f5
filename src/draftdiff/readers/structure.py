"""From blocks in reading order to a draft: numbers, streams, the section tree, parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from draftdiff.errors import TooLargeError
from draftdiff.model import Draft, Mark, Note, Paragraph, Place, Section, SourceMap, SourcePiece, Span
from draftdiff.options import Options
from draftdiff.profiles import choose_profile, set_parts
from draftdiff.readers.blocks import Block
from draftdiff.readers.brackets import mark_negotiation
from draftdiff.readers.languages import detect_language
from draftdiff.readers.numbers import levels_by_sequence, split_number

STREAMS = ("body", "footnotes", "endnotes")


def build_draft(
    blocks: Sequence[Block],
    *,
    name: str,
    format: str,
    options: Options,
    metadata: Mapping[str, str] | None = None,
    notes: Sequence[Note] = (),
    original: bytes | None = None,
    notes_in_place: bool = False,
) -> Draft:
    """Return the draft of these blocks: the body first, then notes in the order of their first anchor.

    With `notes_in_place` notes stay between the blocks where they are typed.

    Typed numbers are taken out of the texts (marks and source pieces are shifted with them), sections follow the
    levels of the headings, parts and negotiated standing the profile. Raises `TooLargeError` over a limit.
    """
    _check_limits(blocks, name, options)
    order = list(range(len(blocks))) if notes_in_place else _reading_order(blocks)
    shifts = [_typed_number(block) for block in blocks]
    paragraphs = _paragraphs(blocks, order, shifts)
    pieces = [_shifted_pieces(blocks[at].pieces, shifts[at][1]) for at in order]
    draft = Draft(
        name=name,
        format=format,
        paragraphs=tuple(paragraphs),
        root=section_tree(paragraphs),
        metadata=dict(metadata or {}),
        notes=tuple(notes),
        language=options.language or detect_language(blocks[at].text for at in order),
        original=original,
        source_map=_source_map([blocks[at] for at in order], pieces),
    )
    draft = mark_negotiation(draft)
    return set_parts(draft, choose_profile(draft, options), options)


def _paragraphs(
    blocks: Sequence[Block], order: Sequence[int], shifts: Sequence[tuple[str, int]]
) -> list[Paragraph]:
    """Return the blocks in reading order as paragraphs, each typed number apart from its text, in their sections."""
    sections = _sections([blocks[at] for at in order])
    position = {block: index for index, block in enumerate(order)}
    levels = levels_by_sequence(
        [
            number if shift or (block.level is None and block.kind == "paragraph") else ""
            for block, (number, shift) in zip(blocks, shifts, strict=True)
        ]
    )
    paragraphs: list[Paragraph] = []
    for index, at in enumerate(order):
        block = blocks[at]
        number, shift = shifts[at]
        anchor = None
        if block.anchor is not None:
            caller, span = block.anchor
            anchor = Place(paragraph=position[caller], span=_shifted(span, shifts[caller][1]))
        paragraphs.append(
            Paragraph(
                index=index,
                kind=block.kind,
                text=block.text[shift:],
                number=number,
                level=levels[at] if block.level is None else block.level,
                marks=_shifted_marks(block.marks, shift),
                section=sections[index if block.stream == "body" or anchor is None else anchor.paragraph],
                stream=block.stream,
                part=block.part or "body",
                anchor=anchor,
                cell=block.cell,
                where=block.where,
            )
        )
    return paragraphs


def section_tree(paragraphs: Sequence[Paragraph]) -> Section:
    """Return the tree of sections that the headings of the body open, by their levels."""
    stack: list[tuple[Paragraph | None, list[Section]]] = [(None, [])]

    def close() -> None:
        heading, children = stack.pop()
        assert heading is not None
        stack[-1][1].append(
            Section(id=heading.index, title=heading.text, level=heading.level or 1, children=tuple(children))
        )

    for paragraph in paragraphs:
        if paragraph.kind != "heading" or paragraph.stream != "body":
            continue
        while (top := stack[-1][0]) is not None and (top.level or 1) >= (paragraph.level or 1):
            close()
        stack.append((paragraph, []))
    while len(stack) > 1:
        close()
    return Section(id=None, children=tuple(stack[0][1]))


def _sections(blocks: Sequence[Block]) -> list[int | None]:
    """Return for each block its innermost section by its place."""
    sections: list[int | None] = []
    current: int | None = None
    for index, block in enumerate(blocks):
        if block.kind == "heading" and block.stream == "body":
            current = index
        sections.append(current)
    return sections


def _typed_number(block: Block) -> tuple[str, int]:
    if block.number or not block.typed_number or block.kind in ("code", "caption"):
        return block.number, 0
    number, shift = split_number(block.text, heading=block.kind == "heading" or block.contents)
    return (number, shift) if number else ("", 0)


def _reading_order(blocks: Sequence[Block]) -> list[int]:
    """Return the positions of the blocks: body, then each stream of notes by first anchor."""
    body = [at for at, block in enumerate(blocks) if block.stream == "body"]
    order = list(body)
    for stream in STREAMS[1:]:
        notes = [at for at, block in enumerate(blocks) if block.stream == stream]
        order += sorted(notes, key=lambda at: (_anchor_key(blocks[at], len(blocks)), at))
    return order


def _anchor_key(block: Block, last: int) -> tuple[int, int]:
    return (last, 0) if block.anchor is None else (block.anchor[0], block.anchor[1].start)


def _shifted(span: Span, shift: int) -> Span:
    return Span(max(0, span.start - shift), max(0, span.end - shift))


def _shifted_marks(marks: Sequence[Mark], shift: int) -> tuple[Mark, ...]:
    if not shift:
        return tuple(marks)
    kept = []
    for mark in marks:
        span = _shifted(mark.span, shift)
        if span.end > span.start or (mark.span.start == mark.span.end and mark.span.start >= shift):
            kept.append(replace(mark, span=span))
    return tuple(kept)


def _shifted_pieces(pieces: Sequence[SourcePiece], shift: int) -> tuple[SourcePiece, ...]:
    """Return the pieces for a text without its first `shift` characters, which become dropped ones."""
    if not shift:
        return tuple(pieces)
    found: list[SourcePiece] = []
    for piece in pieces:
        if piece.start >= shift:
            found.append(replace(piece, start=piece.start - shift, end=piece.end - shift))
        elif piece.end <= shift:
            kind = piece.kind if piece.start == piece.end else "dropped"
            found.append(replace(piece, start=0, end=0, kind=kind))
        else:
            cut = shift - piece.start
            found.append(replace(piece, start=0, end=0, kind="dropped"))
            found.append(replace(piece, start=0, end=piece.end - shift, offset=piece.offset + cut))
    return tuple(found)


def _source_map(blocks: Sequence[Block], pieces: list[tuple[SourcePiece, ...]]) -> SourceMap | None:
    elements = [block.element for block in blocks if block.element is not None]
    if len(elements) != len(blocks) or not blocks:
        return None
    return SourceMap(blocks=tuple(elements), pieces=tuple(pieces))


def _check_limits(blocks: Sequence[Block], name: str, options: Options) -> None:
    limits = options.limits
    if limits.paragraphs and len(blocks) > limits.paragraphs:
        raise TooLargeError(
            where=name,
            what=f"has {len(blocks)} paragraphs; the limit is {limits.paragraphs}",
            mend="Raise it with --limit paragraphs=NUMBER if you trust the file.",
        )
    longest = max((len(block.text) for block in blocks), default=0)
    if limits.paragraph_characters and longest > limits.paragraph_characters:
        raise TooLargeError(
            where=name,
            what=f"has a paragraph of {longest} characters; the limit is {limits.paragraph_characters}",
            mend="Raise it with --limit paragraph_characters=NUMBER if you trust the file.",
        )
