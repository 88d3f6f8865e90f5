"""Small words of the sentences: lists, counts, quotations, paragraph numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from draftdiff.model import Operation
from draftdiff.overview.places import shortened

OPERATION_WORDS: Mapping[Operation, str] = {
    Operation.KEEP: "unchanged",
    Operation.UPDATE: "reworded",
    Operation.INSERT: "new",
    Operation.DELETE: "deleted",
    Operation.SPLIT: "split",
    Operation.MERGE: "merged",
    Operation.REWRITE: "rewritten",
}
"""What an operation is called wherever a reader is told of it."""

MAX_LISTED = 8
"""Numbers named in one list; the rest are counted."""


def listed(items: Sequence[str], most: int = MAX_LISTED) -> str:
    """Return items as a list in words: "a", "a and b", "a, b and c", "a, b and 4 more"."""
    shown = list(items[:most])
    if len(items) > most:
        shown.append(f"{len(items) - most} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def numbered(names: Sequence[str]) -> str:
    """Return citations as a list, "para 3" and "para 5" as "paras 3 and 5"."""
    names = list(dict.fromkeys(names))
    for one in ("para ", "note "):
        if len(names) > 1 and all(name.startswith(one) for name in names):
            return f"{one.strip()}s " + listed([name[5:] for name in names])
    return listed(names)


def times(count: int) -> str:
    """Return how often: once, twice, 3 times."""
    return {0: "not once", 1: "once", 2: "twice"}.get(count, f"{count} times")


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: 1 change, 3 changes."""
    return f"{count} {one if count == 1 else many or one + 's'}"


HEAD, TAIL = 11, 7
"""Words quoted of both ends of a long stretch: its point is as often at its end as at its beginning."""


def both_ends(text: str, head: int = HEAD, tail: int = TAIL) -> str:
    """Return words in quotation marks, a long stretch by its first and last words."""
    found = text.split()
    if len(found) <= head + tail + 2:
        return quoted(text, head + tail)
    return f"“{shortened(' '.join(found[:head]), head)} … {' '.join(found[-tail:])}”"


def quoted(text: str, words: int = 24) -> str:
    """Return words in quotation marks, cut after so many."""
    return f"“{shortened(' '.join(text.split()), words)}”"
