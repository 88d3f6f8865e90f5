"""The text of one paragraph while it is gathered: characters, marks, and where each came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from draftdiff.model import Mark, SourcePiece, Span
from draftdiff.ooxml import Element

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A note called at an offset of the text."""

    stream: str
    id: str
    offset: int
    custom: str = ""
    """The mark that the author typed in place of a number."""


@dataclass(slots=True)
class Line:
    """Grows to the right only; `finished` gives the text without its outer white space."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    pieces: list[SourcePiece] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    boxes: list[tuple[Element, Path]] = field(default_factory=list)
    own: list[tuple[Span, dict[str, str]]] = field(default_factory=list)
    """Formatting that runs have beyond their paragraph's style."""
    hidden: int = 0
    """Characters left out because they are hidden."""
    _formats: dict[tuple[str, str], list[Span]] = field(default_factory=dict)

    def text(self, text: str, part: str, path: Path, *, kind: str = "text", offset: int = 0) -> None:
        """Add characters that stand in an element of the file from `offset` on."""
        start, self.length = self.length, self.length + len(text)
        self.parts.append(text)
        self.pieces.append(
            SourcePiece(start=start, end=self.length, part=part, path=path, offset=offset, kind=kind)
        )

    def nothing(self, part: str, path: Path, kind: str = "atom") -> None:
        """Add a zero-width piece: something in the file that is no character of the text."""
        self.pieces.append(SourcePiece(start=self.length, end=self.length, part=part, path=path, kind=kind))

    def mark(self, kind: str, start: int, value: str = "", group: str = "") -> None:
        """Lay a mark from an offset to here."""
        self.marks.append(Mark(kind=kind, span=Span(start, self.length), value=value, group=group))

    def format(self, start: int, shown: dict[str, str]) -> None:
        """Lay formatting from an offset to here; touching ranges become one."""
        for kind, value in shown.items():
            if not value or self.length == start:
                continue
            spans = self._formats.setdefault((kind, "" if value == "on" else value), [])
            if spans and spans[-1].end == start:
                spans[-1] = Span(spans[-1].start, self.length)
            else:
                spans.append(Span(start, self.length))

    def finished(self) -> FinishedLine:
        """Return what was gathered, without the white space around it, which the pieces keep as dropped."""
        text = "".join(self.parts)
        body = text.strip()
        start = len(text) - len(text.lstrip()) if body else len(text)
        end = start + len(body)
        formats = (
            Mark(kind=kind, span=span, value=value)
            for (kind, value), spans in self._formats.items()
            for span in spans
        )
        return FinishedLine(
            text=body,
            marks=_cut_marks((*formats, *self.marks), start, end),
            pieces=_cut_pieces(self.pieces, start, end),
            calls=tuple(replace(call, offset=_within(call.offset, start, end)) for call in self.calls),
            boxes=tuple(self.boxes),
            own=tuple((_cut(span, start, end), own) for span, own in self.own),
            hidden=self.hidden,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedLine:
    """The text of a paragraph, its outer white space taken off; all offsets count in `text`."""

    text: str
    marks: tuple[Mark, ...]
    pieces: tuple[SourcePiece, ...]
    calls: tuple[Call, ...]
    boxes: tuple[tuple[Element, Path], ...]
    own: tuple[tuple[Span, dict[str, str]], ...]
    hidden: int


def _within(offset: int, start: int, end: int) -> int:
    return min(max(offset, start), end) - start


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(_within(span.start, start, end), _within(span.end, start, end))


def _cut_marks(marks: Iterable[Mark], start: int, end: int) -> tuple[Mark, ...]:
    kept = []
    for mark in marks:
        span = _cut(mark.span, start, end)
        if len(span) or not len(mark.span):
            kept.append(mark if span == mark.span else replace(mark, span=span))
    return tuple(sorted(kept, key=lambda mark: (mark.span.start, mark.span.end, mark.kind, mark.value)))


def _cut_pieces(pieces: list[SourcePiece], start: int, end: int) -> tuple[SourcePiece, ...]:
    """Return the pieces for the text from start to end; characters outside become dropped ones."""
    if not start and (not pieces or pieces[-1].end <= end):
        return tuple(pieces)
    found: list[SourcePiece] = []
    for piece in pieces:
        low, high = _within(piece.start, start, end), _within(piece.end, start, end)
        if piece.start == piece.end:
            found.append(replace(piece, start=low, end=high))
            continue
        before = max(0, min(piece.end, start) - piece.start)
        if before:
            found.append(replace(piece, start=low, end=low, kind="dropped"))
        if high > low:
            found.append(replace(piece, start=low, end=high, offset=piece.offset + before))
        if piece.end > end and piece.end > start:
            skipped = max(end - piece.start, before)
            found.append(replace(piece, start=high, end=high, offset=piece.offset + skipped, kind="dropped"))
    return tuple(found)
