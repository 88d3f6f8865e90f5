"""The page's own words: what operations, labels and parts are called, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping

MEANINGS: Mapping[str, str] = {
    "softened": "binds less than before",
    "strengthened": "binds more than before",
    "qualified": "a condition or discretion was added",
    "unqualified": "a condition or discretion was dropped",
    "deferred": "the decision is left to each State",
    "one-of-many": "lost its special standing",
    "demoted": "went to a part that binds less",
    "promoted": "came into a part that binds more",
    "reordered": "changed places with its neighbours",
    "moved-section": "the whole section left its parent",
    "sentence-moved": "a sentence or clause left one paragraph for another",
    "copied": "stands where it stood and in another place too",
    "retitled": "only the heading changed",
    "list-extended": "items were added to a list",
    "list-reduced": "items were dropped from a list",
    "narrowed": "covers less than before",
    "widened": "covers more than before",
    "actor-changed": "somebody else is to act",
    "standard-changed": "measured by another yardstick",
    "reference-added": "cites a text that was not cited",
    "reference-dropped": "no longer cites a text",
    "reference-changed": "cites another text in its place",
    "reference-differentiated": "texts once cited alike now stand under verbs of unequal weight",
    "denamed": "a name gave way to a general word",
    "named": "a general word gave way to a name",
    "borrowed": "words taken from a given source",
    "bracketed": "square brackets were opened around text",
    "unbracketed": "square brackets were closed",
    "option-chosen": "one of several options stayed",
    "credit-dropped": "the mark of who proposed it went",
    "editorial": "no change of meaning: spelling, typing, grammar",
}


def plain(name: str) -> str:
    """Return a label's or finding's name as plain words."""
    return name.replace("-", " ")


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, such as `3 paragraphs`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: list[str]) -> str:
    """Return items as a phrase: `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
