"""Force, references and scope: one sentence a change and group, made of its labels and their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from draftdiff.model import Change, Edit, Label, Operation, Place, Span, Transfer
from draftdiff.overview.importance import order_of
from draftdiff.overview.phrases import words_of
from draftdiff.overview.point import Draw, draw
from draftdiff.overview.telling import arrow, by_ladder, place, stripped, unique, words_on
from draftdiff.overview.view import View
from draftdiff.overview.words import listed, quoted

Teller = Callable[[Label, Change | None], str]


def _changed(comment: str, put_in: str, taken_out: str) -> Teller:
    """Return a teller of a label whose words changed, came or went."""

    def tell(label: Label, change: Change | None) -> str:
        old, new = words_on("old", label), words_on("new", label)
        if old and new:
            return f"{old} became {new}{comment.format(ladder=by_ladder(label))}"
        seen = (put_in if new else taken_out).format(ladder=by_ladder(label))
        return f"{new or old}{seen}{_other_side(label, change)}"

    return tell


def _in_place(both: str, put_in: str, taken_out: str) -> Teller:
    """Return a teller of a label whose words are told where they fit; `{old_is}` agrees with how many there are."""

    def tell(label: Label, change: Change | None) -> str:
        old, new = words_on("old", label), words_on("new", label)
        words = {"old": old, "new": new, "old_is": _is(label, "old"), "new_is": _is(label, "new")}
        if old and new:
            return both.format(**words)
        return (put_in if new else taken_out).format(**words) + _other_side(label, change)

    return tell


def _is(label: Label, side: str) -> str:
    return "are" if len(unique([item for item in label.evidence if item.side == side])) > 1 else "is"


FORCE: Mapping[str, Teller] = {
    "softened": _changed(
        " (softer{ladder})", " was put in (softer{ladder})", " was taken out (softer{ladder})"
    ),
    "strengthened": _changed(
        " (stronger{ladder})", " was put in (stronger{ladder})", " was taken out (stronger{ladder})"
    ),
    "deferred": _changed(
        ", which leaves the decision to each State", " leaves the decision to each State", " is gone"
    ),
    "one-of-many": _changed(
        ", one of several now", " makes it one of several", " is gone, so that it is one of several"
    ),
    "qualified": _changed(", a condition", " came in as a condition", " went, which sets a condition"),
    "unqualified": _changed(", without the condition", " lifts a condition", " no longer conditions it"),
}
REFERENCES: Mapping[str, Teller] = {
    "reference-differentiated": _in_place(
        "the references stand under unequal words now: {new}", "{new} sets the references apart", "{old} went"
    ),
    "denamed": _in_place(
        "{old} {old_is} no longer named; {new} stands instead",
        "{new} stands for names now",
        "{old} {old_is} no longer named",
    ),
    "named": _in_place(
        "{new} {new_is} named now, where {old} stood", "{new} {new_is} named now", "{old} gave way to a name"
    ),
    "reference-dropped": _in_place(
        "{old} {old_is} no longer cited", "{new} {new_is} cited", "{old} {old_is} no longer cited"
    ),
    "reference-added": _in_place("{new} {new_is} cited now", "{new} {new_is} cited now", "{old} went"),
    "reference-changed": _in_place(
        "{new} {new_is} cited in place of {old}", "{new} {new_is} cited now", "{old} {old_is} no longer cited"
    ),
}
SCOPE: Mapping[str, Teller] = {
    "standard-changed": _in_place(
        "the yardstick is {new} now and was {old}",
        "{new} is the yardstick now",
        "{old} is no longer the yardstick",
    ),
    "actor-changed": _in_place(
        "the one who acts is {new} now and was {old}", "{new} acts now", "{old} no longer acts"
    ),
    "narrowed": _changed(" (narrower)", " was put in (narrower)", " was taken out (narrower)"),
    "widened": _changed(" (wider)", " was put in (wider)", " was taken out (wider)"),
    "list-reduced": _changed(" in the list (shorter)", " stands in the shorter list", " left the list"),
    "list-extended": _changed(" in the list (longer)", " joined the list", " left the longer list"),
}
"""For each label how it is said; the order is that of consequence in its group."""


def _other_side(label: Label, change: Change | None) -> str:
    """Return what stands, or stood, in the very place of words that a label shows on one side only."""
    if change is None or len(label.evidence) != 1:
        return ""
    shown = label.evidence[0]
    for edit in change.edits:
        if edit.operation != "replace" or edit.old is None or edit.new is None:
            continue
        own, other, side = (edit.old, edit.new, "new") if shown.side == "old" else (edit.new, edit.old, "old")
        if own.paragraph == shown.paragraph and _is_most_of(shown.span, own.span):
            words = quoted(stripped(_words_at(change, side, other)), 14)
            return f" ({words} {'stands' if side == 'new' else 'stood'} there)"
    return ""


def _is_most_of(shown: Span, edited: Span) -> bool:
    """Return whether the words shown are most of an edit, so that its other side stands in their very place."""
    common = min(shown.end, edited.end) - max(shown.start, edited.start)
    return common >= 0.6 * max(len(edited), 1)


def _words_at(change: Change, side: str, place: Place) -> str:
    paragraphs = change.old if side == "old" else change.new
    return next((place.span.of(p.text) for p in paragraphs if p.index == place.paragraph), "")


def force_told(view: View) -> Iterator[Draw]:
    """Yield what binds more or less, then the balance."""
    yield from _told(view, FORCE)
    for finding in view.comparison.findings:
        if finding.name == "strength-balance":
            yield draw((99, 0), finding.statement, finding.id)


def references_told(view: View) -> Iterator[Draw]:
    """Yield references and names that came, went or changed, and bodies present only through a reference."""
    yield from _told(view, REFERENCES)
    for finding in view.comparison.findings:
        if finding.name == "indirect":
            yield draw((-1, 0), finding.statement, finding.id)


def scope_told(view: View) -> Iterator[Draw]:
    """Yield changes of yardstick, actor, class and list."""
    yield from _told(view, SCOPE)


def _told(view: View, tellers: Mapping[str, Teller]) -> Iterator[Draw]:
    order = list(tellers)
    for change in view.comparison.changes:
        labels = [label for label in change.labels if label.name in tellers]
        labels.sort(key=lambda label: order.index(label.name))
        if labels:
            rank = order_of(view, change, order.index(labels[0].name), labels[0])
            yield draw(rank, f"{place(view, change)}: {_sentence(labels, tellers, change)}.", change.id)
    for transfer in view.comparison.transfers:
        labels = [label for label in transfer.labels if label.name in tellers]
        if labels:
            rank = (order.index(labels[0].name), 0, 0, transfer.new.paragraph)
            yield draw(rank, f"{transfer_place(view, transfer)}: {_sentence(labels, tellers)}.", transfer.id)


def transfer_place(view: View, transfer: Transfer) -> str:
    """Return both ends of a transfer as cited."""
    return arrow(view.old.cited[transfer.old.paragraph], view.new.cited[transfer.new.paragraph])


def _sentence(labels: Sequence[Label], tellers: Mapping[str, Teller], change: Change | None = None) -> str:
    said = [tellers[label.name](label, change) for label in labels]
    return "; ".join(dict.fromkeys(piece for piece in said if piece.strip()))


def reworded_told(view: View) -> Iterator[Draw]:
    """Yield what else was reworded: the substantive edits that no label rests on, the largest first."""
    for change in view.comparison.changes:
        if change.operation in (Operation.KEEP, Operation.INSERT, Operation.DELETE):
            continue
        edits = [e for e in change.edits if e.kind == "substantive" and not _is_told(change, e)]
        edits = [edit for edit in edits if _says_something(change, edit)]
        if edits:
            rank = order_of(view, change, 0)
            sentence = f"{place(view, change)}: {_edits_told(change, edits)}."
            yield draw((rank[1], -_size(edits), rank[3]), sentence, change.id)


def _is_told(change: Change, edit: Edit) -> bool:
    """Return whether a label rests on words of an edit, or a transfer on the whole of it."""
    if edit.transfer or edit.operation in ("break", "join"):
        return True
    sides = {"old": edit.old, "new": edit.new}
    for label in change.labels:
        if label.name in ("demoted", "promoted", "borrowed"):
            continue
        for item in label.evidence:
            spot = sides.get(item.side)
            if spot is not None and spot.paragraph == item.paragraph and _covers(item.span, spot.span):
                return True
    return False


def _covers(shown: Span, edited: Span) -> bool:
    """Return whether the words that a label shows are a good part of an edit: of a long one they tell too little."""
    common = min(shown.end, edited.end) - max(shown.start, edited.start)
    return common > 0 and (common * 3 >= len(edited) or len(edited) < 60)


def _says_something(change: Change, edit: Edit) -> bool:
    """Return whether an edit has a word that bears meaning; a lone digit that came or went is mostly a note's mark."""
    texts = [
        _words_at(change, side, place) for side, place in (("old", edit.old), ("new", edit.new)) if place
    ]
    lone = edit.operation != "replace" and all(
        text.strip().isdigit() and len(text.strip()) < 3 for text in texts
    )
    return not lone and any(weight >= 1 for text in texts for weight in words_of(text).weights)


def _size(edits: Sequence[Edit]) -> int:
    return sum(len(side.span) for edit in edits for side in (edit.old, edit.new) if side is not None)


def _edits_told(change: Change, edits: Sequence[Edit]) -> str:
    """Return the largest edits in words, in the order of the text."""
    largest = sorted(edits, key=lambda edit: -_size([edit]))[:3]
    said = [_edit_told(change, edit) for edit in edits if edit in largest]
    said = [piece for piece in said if piece]
    more = f" (and {len(edits) - len(largest)} smaller edits)" if len(edits) > len(largest) else ""
    return f"{listed(said) or 'reworded'}{more}"


def _edit_told(change: Change, edit: Edit) -> str:
    before = stripped(_words_at(change, "old", edit.old)) if edit.old else ""
    after = stripped(_words_at(change, "new", edit.new)) if edit.new else ""
    if before and after:
        return f"{quoted(before, 12)} became {quoted(after, 12)}"
    if after:
        return f"{quoted(after, 16)} came in"
    return f"{quoted(before, 16)} went" if before else ""
