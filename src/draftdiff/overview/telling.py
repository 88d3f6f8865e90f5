"""Words that all groups share: where a change is, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from draftdiff.model import Change, Evidence, Label, Paragraph
from draftdiff.overview.view import Side, View
from draftdiff.overview.words import listed, numbered, quoted


def place(view: View, change: Change) -> str:
    """Return the paragraphs of a change, old and new as printed: "para 39 → 41", "para 5" where both are the same."""
    return arrow(names(view.old, change.old), names(view.new, change.new))


def arrow(old: str, new: str) -> str:
    """Return two citations as one: the same number is said once."""
    if not old or not new:
        return old or new
    if old == new:
        return new
    for prefix in ("paras ", "para ", "OP", "PP", "heading "):
        if old.startswith(prefix) and new.startswith(prefix):
            return f"{old} → {new[len(prefix) :] if prefix.endswith(' ') and prefix != 'heading ' else new}"
    return f"{old} → {new}"


def names(side: Side, paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs of one side as cited."""
    return numbered([side.cited[p.index] for p in paragraphs])


def words_on(side: str, label: Label, most: int = 4) -> str:
    """Return the evidence words of a label on one side, quoted; empty where there are none."""
    found = [item for item in label.evidence if item.side == side and item.text.strip()]
    return listed([quoted(stripped(item.text), 16) for item in unique(found)], most)


def unique(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return evidence without a second piece of the same words."""
    return list({item.text.strip().casefold(): item for item in evidence}.values())


_JOINED = re.compile(r"^(?:and|or|as well as)\s+|\s+(?:and|or)$", re.IGNORECASE)


def stripped(words: str) -> str:
    """Return words without the signs and conjunctions around them, which belong to the row that they stood in."""
    bare = _JOINED.sub("", words.strip().strip(",;:").strip()).strip(",;: ")
    for opened, closed in ("“”", "()", "[]", "«»"):
        if bare.count(opened) != bare.count(closed):
            bare = bare.strip(opened + closed).strip(",;: ")
    return bare if any(sign.isalnum() for sign in bare) else ""


def by_ladder(label: Label) -> str:
    """Return which scale a label of force used, in words."""
    return f" by the ladder {label.ladder}" if label.ladder else ""


def opening(paragraphs: Sequence[Paragraph], words: int = 14) -> str:
    """Return the opening words of the first paragraph, quoted."""
    return quoted(paragraphs[0].text, words)
