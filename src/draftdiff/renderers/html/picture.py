"""A picture of where things went: both outlines with ribbons between them, and the same in words.

old outline                     new outline
A. Introduction   ███████████   A. Introduction      kept
B. Discussions    ███╲          B. Conclusions
C. Conclusions    ███╳███████   Annex: Summary       demoted
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from draftdiff.model import Change, Comparison, Draft, Operation, Section
from draftdiff.renderers.html.words import counted

# Up to the first number of blocks a side the picture fits one screen, up to the second it is still a picture.
_MOST_BLOCKS = (24, 60)
_SMALLEST = 17.0  # height of a block: one line of its name
_TALLEST_UNIT = 7.0  # height of one paragraph
_TALLEST = 520.0  # of all blocks of a side, but for those that need the height of their name
_GAP = 5.0
_NAME_COLUMNS = 38
_MOST_SENTENCES = 8
LEFT, RIGHT, BAR, WIDTH = 300.0, 660.0, 10.0, 960.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A section of one outline."""

    name: str
    title: str
    depth: int
    target: str
    y: float
    height: float
    gone: float
    """Height of what has no other end: deleted of an old block, inserted of a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """Paragraphs that went from one section to another in one way."""

    kind: str
    target: str
    words: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What the template draws; lengths in user units."""

    height: float
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    ribbons: tuple[Ribbon, ...]
    told: tuple[tuple[str, str], ...]
    """Sentences with the id of their first change, those on the most paragraphs first."""
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """The blocks of one outline before they have a place."""

    sections: tuple[tuple[int | None, str, int], ...]
    """Section id, title, depth; the id None is what stands above the first heading."""
    block_of: Mapping[int, int]
    """Block by paragraph index."""

    def top_of(self, block: int) -> str:
        """Return the title of the uppermost section around a block."""
        return next(title for _, title, depth in reversed(self.sections[: block + 1]) if depth == 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flow:
    old: int
    new: int
    kind: str
    old_count: int
    new_count: int
    target: str


def picture_of(comparison: Comparison) -> Picture | None:
    """Return the picture; None where neither draft has headings to draw."""
    if not comparison.old.sections() or not comparison.new.sections():
        return None
    depth = _depth(comparison)
    old, new = _side(comparison.old, depth), _side(comparison.new, depth)
    flows = _flows(comparison, old, new)
    blocks = (
        _blocks(old, comparison, "old"),
        _blocks(new, comparison, "new"),
    )
    ribbons = _ribbons(flows, blocks, old, new)
    order = ("kept", "split", "merged", "moved", "demoted", "promoted")
    return Picture(
        height=max(block.y + block.height for side in blocks for block in side) + 4,
        old=blocks[0],
        new=blocks[1],
        ribbons=tuple(sorted(ribbons, key=lambda ribbon: order.index(ribbon.kind))),
        told=_in_words(flows, old, new),
        kinds=tuple(kind for kind in order if any(ribbon.kind == kind for ribbon in ribbons)),
    )


def _depth(comparison: Comparison) -> int:
    """Return the deepest level of headings at which both outlines still fit."""
    for most in _MOST_BLOCKS:
        for depth in (3, 2):
            if all(len(_side(draft, depth).sections) <= most for draft in (comparison.old, comparison.new)):
                return depth
    return 1


def _top(draft: Draft) -> Section:
    """Return the section whose children are the outline: a lone heading over everything is the title."""
    top = draft.root
    while len(top.children) == 1 and top.children[0].children:
        top = top.children[0]
    return top


def _side(draft: Draft, depth: int) -> _Side:
    top = _top(draft)
    sections: list[tuple[int | None, str, int]] = []
    home: dict[int | None, int] = {}

    def add(section: Section, level: int, block: int) -> None:
        if level <= depth:
            block = len(sections)
            sections.append((section.id, section.title, level))
        home[section.id] = block
        for child in section.children:
            add(child, level + 1, block)

    outlined = {section.id for child in top.children for section in child.walk()}
    if any(paragraph.section not in outlined for paragraph in draft.paragraphs):
        sections.append((None, "Beginning", 1))
    for child in top.children:
        add(child, 1, 0)
    block_of = {paragraph.index: home.get(paragraph.section, 0) for paragraph in draft.paragraphs}
    return _Side(sections=tuple(sections), block_of=block_of)


def _flows(comparison: Comparison, old: _Side, new: _Side) -> list[_Flow]:
    """Return the paragraphs of all changes and transfers, summed by both sections and kind."""
    old_counts: Counter[tuple[int, int, str]] = Counter()
    new_counts: Counter[tuple[int, int, str]] = Counter()
    targets: dict[tuple[int, int, str], str] = {}
    displaced = _displaced(comparison)
    for change in comparison.changes:
        if not change.old or not change.new:
            continue
        kind = kind_of(change)
        kind = "moved" if kind == "kept" and change.old[0].section in displaced else kind
        key = (old.block_of[change.old[0].index], new.block_of[change.new[0].index], kind)
        targets.setdefault(key, change.id)
        old_counts[key] += len(change.old)
        new_counts[key] += len(change.new)
    return [
        _Flow(
            old=key[0], new=key[1], kind=key[2], old_count=n, new_count=new_counts[key], target=targets[key]
        )
        for key, n in sorted(old_counts.items())
    ]


def _displaced(comparison: Comparison) -> set[int | None]:
    """Return the ids of old sections that moved or changed places with their neighbours, those under them included."""
    moved = {
        id
        for change in comparison.sections
        if any(label.name in ("reordered", "moved-section") for label in change.labels)
        for id in change.old
    }
    return {
        below.id for section in comparison.old.sections() if section.id in moved for below in section.walk()
    }


def kind_of(change: Change) -> str:
    """Return in which way a change went from its old place to its new one."""
    for name in ("demoted", "promoted"):
        if change.has_label(name):
            return name
    if change.operation in (Operation.SPLIT, Operation.MERGE):
        return "split" if change.operation is Operation.SPLIT else "merged"
    return "moved" if change.moved else "kept"


def _blocks(side: _Side, comparison: Comparison, name: str) -> tuple[Block, ...]:
    totals = Counter(side.block_of.values())
    linked = Counter(
        side.block_of[p.index] for c in comparison.changes if c.old and c.new for p in getattr(c, name)
    )
    rows = {p.index: change.id for change in comparison.changes for p in getattr(change, name)}
    most = max(len(comparison.old.paragraphs), len(comparison.new.paragraphs))
    unit = min(_TALLEST_UNIT, _TALLEST / most)
    found = []
    y = 4.0
    for index, (id, title, depth) in enumerate(side.sections):
        height = max(_SMALLEST, totals[index] * unit)
        share = (totals[index] - linked[index]) / totals[index] if totals[index] else 0.0
        found.append(
            Block(
                name=_fitting(title, _NAME_COLUMNS - 2 * depth),
                title=title,
                depth=depth,
                target=rows[id] if id is not None else rows[0],
                y=round(y, 1),
                height=round(height, 1),
                gone=round(height * share, 1),
            )
        )
        y += height + _GAP
    return tuple(found)


def _fitting(title: str, columns: int) -> str:
    """Return a title that takes at most so many columns; a wide character takes two."""
    used = 0
    for at, sign in enumerate(title):
        used += 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if used > columns:
            return f"{title[: max(at - 1, 1)].rstrip()}…"
    return title


def _ribbons(
    flows: Sequence[_Flow], blocks: tuple[tuple[Block, ...], tuple[Block, ...]], old: _Side, new: _Side
) -> list[Ribbon]:
    """Return a ribbon for each flow, stacked at both ends in the order of the other end."""
    starts = _stacked([(f.old, f.new, f.old_count) for f in flows], blocks[0])
    ends = _stacked([(f.new, f.old, f.new_count) for f in flows], blocks[1])
    return [
        Ribbon(
            kind=flow.kind,
            target=flow.target,
            words=_told(flow, old.sections[flow.old][1], new.sections[flow.new][1]),
            path=_path(start, end),
        )
        for flow, start, end in zip(flows, starts, ends, strict=True)
    ]


def _in_words(flows: Sequence[_Flow], old: _Side, new: _Side) -> tuple[tuple[str, str], ...]:
    """Return what did not stay in place, summed by the uppermost sections of both sides."""
    found: dict[tuple[str, str, str], _Flow] = {}
    for flow in flows:
        if flow.kind == "kept":
            continue
        key = (old.top_of(flow.old), new.top_of(flow.new), flow.kind)
        before = found.get(key)
        found[key] = flow if before is None else _sum(before, flow)
    order = sorted(found.items(), key=lambda item: -max(item[1].old_count, item[1].new_count))
    return tuple((_told(flow, key[0], key[1]), flow.target) for key, flow in order[:_MOST_SENTENCES])


def _sum(one: _Flow, other: _Flow) -> _Flow:
    return replace(one, old_count=one.old_count + other.old_count, new_count=one.new_count + other.new_count)


def _told(flow: _Flow, old: str, new: str) -> str:
    """Return a ribbon in words."""
    number = counted(flow.old_count, "paragraph")
    if flow.kind == "kept":
        return f"{number} of “{old}” in place" if old == new else f"{number} from “{old}” now in “{new}”"
    if old == new:
        return f"{number} of “{old}” {flow.kind}"
    return f"{number} {flow.kind} from “{old}” to “{new}”"


def _stacked(ends: Iterable[tuple[int, int, int]], blocks: Sequence[Block]) -> list[tuple[float, float]]:
    """Return top and bottom of each end: those of one block lie under each other, by the order of the other block."""
    items = list(ends)
    counts: Counter[int] = Counter()
    for block, _, count in items:
        counts[block] += count
    at = {index: block.y for index, block in enumerate(blocks)}
    found: list[tuple[float, float]] = [(0.0, 0.0)] * len(items)
    for position in sorted(range(len(items)), key=lambda n: (items[n][0], items[n][1], n)):
        block, _, count = items[position]
        height = (blocks[block].height - blocks[block].gone) * count / counts[block]
        found[position] = (at[block], at[block] + height)
        at[block] += height
    return found


def _path(start: tuple[float, float], end: tuple[float, float]) -> str:
    x1, x2 = LEFT + BAR, RIGHT - BAR
    middle = (x1 + x2) / 2
    return (
        f"M{x1:.0f} {start[0]:.1f}C{middle:.0f} {start[0]:.1f} {middle:.0f} {end[0]:.1f} {x2:.0f} {end[0]:.1f}"
        f"V{end[1]:.1f}C{middle:.0f} {end[1]:.1f} {middle:.0f} {start[1]:.1f} {x1:.0f} {start[1]:.1f}Z"
    )
