"""What every reader makes of a file before it becomes a draft: blocks in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from draftdiff.model import Cell, Mark, ParagraphKind, SourcePiece, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph as a reader found it. Offsets count in `text` as given here."""

    text: str
    kind: ParagraphKind = "paragraph"
    number: str = ""
    """The number as printed, where the format gives it apart; else empty."""
    level: int | None = None
    marks: tuple[Mark, ...] = ()
    stream: str = "body"
    anchor: tuple[int, Span] | None = None
    """Of a note: position of the calling block in the list of blocks, and the range in its text."""
    cell: Cell | None = None
    where: str = ""
    typed_number: bool = True
    """Whether a number typed at the start of `text` is the paragraph's own and is taken out of it."""
    contents: bool = False
    """Whether it is a line of a table of contents: it heads nothing, and its number is that of a heading."""
    part: str = ""
    """Name of a part that the format itself tells (preamble, schedule); else empty."""
    element: tuple[str, tuple[int, ...]] | None = None
    """Of a DOCX: package part and path of the paragraph's element."""
    pieces: tuple[SourcePiece, ...] = ()
