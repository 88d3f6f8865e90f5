"""Link notes by where they are called: a note follows its call, whatever it cites.

before   old  "the report,[2] and"  note 2 "A/79/139"     new  "the report,[3] and"  note 3 "A/80/130"
after    2-3, for both are called behind the same words of linked paragraphs

A note of the other draft that only has a few words in common and is called elsewhere is another note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from draftdiff.alignment.sides import WORD, Side
from draftdiff.alignment.table import Link, LinkTable

AROUND = 8
"""Words before a call, and behind it, by which its place is known."""

SAME_PLACE = 0.5
"""Share of those words that two calls must have in common; the words beside a call change with what is cited."""

AT_CALL = "call: called at the same place of linked paragraphs"

_NUMBERED = re.compile(r"[\w./()-]*\d[\w./()-]*")


def match_notes(table: LinkTable) -> None:
    """Link notes by their calls where their words tell no pair, and part those that only look alike."""
    old, new = _called(table.old), _called(table.new)
    if not old or not new:
        return
    for link in _alone_with_each_other(table):
        i, j = link.old, link.new
        if link.score < 1.0 and i in old and j in new and (_fit(table, i, j) or _cite_apart(table, i, j)):
            table.drop(link)
    _link_equal(table, old, new)
    found = sorted(_pairs(table, old, new), key=lambda pair: (-pair[0], pair[1], pair[2]))
    for fit, i, j in found:
        table.add(Link(i, j, round(min(fit, 0.99), 4), AT_CALL))


def _alone_with_each_other(table: LinkTable) -> list[Link]:
    """Return the links that are no part of a split or a merge."""
    olds, news = Counter(i for i, _ in table.links), Counter(j for _, j in table.links)
    return [link for (i, j), link in table.links.items() if olds[i] == news[j] == 1]


def _link_equal(table: LinkTable, old: list[int], new: list[int]) -> None:
    """Link the free notes that say the same, where both drafts have it once among those that are free."""
    texts = [
        Counter(side.folded[index] for index in notes if index not in partners)
        for side, notes, partners in ((table.old, old, table.old_to), (table.new, new, table.new_to))
    ]
    place = {table.new.folded[j]: j for j in new if j not in table.new_to}
    for i in old:
        text = table.old.folded[i]
        if i not in table.old_to and texts[0][text] == texts[1][text] == 1:
            table.add(Link(i, place[text], 1.0, "exact: notes that say the same"))


def _called(side: Side) -> list[int]:
    """Return the notes of which the call is known."""
    return [p.index for p in side.draft.paragraphs if p.stream != "body" and p.anchor is not None]


def _pairs(table: LinkTable, old: list[int], new: list[int]) -> Iterator[tuple[float, int, int]]:
    """Yield the free notes that are called at one place, with how well their places fit."""
    callers: dict[int, list[int]] = {}
    for j in new:
        anchor = table.new.draft.paragraphs[j].anchor
        if anchor is not None:
            callers.setdefault(anchor.paragraph, []).append(j)
    linked: dict[int, list[int]] = {}
    for a, b in table.links:
        linked.setdefault(a, []).append(b)
    for i in old:
        anchor = table.old.draft.paragraphs[i].anchor
        for paragraph in linked.get(anchor.paragraph, ()) if anchor is not None else ():
            for j in callers.get(paragraph, ()):
                if table.is_free(i, j) and (fit := _fit(table, i, j)):
                    yield fit, i, j


def _fit(table: LinkTable, i: int, j: int) -> float:
    """Return the share of the words around two calls that both have, 0 where the calls stand in different places."""
    one, other = table.old.draft.paragraphs[i].anchor, table.new.draft.paragraphs[j].anchor
    if one is None or other is None or (one.paragraph, other.paragraph) not in table.links:
        return 0.0
    around = [
        _around(side.draft.paragraphs[anchor.paragraph].text, anchor.span.start)
        for side, anchor in ((table.old, one), (table.new, other))
    ]
    shares = [_share(around[0][at], around[1][at]) for at in (0, 1)]
    fit = sum(shares) / 2
    return fit if fit >= SAME_PLACE else 0.0


def _around(text: str, at: int) -> tuple[list[str], list[str]]:
    before, behind = WORD.findall(text[:at].casefold()), WORD.findall(text[at:].casefold())
    return before[-AROUND:], behind[:AROUND]


def _share(one: list[str], other: list[str]) -> float:
    if not one and not other:
        return 1.0
    return (Counter(one) & Counter(other)).total() / max(1, len(one), len(other))


def _cite_apart(table: LinkTable, i: int, j: int) -> bool:
    """Return whether two notes cite by number and have no number in common."""
    numbers = [
        set(_NUMBERED.findall(side.draft.paragraphs[index].text))
        for side, index in ((table.old, i), (table.new, j))
    ]
    return all(numbers) and not numbers[0] & numbers[1]
