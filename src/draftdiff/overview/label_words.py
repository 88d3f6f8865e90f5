"""The words of a label of force or scope that may be told: those that truly came, went or gave way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from draftdiff.model import Change, Evidence, Label, Paragraph, Span
from draftdiff.overview.importance import at_opening
from draftdiff.overview.phrases import find_phrases
from draftdiff.overview.telling import stripped, words_at, words_on
from draftdiff.overview.words import quoted

_LEAD_IN = re.compile(
    r"^(?:including|in particular|such as|inter alia|for example|as well as|and|or)\b[\s,:]*", re.I
)


def shown_words(label: Label, change: Change | None) -> tuple[str, str]:
    """Return the words that a label shows on each side, quoted.

    Of words shown on one side only, those that the other side has as often are left out: they neither came nor went.
    """
    sides = {item.side for item in label.evidence if item.text.strip()}
    if change is None:
        return words_on("old", label), words_on("new", label)
    if {"old", "new"} <= sides:
        if label.name in _FORCE and (
            _is_long(label) or _stays_too(label, change) or _is_of_another_sentence(label, change)
        ):
            return "", ""
        return words_on("old", label), words_on("new", label)
    news = [_in_full(item, change, label.name) for item in label.evidence if _is_news(item, change)]
    if label.name in _LISTS:
        news = [item for item in news if not _counterpart(item, change)]
    if label.name in _FORCE:
        news = [item for item in news if len(_counterpart(item, change).split()) <= SHORT]
    shown = replace(label, evidence=tuple(news))
    old, new = words_on("old", shown), words_on("new", shown)
    there = _counterpart(news[0], change) if len(news) == 1 and label.name not in _FORCE else ""
    return (old or quoted(there, 14), new or quoted(there, 14)) if there else (old, new)


_LISTS = ("list-extended", "list-reduced")
"""What stands in the place of other words joined no list, and what gave way left none: that is a rewording."""


def is_said(label: Label, change: Change) -> bool:
    """Return whether anything is told of a label of force or scope."""
    return any(shown_words(label, change))


def _counterpart(item: Evidence, change: Change) -> str:
    """Return the words of the other side that stand in the very place of words shown, or an empty text."""
    for edit in change.edits:
        own, other, side = (edit.old, edit.new, "new") if item.side == "old" else (edit.new, edit.old, "old")
        if own is None or other is None or own.paragraph != item.paragraph:
            continue
        if _is_most_of(item.span, own.span):
            return stripped(words_at(change, side, other))
    return ""


def _is_most_of(shown: Span, edited: Span) -> bool:
    """Return whether the words shown are most of an edit, so that its other side stands in their very place."""
    common = min(shown.end, edited.end) - max(shown.start, edited.start)
    return common >= 0.6 * max(len(edited), 1)


_FORCE = ("softened", "strengthened", "one-of-many")

REWRITTEN = 0.6
"""Share of both texts that edits must cover for a paragraph to be written anew: its verbs are no counterparts then."""


def _is_long(label: Label) -> bool:
    """Return whether a label shows more than a verb with its helpers, so that a whole clause stands against a word."""
    return any(len(item.text.split()) > SHORT for item in label.evidence)


def _is_of_another_sentence(label: Label, change: Change) -> bool:
    """Return whether a paragraph was written anew and the words of a label do not open it on both sides."""
    if not all(_share_edited(change, side) >= REWRITTEN for side in ("old", "new")):
        return False
    sides = [[item for item in label.evidence if item.side == side] for side in ("old", "new")]
    if all(
        len(items) == 1 and _is_only_modal(items[0].text, paragraphs)
        for items, paragraphs in zip(sides, (change.old, change.new), strict=True)
    ):
        return False
    return not all(at_opening(replace(label, evidence=tuple(items)), change) for items in sides)


_MODAL = re.compile(r"\b(?:shall|should|must|may|might|can|could|will|would)\b", re.IGNORECASE)


def _is_only_modal(words: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether words are the one modal of a text: two such are counterparts, whatever is written around them."""
    found = [match[0] for paragraph in paragraphs for match in _MODAL.finditer(paragraph.text)]
    return len(found) == 1 and found[0].casefold() == words.strip().casefold()


def _share_edited(change: Change, side: str) -> float:
    paragraphs = change.old if side == "old" else change.new
    places = (edit.old if side == "old" else edit.new for edit in change.edits if edit.kind == "substantive")
    return sum(len(place.span) for place in places if place) / max(1, sum(len(p.text) for p in paragraphs))


def _stays_too(label: Label, change: Change) -> bool:
    """Return whether the old words of a label stand in the new text as often as before, and not by its opening.

    Then it is not sure that they gave way: "invites" stays where "requests" came in beside it.
    """
    old = [item for item in label.evidence if item.side == "old" and item.text.strip()]
    opens = at_opening(replace(label, evidence=tuple(old)), change)
    return not opens and not any(_is_news(item, change) for item in old)


def _is_news(item: Evidence, change: Change) -> bool:
    """Return whether the words shown stand more often on their side than on the other."""
    words = _LEAD_IN.sub("", stripped(item.text))
    own, other = (change.old, change.new) if item.side == "old" else (change.new, change.old)
    if item.side not in ("old", "new") or not words:
        return True
    return _count(words, own) > _count(words, other)


def _count(words: str, paragraphs: Sequence[Paragraph]) -> int:
    return sum(len(find_phrases((words,), paragraph.text)) for paragraph in paragraphs)


SHORT = 9
"""Words of an edit up to which it is quoted whole where a label rests on some of them; a longer one that stands in the
place of a modal is another sentence."""


CLAUSE = 24
"""Words of a condition that is quoted whole where it came or went by itself."""


def _in_full(item: Evidence, change: Change, name: str) -> Evidence:
    """Return evidence with the few words that came or went together with it: "subject to" with what it subjects to."""
    for edit in change.edits:
        place = edit.old if item.side == "old" else edit.new
        other = edit.new if item.side == "old" else edit.old
        if place is None or place.paragraph != item.paragraph or not place.span.overlaps(item.span):
            continue
        words = words_at(change, item.side, place)
        lone = other is None or not words_at(change, "new" if item.side == "old" else "old", other).strip()
        begins = item.span.start - place.span.start <= 3
        most = CLAUSE if begins and name in ("qualified", "unqualified") else SHORT
        if lone and edit.kind == "substantive" and len(words.split()) <= most:
            return replace(item, span=place.span, text=words)
    return item
