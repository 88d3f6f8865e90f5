"""Force and scope: one sentence a change and group, made of its labels and their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from draftdiff.model import Change, Finding, Label
from draftdiff.overview.importance import order_of
from draftdiff.overview.label_words import shown_words
from draftdiff.overview.point import Draw, draw
from draftdiff.overview.telling import Told, by_ladder, place, together, transfer_place, unique
from draftdiff.overview.view import View

Teller = Callable[[Label, Change | None], str]


def _changed(comment: str, put_in: str, taken_out: str) -> Teller:
    """Return a teller of a label whose words changed, came or went."""

    def tell(label: Label, change: Change | None) -> str:
        old, new = shown_words(label, change)
        if not old and not new:
            return ""
        if old and new:
            return f"{old} became {new}{comment.format(ladder=by_ladder(label))}"
        seen = (put_in if new else taken_out).format(ladder=by_ladder(label))
        return f"{new or old}{seen}"

    return tell


def _in_place(both: str, put_in: str, taken_out: str) -> Teller:
    """Return a teller of a label whose words are told where they fit; `{old_is}` agrees with how many there are."""

    def tell(label: Label, change: Change | None) -> str:
        old, new = shown_words(label, change)
        if not old and not new:
            return ""
        words = {"old": old, "new": new, "old_is": _is(label, "old"), "new_is": _is(label, "new")}
        if old and new:
            return both.format(**words)
        return (put_in if new else taken_out).format(**words)

    return tell


def _is(label: Label, side: str) -> str:
    return "are" if len(unique([item for item in label.evidence if item.side == side])) > 1 else "is"


FORCE: Mapping[str, Teller] = {
    "softened": _changed(" (softer{ladder})", " was added (softer{ladder})", " was deleted (softer{ladder})"),
    "strengthened": _changed(
        " (stronger{ladder})", " was added (stronger{ladder})", " was deleted (stronger{ladder})"
    ),
    "deferred": _changed(
        ", which leaves the decision to each State", " leaves the decision to each State", " was deleted"
    ),
    "one-of-many": _changed(
        ", one of several now", " makes it one of several", " was deleted, so that it is one of several"
    ),
    "qualified": _changed(
        ", a condition", " was added as a condition", " was deleted, which sets a condition"
    ),
    "unqualified": _changed(", without the condition", " lifts a condition", " no longer conditions it"),
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
    "narrowed": _changed(" (narrower)", " was added (narrower)", " was deleted (narrower)"),
    "widened": _changed(" (wider)", " was added (wider)", " was deleted (wider)"),
    "list-reduced": _changed(" in the list (shorter)", " stands in the shorter list", " left the list"),
    "list-extended": _changed(" in the list (longer)", " joined the list", " left the longer list"),
}
"""For each label how it is said; the order is that of consequence in its group."""


def force_told(view: View) -> Iterator[Draw]:
    """Yield what binds more or less, then the balance."""
    yield from _told(view, FORCE)
    for finding in view.comparison.findings:
        if finding.name == "strength-balance" and _is_by_section(finding):
            yield draw((99, 0), finding.statement, finding.id)


def _is_by_section(finding: Finding) -> bool:
    return "; by section: " in finding.statement


def scope_told(view: View) -> Iterator[Draw]:
    """Yield changes of yardstick, actor, class and list."""
    yield from _told(view, SCOPE)


def _told(view: View, tellers: Mapping[str, Teller]) -> Iterator[Draw]:
    yield from together(_rows(view, tellers))


def _rows(view: View, tellers: Mapping[str, Teller]) -> Iterator[Told]:
    order = list(tellers)
    for change in view.comparison.changes:
        if (change.new or change.old)[0].stream != "body":
            continue
        labels = [label for label in change.labels if label.name in tellers]
        labels.sort(key=lambda label: order.index(label.name))
        if labels and (sentence := _sentence(labels, tellers, change)):
            rank = order_of(view, change, order.index(labels[0].name), labels[0])
            yield Told(rank, place(view, change), sentence, change.id)
    for transfer in view.comparison.transfers:
        labels = [label for label in transfer.labels if label.name in tellers]
        if labels:
            rank = (order.index(labels[0].name), 0, 0, transfer.new.paragraph)
            yield Told(rank, transfer_place(view, transfer), _sentence(labels, tellers), transfer.id)


def _sentence(labels: Sequence[Label], tellers: Mapping[str, Teller], change: Change | None = None) -> str:
    said = [tellers[label.name](label, change) for label in labels]
    pieces = list(dict.fromkeys(piece for piece in said if piece.strip()))
    return "; ".join(
        piece for piece in pieces if not any(_holds(other, piece) for other in pieces if other != piece)
    )


def _holds(one: str, other: str) -> bool:
    """Return whether a sentence quotes what another quotes, in more words, and says the same of it."""
    words, _, said = other.removeprefix("“").rpartition("”")
    return bool(words) and "“" not in words and words in one and one.endswith(f"”{said}")
