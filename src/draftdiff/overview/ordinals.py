"""Which paragraphs an instruction names: "the twenty-first preambular paragraph", "operative paragraphs 35 and 39"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}


def _ordinals() -> dict[str, int]:
    known = {word: at for at, word in enumerate(_UNITS, 1)}
    known |= {word: at for at, word in enumerate(_TEENS, 10)}
    for stem, value in _TENS.items():
        known[f"{stem}ieth"] = value
        known |= {f"{stem}y-{word}": value + at for at, word in enumerate(_UNITS, 1)}
    return known


ORDINALS = _ordinals()
"""The ordinals in words, first to ninety-ninth."""

_WORD = "|".join(sorted(ORDINALS, key=lambda word: (-len(word), word)))
_ORDINAL = rf"(?:{_WORD}|\d{{1,3}}(?:st|nd|rd|th))"
_LAST = {"last": "last", "final": "last", "penultimate": "penultimate", "last but one": "penultimate"}
_NUMBER = r"\d{1,3}[A-Za-z]?(?:\.\d+)*(?:\s+(?:bis|ter|quater|alt))?(?:\s*\([a-z]+\))*"
_JOIN = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to|&)\s+)"
_NAME = re.compile(
    rf"(?P<ordinals>\b{_ORDINAL}(?:{_JOIN}{_ORDINAL})*)\s+(?P<kind1>preambular|operative)\s+(?:sub)?paragraphs?"
    r"|\b(?P<last>last but one|last|final|penultimate)\s+(?P<kind5>preambular|operative)\s+paragraph"
    r"|\b(?P<title>title)\b"
    rf"|\b(?P<kind2>preambular|operative|sub)?\s*-?(?:paragraphs?|paras?\.?|recitals?)\s+"
    rf"(?P<numbers>{_NUMBER}(?:{_JOIN}{_NUMBER})*)"
    rf"|\b(?P<kind3>OP|PP)s?\s?\.?(?P<codes>{_NUMBER}(?:{_JOIN}(?:OP|PP)?\s?{_NUMBER})*)"
    rf"|\b(?P<kind4>article|rule|section|regulation)s?\s+(?P<articles>{_NUMBER}(?:{_JOIN}{_NUMBER})*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """Paragraphs named at one place of a text."""

    start: int
    end: int
    names: tuple[str, ...]


def paragraphs_named(text: str) -> list[str]:
    """Return the paragraphs that a text names, in its order, as PP21, OP9, 17 (b), "Article 5"; ranges counted out."""
    return [name for place in named_places(text) for name in place.names]


_ITEM_OF = re.compile(
    r"(?P<sub>\bsub-?(?:paragraph|item)s?\s+)(?P<item>\([a-z]+\))(?P<of>\s+of\s+(?:the\s+)?)"
    r"(?P<whole>(?:(?:operative|preambular)\s+)?paragraph\s+\d+\w*|(?:OP|PP)\s?\d+)",
    re.IGNORECASE,
)
_ITEM_BEHIND = re.compile(
    r"(?P<whole>\b(?:paragraph|OP|PP)\s?\d+\w*)(?P<sub>,?\s+sub-?paragraph\s+)(?P<item>\([a-z]+\))",
    re.IGNORECASE,
)


def named_places(text: str) -> list[Named]:
    """Return where a text names paragraphs, and which; "subparagraph (c) of paragraph 5" is 5 (c)."""
    text = _ITEM_OF.sub(lambda m: _same_length(m, f"{m['whole']} {m['item']}"), text.replace("\u2011", "-"))
    text = _ITEM_BEHIND.sub(lambda m: _same_length(m, f"{m['whole']} {m['item']}"), text)
    return [Named(match.start(), match.end(), tuple(_names(match))) for match in _NAME.finditer(text)]


def _same_length(match: re.Match[str], words: str) -> str:
    """Return words in place of a match, filled up so that places behind it stay."""
    return words.ljust(len(match[0]))


def _names(match: re.Match[str]) -> list[str]:
    if match["title"]:
        return ["title"]
    if match["last"]:
        return [f"{_prefix(match['kind5'])} {_LAST[match['last'].lower()]}"]
    if match["ordinals"]:
        prefix = _prefix(match["kind1"])
        return [
            f"{prefix}{number}"
            for number in _counted([_value(o) for o in _split(match["ordinals"])], match["ordinals"])
        ]
    if match["articles"]:
        return [f"{match['kind4'].capitalize()} {item}" for item in _split(match["articles"])]
    if match["codes"]:
        prefix = match["kind3"].upper()
        return [
            f"{prefix}{re.sub(r'^(?:OP|PP)', '', item, flags=re.IGNORECASE).strip()}"
            for item in _split(match["codes"])
        ]
    prefix = _prefix(match["kind2"] or "")
    return [f"{prefix}{item}" for item in _spread(match["numbers"])]


def _prefix(kind: str) -> str:
    return {"preambular": "PP", "operative": "OP"}.get(kind.lower(), "")


def _value(ordinal: str) -> int:
    ordinal = ordinal.lower()
    return ORDINALS[ordinal] if ordinal in ORDINALS else int(re.sub(r"\D", "", ordinal))


def _split(listed: str) -> list[str]:
    return [item.strip() for item in re.split(_JOIN, listed) if item.strip()]


def _spread(numbers: str) -> list[str]:
    items = _split(numbers)
    if len(items) == 2 and re.search(r"\d\s*to\s*\d", numbers) and all(item.isdigit() for item in items):
        return [str(number) for number in _counted([int(item) for item in items], numbers)]
    return items


def _counted(values: list[int], text: str) -> list[int]:
    if len(values) == 2 and re.search(r"\bto\b", text):
        return list(range(values[0], values[1] + 1))
    return values
