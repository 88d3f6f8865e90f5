"""Add parts and links to a package."""

from __future__ import annotations

import hashlib
import posixpath

from lxml import etree

from draftdiff.ooxml import NAMESPACES, Element, Package, Relationship, serialize_xml

_TYPES = "[Content_Types].xml"
_CT = f"{{{NAMESPACES['ct']}}}"
_REL = f"{{{NAMESPACES['rel']}}}"
_OFFICE = NAMESPACES["r"]


def rels_of(part: str) -> str:
    """Return the name of the part that holds a part's links."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def add_link(package: Package, part: str, type: str, target: str, external: bool = False) -> str:
    """Link a part to another one (or to an address) and return the id; `type` is the whole address of the type."""
    name = rels_of(part)
    if name not in package.entries:
        root = etree.Element(f"{_REL}Relationships", nsmap={None: NAMESPACES["rel"]})  # type: ignore[dict-item]
        package.entries[name] = serialize_xml(root)
    root = package.tree(name)
    taken = {element.get("Id") for element in root}
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    item = etree.SubElement(root, f"{_REL}Relationship", Id=f"rId{number}", Type=type)
    item.set("Target", target if external else posixpath.relpath("/" + target, "/" + posixpath.dirname(part)))
    if external:
        item.set("TargetMode", "External")
    return f"rId{number}"


def add_part(package: Package, name: str, data: bytes, content_type: str) -> str:
    """Add a part under this name or the next free one, and return the name."""
    stem, _, suffix = name.rpartition(".")
    free, number = name, 1
    while free in package.entries:
        number += 1
        free = f"{stem}-{number}.{suffix}"
    package.entries[free] = data
    item = etree.SubElement(package.tree(_TYPES), f"{_CT}Override", PartName="/" + free)
    item.set("ContentType", content_type)
    return free


def content_type_of(package: Package, part: str) -> str:
    """Return the content type of a part, by its name or its suffix."""
    types = package.tree(_TYPES)
    suffix = part.rpartition(".")[2].lower()
    for item in types.iterchildren(f"{_CT}Override"):
        if item.get("PartName") == "/" + part:
            return str(item.get("ContentType"))
    for item in types.iterchildren(f"{_CT}Default"):
        if (item.get("Extension") or "").lower() == suffix:
            return str(item.get("ContentType"))
    return "application/octet-stream"


def related_or_new(package: Package, kind: str, root: Element, content_type: str) -> str:
    """Return the name of the document's part of this kind; an empty one is made where there is none."""
    document = package.document
    found = package.related(document, kind)
    if found:
        return found[0]
    folder = posixpath.dirname(document)
    name = add_part(package, posixpath.join(folder, f"{kind}.xml"), serialize_xml(root), content_type)
    add_link(package, document, f"{_OFFICE}/{kind}", name)
    return name


def type_of_link(package: Package, part: str, id: str) -> str:
    """Return the whole address of a link's type."""
    for element in package.tree(rels_of(part)):
        if element.get("Id") == id:
            return str(element.get("Type"))
    return ""


class LinkCarrier:
    """Finds, for a link of the old package, the link of the new one that means the same, or makes it."""

    def __init__(self, old: Package, new: Package) -> None:
        self._old, self._new = old, new
        self._known: dict[tuple[str, str], dict[str, str]] = {}
        self._copies: dict[str, str] = {}

    def carry(self, old_part: str, new_part: str, id: str) -> str:
        """Return the id in `new_part` of what `id` in `old_part` points at; an unknown id is given back."""
        known = self._known.get((old_part, new_part))
        if known is None:
            known = self._known[old_part, new_part] = self._matching(old_part, new_part)
        if id not in known:
            link = next((item for item in self._old.relationships(old_part) if item.id == id), None)
            if link is None:
                return id
            target = link.target if link.external else self._copy(link.target, (old_part,))
            type = type_of_link(self._old, old_part, id)
            known[id] = add_link(self._new, new_part, type, target, link.external)
        return known[id]

    def twins(self, new_part: str) -> dict[str, str]:
        """Return, for each link of a new part that says what an earlier one says, the id of the earlier one."""
        first: dict[str, str] = {}
        found: dict[str, str] = {}
        for link in self._new.relationships(new_part):
            meaning = _meaning(self._new, link, (new_part,))
            if first.setdefault(meaning, link.id) != link.id:
                found[link.id] = first[meaning]
        return found

    def _matching(self, old_part: str, new_part: str) -> dict[str, str]:
        """Return the old ids whose meaning a link of the new part has already."""
        there: dict[str, str] = {}
        for link in self._new.relationships(new_part):
            there.setdefault(_meaning(self._new, link, (new_part,)), link.id)
        meanings = {
            link.id: _meaning(self._old, link, (old_part,)) for link in self._old.relationships(old_part)
        }
        return {id: there[meaning] for id, meaning in meanings.items() if meaning in there}

    def _copy(self, part: str, above: tuple[str, ...]) -> str:
        """Copy a part of the old package with all it links to, and return its new name."""
        if part in self._copies or part not in self._old.entries or part in above:
            return self._copies.get(part, part)
        name = add_part(self._new, part, self._old.entries[part], content_type_of(self._old, part))
        self._copies[part] = name
        links = self._old.relationships(part)
        if links:
            # the ids stay: the part's own bytes use them
            root = etree.fromstring(self._old.entries[rels_of(part)])
            for element, link in zip(root.iterchildren("{*}Relationship"), links):
                if not link.external:
                    element.set("Target", "/" + self._copy(link.target, (*above, part)))
            self._new.entries[rels_of(name)] = serialize_xml(root)
        return name


def _meaning(package: Package, link: Relationship, above: tuple[str, ...]) -> str:
    if link.external:
        return f"{link.type} {link.target}"
    return f"{link.type} {_digest(package, link.target, above)}"


def _digest(package: Package, part: str, above: tuple[str, ...]) -> str:
    digest = hashlib.sha256(package.entries.get(part, b""))
    if part not in above:
        for link in sorted(package.relationships(part), key=lambda link: link.id):
            target = link.target if link.external else _digest(package, link.target, (*above, part))
            digest.update(f"{link.id} {link.type} {target}".encode())
    return digest.hexdigest()
