"""Which draft the passes take for the old one, so that no tie is broken by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from draftdiff.alignment.freeze import Found
from draftdiff.alignment.sections import Told
from draftdiff.alignment.transfers import Kind, Passage
from draftdiff.inputs import Overrides, Pairing
from draftdiff.model import Draft, Paragraph

_INVERSE_EVENT = {"split": "merged", "merged": "split", "inserted": "deleted", "deleted": "inserted"}
_INVERSE_KIND: Mapping[Kind, Kind] = {"moved": "moved", "copied": "folded", "folded": "copied"}


def goes_before(one: Draft, other: Draft) -> bool:
    """Return whether one draft's content sorts before the other's; the passes take that one for the old draft."""
    if len(one.paragraphs) != len(other.paragraphs):
        return len(one.paragraphs) < len(other.paragraphs)
    for a, b in zip(one.paragraphs, other.paragraphs, strict=True):
        if (left := _content(a)) != (right := _content(b)):
            return left < right
    return False


def _content(paragraph: Paragraph) -> tuple[str, ...]:
    fields = ("text", "kind", "number", "level", "stream", "section", "cell", "anchor")
    return tuple(repr(getattr(paragraph, name)) for name in fields)


def turned(found: Found) -> Found:
    """Return what was found, seen from the other side."""
    return Found(
        [replace(bead, old=bead.new, new=bead.old) for bead in found.beads],
        [Told(t.new, t.old, [_INVERSE_EVENT.get(e, e) for e in t.events], t.score) for t in found.sections],
        [Passage(_INVERSE_KIND[p.kind], p.new, p.old, p.score) for p in found.passages],
    )


def turned_overrides(overrides: Overrides) -> Overrides:
    """Return a reader's corrections with the drafts swapped."""
    return replace(
        overrides,
        pair=tuple(Pairing(old=p.new, new=p.old) for p in overrides.pair),
        unpair=tuple(Pairing(old=p.new, new=p.old) for p in overrides.unpair),
        section=tuple(Pairing(old=p.new, new=p.old) for p in overrides.section),
    )
