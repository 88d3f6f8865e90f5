"""Which atoms of the old text are kept in the new one.

The comparison's own edits decide, so that the redline marks the words that every other output marks. What is not in
a draft's text (fields, images, typed numbers, bookmarks) is matched by itself between two kept characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from draftdiff.model import Change, Paragraph
from draftdiff.renderers.tracked_docx.atoms import Atom, Token, tokens_of

Offsets = Sequence[tuple[int, int] | None]
"""For each atom the paragraph's index and the offset in its text; None for what is not in the text."""


@dataclass(frozen=True, slots=True)
class Step:
    """One atom of the output: kept (both), deleted (old only) or inserted (new only)."""

    old: int | None
    new: int | None


def match(
    old: Sequence[Atom],
    new: Sequence[Atom],
    change: Change | None = None,
    old_offsets: Offsets = (),
    new_offsets: Offsets = (),
) -> list[Step]:
    """Return the steps that lead from the old atoms to the new ones; the last atoms (the marks) are kept.

    Without a change, or where its texts are not those of the file, words are matched by longest common subsequence.
    """
    anchors = _anchors(old, new, change, old_offsets, new_offsets) if change is not None else None
    apart_old = [False] * len(old)
    apart_new = [False] * len(new)
    if anchors is not None:
        apart_old = [place is not None for place in old_offsets]
        apart_new = [place is not None for place in new_offsets]
    steps: list[Step] = []
    i = j = 0
    for next_i, next_j in (*(anchors or ()), (len(old) - 1, len(new) - 1)):
        steps += _between(old, new, (i, next_i), (j, next_j), apart_old, apart_new)
        steps.append(Step(next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return steps


def _between(
    old: Sequence[Atom],
    new: Sequence[Atom],
    old_range: tuple[int, int],
    new_range: tuple[int, int],
    apart_old: Sequence[bool],
    apart_new: Sequence[bool],
) -> list[Step]:
    """Return the steps of a stretch between two kept atoms."""
    (i, i_end), (j, j_end) = old_range, new_range
    if i == i_end or j == j_end:
        return [*(Step(at, None) for at in range(i, i_end)), *(Step(None, at) for at in range(j, j_end))]
    ones, twos = tokens_of(old[i:i_end], apart_old[i:i_end]), tokens_of(new[j:j_end], apart_new[j:j_end])
    steps: list[Step] = []
    inserted: list[Step] = []
    blocks = list(LCSseq.opcodes([token.key for token in ones], [token.key for token in twos]))
    for number, block in enumerate(blocks):
        inside = 0 < number < len(blocks) - 1
        some, others = ones[block.src_start : block.src_end], twos[block.dest_start : block.dest_end]
        if block.tag == "equal" and not (inside and _is_white(old[i:i_end], some)):
            steps += inserted
            inserted = []
            for one, two in zip(some, others):
                pairs = zip(range(one.start, one.end), range(two.start, two.end))
                steps += [Step(i + a, j + b) for a, b in pairs]
        else:
            # between two kept stretches all deletions stand before all insertions
            steps += [Step(i + at, None) for token in some for at in range(token.start, token.end)]
            inserted += [Step(None, j + at) for token in others for at in range(token.start, token.end)]
    return steps + inserted


def _is_white(old: Sequence[Atom], tokens: Sequence[Token]) -> bool:
    """Return whether the tokens are only white space: between two changes, one mark over all reads better."""
    return all(old[token.start].is_text and old[token.start].key.isspace() for token in tokens)


def _anchors(
    old: Sequence[Atom], new: Sequence[Atom], change: Change, old_offsets: Offsets, new_offsets: Offsets
) -> list[tuple[int, int]] | None:
    """Return the pairs of atoms that the change's edits leave alone; None where texts and file disagree."""
    kept = _kept_places(change)
    if kept is None:
        return None
    old_at = {place: at for at, place in enumerate(old_offsets) if place is not None}
    new_at = {place: at for at, place in enumerate(new_offsets) if place is not None}
    found: list[tuple[int, int]] = []
    last = (-1, -1)
    for old_place, new_place in kept:
        i, j = old_at.get(old_place), new_at.get(new_place)
        if i is None or j is None:
            continue
        one, two = old[i], new[j]
        if one.key != two.key or one.context_key != two.context_key:
            continue
        if i <= last[0] or j <= last[1]:
            return None
        last = (i, j)
        if i < len(old) - 1 and j < len(new) - 1:
            found.append(last)
    return found


def _kept_places(change: Change) -> list[tuple[tuple[int, int], tuple[int, int]]] | None:
    """Return the places (paragraph, offset) of the characters that stand in both texts of a change."""
    sides = []
    for paragraphs, places in (
        (change.old, [edit.old for edit in change.edits]),
        (change.new, [edit.new for edit in change.edits]),
    ):
        edited = {
            (place.paragraph, at)
            for place in places
            if place is not None
            for at in range(place.span.start, place.span.end)
        }
        sides.append([(place, char) for place, char in _places(paragraphs) if place not in edited])
    old, new = sides
    if len(old) != len(new) or any(one[1] != two[1] for one, two in zip(old, new)):
        return None
    return [(one[0], two[0]) for one, two in zip(old, new)]


def _places(paragraphs: Sequence[Paragraph]) -> list[tuple[tuple[int, int], str]]:
    """Return every character of the texts with its place."""
    return [((p.index, at), char) for p in paragraphs for at, char in enumerate(p.text)]
