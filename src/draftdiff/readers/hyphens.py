"""Lines to running text: what a line end broke is mended, by what the document itself shows.

United Nations texts break only at real hyphens ("Secretary-|General"), other documents hyphenate words ("mini-|mum").
Which of the two a line end is, is told by the words of the same document: either form may stand unbroken elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_HYPHENS = "-\u2010"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST = re.compile(r"(?<![^\W_])([^\W_]+)[-\u2010]$")
_FIRST = re.compile(r"[^\W_]+")
# Chinese and Japanese set no spaces between words.
_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]")
_RANGE = re.compile(r"\d\u2013$")
_URL = re.compile(r"(?:https?://|www\.|\b[A-Z]{1,4}/)\S*$")


@dataclass(slots=True)
class Hyphens:
    """Decides at each line end; made from all the lines of a document."""

    words: Counter[str] = field(default_factory=Counter)
    """Words that stand within a line, hyphenated ones whole, in lower case."""
    habit: bool = False
    """Whether the document hyphenates words at line ends."""

    @classmethod
    def of(cls, lines: Iterable[str]) -> Hyphens:
        """Return what the lines of a document teach."""
        known = cls()
        ends: list[tuple[str, str]] = []
        written: Counter[str] = Counter()
        cut = None
        for line in lines:
            found = _WORD.findall(line.rstrip(_HYPHENS))
            if cut and (first := _FIRST.match(line)):
                ends.append((cut[1], first.group()))
            before, cut = cut, _cut_word(line)
            written.update(found[1 if before else 0 : -1 if cut else None])
        for word, count in written.items():
            known.words[word.lower().replace("\u2010", "-").replace("\u2011", "-")] += count
        votes = Counter(known.evidence(stem, rest) for stem, rest in ends)
        known.habit = votes["mend"] > votes["keep"]
        return known

    def evidence(self, stem: str, rest: str) -> str:
        """Return mend, keep, or nothing, as the words of the document tell."""
        whole, hyphenated = (stem + rest).lower(), f"{stem}-{rest}".lower()
        joined = self.words[whole]
        apart = self.words[hyphenated]
        if joined == apart:
            return ""
        return "mend" if joined > apart else "keep"

    def joint(self, before: str, after: str) -> str | None:
        """Return what joins two lines: a space, nothing, or None where the hyphen is to be taken out."""
        if before.endswith(("/", "\u2014")) and (before.endswith("\u2014") or _URL.search(before)):
            return ""
        if _UNSPACED.search(before[-1:]) and _UNSPACED.match(after):
            return ""
        if _RANGE.search(before) and after[:1].isdigit():
            return ""
        stem, rest = _cut_word(before), _FIRST.match(after)
        if stem is None:
            return " "
        if rest is None:
            return " " if after[:1] in "\u2013\u2014" else ""
        if rest.group() in ("and", "or") and not self.words[f"{stem[1]}-{rest.group()}".lower()]:
            return " "  # "short- and long-term" broken behind its first hyphen
        if not rest.group()[0].islower() or any(sign.isdigit() for sign in stem[1]):
            return ""
        told = self.evidence(stem[1], rest.group())
        if told == "mend" or (not told and self.habit):
            return None
        return ""


def _cut_word(line: str) -> re.Match[str] | None:
    """Return the word at the end of a line that a hyphen cuts; its group is the word."""
    return _LAST.search(line) if line.rstrip("\n").endswith(tuple(_HYPHENS)) else None
