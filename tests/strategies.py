"""Drafts for property tests, in one place: random ones, edited ones, and ones full of repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st

from draftdiff.model import Cell, Draft, Span
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.structure import build_draft

WORDS = (
    "States should nominate a point of contact and report each year on measures taken under this decision "
    "the Secretary-General must consider views of parties \u00e9tats 70/237 may not delay capacity building for all "
    "“quoted” rules apply [bracketed] text until adopted; urges invites notes water energy ports rail customs"
).split()
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(
    lambda w: " ".join(w).capitalize() + "."
)
TEXT = st.lists(SENTENCE, min_size=1, max_size=3).map(" ".join)
REPEATED = st.sampled_from(
    ("States should report each year.", "Done.", "The Committee takes note of the report.", "Privacy.", "")
)
TITLE = st.sampled_from(("Threats", "Norms", "International law", "Final observations", "Annex I", "Norms"))


def fewer(count: int) -> settings:
    """Return settings for a law that costs much: so many examples while one works, as many as of any other in CI."""
    return settings() if settings().max_examples >= 200 else settings(max_examples=count)


def _number(at: int) -> str:
    return f"{at + 1}."


@st.composite
def blocks(draw: st.DrawFn, *, max_size: int = 12, repeats: bool = True) -> list[Block]:
    """Blocks of all kinds: headings of three levels, paragraphs, list items, a table, notes."""
    found: list[Block] = []
    table = -1
    text = st.one_of(TEXT, REPEATED) if repeats else TEXT
    kinds = st.sampled_from(("paragraph", "paragraph", "paragraph", "heading", "list-item", "table", "note"))
    for at in range(draw(st.integers(0, max_size))):
        kind = draw(kinds)
        if kind == "heading":
            found.append(Block(text=draw(TITLE), kind="heading", level=draw(st.integers(1, 3))))
        elif kind == "list-item":
            found.append(Block(text=draw(text), kind="list-item", level=0, number=f"({at + 1})"))
        elif kind == "table":
            table += 1
            for row in range(draw(st.integers(1, 3))):
                found += [
                    Block(text=draw(text), kind="cell", cell=Cell(table=table, row=row, column=column))
                    for column in range(2)
                ]
        elif kind == "note":
            caller = len(found) - 1
            span = Span(0, 0)
            anchor = (caller, span) if caller >= 0 and found[caller].stream == "body" else None
            found.append(Block(text=draw(text), kind="note", stream="footnotes", anchor=anchor))
        else:
            number = _number(at) if draw(st.booleans()) else ""
            found.append(Block(text=draw(text), number=number))
    return found


def draft_of(found: Sequence[Block], name: str = "draft") -> Draft:
    """Return the draft of these blocks."""
    return build_draft(found, name=name, format="text", options=Options(profile="plain", language="en"))


def drafts(*, max_size: int = 12, repeats: bool = True) -> st.SearchStrategy[Draft]:
    """Any draft."""
    return blocks(max_size=max_size, repeats=repeats).map(draft_of)


@st.composite
def draft_pairs(draw: st.DrawFn, *, max_size: int = 12, repeats: bool = True) -> tuple[Draft, Draft]:
    """A draft and another made from it: words changed, paragraphs moved, dropped and added."""
    old = draw(blocks(max_size=max_size, repeats=repeats))
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        new = _edited(draw, new, repeats)
    return draft_of(old, "old"), draft_of(new, "new")


def _edited(draw: st.DrawFn, found: list[Block], repeats: bool) -> list[Block]:
    """Return the blocks with one change; tables and the callers of notes keep their places."""
    free = [at for at, block in enumerate(found) if block.cell is None]
    if not free or any(block.anchor is not None for block in found):
        return _reworded(draw, found) if found else found
    act = draw(st.sampled_from(("reword", "drop", "add", "move")))
    at = draw(st.sampled_from(free))
    if act == "reword":
        return _reworded(draw, found)
    if act == "add":
        return [*found[:at], Block(text=draw(st.one_of(TEXT, REPEATED) if repeats else TEXT)), *found[at:]]
    rest = [*found[:at], *found[at + 1 :]]
    if act == "drop":
        return rest
    places = [k for k in range(len(rest) + 1) if not 0 < k < len(rest) or rest[k].cell is None]
    to = draw(st.sampled_from(places))
    return [*rest[:to], found[at], *rest[to:]]


def _reworded(draw: st.DrawFn, found: list[Block]) -> list[Block]:
    at = draw(st.integers(0, len(found) - 1))
    words = found[at].text.split()
    if not words:
        return found
    k = draw(st.integers(0, len(words) - 1))
    text = " ".join([*words[:k], draw(st.sampled_from(WORDS)), *words[k + 1 :]])
    return [*found[:at], replace(found[at], text=text), *found[at + 1 :]]
