"""From beads to changes: the operation of each, its edits with their places, and whether they matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from draftdiff.model import (
    PARAGRAPH_SEPARATOR,
    Alignment,
    Bead,
    Change,
    Comparison,
    Draft,
    Edit,
    Evidence,
    Label,
    Operation,
    Paragraph,
    Place,
    Span,
    Transfer,
    joined_text,
    operation_of,
)
from draftdiff.options import Options
from draftdiff.text.normalize import comparison_key
from draftdiff.wording.editorial import is_editorial, reordered
from draftdiff.wording.identity import change_ids
from draftdiff.wording.opcodes import Region, edited_regions

# The share of an edit's characters that must lie in a transfer for the edit to belong to it.
_BELONGS = 0.6


_PAGE_FIELD = re.compile(r"(?:PAGEREF|PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)


def describe(alignment: Alignment, options: Options | None = None) -> Comparison:
    """Return the beads as changes: operation, edits, and `editorial` where no edit bears meaning.

    Applying a change's edits to its old text gives its new text (paragraphs joined by U+2029). No other
    label is given.
    """
    sides = [
        (
            tuple(alignment.old.paragraphs[at] for at in bead.old),
            tuple(alignment.new.paragraphs[at] for at in bead.new),
        )
        for bead in alignment.beads
    ]
    ids = change_ids(sides)
    transfers = _by_paragraph(alignment.transfers)
    changes = tuple(
        _change(alignment, id, bead, old, new, transfers)
        for id, bead, (old, new) in zip(ids, alignment.beads, sides, strict=True)
    )
    return Comparison(
        old=alignment.old,
        new=alignment.new,
        options=options or Options(),
        changes=changes,
        transfers=alignment.transfers,
        sections=alignment.sections,
        notes=alignment.notes,
    )


def apply_edits(change: Change) -> str:
    """Return the new text of a change, made from its old text and the words that its edits name."""
    old = joined_text(change.old)
    starts = _starts(change.old)
    words = {paragraph.index: paragraph.text for paragraph in change.new}
    pieces = []
    at = 0
    for edit in change.edits:
        if edit.old is not None:
            first = starts[edit.old.paragraph]
            pieces.append(old[at : first + edit.old.span.start - (edit.operation == "join")])
            at = first + edit.old.span.end
        if edit.operation == "break":
            pieces.append(PARAGRAPH_SEPARATOR)
        elif edit.operation != "join" and edit.new is not None:
            pieces.append(edit.new.span.of(words[edit.new.paragraph]))
    pieces.append(old[at:])
    return "".join(pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """The paragraphs of one side, found again from an offset in their joined text."""

    paragraphs: tuple[Paragraph, ...]
    text: str
    starts: tuple[int, ...]

    def place(self, start: int, end: int) -> Place | None:
        """Return the place of a range that lies in one paragraph; None where the side has no paragraph."""
        if not self.paragraphs:
            return None
        at = max(n for n, first in enumerate(self.starts) if first <= start) if len(self.starts) > 1 else 0
        first = self.starts[at]
        return Place(paragraph=self.paragraphs[at].index, span=Span(start - first, end - first))


def _change(
    alignment: Alignment,
    id: str,
    bead: Bead,
    old: tuple[Paragraph, ...],
    new: tuple[Paragraph, ...],
    transfers: dict[tuple[str, int], list[Transfer]],
) -> Change:
    sides = _side(old), _side(new)
    equal = len(old) == len(new) == 1 and _equal(sides[0].text, sides[1].text)
    operation = operation_of(len(old), len(new), equal)
    edits = tuple(_edits(id, sides[0], sides[1], operation, transfers))
    stays = _rank(alignment.old, old) == _rank(alignment.new, new)
    labels = (_editorial_label(edits, sides),) if stays and _is_noise(edits) else ()
    return Change(
        id=id,
        operation=operation,
        old=old,
        new=new,
        moved=bead.moved,
        score=bead.score,
        why=bead.why,
        edits=edits,
        labels=labels,
    )


def _equal(old: str, new: str) -> bool:
    return old == new or comparison_key(old) == comparison_key(new)


def _rank(draft: Draft, paragraphs: Sequence[Paragraph]) -> int | None:
    return draft.part_of(paragraphs[0]).rank if paragraphs else None


def _is_noise(edits: Sequence[Edit]) -> bool:
    return bool(edits) and all(edit.kind == "editorial" for edit in edits)


def _editorial_label(edits: Sequence[Edit], sides: tuple[_Side, _Side]) -> Label:
    evidence = tuple(piece for edit in edits for piece in _evidence(edit, sides))
    words = " ".join(piece.text.strip() for piece in evidence if piece.text.strip())
    seen = f": {words[:80]}" if words else ""
    return Label(
        name="editorial", rule="editorial", because=f"no edit changes the meaning{seen}", evidence=evidence
    )


def _evidence(edit: Edit, sides: tuple[_Side, _Side]) -> list[Evidence]:
    found = []
    for name, place, side in (("old", edit.old, sides[0]), ("new", edit.new, sides[1])):
        if place is None or not len(place.span):
            continue
        text = next(p.text for p in side.paragraphs if p.index == place.paragraph)
        found.append(
            Evidence(side=name, paragraph=place.paragraph, span=place.span, text=place.span.of(text))
        )
    return found


def _edits(
    id: str,
    old: _Side,
    new: _Side,
    operation: Operation,
    transfers: dict[tuple[str, int], list[Transfer]],
) -> Iterable[Edit]:
    number = 0
    regions = edited_regions(old.text, new.text)
    for region, noise in zip(regions, _noise(old.text, new.text, regions), strict=True):
        kind: Literal["editorial", "substantive"] = "substantive"
        if operation is Operation.KEEP or noise:
            kind = "editorial"
        for name, piece in _cut(old.text, new.text, region):
            number += 1
            places = (
                old.place(piece.old_start, piece.old_end),
                new.place(piece.new_start, piece.new_end),
            )
            if _counts_pages(places[0], old) and _counts_pages(places[1], new):
                kind = "editorial"
            yield Edit(
                id=f"{id}.{number}",
                operation=name,
                kind="editorial" if name in ("break", "join") else kind,
                old=places[0],
                new=places[1],
                transfer=_transfer_of(places, transfers),
            )


def _counts_pages(place: Place | None, side: _Side) -> bool:
    """Return whether a range is a page number that the word processor fills in, as in a table of contents."""
    if place is None:
        return False
    paragraph = next(p for p in side.paragraphs if p.index == place.paragraph)
    return any(
        mark.kind == "field"
        and _PAGE_FIELD.match(mark.value)
        and mark.span.start <= place.span.start <= place.span.end <= mark.span.end
        for mark in paragraph.marks
    )


def _noise(old: str, new: str, regions: Sequence[Region]) -> list[bool]:
    """Return for each region whether it changes no meaning."""
    if not old or not new:
        return [False] * len(regions)
    texts = [(old[a:b], new[c:d]) for a, b, c, d in regions]
    moved = reordered(texts)
    return [
        was_moved or is_editorial(old, new, region) for region, was_moved in zip(regions, moved, strict=True)
    ]


EditName = Literal["insert", "delete", "replace", "break", "join"]


def _cut(old: str, new: str, region: Region) -> list[tuple[EditName, Region]]:
    """Return a region as edits that each lie in one paragraph, with the breaks and joins between them."""
    pieces = [
        _ranges(old, region.old_start, region.old_end),
        _ranges(new, region.new_start, region.new_end),
    ]
    found: list[tuple[EditName, Region]] = []
    for n in range(max(map(len, pieces))):
        a, b = pieces[0][n] if n < len(pieces[0]) else (region.old_end, region.old_end)
        c, d = pieces[1][n] if n < len(pieces[1]) else (region.new_end, region.new_end)
        if n:
            found += _paragraph_end(n, pieces, a, c)
        if a == b and c == d:
            continue
        name: EditName = "insert" if a == b else "delete" if c == d else "replace"
        found.append((name, Region(a, b, c, d)))
    return found


def _paragraph_end(
    n: int, pieces: list[list[tuple[int, int]]], a: int, c: int
) -> list[tuple[EditName, Region]]:
    """Return the break or join before the n-th piece; none where both sides have one."""
    if n >= len(pieces[0]):
        return [("break", Region(a, a, c, c))]
    if n >= len(pieces[1]):
        return [("join", Region(a, a, c, c))]
    return []


def _ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    while True:
        at = text.find(PARAGRAPH_SEPARATOR, start, end)
        if at < 0:
            return [*ranges, (start, end)]
        ranges.append((start, at))
        start = at + 1


def _side(paragraphs: tuple[Paragraph, ...]) -> _Side:
    starts = _starts(paragraphs)
    return _Side(paragraphs=paragraphs, text=joined_text(paragraphs), starts=tuple(starts.values()))


def _starts(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    starts = {}
    at = 0
    for paragraph in paragraphs:
        starts[paragraph.index] = at
        at += len(paragraph.text) + 1
    return starts


def _by_paragraph(transfers: Sequence[Transfer]) -> dict[tuple[str, int], list[Transfer]]:
    found: dict[tuple[str, int], list[Transfer]] = {}
    for transfer in transfers:
        if transfer.kind == "moved":
            found.setdefault(("old", transfer.old.paragraph), []).append(transfer)
        found.setdefault(("new", transfer.new.paragraph), []).append(transfer)
    return found


def _transfer_of(
    places: tuple[Place | None, Place | None], transfers: dict[tuple[str, int], list[Transfer]]
) -> str:
    """Return the id of the transfer to which most of an edit's words belong, or an empty text."""
    if not transfers:
        return ""
    for name, place in (("old", places[0]), ("new", places[1])):
        if place is None or not len(place.span):
            continue
        for transfer in transfers.get((name, place.paragraph), ()):
            span = (transfer.old if name == "old" else transfer.new).span
            shared = min(span.end, place.span.end) - max(span.start, place.span.start)
            if shared >= _BELONGS * len(place.span):
                return transfer.id
    return ""
