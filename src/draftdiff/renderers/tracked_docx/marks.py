"""The revision elements of one redline: each with an id of its own, the author, and a date if one was given."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from draftdiff.ooxml import Element
from draftdiff.renderers.tracked_docx.names import ID, P_PR, R_PR, SECTION, form, names, w

WRAPPERS = {
    "ins": ("ins",),
    "del": ("del",),
    "from": ("moveFrom",),
    "to": ("moveTo",),
    "struck": ("ins", "del"),
}
"""Status of a stretch -> the elements around it, outermost first. `struck`: words of a moved text that were taken
out on the way; they were never in the new place and are not there in either text."""

_SIGNS = {"ins": "ins", "del": "del", "from": "moveFrom", "to": "moveTo"}
_REVISIONS = names("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange")


@dataclass(slots=True)
class Marks:
    """Makes revision elements with rising ids."""

    author: str
    date: str
    next_id: int

    def new_id(self) -> str:
        """Return an id that no annotation of the file has."""
        self.next_id += 1
        return str(self.next_id)

    def element(self, name: str) -> Element:
        """Return an empty revision element."""
        found = etree.Element(w(name), {ID: self.new_id(), w("author"): self.author})
        if self.date:
            found.set(w("date"), self.date)
        return found

    def sign(self, status: str) -> Element:
        """Return the sign of an inserted, deleted or moved paragraph mark or row."""
        return self.element(_SIGNS[status])

    def run_properties(self, new: Element | None, old: Element | None) -> Element | None:
        """Return the look of kept characters, with the former look where it differs."""
        if form(new) == form(old):
            return None if new is None else deepcopy(new)
        found = etree.Element(R_PR) if new is None else deepcopy(new)
        change = self.element("rPrChange")
        change.append(etree.Element(R_PR) if old is None else deepcopy(old))
        found.append(change)
        return found

    def paragraph_properties(self, status: str, new: Element | None, old: Element | None) -> Element | None:
        """Return the properties of an output paragraph whose mark has this status."""
        if status in ("del", "from"):
            return self.signed_properties(status, old)
        if status in ("ins", "to"):
            return self.signed_properties(status, new)
        return self._kept(new, old)

    def signed_properties(self, status: str, properties: Element | None) -> Element:
        """Return the properties of a paragraph whose mark is inserted, deleted or moved."""
        found = etree.Element(P_PR) if properties is None else deepcopy(properties)
        look = found.find(R_PR)
        if look is None:
            look = etree.Element(R_PR)
            _insert_look(found, look)
        look.insert(0, self.sign(status))
        return found

    def _kept(self, new: Element | None, old: Element | None) -> Element | None:
        apart = (R_PR, SECTION)
        found = None if new is None else deepcopy(new)
        looks = [None if side is None else side.find(R_PR) for side in (new, old)]
        sections = [None if side is None else side.find(SECTION) for side in (new, old)]
        same = form(new, apart) == form(old, apart)
        if same and form(looks[0]) == form(looks[1]) and form(sections[0]) == form(sections[1]):
            return found
        found = etree.Element(P_PR) if found is None else found
        if form(looks[0]) != form(looks[1]):
            look = found.find(R_PR)
            if look is not None:
                found.remove(look)
            changed = self.run_properties(looks[0], looks[1])
            if changed is not None:
                _insert_look(found, changed)
        section = found.find(SECTION)
        if section is not None and sections[1] is not None:
            self.change_section(section, sections[1])
        if not same:
            change = self.element("pPrChange")
            former = etree.SubElement(change, P_PR)
            former.extend(deepcopy(child) for child in (() if old is None else old) if child.tag not in apart)
            found.append(change)
        return found

    def change_section(self, new: Element, old: Element) -> None:
        """Note the former page setup in a section; headers and footers cannot be tracked."""
        apart = names("headerReference", "footerReference")
        if form(new, apart) == form(old, apart):
            return
        change = self.element("sectPrChange")
        former = etree.SubElement(change, SECTION)
        former.extend(deepcopy(child) for child in old if child.tag not in apart)
        new.append(change)

    def change_properties(self, new: Element, old: Element | None, name: str) -> None:
        """Note the former properties (`tblPr`, `trPr`, `tcPr`, `tblGrid`) in the new ones, where they differ."""
        apart = _REVISIONS
        if form(new, apart) == form(old, apart):
            return
        if name == "tblGrid":
            change = etree.Element(w("tblGridChange"), {ID: self.new_id()})
        else:
            change = self.element(f"{name}Change")
        former = etree.SubElement(change, w(name))
        former.extend(deepcopy(child) for child in (() if old is None else old) if child.tag not in apart)
        new.append(change)


def _insert_look(properties: Element, look: Element) -> None:
    """Put the look of the mark where the schema wants it: before the section and the change."""
    for at, child in enumerate(properties):
        if child.tag in (SECTION, w("pPrChange")):
            properties.insert(at, look)
            return
    properties.append(look)
