"""The numbers that Word computes and prints and that stand nowhere in the text (ECMA-376 part 1, 17.9).

A paragraph names a list (w:num) and a level. Lists of one abstract definition count on together; a list with a
start override begins anew where it is first used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from draftdiff.ooxml import Element, qname
from draftdiff.readers.docx.number_formats import format_number
from draftdiff.readers.docx.styles import W_VAL, ParagraphFormat, Style, Styles, integer, is_on

LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list counts and looks."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    """1-based level after which it restarts; 0 never; None: after any higher one."""
    legal: bool = False
    hidden: bool = False
    style: str = ""
    """Id of the paragraph style that stands for this level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDefinition:
    """One w:num: its levels, which counters it shares, and where it starts anew."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    """Start overrides by level."""

    def level_of_style(self, style: str) -> int | None:
        """Return the level that a paragraph style stands for."""
        return next((at for at, level in self.levels.items() if style and level.style == style), None)


@dataclass(slots=True)
class Numbering:
    """The list definitions of a package."""

    lists: dict[int, ListDefinition] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None, styles: Styles) -> Numbering:
        """Return the definitions of a numbering part; none without one."""
        if root is None:
            return cls()
        abstracts = {
            element.get(qname("w:abstractNumId")): element
            for element in root.iterchildren(qname("w:abstractNum"))
        }
        nums = {
            number: element
            for element in root.iterchildren(qname("w:num"))
            if (number := integer(element.get(qname("w:numId")))) is not None
        }
        return cls(
            {number: _definition(element, abstracts, nums, styles) for number, element in nums.items()}
        )

    def place(self, format: ParagraphFormat, own: ParagraphFormat, style: Style) -> tuple[int, int] | None:
        """Return the list and level of a paragraph with this whole and own format, or None."""
        number = format.num_id
        if not number or number not in self.lists:
            return None
        if own.num_level is None:
            by_style = self.lists[number].level_of_style(style.numbered_by)
            if by_style is None:
                by_style = self.lists[number].level_of_style(style.id)
            if by_style is not None and 0 <= by_style < LEVELS:
                return number, by_style
        return number, min(max(0, format.num_level or 0), LEVELS - 1)


def _definition(
    element: Element, abstracts: Mapping[str, Element], nums: Mapping[int, Element], styles: Styles
) -> ListDefinition:
    abstract_id, abstract = _abstract(element, abstracts, nums, styles)
    levels: dict[int, Level] = {}
    for child in abstract.iterchildren(qname("w:lvl")) if abstract is not None else ():
        levels[integer(child.get(qname("w:ilvl"))) or 0] = _level(child)
    starts: dict[int, int] = {}
    for override in element.iterchildren(qname("w:lvlOverride")):
        at = integer(override.get(qname("w:ilvl"))) or 0
        replaced = override.find(qname("w:lvl"))
        if replaced is not None:
            levels[at] = _level(replaced)
        start = override.find(qname("w:startOverride"))
        if start is not None:
            starts[at] = integer(start.get(W_VAL)) or 0
    return ListDefinition(abstract=abstract_id, levels=levels, starts=starts)


def _abstract(
    element: Element, abstracts: Mapping[str, Element], nums: Mapping[int, Element], styles: Styles
) -> tuple[str, Element | None]:
    """Return the abstract definition of a w:num, through a list style where it names one."""
    for _ in range(len(nums) + 1):
        child = element.find(qname("w:abstractNumId"))
        id = child.get(W_VAL, "") if child is not None else ""
        abstract = abstracts.get(id)
        link = abstract.find(qname("w:numStyleLink")) if abstract is not None else None
        if link is None:
            return id, abstract
        number = styles.get(link.get(W_VAL, "")).paragraph.num_id
        if number is None or nums.get(number) is None or nums[number] is element:
            return id, abstract
        element = nums[number]
    return id, abstract


def _level(element: Element) -> Level:
    values = {child.tag: child for child in element if isinstance(child.tag, str)}

    def value(name: str) -> str | None:
        child = values.get(qname(name))
        return None if child is None else child.get(W_VAL)

    legal = values.get(qname("w:isLgl"))
    run = values.get(qname("w:rPr"))
    vanish = run.find(qname("w:vanish")) if run is not None else None
    format = values.get(qname("w:numFmt"))
    return Level(
        start=integer(value("w:start")) or 0,
        format=_format_name(format),
        text=value("w:lvlText") or "",
        restart=integer(value("w:lvlRestart")),
        legal=legal is not None and is_on(legal),
        hidden=vanish is not None and is_on(vanish),
        style=value("w:pStyle") or "",
    )


def _format_name(element: Element | None) -> str:
    if element is None:
        return "decimal"
    name = str(element.get(W_VAL, "decimal"))
    if name == "custom":
        pattern = str(element.get(qname("w:format"), ""))
        return (
            "decimalZero"
            if pattern.startswith("01")
            else "decimalZero3"
            if pattern.startswith("001")
            else "decimal"
        )
    return name


@dataclass(slots=True)
class Counter:
    """The running counts of one story (body, notes, text boxes)."""

    numbering: Numbering
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    """By abstract definition: the last number of each level; None: not begun since the last restart."""
    begun: set[tuple[int, int]] = field(default_factory=set)
    """Lists and levels whose start override was spent."""

    def next(self, number: int, level: int) -> str:
        """Count one paragraph of a list and return its number as printed; bullets print none."""
        definition = self.numbering.lists[number]
        counts = self.counts.setdefault(definition.abstract, [None] * LEVELS)
        self._advance(definition, number, level, counts)
        self._restart_below(definition, level, counts)
        return _printed(definition, level, counts)

    def _advance(self, definition: ListDefinition, number: int, level: int, counts: list[int | None]) -> None:
        start = definition.starts.get(level, definition.levels.get(level, Level()).start)
        fresh = level in definition.starts and (number, level) not in self.begun
        self.begun.add((number, level))
        last = counts[level]
        counts[level] = start if last is None or fresh else last + 1
        for above in range(level):
            if counts[above] is None:
                # a level above that was never used counts as if its first paragraph stood here
                counts[above] = definition.starts.get(above, definition.levels.get(above, Level()).start)
                self.begun.add((number, above))

    def _restart_below(self, definition: ListDefinition, level: int, counts: list[int | None]) -> None:
        for below in range(level + 1, LEVELS):
            restart = definition.levels.get(below, Level()).restart
            if restart is None or (restart > 0 and level < restart):
                counts[below] = None


def _printed(definition: ListDefinition, level: int, counts: list[int | None]) -> str:
    shape = definition.levels.get(level)
    if shape is None or shape.hidden or shape.format == "bullet":
        return ""

    def fill(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        other = definition.levels.get(at, Level())
        count = counts[at] if at <= level else None
        if count is None:
            return ""
        decimal = shape.legal and other.format not in ("decimalZero", "none")
        return format_number(count, "decimal" if decimal else other.format)

    return _PLACEHOLDER.sub(fill, shape.text).strip()
