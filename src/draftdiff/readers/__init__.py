"""Bytes become drafts. One module a format; the table below is all there is to know."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from draftdiff.errors import DamagedFileError, ReadError, TooLargeError, UnknownFormatError
from draftdiff.model import Draft
from draftdiff.options import Options
from draftdiff.readers.sniff import format_of_content

Reader = Callable[[bytes, str, Options], tuple[Draft, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that can be read; its module has `read(data, name, options) -> tuple[Draft, ...]`."""

    module: str
    suffixes: tuple[str, ...]
    what: str
    words_alone: bool = False
    """Whether a file is nothing but its words, so that an empty one is a text without any."""
    is_text: bool = False
    """Whether a file is nothing but text, so that a large one holds much of it."""


READERS: Mapping[str, Format] = {
    "markdown": Format(
        module="draftdiff.readers.markdown",
        suffixes=(".md", ".markdown"),
        what="Markdown (CommonMark)",
        words_alone=True,
        is_text=True,
    ),
    "docx": Format(
        module="draftdiff.readers.docx", suffixes=(".docx", ".docm", ".dotx"), what="Word (.docx)"
    ),
    "html": Format(
        module="draftdiff.readers.html", suffixes=(".html", ".htm", ".xhtml"), what="HTML", is_text=True
    ),
    "xml": Format(
        module="draftdiff.readers.legislative_xml",
        suffixes=(".xml",),
        what="legislative XML (bill.dtd, USLM)",
        is_text=True,
    ),
    "akoma-ntoso": Format(
        module="draftdiff.readers.akoma_ntoso",
        suffixes=(".akn",),
        what="Akoma Ntoso (LegalDocML)",
        is_text=True,
    ),
    "pdf": Format(module="draftdiff.readers.pdf", suffixes=(".pdf",), what="PDF with a text layer"),
    "office": Format(
        module="draftdiff.readers.office",
        suffixes=(".doc", ".odt", ".rtf", ".dot", ".ott"),
        what="old Word, OpenDocument and RTF, through LibreOffice",
    ),
    "text": Format(
        module="draftdiff.readers.plain_text",
        suffixes=(".txt", ".text", ""),
        what="plain text",
        words_alone=True,
        is_text=True,
    ),
}


def read(source: str | Path | bytes | BinaryIO, *, name: str = "", options: Options | None = None) -> Draft:
    """Return the draft in a file, a file object or bytes.

    The format is told by the content, then by the suffix, unless `options.read_as` names it. Raises `ReadError`.
    """
    return read_all(source, name=name, options=options)[0]


def read_all(
    source: str | Path | bytes | BinaryIO, *, name: str = "", options: Options | None = None
) -> tuple[Draft, ...]:
    """Return all drafts of a file: two from a file with tracked changes or two columns, else one."""
    options = options or Options()
    data, found = load_source(source, options)
    name = name or found
    return reader_for(data, name, options)(data, name, options)


def reader_for(data: bytes, name: str, options: Options) -> Reader:
    """Return the function that reads this content.

    Raises `UnknownFormatError` with the formats there are, `DamagedFileError` for a file without a byte,
    `TooLargeError` for more text than the limit.
    """
    format = options.read_as or format_of_content(data, name) or _by_suffix(name)
    if format not in READERS:
        suffix = Path(name).suffix
        what = (
            f"no reader is called '{options.read_as}'"
            if options.read_as
            else f"no reader for the suffix '{suffix}'"
        )
        raise UnknownFormatError(
            where=name,
            what=what,
            mend=f"Save it as DOCX, or pass --read-as with one of: {', '.join(READERS)}.",
        )
    if not data and not READERS[format].words_alone:
        raise DamagedFileError(
            where=name, what="is empty: the file holds no byte", mend="Fetch the file again, or save it anew."
        )
    if READERS[format].is_text:
        _refuse_over("text_bytes", options.limits.text_bytes, data, name)
    return cast(Reader, importlib.import_module(READERS[format].module).read)


def _by_suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return next((key for key, format in READERS.items() if suffix in format.suffixes), "")


def load_source(source: str | Path | bytes | BinaryIO, options: Options) -> tuple[bytes, str]:
    """Return the bytes and the name of a source; only what was named is opened."""
    limit = options.limits.file_bytes
    if isinstance(source, bytes | bytearray):
        data, name = bytes(source), "bytes"
    elif isinstance(source, str | Path):
        name = str(source)
        try:
            with Path(source).open("rb") as file:
                data = file.read(limit + 1 if limit else -1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise ReadError(
                where=name, what=f"cannot be read ({reason})", mend="Check the path and its permissions."
            ) from error
        name = Path(source).name
    else:
        name = Path(str(getattr(source, "name", "stream"))).name
        data = source.read(limit + 1 if limit else -1)
    _refuse_over("file_bytes", limit, data, name)
    return data, name


def _refuse_over(limit: str, most: int, data: bytes, name: str) -> None:
    if most and len(data) > most:
        raise TooLargeError(
            where=name,
            what=f"is larger than {most} bytes",
            mend=f"Raise the limit with --limit {limit}=NUMBER if you trust the file.",
        )
