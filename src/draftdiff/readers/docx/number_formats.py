"""Counts in the number formats of Word (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CHINESE = "零一二三四五六七八九"


def to_roman(value: int) -> str:
    """Return a lower-case roman numeral; numbers Rome could not write stay arabic."""
    if not 0 < value < 4000:
        return str(value)
    found = ""
    for unit, sign in _ROMAN:
        while value >= unit:
            found, value = found + sign, value - unit
    return found


def _letters(value: int, alphabet: str) -> str:
    """Return the letter of a number as Word does: ... y, z, aa, bb."""
    if value <= 0:
        return str(value)
    times, at = divmod(value - 1, len(alphabet))
    return alphabet[at] * min(times + 1, 30)


def _ordinal(value: int) -> str:
    tail = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{tail}"


def _words(value: int) -> str:
    if not 0 <= value < 1000:
        return str(value)
    if value >= 100:
        rest = f" {_words(value % 100)}" if value % 100 else ""
        return f"{_ONES[value // 100]} hundred{rest}"
    if value < 20:
        return _ONES[value]
    return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")


def _ordinal_words(value: int) -> str:
    head, last = re.fullmatch(r"(.*?)(\w+)", _words(value)).groups()  # type: ignore[union-attr]
    ordinal = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return head + ordinal


def _chinese(value: int) -> str:
    if not 0 < value < 100:
        return "".join(_CHINESE[int(digit)] for digit in str(value)) if value > 0 else str(value)
    tens, ones = divmod(value, 10)
    head = "" if not tens else ("" if tens == 1 else _CHINESE[tens]) + "十"
    return head + (_CHINESE[ones] if ones or not tens else "")


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalZero3": lambda n: f"{n:03d}",
    "numberInDash": lambda n: f"- {n} -",
    "upperRoman": lambda n: to_roman(n).upper(),
    "lowerRoman": to_roman,
    "upperLetter": lambda n: _letters(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": lambda n: _letters(n, "abcdefghijklmnopqrstuvwxyz"),
    "ordinal": _ordinal,
    "cardinalText": lambda n: _words(n).capitalize(),
    "ordinalText": lambda n: _ordinal_words(n).capitalize(),
    "russianLower": lambda n: _letters(n, _CYRILLIC),
    "russianUpper": lambda n: _letters(n, _CYRILLIC.upper()),
    "hebrew1": lambda n: _letters(n, _HEBREW),
    "hebrew2": lambda n: _letters(n, _HEBREW),
    "arabicAlpha": lambda n: _letters(n, _ARABIC),
    "arabicAbjad": lambda n: _letters(n, _ABJAD),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "ideographDigital": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "decimalEnclosedCircle": lambda n: chr(0x2460 + n - 1) if 0 < n <= 20 else str(n),
    "decimalFullWidth": lambda n: str(n).translate({ord("0") + d: 0xFF10 + d for d in range(10)}),
    "chicago": lambda n: "*†‡§"[(n - 1) % 4] * min((n - 1) // 4 + 1, 30) if n > 0 else str(n),
    "none": lambda n: "",
}


def format_number(value: int, format: str) -> str:
    """Return a count in one of Word's number formats; decimal for those not known."""
    return _FORMATS.get(format, str)(value)
