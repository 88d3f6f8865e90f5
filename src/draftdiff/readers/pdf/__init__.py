"""Read PDF: the text layer with its positions becomes lines, the lines paragraphs; print furniture is left out."""

from __future__ import annotations

from draftdiff.model import Draft
from draftdiff.options import Options


def read(data: bytes, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the one draft of a PDF.

    Raises `NoTextError` for a scan, `ProtectedFileError`, `DamagedFileError`, `TooLargeError`. What stands on the
    pages and not in the draft (running heads, page numbers, masthead) is listed in the draft's notes.
    """
    from draftdiff.readers.pdf.document import read_document

    return (read_document(data, name, options),)
