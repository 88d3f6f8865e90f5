"""Tracked changes: which of a file's two texts is read (ECMA-376 part 1, 17.13.5).

The accepted text leaves out what is deleted or moved away, the original text what is inserted or moved here. A
paragraph whose end mark is left out runs on into the next one (17.13.5.15): two w:p, one paragraph to the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from draftdiff.ooxml import Element, qname

_ROW_PROPERTIES = qname("w:trPr")
_CELL_PROPERTIES = qname("w:tcPr")
_PARAGRAPH_PROPERTIES = qname("w:pPr")
_RUN_PROPERTIES = qname("w:rPr")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One of the two texts of a file with tracked changes."""

    name: str
    absent: frozenset[str]
    """Names of wrappers whose content this text does not have."""
    marked: Mapping[str, str]
    """Mark kind by name of a wrapper whose content only this text has."""
    absent_cell: str
    former_properties: bool
    """Whether properties are read as they stood before their tracked change."""

    def lacks_mark(self, properties: Element | None) -> bool:
        """Return whether the paragraph with this w:pPr has lost its end mark in this text."""
        mark = properties.find(_RUN_PROPERTIES) if properties is not None else None
        return mark is not None and any(child.tag in self.absent for child in mark)

    def lacks_row(self, row: Element) -> bool:
        """Return whether a table row is not there in this text."""
        properties = row.find(_ROW_PROPERTIES)
        return properties is not None and any(child.tag in self.absent for child in properties)

    def lacks_cell(self, cell: Element) -> bool:
        """Return whether a table cell is not there in this text."""
        properties = cell.find(_CELL_PROPERTIES)
        return properties is not None and properties.find(self.absent_cell) is not None

    def properties(self, element: Element, name: str) -> Element | None:
        """Return the w:pPr or w:rPr (`name`) of an element as this text has it."""
        found = element.find(name)
        if found is None or not self.former_properties:
            return found
        change = found.find(name + "Change")
        former = change.find(name) if change is not None else None
        return found if former is None else former

    def paragraph_properties(self, paragraph: Element) -> Element | None:
        """Return the w:pPr of a paragraph as this text has it."""
        return self.properties(paragraph, _PARAGRAPH_PROPERTIES)


ACCEPTED = View(
    name="accepted",
    absent=frozenset((qname("w:del"), qname("w:moveFrom"))),
    marked={qname("w:ins"): "inserted", qname("w:moveTo"): "moved-to"},
    absent_cell=qname("w:cellDel"),
    former_properties=False,
)
ORIGINAL = View(
    name="original",
    absent=frozenset((qname("w:ins"), qname("w:moveTo"))),
    marked={qname("w:del"): "deleted", qname("w:moveFrom"): "moved-from"},
    absent_cell=qname("w:cellIns"),
    former_properties=True,
)
VIEWS: Mapping[str, tuple[View, ...]] = {
    "accepted": (ACCEPTED,),
    "original": (ORIGINAL,),
    "marked": (ORIGINAL, ACCEPTED),
}
