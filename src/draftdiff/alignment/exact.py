"""Link paragraphs whose text stands once in each draft, then equal neighbours of linked ones.

    before   old  A x B x C      new  A x C x B        (x stands twice on both sides)
    after    A-A, B-B, C-C; the x after A to the x after A

Paul Heckel's method (Communications of the ACM 21, 1978): unique lines are anchors, and anchors
grow over equal neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from draftdiff.alignment.sides import Side
from draftdiff.alignment.table import Link, LinkTable

# A text of fewer words may stand once on each side by chance ("Done."); its place decides with the other evidence.
MIN_WORDS = 4
_DIGIT = re.compile(r"\d")
# Read once from the left: a word of a megabyte without a digit is passed over in one step.
_NUMBERED = re.compile(r"(?<!\S)[^\s\d]*\d\S*")


def match_unique(table: LinkTable) -> None:
    """Link the texts that stand once in each draft; then those that do so once capitals are set aside."""
    _link_unique(table, _unique(table.old, table.old.keys), _unique(table.new, table.new.keys))
    _link_unique(table, _unique(table.old, table.old.folded), _unique(table.new, table.new.folded))


def _link_unique(table: LinkTable, once_old: dict[str, int], once_new: dict[str, int]) -> None:
    for key, i in once_old.items():
        j = once_new.get(key)
        if j is not None:
            table.add(Link(i, j, 1.0, "exact: the text stands once in each draft"))


def match_ends(table: LinkTable) -> None:
    """Link equal texts from both ends inwards, so that a draft of nothing but repeats keeps its order."""
    _grow(table, 0, 0, 1)
    _grow(table, table.old.size - 1, table.new.size - 1, -1)


def match_neighbours(table: LinkTable) -> None:
    """Link equal texts beside linked ones, downwards and then upwards."""
    for step in (1, -1):
        linked = sorted(table.old_to.items(), reverse=step < 0)
        for i, j in linked:
            _grow(table, i + step, j + step, step)


def _grow(table: LinkTable, i: int, j: int, step: int) -> None:
    old, new = table.old, table.new
    while 0 <= i < old.size and 0 <= j < new.size and old.keys[i] == new.keys[j]:
        if old.stream[i] != new.stream[j]:
            return
        if not table.add(Link(i, j, 1.0, "exact: equal text beside a linked paragraph")):
            return
        i, j = i + step, j + step


def _unique(side: Side, keys: Sequence[str]) -> dict[str, int]:
    """Return the keys that stand once, but for formulas that stand often with other numbers.

    "After section 124J insert" and "After section 124K insert" tell places by a number, and one inserted clause shifts
    the number of every later one: equal text would then tie each to its neighbour's clause.
    """
    counts = Counter(keys)
    form_of = {key: _NUMBERED.sub("#", key) if _DIGIT.search(key) else key for key in counts}
    forms = Counter(form_of.values())
    return {
        key: index
        for index, key in enumerate(keys)
        if counts[key] == 1 and side.lengths[index] >= MIN_WORDS and forms[form_of[key]] == 1
    }
