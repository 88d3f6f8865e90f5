"""Running text gathered from markup: white space collapsed, marks laid over it, note calls remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from draftdiff.model import ATOM, Mark, Span

_SPACE = re.compile(r"[ \t\n\r\f\v]+")


@dataclass(slots=True)
class Flow:
    """The text of one paragraph while it is being read.

    White space collapses as browsers show it; marks that are open when a paragraph ends go on in the next one.
    """

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    calls: list[tuple[str, Span]] = field(default_factory=list)
    """Names of the notes called here, with their places."""
    opened: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, text: str | None, keep_space: bool = False) -> None:
        """Append text."""
        if not text:
            return
        if not keep_space:
            text = _SPACE.sub(" ", text)
            if not self.text or self.text[-1] in " \n":
                text = text.lstrip(" ")
        self.text += text

    def line_break(self) -> None:
        """Append a break that the author set."""
        if self.text:
            self.text = self.text.rstrip(" ") + "\n"

    def atom(self, value: str) -> None:
        """Append a thing that is no text."""
        self.marks.append(Mark(kind="atom", span=Span(len(self.text), len(self.text) + 1), value=value))
        self.text += ATOM

    def call(self, note: str, shown: str) -> None:
        """Lay a call of a note at the end of what is there."""
        at = Span(len(self.text.rstrip(" ")), len(self.text.rstrip(" ")))
        self.marks.append(Mark(kind="note-reference", span=at, value=shown))
        self.calls.append((note, at))

    def open(self, kind: str, value: str = "") -> None:
        """Begin a mark at the end of what is there."""
        self.opened.append((kind, len(self.text), value))

    def close(self) -> None:
        """End the mark begun last."""
        kind, start, value = self.opened.pop()
        end = len(self.text.rstrip())
        if end > start:
            self.marks.append(Mark(kind=kind, span=Span(start, end), value=value))

    def take(self) -> tuple[str, tuple[Mark, ...], list[tuple[str, Span]]]:
        """Return text, marks and calls of the paragraph that ends here, and start afresh."""
        text = self.text.rstrip()
        marks = list(self.marks)
        for kind, start, value in self.opened:
            if len(text) > start:
                marks.append(Mark(kind=kind, span=Span(start, len(text)), value=value))
        ordered = sorted(
            (m for m in marks if m.span.end <= len(text)), key=lambda m: (m.span.start, m.span.end, m.kind)
        )
        calls = self.calls
        self.text, self.marks, self.calls = "", [], []
        self.opened = [(kind, 0, value) for kind, _, value in self.opened]
        return text, tuple(ordered), calls
