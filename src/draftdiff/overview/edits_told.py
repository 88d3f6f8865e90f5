"""Other rewording: what edits say that no label told, in the smallest words that stand on one side only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from draftdiff.model import Change, Edit, Label, Operation, Span
from draftdiff.overview.edit_pieces import pieces_of
from draftdiff.overview.framing import is_another
from draftdiff.overview.importance import order_of
from draftdiff.overview.label_words import is_said
from draftdiff.overview.labels_told import FORCE, SCOPE
from draftdiff.overview.phrases import words_of
from draftdiff.overview.point import Draw
from draftdiff.overview.references_told import ORDER as REFERENCES
from draftdiff.overview.references_told import references_of
from draftdiff.overview.sifting import Piece
from draftdiff.overview.telling import Told, place, together, words_at
from draftdiff.overview.view import Side, View
from draftdiff.overview.words import HEAD, TAIL, both_ends, listed, numbered, quoted, times

FOLLOWED = 3.0
"""Weight of words whose way to or from another paragraph is told; lighter ones recur by chance."""

MOST_PIECES = 3
"""Pieces told of one change; the others are counted."""

MOST_POINTED = 2
"""Further pieces told that are few words put in or taken out: short, and often the point of an edit."""


def reworded_told(view: View) -> Iterator[Draw]:
    """Yield what else was reworded: the substantive edits that no label told, the largest first."""
    yield from together(_rows(view))


def _rows(view: View) -> Iterator[Told]:
    told = {index for section in view.comparison.sections if section.labels for index in section.new}
    for change in view.comparison.changes:
        if change.operation in (Operation.KEEP, Operation.INSERT, Operation.DELETE):
            continue
        if change.new[0].stream != "body" or (
            change.new[0].kind == "heading" and change.new[0].index in told
        ):
            continue
        said = [label for label in change.labels if _is_said(view, change, label)]
        pieces = pieces_of(change, [edit for edit in change.edits if not _is_told(change, edit, said)])
        if sentence := pieces_told(view, change, pieces):
            rank = order_of(view, change, 0)
            size = sum(piece.size for piece in pieces)
            yield Told((rank[1], -size, rank[3]), place(view, change), sentence, change.id)


def _is_told(change: Change, edit: Edit, said: Sequence[Label]) -> bool:
    """Return whether one of the labels that are told rests on words of an edit, or a transfer on the whole of it."""
    if edit.transfer or edit.operation in ("break", "join"):
        return True
    sides = {"old": edit.old, "new": edit.new}
    for label in said:
        for item in label.evidence:
            spot = sides.get(item.side)
            if spot is None or spot.paragraph != item.paragraph:
                continue
            within = item.span.start <= spot.span.start and spot.span.end <= item.span.end
            within = within and {"old", "new"} <= {other.side for other in label.evidence}
            asks = label.name in REFERENCES and not within
            if _covers(item.span, spot.span) and not (asks and _holds_more(change, edit, said)):
                return True
    return False


def _holds_more(change: Change, edit: Edit, said: Sequence[Label]) -> bool:
    """Return whether an edit has words that no reference tells: beside those that came or went, or in their place."""
    left = []
    for side, spot in (("old", edit.old), ("new", edit.new)):
        words = words_at(change, side, spot)
        for label in said:
            if label.name in REFERENCES:
                for item in label.evidence:
                    words = words.replace(item.text, " ") if item.side == side else words
        left += [weight for weight in words_of(_DATE.sub(" ", words)).weights if weight >= 1]
    return len(left) > FEW_LEFT


_DATE = re.compile(r"\b\d{1,2} [A-Z]\w+ \d{4}|\b(?:resolutions?|decisions?)\b")
FEW_LEFT = 1
"""Words of weight beside references that an edit may have and be told by them: "its", "resolution"."""


def _is_said(view: View, change: Change, label: Label) -> bool:
    if label.name in REFERENCES:
        return bool(references_of(view, [label], change))
    return label.name not in ("demoted", "promoted", "borrowed") and is_said(label, change)


def said_labels(view: View, change: Change) -> list[Label]:
    """Return the labels of a change that hold of words which truly came, went or gave way."""
    if is_another(change):
        return []
    told = (*FORCE, *SCOPE)
    return [
        label
        for label in change.labels
        if (label.name not in told and label.name not in REFERENCES) or _is_said(view, change, label)
    ]


def listed_words(view: View, change: Change) -> str:
    """Return in few words what stands in a change: of a paragraph that came or went, how it begins."""
    if change.operation in (Operation.INSERT, Operation.DELETE):
        return quoted((change.new or change.old)[0].text, BRIEF)
    if change.operation is Operation.KEEP:
        return ""
    if is_another(change):
        return f"{quoted(change.old[0].text, BRIEF)} gave way to {quoted(change.new[0].text, BRIEF)}"
    said = said_labels(view, change)
    return pieces_told(
        view,
        change,
        pieces_of(change, [e for e in change.edits if not _is_told(change, e, said)]),
        brief=True,
    )


BRIEF = 10
"""Words quoted in the list of all changes."""


def _covers(shown: Span, edited: Span) -> bool:
    """Return whether the words that a label shows are a good part of an edit: of a long one they tell too little."""
    common = min(shown.end, edited.end) - max(shown.start, edited.start)
    return common > 0 and (common * 3 >= len(edited) or len(edited) < 60)


def pieces_told(view: View, change: Change, pieces: Sequence[Piece], brief: bool = False) -> str:
    """Return the largest pieces in words, in the order of the text; the same piece is told once."""
    counts = Counter(pieces)
    shown = set(sorted(counts, key=lambda piece: -piece.size)[:MOST_PIECES])
    pointed = [piece for piece in counts if piece not in shown and piece.beside]
    shown |= set(pointed[:MOST_POINTED])
    said = [_told(view, change, piece, counts[piece], brief) for piece in counts if piece in shown]
    more = len(counts) - len(shown)
    return f"{listed(said)}{f' (and {more} smaller edit{_s(more)})' if more else ''}"


def _s(count: int) -> str:
    return "s" if count > 1 else ""


def _told(view: View, change: Change, piece: Piece, count: int, brief: bool) -> str:
    often = f" {times(count)}" if count > 1 else ""
    size = (BRIEF - 3, 3) if brief else (HEAD, TAIL)
    if piece.old and piece.new:
        if Counter(words_of(piece.old).stems) == Counter(words_of(piece.new).stems):
            return f"{quoted(piece.old, 12)} stands in another order, {quoted(piece.new, 12)}"
        return f"{both_ends(piece.old, *size)} became {both_ends(piece.new, *size)}{often}"
    if piece.new:
        there = elsewhere(view.old, view.new, piece.new, {p.index for p in change.old})
        return f"{both_ends(piece.new, *size)} was added{often}{_place(piece.beside, there and f'{there} had it')}"
    there = elsewhere(view.new, view.old, piece.old, {p.index for p in change.new})
    return f"{both_ends(piece.old, *size)} was deleted{often}{_place(piece.beside, there and f'{there} has it now')}"


def _place(*said: str) -> str:
    """Return what is said of the place of words, in parentheses: "deleted before" alone may be read as a time."""
    found = "; ".join(part for part in said if part)
    return f" ({found})" if found else ""


def elsewhere(side: Side, other: Side, words: str, beside: set[int]) -> str:
    """Return the other paragraphs of a draft that have these words, as cited, where the other draft has them but once.

    Words that recur in both drafts went or came in all the same.
    """
    found = words_of(words)
    if found.weight < FOLLOWED or len(list(other.holding(found.joined))) > 1:
        return ""
    return numbered([side.cited[index] for index in side.holding(found.joined) if index not in beside])
