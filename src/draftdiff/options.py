"""What a caller may choose, in one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from draftdiff.errors import OptionError, known_names

REVISIONS = ("accepted", "original", "marked")
MARKS = ("none", "visual")
MOVES = ("native", "plain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a document may be. Documents are untrusted; a value of 0 is no limit.

    The defaults are some ten times what the largest negotiated papers need.
    """

    file_bytes: int = 200_000_000
    text_bytes: int = 25_000_000
    """Of a file that is nothing but text: Markdown, HTML, XML, plain text: some 5,000 pages."""
    unpacked_bytes: int = 1_000_000_000
    """Of all entries of a DOCX or other zip package together."""
    ratio: int = 300
    """Unpacked size over packed size of one entry of more than 1 MB."""
    entries: int = 20_000
    """Files in a zip package."""
    xml_depth: int = 256
    """Elements within elements."""
    attributes: int = 1_000
    """Attributes of one XML or HTML element."""
    pages: int = 5_000
    pdf_objects: int = 500_000
    """Text objects of a PDF, over all its pages."""
    paragraphs: int = 200_000
    paragraph_characters: int = 5_000_000
    seconds: float = 0.0
    """Total time of one comparison; of an isolated reader 300 where this is 0."""
    memory_bytes: int = 4_000_000_000
    """Address space of an isolated reader, where the system can limit it (not on Windows or macOS)."""

    def __post_init__(self) -> None:
        for item in fields(self):
            if getattr(self, item.name) < 0:
                raise OptionError(
                    where=f"limit {item.name}",
                    what="is below 0",
                    mend="Give 0 for no limit, or a positive number.",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of a comparison. Every value has a default; equal options give equal bytes."""

    profile: str = ""
    """Name of a shipped profile or path of a TOML file; empty: chosen by what the document shows."""
    read_as: str = ""
    """Format of the inputs, against their content and suffix."""
    revisions: str = "accepted"
    """Which text of a file with tracked changes: accepted, original or marked."""
    marks: str = "none"
    """`visual`: bold or coloured text is new and struck text is deleted."""
    columns: tuple[int, int] | None = None
    """1-based columns (old, new) of a two-column file."""
    language: str = ""
    """ISO 639-1 code; empty: detected for each document."""
    labels: tuple[str, ...] = ()
    """Only these labels; empty: all that are on by default."""
    ladders: tuple[str, ...] = ()
    """Names of ladders in use; empty: those of the profile."""
    moves: str = "native"
    """How a redline marks moves: native (w:moveFrom and w:moveTo) or plain (deleted and inserted)."""
    comments: bool = True
    """Whether a redline bears the labels as comments."""
    author: str = "draftdiff"
    initials: str = "dd"
    date: str = ""
    """ISO 8601 date and time put into outputs; empty: none, so that bytes repeat."""
    explain: bool = False
    """Whether outputs say which pass made each link, and why."""
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        _one_of("revisions", self.revisions, REVISIONS)
        _one_of("marks", self.marks, MARKS)
        _one_of("moves", self.moves, MOVES)
        if self.columns is not None and (len(self.columns) != 2 or min(self.columns) < 1):
            raise OptionError(
                where="columns",
                what=f"{self.columns} are not two column numbers",
                mend="Give two numbers from 1, such as 1,2.",
            )

    def changed(self) -> dict[str, Any]:
        """Return every option that differs from its default, by name."""
        plain = Options()
        found: dict[str, Any] = {}
        for item in fields(self):
            value = getattr(self, item.name)
            if value == getattr(plain, item.name):
                continue
            if isinstance(value, Limits):
                value = {
                    f.name: getattr(value, f.name)
                    for f in fields(value)
                    if getattr(value, f.name) != f.default
                }
            elif isinstance(value, tuple):
                value = list(value)
            found[item.name] = value
        return found


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise OptionError(where=name, what=f"'{value}' is not known", mend=known_names(value, known))
