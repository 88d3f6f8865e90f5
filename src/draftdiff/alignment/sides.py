"""What the passes know of one draft: arrays, one entry a paragraph."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from draftdiff.model import Draft
from draftdiff.text import comparison_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

# Words as the passes weigh them: letters and digits, one sign at a time in scripts written without spaces.
WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    "|[^\\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
STEM = 6
"""Letters of a word that count: 'require', 'requires' and 'requiring' share their stem."""


class Vocabulary(dict[str, str]):
    """A character for each folded word, the same for words of one stem, in the order in which they are met.

    A text is then a string with one character a word, which is compared and cut faster than a list of words. Stems
    beyond the last character there is (a million) share it.
    """

    __slots__ = ("stems",)

    def __init__(self) -> None:
        self.stems: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        stem = word if "_" in word else word[:STEM]
        code = self.stems.setdefault(stem, chr(min(len(self.stems), sys.maxunicode)))
        self[word] = code
        return code

    def coded(self, folded: str) -> str:
        """Return a folded text with one character a word."""
        return "".join(map(self.__getitem__, WORD.findall(folded)))


@dataclass(slots=True, kw_only=True)
class Side:
    """One draft as arrays by paragraph index."""

    draft: Draft
    keys: list[str]
    """Comparison keys: equal for two typings of one text."""
    folded: list[str]
    """Keys in lower case, for the likeness of characters."""
    vocabulary: Vocabulary
    """The characters that stand for words; both drafts share it."""
    stems: list[str]
    """The stems of the words, in order, a character each."""
    lengths: Ints
    """Number of words, at least 1."""
    section: Ints
    """Innermost section; a heading stands in the section around the one that it opens; -1: none."""
    numbers: list[str]
    """The printed number where it stands once in the draft ("17.", not the second "(a)"); else empty."""
    stream: list[str]
    heading: list[bool]
    parent: dict[int, int] = field(default_factory=dict)
    """The section around each section; -1: none."""
    row_start: dict[int, int] = field(default_factory=dict)
    """Of a cell paragraph: the first paragraph of its row."""

    @property
    def size(self) -> int:
        """Number of paragraphs."""
        return len(self.keys)


def side_of(draft: Draft, vocabulary: Vocabulary) -> Side:
    """Return the arrays of a draft; the vocabulary grows by its words. Time grows with its characters."""
    import numpy as np

    keys = [comparison_key(p.text) for p in draft.paragraphs]
    folded = [key.casefold() for key in keys]
    stems = [vocabulary.coded(key) for key in folded]
    parent = section_parents(draft)
    own = [-1 if p.section is None else p.section for p in draft.paragraphs]
    for index, section in enumerate(own):
        if section == index:
            own[index] = parent.get(index, -1)
    counts = Counter(p.number for p in draft.paragraphs if p.kind != "heading")
    return Side(
        draft=draft,
        keys=keys,
        folded=folded,
        vocabulary=vocabulary,
        stems=stems,
        lengths=np.array([max(1, len(words)) for words in stems], dtype=np.int64),
        section=np.array(own, dtype=np.int64),
        numbers=[p.number if counts[p.number] == 1 else "" for p in draft.paragraphs],
        stream=[p.stream for p in draft.paragraphs],
        heading=[p.kind == "heading" for p in draft.paragraphs],
        parent=parent,
        row_start=row_starts(draft),
    )


def section_parents(draft: Draft) -> dict[int, int]:
    """Return the section around each section by id; -1 for those at the top."""
    found: dict[int, int] = {}
    for section in draft.root.walk():
        for child in section.children:
            if child.id is not None:
                found[child.id] = -1 if section.id is None else section.id
    return found


def row_starts(draft: Draft) -> dict[int, int]:
    """Return for each cell paragraph the first paragraph of its row."""
    first: dict[tuple[int, int], int] = {}
    found: dict[int, int] = {}
    for paragraph in draft.paragraphs:
        if paragraph.cell is not None:
            row = paragraph.cell.table, paragraph.cell.row
            found[paragraph.index] = first.setdefault(row, paragraph.index)
    return found
