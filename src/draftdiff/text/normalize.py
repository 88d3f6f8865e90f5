"""Keys under which two typings of one text are equal. Keys are compared and never shown."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060\uff07"
_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a\uff02"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
# Soft hyphen, zero-width characters, bidi controls, byte order mark: seen by no reader.
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)

_TABLE = {
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, _QUOTES), '"'),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _INVISIBLE), None),
    ord("\u2026"): "...",
}
_DOUBLED = re.compile(r"''")
_SPACED_DASH = re.compile(r"\s*-+\s*")
_SPACE = re.compile(r"\s+")


def comparison_key(text: str) -> str:
    """Return the text with quotes, dashes, white space and invisible characters set aside; case is kept.

    Canonical composition (NFC) is applied. Time grows with the length.
    """
    if text.isascii() and "-" not in text and "''" not in text and "`" not in text:
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    text = _SPACED_DASH.sub("-", _DOUBLED.sub('"', text))
    return _SPACE.sub(" ", text).strip()


def loose_key(text: str) -> str:
    """Return the comparison key in lower case, with letters and digits only, single-spaced."""
    return " ".join(re.findall(r"\w+", comparison_key(text).casefold()))
