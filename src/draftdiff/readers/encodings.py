"""Bytes of a text file to characters."""

from __future__ import annotations

import codecs
import re

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
_MOSTLY = 0.85
# Signs that stand inside words only where another code page was taken for the Western one.
_STRANGE = re.compile(
    r"[^\W\d_][\u00a1-\u00a9\u00ac\u00af-\u00b3\u00b5-\u00b9\u00bc-\u00bf\u00d7\u00f7]+[^\W\d_]"
)


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
    if _is_western(data[:_GUESS_BYTES]):
        return data.decode("cp1252", errors="replace"), "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESS_BYTES]).best()
    if best is None:
        raise DamagedFileError(
            where=name, what="holds bytes that are text in no known encoding", mend="Save it as UTF-8."
        )
    return data.decode(best.encoding, errors="replace"), best.encoding


def _is_western(data: bytes) -> bool:
    """Return whether mostly ASCII bytes read well in the Western code page: too few others to guess from."""
    plain = sum(byte < 0x80 for byte in data)
    return plain > _MOSTLY * len(data) and not _STRANGE.search(data.decode("cp1252", errors="replace"))
