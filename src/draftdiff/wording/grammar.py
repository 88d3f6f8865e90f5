"""Whether two runs of words are one once spelling, grammar and fillers are set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from draftdiff.tables import Shape, parse_table

_SHAPE: Shape = {
    "source!": str,
    "fillers!": [str],
    "same!": [[str]],
    "spelling!": {"endings!": [[str]], "words!": [[str]]},
}
_ACT_DATE = re.compile(
    r" (\d+ \d+) of \d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r" \d{4}(?= )"
)
_DATE_RANGE = re.compile(r"\bfrom (\d+) to\b")
_MOST_FILLERS = 8
"""Words by which two sides may differ in length and still be one once fillers are set aside."""
_DOUBLED = re.compile(r"(.)\1")
_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "twenty": "20", "thirty": "30",
}  # fmt: skip
PLACED = frozenset(
    ["not", "no", "only", "never", "without", "except", "unless", "all", "may", "must", "shall", "should"]
)
"""Words whose place decides the meaning: an edit that moves one is never mere word order."""
_NEVER_GRAMMAR = frozenset(
    [
        "should",
        "would",
        "could",
        "might",
        "will",
        "shall",
        "may",
        "can",
        "must",
        "his",
        "its",
        "this",
        "as",
        "us",
    ]
)
# "the importance to enhance", "of enhancing"; means and company are another matter.
_PARTICLES = frozenset(["to", "of", "for", "in", "on", "at", "towards", "the", "a", "an", "that"])
_TELLING = frozenset(["by", "with", "from", "without", "against", "not", "through", "under", "into"])
_DERIVED = re.compile(r"(?:ually|ionally|ional|ually|ual|ally|us|al|ly|ity|ive|ion)$")
_LONG = 8
"""Letters from which a word may have an ending that makes another kind of word of it."""


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [word.casefold() for word in _WORD.findall(text)]


def same_words(a: list[str], b: list[str]) -> bool:
    """Return whether two runs of words say the same, word for word."""
    if "".join(a) == "".join(b) or (len(a) == len(b) == 1 and _is_slip(a[0], b[0])):
        return True
    if abs(len(a) - len(b)) > _MOST_FILLERS or (Counter(a) - Counter(b)).keys() & PLACED:
        return False
    left, right = plain(a), plain(b)
    return _run_together(left) == _run_together(right) or _same_but_particles(a, b)


def _run_together(keys: list[str]) -> str:
    """Return keys as one, doubled letters made single also where two words meet: co-operative, cooperative."""
    return _DOUBLED.sub(r"\1", "".join(keys))


def _same_but_particles(a: list[str], b: list[str]) -> bool:
    """Return whether only the form and the particles of the same words differ: "to enhance", "of enhancing"."""
    if _TELLING & set(a) != _TELLING & set(b):
        return False
    left, right = ([stem(word) for word in words if word not in _PARTICLES] for words in (a, b))
    return bool(left) and left == right


def same_but_for_place(a: list[str], b: list[str]) -> bool:
    """Return whether two runs hold the same words of weight, whatever kind of word each was made: "by consensus"."""
    left, right = (
        [_family(word) for word in words if plain([word]) and word not in _PARTICLES | _TELLING]
        for words in (a, b)
    )
    return bool(left) and left == right


def _family(word: str) -> str:
    return _DERIVED.sub("", word) if len(word) >= _LONG and _DERIVED.search(word) else stem(word)


def _is_slip(a: str, b: str) -> bool:
    """Return whether two words differ by a doubled letter or by letters that changed places only."""
    if min(len(a), len(b)) < 4 or not (a.isalpha() and b.isalpha()):
        return False
    return _DOUBLED.sub(r"\1", a) == _DOUBLED.sub(r"\1", b) or sorted(a) == sorted(b)


def plain(words: Sequence[str]) -> list[str]:
    """Return the keys of words: fillers left out, wordings that say the same made one, stems."""
    table = _table()
    text = _ACT_DATE.sub(r" \1", _DATE_RANGE.sub(r"on \1 and", f" {' '.join(words)} "))
    text = table.phrases.sub(lambda match: table.keys[match.group()], text)
    return [stem(word) for word in text.split() if word not in table.fillers]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a key that spelling variants and inflected forms of a word share."""
    word = _NUMBERS.get(word, word).removesuffix("'s")
    if word in _NEVER_GRAMMAR or len(word) < 4 or not word.isalpha():
        return _table().words.get(word, word)
    word = _table().words.get(word, word)
    for ending, key in _table().endings:
        if word.endswith(ending):
            word = word[: -len(ending)] + key
            break
    word = re.sub(r"(?:ies|ied|ying|ing|ed|es|e|s|y)$", "", word)
    return _DOUBLED.sub(r"\1", word)


class _Table:
    """The lexicon, ready for use: longest phrases first."""

    def __init__(self) -> None:
        text = resources.files("draftdiff.wording").joinpath("equal-en.toml").read_text("utf-8")
        data = parse_table(text, _SHAPE, "equal-en.toml")
        self.keys = {phrase: row[0] for row in data["same"] for phrase in row[1:]}
        self.keys.update(dict.fromkeys((filler for filler in data["fillers"] if " " in filler), ""))
        ordered = sorted(self.keys, key=lambda phrase: (-len(phrase), phrase))
        self.phrases = re.compile(rf"(?<= )(?:{'|'.join(map(re.escape, ordered))})(?= )")
        """Phrases that say the same as another, or nothing; longest first."""
        self.fillers = frozenset(filler for filler in data["fillers"] if " " not in filler)
        endings = [(one, row[-1]) for row in data["spelling"]["endings"] for one in row[:-1]]
        self.endings: list[tuple[str, str]] = sorted(endings, key=lambda row: -len(row[0]))
        self.words: dict[str, str] = {word: row[-1] for row in data["spelling"]["words"] for word in row}


@cache
def _table() -> _Table:
    return _Table()
