"""Words that all groups share: where a change is, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from draftdiff.model import Change, Evidence, Label, Paragraph, Place, Transfer
from draftdiff.overview.point import Draw, draw
from draftdiff.overview.view import Side, View
from draftdiff.overview.words import both_ends, listed, numbered, quoted


def place(view: View, change: Change) -> str:
    """Return the paragraphs of a change, old and new as printed: "para 39 → 41", "para 5" where both are the same."""
    return arrow(names(view.old, change.old), names(view.new, change.new))


def arrow(old: str, new: str) -> str:
    """Return two citations as one: the same number is said once."""
    if not old or not new:
        return old or new
    if old == new:
        return new
    if old.startswith("para") and new.startswith("para"):
        return f"{old} → {new.removeprefix('paras ').removeprefix('para ')}"
    if old.startswith("note ") and new.startswith("note "):
        return f"{old} → {new.removeprefix('note ')}"
    return f"{old} → {new}"


def names(side: Side, paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs of one side as cited."""
    return numbered([side.called[p.index] for p in paragraphs])


def words_on(side: str, label: Label, most: int = 4) -> str:
    """Return the evidence words of a label on one side, quoted; empty where there are none."""
    found = unique([item for item in label.evidence if item.side == side and item.text.strip()])
    return listed([quoted(words, 16) for item in found if (words := stripped(item.text))], most)


def unique(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return evidence without a second piece of the same words."""
    return list({item.text.strip().casefold(): item for item in evidence}.values())


_JOINED = re.compile(r"^(?:and|or|as well as)\s+|\s+(?:and|or)$", re.IGNORECASE)


_CLOSED = re.compile(r"^\)\s*(?:and|or|,)?\s*(?=[^()]*\()")


def stripped(words: str) -> str:
    """Return words without the signs and conjunctions around them, which belong to the row that they stood in."""
    bare = _JOINED.sub("", words.strip().strip(",;:").strip()).strip(",;: ")
    bare = _CLOSED.sub("", bare)
    if bare.count("(") == bare.count(")") + 1 and not bare.startswith("("):
        bare += ")"  # the sign stands in both drafts, so the edit leaves it out
    for opened, closed in ("“”", "()", "[]", "«»"):
        if bare.count(opened) != bare.count(closed):
            bare = bare.strip(opened + closed).strip(",;: ")
    return bare if any(sign.isalnum() for sign in bare) else ""


def transfer_place(view: View, transfer: Transfer) -> str:
    """Return both ends of a transfer as cited."""
    return arrow(view.old.called[transfer.old.paragraph], view.new.called[transfer.new.paragraph])


def words_at(change: Change, side: str, place: Place | None) -> str:
    """Return the words of a place of a change; empty where there is none."""
    if place is None:
        return ""
    paragraphs = change.old if side == "old" else change.new
    return next((place.span.of(p.text) for p in paragraphs if p.index == place.paragraph), "")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a place, before sentences that say the same of several places become one."""

    rank: tuple[float, ...]
    place: str
    sentence: str
    target: str


def together(told: Iterable[Told]) -> Iterator[Draw]:
    """Yield the sentences; what is said of several places in the same words is said once, at the first of them."""
    same: dict[str, list[Told]] = {}
    for item in told:
        same.setdefault(item.sentence, []).append(item)
    for sentence, items in same.items():
        items.sort(key=lambda item: item.rank)
        places = list(dict.fromkeys(item.place for item in items))
        plain = all(_PLAIN.match(words) for words in places)
        joined = numbered(places) if plain or len(places) == 1 else "; ".join(places)
        yield draw(items[0].rank, f"{joined}: {sentence}.", *(item.target for item in items))


_PLAIN = re.compile(r"^(?:para |note |OP|PP|Article |Rule )?[\w.() ]{1,16}(?: → [\w.() ]{1,16})?$")
"""A place in so few words that several make a list: "OP7 → OP9", "para 17 (a)"."""


def by_ladder(label: Label) -> str:
    """Return which scale a label of force used, in words."""
    return f" by the ladder {label.ladder}" if label.ladder else ""


def ends(paragraphs: Sequence[Paragraph]) -> str:
    """Return the first and last words of the first paragraph, quoted."""
    return both_ends(paragraphs[0].text, 18, 10)


def opening(paragraphs: Sequence[Paragraph], words: int = 14) -> str:
    """Return the opening words of the first paragraph, quoted."""
    return quoted(paragraphs[0].text, words)
