"""The text of the page in reading order: rows of both drafts, folds of what stayed, stubs where something stood."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from markupsafe import Markup

from draftdiff.model import Change, Comparison, Label, Operation, Paragraph, SectionChange, Transfer
from draftdiff.overview.words import OPERATION_WORDS
from draftdiff.renderers.html.cells import Ends, cells_of
from draftdiff.renderers.html.places import Places, shortened, transfer_id
from draftdiff.renderers.html.words import listed, plain

# Shorter runs of unchanged paragraphs stand open: a fold of one costs as much room as it saves.
_SHORTEST_FOLD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One line beside a change: a label with its reason, or where the other end is."""

    name: str
    """Name of the label; empty for a remark that is none."""
    words: str
    because: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """Address and words."""
    quotes: tuple[tuple[str, str], ...] = ()
    """Words of further drafts that earned it, each with the draft's name."""
    apart: str = ""
    """Of which words it speaks, where not of the paragraph: this sentence, this section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A change as it stands on the page."""

    change: Change
    id: str
    word: str
    """What happened, in a word."""
    old: tuple[Markup, ...]
    new: tuple[Markup, ...]
    remarks: tuple[Remark, ...]
    labels: tuple[str, ...]
    section: int
    """Position of the heading above in the outline, from 1; 0 above the first."""
    parts: tuple[str, ...]
    plain: bool
    """Whether nothing at all is to be said about it."""
    heading: bool

    @property
    def operations(self) -> str:
        """The operations as words for filters."""
        return f"{self.word} moved" if self.change.moved else self.word

    @property
    def old_indexes(self) -> str:
        """Paragraph indexes, for overrides."""
        return " ".join(str(paragraph.index) for paragraph in self.change.old)

    @property
    def new_indexes(self) -> str:
        """Paragraph indexes, for overrides."""
        return " ".join(str(paragraph.index) for paragraph in self.change.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of the page: a row, a fold of rows, a table of rows, a stub, or the beginning of a part."""

    kind: str
    rows: tuple[Row, ...] = ()
    stubs: tuple[Stub, ...] = ()
    title: str = ""
    negotiated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """What stands in the place of a paragraph that is shown elsewhere."""

    id: str
    target: str
    name: str
    """Which paragraph it is: paragraph 31 stood here."""
    link: str
    """Where it is now: moved to paragraph 45."""
    start: str
    """The first words."""


@dataclass(slots=True, kw_only=True)
class _Reader:
    """What is remembered while the changes are read in order."""

    section: int = 0
    part: str | None = None
    sections: dict[tuple[str, int], list[SectionChange]] = field(default_factory=dict)


def rows_of(comparison: Comparison, ends: Ends) -> tuple[Row, ...]:
    """Return a row for every change, in the order of the comparison."""
    state = _Reader()
    for section in comparison.sections:
        if section.labels:
            key = ("new", section.new[0]) if section.new else ("old", section.old[0])
            state.sections.setdefault(key, []).append(section)
    return tuple(_row(change, ends, state) for change in comparison.changes)


def _row(change: Change, ends: Ends, state: _Reader) -> Row:
    heading = any(p.kind == "heading" for p in change.new or change.old)
    state.section += heading
    cells = cells_of(change, ends)
    remarks = tuple(_remarks(change, ends, state))
    old_parts = [ends.comparison.old.part_of(p) for p in change.old]
    new_parts = [ends.comparison.new.part_of(p) for p in change.new]
    return Row(
        change=change,
        id=change.id,
        word=OPERATION_WORDS[change.operation],
        old=cells.old,
        new=cells.new,
        remarks=remarks,
        labels=tuple(dict.fromkeys(remark.name for remark in remarks if remark.name)),
        section=state.section,
        parts=tuple(dict.fromkeys(part.name for part in (*new_parts, *old_parts))),
        plain=is_kept(change) and not remarks and not change.edits,
        heading=heading,
    )


def is_kept(change: Change) -> bool:
    """Return whether a change is none: kept in its place."""
    return change.operation is Operation.KEEP and not change.moved


def _remarks(change: Change, ends: Ends, state: _Reader) -> Iterator[Remark]:
    for label in change.labels:
        yield _label_remark(label)
    for side, paragraphs in (("old", change.old), ("new", change.new)):
        for paragraph in paragraphs:
            for section in state.sections.get((side, paragraph.index), ()):
                yield from (_label_remark(label, "section") for label in section.labels)
            for transfer in ends.transfers.get((side, paragraph.index), ()):
                yield from _transfer_remarks(transfer, side, ends.places)
    if change.moved:
        yield _move_remark(change, ends.places)
    if change.operation in (Operation.SPLIT, Operation.MERGE, Operation.REWRITE):
        yield _shape_remark(change, ends.places)
    if ends.explain and change.why:
        yield Remark(name="", words="paired", because=f"{change.why} (score {change.score:.2f})")


def _label_remark(label: Label, apart: str = "") -> Remark:
    return Remark(
        name=label.name,
        words=plain(label.name),
        because=label.because,
        quotes=tuple(
            (e.side, shortened(e.text, 240)) for e in label.evidence if e.side not in ("old", "new")
        ),
        apart=apart,
    )


def _transfer_remarks(transfer: Transfer, side: str, places: Places) -> Iterator[Remark]:
    other = "new" if side == "old" else "old"
    place = transfer.new if side == "old" else transfer.old
    copied = transfer.kind == "copied"
    verb = (
        ("also stands in" if copied else "went to")
        if side == "old"
        else ("copied from" if copied else "came from")
    )
    link = (transfer_id(transfer, other), f"{verb} {places.name(other, place.paragraph)}")
    own = "copied" if copied else "sentence-moved"
    named = [label for label in transfer.labels if label.name == own]
    yield Remark(name=own, words=plain(own), because=named[0].because if named else "", links=(link,))
    for label in transfer.labels:
        if label.name != own:
            yield _label_remark(label, "sentence")


def _move_remark(change: Change, places: Places) -> Remark:
    names = listed([places.name("old", p.index) for p in change.old])
    return Remark(name="", words="moved", links=((stub_id(change, "old", change.old[0]), f"from {names}"),))


def _shape_remark(change: Change, places: Places) -> Remark:
    old = listed([places.short("old", p.index) for p in change.old])
    new = listed([places.short("new", p.index) for p in change.new])
    links = tuple(
        (stub_id(change, side, paragraph), f"the place of {places.name(side, paragraph.index)}")
        for side in ("old", "new")
        for paragraph, _ in away([change], side)
        if side == "new" or not change.moved
    )
    return Remark(name="", words="", because=f"{old} → {new}", links=links)


def stub_id(change: Change, side: str, paragraph: Paragraph) -> str:
    """Return the id of the place where a paragraph stands that is shown elsewhere."""
    return f"{change.id}-{side}-{paragraph.index}"


def blocks_of(rows: Sequence[Row], comparison: Comparison, places: Places) -> tuple[Block, ...]:
    """Return the page's text: every row once, unchanged runs folded, the cells of a table together."""
    return tuple(_folded(_with_parts(_with_stubs(_with_tables(rows), places), comparison)))


def _with_tables(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield rows as blocks; neighbouring rows that are cells of one table are one block.

    A cell that was deleted belongs to the table that its own table became, else to a table of its old neighbours.
    """
    became = {
        old.cell.table: new.cell.table
        for row in reversed(rows)
        for old, new in zip(row.change.old, row.change.new)
        if old.cell is not None and new.cell is not None
    }
    held: dict[tuple[str, int], list[Row]] = {}
    for row in rows:
        cells = [p.cell for p in (*row.change.new, *row.change.old) if p.cell is not None]
        if len(cells) < len(row.change.old) + len(row.change.new):
            yield from map(_table, held.values())
            held = {}
            yield Block(kind="row", rows=(row,))
            continue
        table = cells[0].table
        now = table if row.change.new else became.get(table)
        held.setdefault(("old", table) if now is None else ("new", now), []).append(row)
    yield from map(_table, held.values())


def _table(rows: list[Row]) -> Block:
    return Block(kind="table", rows=tuple(rows))


def _with_stubs(blocks: Iterable[Block], places: Places) -> Iterator[Block]:
    """Put a stub at every place whose paragraph is shown with its other end elsewhere."""
    found = list(blocks)
    changes = [row.change for block in found for row in block.rows]
    waiting = {side: away(changes, side) for side in ("old", "new")}
    for block in found:
        stubs: list[Stub] = []
        for side in ("old", "new"):
            first = _first_index(block, side)
            while first is not None and waiting[side] and waiting[side][0][0].index < first:
                stubs.append(_stub(*waiting[side].popleft(), side, places))
        if stubs:
            yield Block(kind="stub", stubs=tuple(stubs))
        yield block
    rest = tuple(_stub(*item, side, places) for side in ("old", "new") for item in waiting[side])
    if rest:
        yield Block(kind="stub", stubs=rest)


def away(changes: Iterable[Change], side: str) -> deque[tuple[Paragraph, Change]]:
    """Return the paragraphs of a side that are shown elsewhere, in their own order.

    Of the old side: those of moved changes. Of both: the pieces of a split or merge that do not follow on its first.
    """
    found = []
    for change in changes:
        paragraphs = change.old if side == "old" else change.new
        if side == "old" and change.moved:
            found += [(paragraph, change) for paragraph in paragraphs]
        else:
            found += [(p, change) for last, p in pairwise(paragraphs) if p.index != last.index + 1]
    return deque(sorted(found, key=lambda item: item[0].index))


def _first_index(block: Block, side: str) -> int | None:
    """Return the index at which a block stands in a draft; None where it has no place there."""
    if side == "new":
        return next((row.change.new[0].index for row in block.rows if row.change.new), None)
    return min(
        (r.change.old[0].index for r in block.rows if r.change.old and not r.change.moved), default=None
    )


def _stub(paragraph: Paragraph, change: Change, side: str, places: Places) -> Stub:
    moved = change.moved and side == "old"
    others = change.new if moved or side == "old" else change.old
    names = listed([places.name("new" if side == "old" else "old", p.index) for p in others])
    words = {Operation.SPLIT: "split", Operation.MERGE: "merged"}.get(change.operation, "shown")
    link = (
        f"moved to {names}"
        if moved
        else f"{words} {'into' if side == 'old' else 'from'} {names}, shown there"
    )
    return Stub(
        id=stub_id(change, side, paragraph),
        target=change.id,
        name=f"{places.name(side, paragraph.index)} {'stood' if side == 'old' else 'stands'} here",
        link=link,
        start=shortened(paragraph.text, 48),
    )


def _with_parts(blocks: Iterable[Block], comparison: Comparison) -> Iterator[Block]:
    """Yield a heading wherever the part of the new draft changes, if there is more than one."""
    names = {p.part for draft in (comparison.old, comparison.new) for p in draft.paragraphs}
    last = None
    for block in blocks:
        paragraph = next((p for row in block.rows for p in row.change.new), None)
        if len(names) > 1 and paragraph is not None and paragraph.part != last:
            last = paragraph.part
            yield _part_block(comparison, paragraph)
        yield block


def _part_block(comparison: Comparison, paragraph: Paragraph) -> Block:
    part = comparison.new.part_of(paragraph)
    title = "main text" if part.name == "body" else plain(part.name)
    return Block(kind="part", title=title, negotiated=part.negotiated)


def _folded(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with runs of plain rows folded; headings stay open, they show where one is."""
    held: list[Row] = []
    for block in blocks:
        if block.kind == "row" and block.rows[0].plain and not block.rows[0].heading:
            held.append(block.rows[0])
            continue
        yield from _fold(held)
        held = []
        foldable = block.kind == "table" and all(row.plain for row in block.rows)
        yield replace(block, kind="still-table") if foldable else block
    yield from _fold(held)


def _fold(rows: list[Row]) -> Iterator[Block]:
    if len(rows) >= _SHORTEST_FOLD:
        yield Block(kind="fold", rows=tuple(rows), title=_range(rows))
    else:
        yield from (Block(kind="row", rows=(row,)) for row in rows)


def _range(rows: Sequence[Row]) -> str:
    """Return how the new paragraphs of a fold are numbered, such as 12–15."""
    numbers = [p.number.rstrip(".") for row in rows for p in row.change.new if p.number]
    if not numbers or not all(number.isdigit() for number in numbers):
        return ""
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
