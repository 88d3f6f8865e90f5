"""Styles: what a paragraph or a run inherits when it says nothing itself (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from draftdiff.ooxml import Element, qname

Format = Mapping[str, str]
"""Formatting by mark kind; an empty value switches it off."""

W_VAL = qname("w:val")
_PLAIN_COLOURS = ("auto", "000000")
_PLAIN_FILLS = ("auto", "FFFFFF", "")
_HEADING_NAME = re.compile(r"(?:heading|titre|título|überschrift|заголовок|标题) ?(\d)\b", re.IGNORECASE)
# Heading styles of the United Nations' own templates, which set no outline level.
_UN_HEADINGS: Mapping[str, int] = {"hm": 1, "hch": 1, "h1": 2, "h23": 3, "h4": 4, "h56": 5}
_TITLE_NAMES = ("title",)

BOLD, ITALIC, STRIKE, HIDDEN = "bold", "italic", "strike", "hidden"
TOGGLES = (BOLD, ITALIC, STRIKE, HIDDEN)


def is_on(element: Element) -> bool:
    """Return the truth of an on/off property, whose bare presence means on."""
    return element.get(W_VAL, "true") not in ("0", "false", "off")


def _toggle(kind: str) -> Any:
    def take(element: Element, found: dict[str, str]) -> None:
        found[kind] = "on" if is_on(element) else ""

    return take


def _underline(element: Element, found: dict[str, str]) -> None:
    found["underline"] = "" if element.get(W_VAL) == "none" else "on"


def _colour(element: Element, found: dict[str, str]) -> None:
    value = element.get(W_VAL, "auto")
    theme = element.get(qname("w:themeColor"), "")
    found["colour"] = "" if value in _PLAIN_COLOURS or theme in ("text1", "dark1") else value.upper()


def _highlight(element: Element, found: dict[str, str]) -> None:
    value = element.get(W_VAL, "none")
    found["highlight"] = "" if value == "none" else value


def _shading(element: Element, found: dict[str, str]) -> None:
    fill = element.get(qname("w:fill"), "auto").upper()
    found.setdefault("highlight", "" if fill in ("AUTO", *_PLAIN_FILLS) else fill)


def _vertical(element: Element, found: dict[str, str]) -> None:
    value = element.get(W_VAL)
    found["superscript"] = "on" if value == "superscript" else ""
    found["subscript"] = "on" if value == "subscript" else ""


_RUN_PROPERTIES = {
    qname("w:b"): _toggle(BOLD),
    qname("w:i"): _toggle(ITALIC),
    qname("w:strike"): _toggle(STRIKE),
    qname("w:dstrike"): _toggle(STRIKE),
    qname("w:vanish"): _toggle(HIDDEN),
    qname("w:u"): _underline,
    qname("w:color"): _colour,
    qname("w:highlight"): _highlight,
    qname("w:shd"): _shading,
    qname("w:vertAlign"): _vertical,
}


def run_format(properties: Element | None) -> dict[str, str]:
    """Return what a w:rPr says itself."""
    found: dict[str, str] = {}
    for child in properties if properties is not None else ():
        take = _RUN_PROPERTIES.get(child.tag)
        if take is not None:
            take(child, found)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphFormat:
    """What decides on a paragraph's kind and number. None: says nothing."""

    outline: int | None = None
    """0 to 8; 9 is body text."""
    num_id: int | None = None
    num_level: int | None = None
    centred: bool | None = None
    leaders: bool | None = None
    """Whether a tab stop is filled with dots or lines, as before the pages of a table of contents."""


@dataclass(slots=True)
class Style:
    """One style with all that it inherits."""

    id: str
    name: str
    paragraph: ParagraphFormat
    run: dict[str, str]
    heading: int | None = None
    """Level from 1 that the style's name, or that of a style it is based on, gives."""
    house: bool = False
    """Whether that name is of a house's own template, whose heading styles are also used to indent text."""
    title: bool = False
    numbered_by: str = ""
    """Id of the style in the chain that sets the list."""


_NORMAL = Style(id="", name="", paragraph=ParagraphFormat(), run={})


@dataclass(slots=True)
class Styles:
    """The styles of a package, each resolved once."""

    elements: dict[str, Element] = field(default_factory=dict)
    default: str = ""
    document: dict[str, str] = field(default_factory=dict)
    """Run format of the document's defaults."""
    _resolved: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """Return the styles of a styles part; none without one."""
        styles = cls()
        if root is None:
            return styles
        for element in root.iterchildren(qname("w:style")):
            id = element.get(qname("w:styleId"), "")
            styles.elements.setdefault(id, element)
            if element.get(qname("w:type")) == "paragraph" and element.get(qname("w:default")) in (
                "1",
                "true",
            ):
                styles.default = id
        styles.document = run_format(
            root.find(f"{qname('w:docDefaults')}/{qname('w:rPrDefault')}/{qname('w:rPr')}")
        )
        return styles

    def get(self, id: str | None) -> Style:
        """Return a style with what it inherits; the default paragraph style for None."""
        id = self.default if id is None else id
        if id not in self._resolved:
            self._resolved[id] = self._resolve(id)
        return self._resolved[id]

    def _resolve(self, id: str) -> Style:
        chain: list[Element] = []
        known = set()
        while id in self.elements and id not in known:
            known.add(id)
            chain.append(self.elements[id])
            based = self.elements[id].find(qname("w:basedOn"))
            id = based.get(W_VAL, "") if based is not None else ""
        style = _NORMAL
        for element in reversed(chain):
            style = _derived(style, element)
        return style


def _derived(base: Style, element: Element) -> Style:
    id = element.get(qname("w:styleId"), "")
    name_element = element.find(qname("w:name"))
    name = name_element.get(W_VAL, "") if name_element is not None else id
    own = paragraph_format(element.find(qname("w:pPr")))
    built_in = heading_of_name(name)
    house = heading_of_house(name)
    heading = house if built_in is None else built_in
    return Style(
        id=id,
        name=name,
        paragraph=over(base.paragraph, own),
        run=inherited(base.run, run_format(element.find(qname("w:rPr")))),
        heading=base.heading if heading is None else heading,
        house=base.house if heading is None else built_in is None,
        title=name.lower() in _TITLE_NAMES or base.title,
        numbered_by=base.numbered_by if own.num_id is None else id,
    )


def heading_of_name(name: str) -> int | None:
    """Return the level from 1 that the name of a built-in heading style gives, or None."""
    match = _HEADING_NAME.match(name)
    return int(match.group(1)) or None if match else None


def heading_of_house(name: str) -> int | None:
    """Return the level from 1 that the name of a heading style of a house's template gives, or None."""
    return _UN_HEADINGS.get(re.sub(r"[^a-z0-9]", "", name.lower().removesuffix("_g")))


def inherited(base: Format, own: Format) -> dict[str, str]:
    """Return one style's run format over that of the style it is based on."""
    return {**base, **own}


def over(base: ParagraphFormat, own: ParagraphFormat) -> ParagraphFormat:
    """Return a format in which what `own` leaves open is taken from `base`."""
    return ParagraphFormat(
        outline=base.outline if own.outline is None else own.outline,
        num_id=base.num_id if own.num_id is None else own.num_id,
        num_level=base.num_level if own.num_level is None else own.num_level,
        centred=base.centred if own.centred is None else own.centred,
        leaders=base.leaders if own.leaders is None else own.leaders,
    )


def paragraph_format(properties: Element | None) -> ParagraphFormat:
    """Return what a w:pPr says itself."""
    if properties is None:
        return ParagraphFormat()
    outline = num_id = num_level = None
    centred: bool | None = None
    leaders: bool | None = None
    for child in properties:
        if child.tag == _OUTLINE:
            outline = integer(child.get(W_VAL))
        elif child.tag == _NUMBERING:
            num_id = _value(child, _NUM_ID)
            num_level = _value(child, _LEVEL)
        elif child.tag == _ALIGNMENT:
            centred = child.get(W_VAL) == "center"
        elif child.tag == _TABS:
            leaders = any(stop.get(_LEADER, "none") != "none" for stop in child) or None
    return ParagraphFormat(
        outline=outline, num_id=num_id, num_level=num_level, centred=centred, leaders=leaders
    )


_OUTLINE = qname("w:outlineLvl")
_NUMBERING = qname("w:numPr")
_NUM_ID = qname("w:numId")
_LEVEL = qname("w:ilvl")
_ALIGNMENT = qname("w:jc")
_TABS, _LEADER = qname("w:tabs"), qname("w:leader")


def _value(parent: Element, tag: str) -> int | None:
    child = parent.find(tag)
    return None if child is None else integer(child.get(W_VAL))


def integer(text: str | None) -> int | None:
    """Return a whole number, or None for what is none."""
    try:
        return int(text) if text else None
    except ValueError:
        return None
