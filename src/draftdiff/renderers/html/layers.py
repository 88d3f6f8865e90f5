"""Lay marks over a text: ranges of several kinds that may overlap become elements that nest.

Each layer holds disjoint ranges; layers are given from the outermost to the innermost, and the inner ones are cut
where an outer one begins or ends:

    text    a b c d e f          layers   [b..e) transfer, [d..f) bold
    markup  a <t>b c <b>d</b></t><b>e</b> f
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from markupsafe import Markup

from draftdiff.renderers.html.escape import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A range of a text and the tags around it."""

    start: int
    end: int
    open: Markup
    close: Markup
    reopen: Markup | None = None
    """The opening tag without its id, for where the range goes on after a cut; None: the same."""
    last: Markup | None = None
    """What follows the closing tag at the range's end."""


Layer = tuple[Range, ...]
"""Disjoint ranges in ascending order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    text: str
    points: Mapping[int, Markup]
    ids: bool
    pieces: list[str]


def lay(
    text: str,
    layers: Sequence[Layer],
    points: Mapping[int, Markup],
    start: int,
    end: int,
    ids: bool = True,
) -> Markup:
    """Return the text from `start` to `end` with its layers.

    `points` holds markup without text that stands before a character, or after the last one. Without `ids` no range
    is opened with its id, so that a text can stand on a page twice.
    """
    laid = _Laid(text=text, points=points, ids=ids, pieces=[])
    _lay(laid, [layer for layer in layers if layer], start, end)
    if end == len(text) and end in points and (start < end or not text):
        laid.pieces.append(points[end])
    return Markup("".join(laid.pieces))


def _lay(laid: _Laid, layers: Sequence[Layer], start: int, end: int) -> None:
    if start >= end:
        return
    if not layers:
        _plain(laid, start, end)
        return
    at = start
    first = bisect_right(layers[0], start, key=lambda item: item.end)
    for item in islice(layers[0], first, None):
        if item.start >= end:
            break
        low, high = max(item.start, at), min(item.end, end)
        if low >= high:
            continue
        _lay(laid, layers[1:], at, low)
        whole = item.reopen is None or (low == item.start and laid.ids)
        laid.pieces.append(item.open if whole else item.reopen or "")
        _lay(laid, layers[1:], low, high)
        laid.pieces.append(item.close)
        if high == item.end and item.last is not None:
            laid.pieces.append(item.last)
        at = high
    _lay(laid, layers[1:], at, end)


def _plain(laid: _Laid, start: int, end: int) -> None:
    at = start
    for place in sorted(place for place in laid.points if start <= place < end) if laid.points else ():
        laid.pieces.append(escape(laid.text[at:place]))
        laid.pieces.append(laid.points[place])
        at = place
    laid.pieces.append(escape(laid.text[at:end]))


def disjoint(ranges: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return overlapping named ranges cut into disjoint ones, each with the names that cover it, in given order."""
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for at, (start, end, _) in enumerate(ranges):
        if start < end:
            opening.setdefault(start, []).append(at)
            closing.setdefault(end, []).append(at)
    found = []
    over: set[int] = set()
    for start, end in pairwise(sorted({*opening, *closing})):
        over.difference_update(closing.get(start, ()))
        over.update(opening.get(start, ()))
        if over:
            found.append((start, end, tuple(dict.fromkeys(ranges[at][2] for at in sorted(over)))))
    return found
