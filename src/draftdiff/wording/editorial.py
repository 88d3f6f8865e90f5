"""Whether an edit bears meaning or is noise: typography, spelling, grammar, names and dates written out.

An edit is noise if both sides come to the same key, or if what came or went says nothing new: a filler, a date
after a resolution's number, an abbreviation beside its name. Every test is the same for the swapped texts.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from importlib import resources

from draftdiff.tables import Shape, parse_table
from draftdiff.text.normalize import comparison_key
from draftdiff.wording.opcodes import Region

_SHAPE: Shape = {
    "source!": str,
    "fillers!": [str],
    "same!": [[str]],
    "spelling!": {"endings!": [[str]], "words!": [[str]]},
}
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
# The date of an act, a span of years, an abbreviation: told beside the name that stays.
_APPOSITION = re.compile(
    rf"(?:of )?\d{{1,2}} {_MONTH} \d{{4}}|\(\d{{4}}(?:-\d{{4}})?\)|\((?-i:[A-Z][A-Za-z0-9&-]{{0,10}}[A-Z0-9])\)",
    re.IGNORECASE,
)
_ACT_BEFORE = re.compile(r"\d/[\w.]+,?\s*$")
# "held in Ashgabat, Turkmenistan, on 16 October"; "Small Island Developing States: A Renewed Declaration".
_COUNTRY = re.compile(r",? [A-Z][\w ]+,?")
_CITY_BEFORE = re.compile(r"\b(?:in|at) [A-Z]\w+(?: [A-Z]\w+)?$")
_DATE_AFTER = re.compile(r",? (?:on|from|in) (?:\d|[A-Z])")
_SUBTITLE = re.compile(r": [A-Z][^,;.]*")
_ACT_NOUN = re.compile(
    r"(?:general assembly |council )?(?:resolutions?|decisions?|paragraphs?)", re.IGNORECASE
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
# Words whose place decides the meaning: an edit that moves one is never mere word order.
_PLACED = frozenset(
    ["not", "no", "only", "never", "without", "except", "unless", "all", "may", "must", "shall", "should"]
)
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
_SIGN_OF_MEANING = re.compile(r"[\[\]\d%$€£<>=+/?]")


def is_editorial(old: str, new: str, region: Region) -> bool:
    """Return whether the edit of this region changes no meaning; the same for the swapped texts."""
    if old > new:
        old, new = new, old
        region = Region(region.new_start, region.new_end, region.old_start, region.old_end)
    before, after = old[region.old_start : region.old_end], new[region.new_start : region.new_end]
    a, b = comparison_key(before), comparison_key(after)
    if a.casefold() == b.casefold():
        return True
    words_a, words_b = _words(a), _words(b)
    if all(word == "and" for word in (*words_a, *words_b)):
        return not _SIGN_OF_MEANING.search(a + b)
    if not a or not b:
        text, at = (new, region.new_start) if not a else (old, region.old_start)
        end = region.new_end if not a else region.old_end
        return _says_nothing(b or a, text[max(0, at - 60) : at].rstrip(), text[end : end + 12])
    return _same_words(words_a, words_b) or _is_abbreviation(a, b)


def reordered(regions: list[tuple[str, str]]) -> list[bool]:
    """Return for each edit (old words, new words) whether its words only changed place with another edit's.

    Only words taken out whole at one place and put in whole at another count, and none whose place decides.
    """
    taken: dict[tuple[str, ...], list[int]] = {}
    put: dict[tuple[str, ...], list[int]] = {}
    for at, (old, new) in enumerate(regions):
        for own, other, found in ((old, new, taken), (new, old, put)):
            words = tuple(_words(comparison_key(own)))
            if words and not _words(other) and not _PLACED & set(words):
                found.setdefault(words, []).append(at)
    moved = [False] * len(regions)
    for words, places in taken.items():
        for a, b in zip(places, put.get(words, ()), strict=False):
            moved[a] = moved[b] = abs(a - b) <= 1
    return moved


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _same_words(a: list[str], b: list[str]) -> bool:
    """Return whether two runs of words are one once spelling, grammar and fillers are set aside."""
    if "".join(a) == "".join(b) or (len(a) == len(b) == 1 and _is_slip(a[0], b[0])):
        return True
    if abs(len(a) - len(b)) > _MOST_FILLERS:
        return False
    left, right = _plain(a), _plain(b)
    return "".join(left) == "".join(right) and not (Counter(a) - Counter(b)).keys() & _PLACED


def _is_slip(a: str, b: str) -> bool:
    """Return whether two words differ by a doubled letter or by letters that changed places only."""
    if min(len(a), len(b)) < 4 or not (a.isalpha() and b.isalpha()):
        return False
    return _DOUBLED.sub(r"\1", a) == _DOUBLED.sub(r"\1", b) or sorted(a) == sorted(b)


def _plain(words: list[str]) -> list[str]:
    table = _table()
    text = _DATE_RANGE.sub(r"on \1 and", f" {' '.join(words)} ")
    text = table.phrases.sub(lambda match: table.keys[match.group()], text)
    return [_stem(word) for word in text.split() if word not in table.fillers]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
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


def _says_nothing(edit: str, before: str, after: str) -> bool:
    """Return whether words that came or went say nothing that does not stand there already."""
    words = _words(edit)
    if not _plain(words) or all(word in _FUNCTION for word in words):
        return not _SIGN_OF_MEANING.search(edit)
    core = edit.strip(" ,;.")
    if _APPOSITION.fullmatch(core):
        return core.startswith("(") or bool(_ACT_BEFORE.search(before))
    if _ACT_NOUN.fullmatch(core):
        return after.lstrip()[:1].isdigit()
    if _SUBTITLE.fullmatch(edit):
        return before[-1:].isalpha() and bool(re.search(r"[A-Z]\w*$", before))
    return bool(_COUNTRY.fullmatch(edit) and _CITY_BEFORE.search(before) and _DATE_AFTER.match(after))


_FUNCTION = frozenset(
    ["the", "a", "an", "that", "of", "was", "were", "been", "being", "which", "and", "itself", "made"]
)


def _is_abbreviation(a: str, b: str) -> bool:
    """Return whether one side is the other's initials, with or without the other beside it."""
    short, full = sorted((a, b), key=len)
    letters = "".join(re.findall(r"[A-Z]", short))
    if len(letters) < 2 or len(letters) < len(short.strip("() .,")) - short.count("."):
        return False
    initials = "".join(word[0] for word in _WORD.findall(full) if word[0].isupper())
    return letters == initials


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
