"""Read pairs of paragraphs through the public API, for the measurements of labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import draftdiff
from draftdiff.inputs import Overrides, Pairing
from draftdiff.model import Change, Draft, Paragraph, Part

RESOLUTION_PARTS = (
    Part(name="preamble", rank=2, negotiated=True),
    Part(name="annexed", rank=3, negotiated=True),
    Part(name="operative", rank=4, negotiated=True),
)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def sentence_draft(text: str, name: str) -> Draft:
    """Return a draft of one paragraph of no known kind."""
    paragraph = Paragraph(index=0, kind="paragraph", text=text)
    return Draft(name=name, format="markdown", paragraphs=(paragraph,))


def resolution_draft(text: str, symbol: str, number: str, name: str) -> Draft:
    """Return a draft of one paragraph of a resolution; PP, OP and A in its number tell its part."""
    part = "annexed" if number.startswith("A") else "operative" if "OP" in number else "preamble"
    if number == "-":
        part = "body"
    paragraph = Paragraph(index=0, kind="paragraph", text=text, number=number, part=part)
    return Draft(
        name=name,
        format="markdown",
        paragraphs=(paragraph,),
        parts=RESOLUTION_PARTS,
        metadata={"symbol": symbol},
        profile="un-resolution",
    )


def compared(old: Draft, new: Draft, labels: Iterable[str] = ()) -> Change:
    """Return the change of two paragraphs that belong together, as `draftdiff.compare` sees it."""
    pair = Overrides(pair=(Pairing(old="#0", new="#0"),))
    options = draftdiff.Options(labels=tuple(labels))
    comparison = draftdiff.compare(old, new, options=options, overrides=pair)
    change = next((change for change in comparison.changes if change.old and change.new), None)
    return change or _by_hand(old, new, options)


def _by_hand(old: Draft, new: Draft, options: draftdiff.Options) -> Change:
    """Return the change of two paragraphs that share too few words to be paired without being told."""
    bead = draftdiff.Bead(old=(0,), new=(0,), why="given by the corpus")
    alignment = draftdiff.Alignment(old=old, new=new, beads=(bead,))
    return draftdiff.classify(draftdiff.describe(alignment, options=options)).changes[0]


def share_of_words(label_words: str, evidence: str) -> bool:
    """Return whether two runs of words share one."""
    one, other = (set(re.findall(r"\w+", text.casefold())) for text in (label_words, evidence))
    return bool(one & other)


def f1(hits: int, said: int, gold: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * hits / (said + gold) if said + gold else 0.0
