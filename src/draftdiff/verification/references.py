"""What the ids of a package point at, told so that two packages can be compared.

An id (of a relationship, a list, a style) means nothing outside its own file. Each is replaced by what it names:
the bytes of the linked part, the definition of the list and its turn in the text, the name of the style.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from lxml import etree

from draftdiff.ooxml import Element, Package, qname

_STYLE_ID, _STYLE, _NAME = qname("w:styleId"), qname("w:style"), qname("w:name")
_VAL, _NUM, _ABSTRACT = qname("w:val"), qname("w:num"), qname("w:abstractNum")
_NUM_ID, _ABSTRACT_ID = qname("w:numId"), qname("w:abstractNumId")
_RESTART = "{http://schemas.microsoft.com/office/word/2012/wordml}restartNumberingAfterBreak"
# Word writes these two at random; they tell nothing of how the list looks.
_IGNORED_IN_LISTS = (qname("w:nsid"), qname("w:tmpl"))


@dataclass(slots=True)
class References:
    """The meaning of the ids of one package, looked up once."""

    package: Package
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)

    def link(self, part: str, id: str) -> str:
        """Return what a relationship of a part points at: an address, or the digest of the part and its own links."""
        if part not in self.links:
            self.links[part] = {
                item.id: f"{item.type}:{item.target}"
                if item.external
                else f"{item.type}:{self._digest(item.target, (part,))}"
                for item in self.package.relationships(part)
            }
        return self.links[part].get(id, f"missing link {id}")

    def _digest(self, part: str, above: tuple[str, ...]) -> str:
        digest = hashlib.sha256(self.package.entries.get(part, b"missing"))
        if part not in above:
            for item in sorted(self.package.relationships(part), key=lambda item: item.id):
                target = item.target if item.external else self._digest(item.target, (*above, part))
                digest.update(f"{item.id} {item.type} {target}".encode())
        return digest.hexdigest()[:16]

    def style(self, id: str) -> str:
        """Return the name of a style; the id itself where it is not defined."""
        return self.styles.get(id, id)

    def list_definition(self, id: str) -> str:
        """Return the digest of a list's definition; the id itself where there is none."""
        return self.lists.get(id, id)


def references_of(package: Package) -> References:
    """Return the meaning of the ids of a package."""
    found = References(package=package)
    document = package.document
    for part in package.related(document, "styles"):
        for style in package.tree(part).iterchildren(_STYLE):
            name = style.find(_NAME)
            if name is not None:
                found.styles[style.get(_STYLE_ID)] = name.get(_VAL)
    for part in package.related(document, "numbering"):
        _read_lists(package.tree(part), found)
    return found


def style_definitions(package: Package) -> dict[str, bytes]:
    """Return the definition of each style by its name."""
    return {
        name.get(_VAL): etree.tostring(style, method="c14n", exclusive=True)
        for part in package.related(package.document, "styles")
        for style in package.tree(part).iterchildren(_STYLE)
        if (name := style.find(_NAME)) is not None
    }


def _read_lists(numbering: Element, found: References) -> None:
    abstract = {item.get(_ABSTRACT_ID): _plain(item, found) for item in numbering.iterchildren(_ABSTRACT)}
    for item in numbering.iterchildren(_NUM):
        pointer = item.find(_ABSTRACT_ID)
        overrides = "".join(_plain(child, found) for child in item if child.tag != _ABSTRACT_ID)
        base = abstract.get(pointer.get(_VAL) if pointer is not None else "", "")
        found.lists[item.get(_NUM_ID)] = hashlib.sha256((base + overrides).encode()).hexdigest()[:16]


def _plain(element: Element, found: References) -> str:
    """Return a definition without its ids and random numbers."""
    if not isinstance(element.tag, str) or element.tag in _IGNORED_IN_LISTS:
        return ""
    style = element.tag.endswith("}pStyle")
    attributes = "".join(
        f" {name}={found.style(value) if style and name == _VAL else value}"
        for name, value in sorted(element.attrib.items())
        if name not in (_ABSTRACT_ID, _RESTART, qname("w:rsid"))
    )
    children = "".join(_plain(child, found) for child in element)
    return f"<{element.tag}{attributes}>{children}</>"
