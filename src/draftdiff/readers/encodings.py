"""Bytes of a text file to characters."""

from __future__ import annotations

import codecs

from draftdiff.errors import DamagedFileError
from draftdiff.model import Note

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESS_BYTES = 200_000
_MOSTLY = 0.98


def decode(data: bytes, name: str) -> tuple[str, list[Note]]:
    """Return the characters of a text file, line ends as "\\n", and notes on what had to be guessed.

    UTF-8 is tried first, then what a byte order mark says, then the guess of charset-normalizer.
    """
    notes: list[Note] = []
    encoding = next((found for bom, found in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text, encoding = _guess(data, name)
        notes.append(Note(where=name, what=f"read as {encoding}, guessed from its bytes"))
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
        notes.append(Note(where=name, what="null characters were replaced by U+FFFD"))
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _guess(data: bytes, name: str) -> tuple[str, str]:
    ascii_letters = sum(1 for byte in data[:_GUESS_BYTES] if byte < 0x80)
    if ascii_letters > _MOSTLY * len(data[:_GUESS_BYTES]):
        # a few signs beyond ASCII (quotes, dashes, a pound sign) are too little to guess from
        return data.decode("cp1252", errors="replace"), "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESS_BYTES]).best()
    if best is None:
        raise DamagedFileError(
            where=name, what="holds bytes that are text in no known encoding", mend="Save it as UTF-8."
        )
    return data.decode(best.encoding, errors="replace"), best.encoding
