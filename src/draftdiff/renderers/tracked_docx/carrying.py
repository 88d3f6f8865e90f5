"""Say the old document in the ids of the new package: links, styles, lists and notes.

After `translate` equal XML in the two trees means equal content, and any piece of the old one may be put into the
new one. What only the old package has (images, styles, list definitions) is carried over under ids of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from draftdiff.ooxml import NAMESPACES, Element, Package
from draftdiff.renderers.tracked_docx.names import (
    ANCHORS,
    ID,
    LINKS,
    NAME,
    NOISE,
    R_PR,
    VAL,
    R,
    form,
    names,
    w,
)
from draftdiff.renderers.tracked_docx.parts import LinkCarrier, related_or_new

Pair = tuple[Element, Element]

_STYLE_ID, _STYLE = w("styleId"), w("style")
_STYLE_USES = names("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink")
_NUM, _ABSTRACT = w("num"), w("abstractNum")
_NUM_ID, _ABSTRACT_ID = w("numId"), w("abstractNumId")
_RANDOM = names("nsid", "tmpl")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_NOTE_KINDS = ("footnote", "endnote")


def translate(old: Package, new: Package, root: Element, pairs: Sequence[Pair]) -> Notes:
    """Rewrite the ids of the old document's trees, in place, and return how the notes correspond.

    `pairs` are the paragraphs that belong together; they tell which list and which note became which.
    """
    carrier = LinkCarrier(old, new)
    trees = [(old.document, new.document, root)]
    notes = _open_notes(old, new)
    for kind in notes.old:
        trees.append((notes.old_parts[kind], notes.new_parts[kind], notes.old[kind]))
    for _, _, tree in trees:
        _clean(tree)
    every = [tree for _, _, tree in trees]
    styles, copies = _translate_styles(old, new, every)
    _translate_lists(old, new, [*every, *copies], pairs, styles)
    for old_part, new_part, tree in trees:
        for element, name, value in _linked(tree):
            element.set(name, carrier.carry(old_part, new_part, value))
        # Two links of the new part with one meaning would tell equal texts apart.
        twins = carrier.twins(new_part)
        for element, name, value in _linked(new.tree(new_part)) if twins else ():
            element.set(name, twins.get(value, value))
    notes.match(root, pairs)
    return notes


def _linked(root: Element) -> list[tuple[Element, str, str]]:
    """Return every attribute that names a link: its element, its name, its value."""
    return [
        (element, name, value)
        for element in root.xpath("descendant-or-self::*[@r:*]", namespaces={"r": NAMESPACES["r"]})
        for name, value in element.items()
        if name.startswith(LINKS) and value
    ]


def _clean(root: Element) -> None:
    """Take out of the old tree what is never carried over: anchors, comments, session ids."""
    for element in list(root.iter(*ANCHORS, *NOISE, w("commentReference"), w("annotationRef"))):
        parent = element.getparent()
        parent.remove(element)
        if parent.tag == R and not any(child.tag != R_PR for child in parent):
            parent.getparent().remove(parent)
    for element in root.iter(w("p"), w("r"), w("tr"), w("sectPr")):
        for name in [name for name in element.attrib if _is_session_id(name)]:
            del element.attrib[name]


def _is_session_id(name: str) -> bool:
    local = name.rpartition("}")[2]
    return local.startswith("rsid") or local in ("paraId", "textId")


# --- styles ---------------------------------------------------------------------------------------------------


def _translate_styles(
    old: Package, new: Package, trees: Iterable[Element]
) -> tuple[dict[str, str], list[Element]]:
    """Give the old trees the new ids of their styles, by name; styles that are not there are carried over."""
    old_parts = old.related(old.document, "styles")
    if not old_parts:
        return {}, []
    there = {_key(style): style for style in old.tree(old_parts[0]).iterchildren(_STYLE)}
    by_id = {style.get(_STYLE_ID): style for style in there.values()}
    empty = etree.Element(w("styles"), nsmap={"w": NAMESPACES["w"]})
    target = new.tree(related_or_new(new, "styles", empty, f"{_MAIN}styles+xml"))
    ids = {_key(style): style.get(_STYLE_ID) for style in target.iterchildren(_STYLE)}
    uses = [use for tree in trees for use in tree.iter(*_STYLE_USES)]
    mapping: dict[str, str] = {}
    copies: list[Element] = []
    waiting = sorted({use.get(VAL) for use in uses if use.get(VAL) in by_id})
    while waiting:
        id = waiting.pop(0)
        if id in mapping:
            continue
        style = by_id[id]
        if _key(style) in ids:
            mapping[id] = ids[_key(style)]
            continue
        mapping[id] = ids[_key(style)] = _free(id, set(ids.values()))
        copy = deepcopy(style)
        copy.set(_STYLE_ID, mapping[id])
        copy.attrib.pop(w("default"), None)
        target.append(copy)
        copies.append(copy)
        uses += list(copy.iter(*_STYLE_USES))
        waiting += [use.get(VAL) for use in copy.iter(*_STYLE_USES) if use.get(VAL) in by_id]
    for use in uses:
        use.set(VAL, mapping.get(use.get(VAL), use.get(VAL)))
    return mapping, copies


def _key(style: Element) -> tuple[str, str]:
    name = style.find(NAME)
    return str(style.get(w("type"))), str(name.get(VAL) if name is not None else style.get(_STYLE_ID))


def _free(id: str, taken: set[str]) -> str:
    free, number = id, 1
    while free in taken:
        number += 1
        free = f"{id}-{number}"
    return free


# --- lists ----------------------------------------------------------------------------------------------------


def _translate_lists(
    old: Package, new: Package, trees: Sequence[Element], pairs: Sequence[Pair], styles: dict[str, str]
) -> None:
    """Give the old trees the list ids of the new package: of the list that their paragraphs are in there."""
    old_parts = old.related(old.document, "numbering")
    uses = [use for tree in trees for use in tree.iter(_NUM_ID) if use.get(VAL) != "0"]
    if not old_parts or not uses:
        return
    empty = etree.Element(w("numbering"), nsmap={"w": NAMESPACES["w"]})
    target = new.tree(related_or_new(new, "numbering", empty, f"{_MAIN}numbering+xml"))
    lists = _Lists(old.tree(old_parts[0]), target, _list_votes(pairs), styles)
    mapping = {id: lists.carry(id) for id in dict.fromkeys(use.get(VAL) for use in uses)}
    for use in uses:
        use.set(VAL, mapping[use.get(VAL)])


def _list_votes(pairs: Sequence[Pair]) -> dict[str, Counter[str]]:
    votes: dict[str, Counter[str]] = {}
    for old, new in pairs:
        ids = [side.find(f"{w('pPr')}/{w('numPr')}/{_NUM_ID}") for side in (old, new)]
        if ids[0] is not None and ids[1] is not None:
            votes.setdefault(ids[0].get(VAL), Counter())[ids[1].get(VAL)] += 1
    return votes


class _Lists:
    """The list definitions of two packages."""

    def __init__(
        self, old: Element, new: Element, votes: dict[str, Counter[str]], styles: dict[str, str]
    ) -> None:
        self._new, self._votes = new, votes
        self._old_lists = {item.get(_NUM_ID): item for item in old.iterchildren(_NUM)}
        self._old_kinds = {item.get(_ABSTRACT_ID): item for item in old.iterchildren(_ABSTRACT)}
        for kind in self._old_kinds.values():
            for use in kind.iter(w("pStyle")):
                use.set(VAL, styles.get(use.get(VAL), use.get(VAL)))
        self._lists = {item.get(_NUM_ID): item for item in new.iterchildren(_NUM)}
        self._kinds = {item.get(_ABSTRACT_ID): item for item in new.iterchildren(_ABSTRACT)}
        self._taken: set[str] = set()
        self._kind_of: dict[str, str] = {}

    def carry(self, id: str) -> str:
        """Return the id of the list of the new package that stands for an old list."""
        item = self._old_lists.get(id)
        if item is None:
            return id
        wanted = self._form(item, self._old_kinds)
        voted = sorted(
            self._votes.get(id, Counter()).items(), key=lambda vote: (-vote[1], vote[0] != id, vote[0])
        )
        for candidate in (*(candidate for candidate, _ in voted), id):
            there = self._lists.get(candidate)
            if (
                there is not None
                and candidate not in self._taken
                and self._form(there, self._kinds) == wanted
            ):
                self._taken.add(candidate)
                self._kind_of.setdefault(_kind_id(item), _kind_id(there))
                return candidate
        return self._copy(item)

    def _form(self, item: Element, kinds: dict[str, Element]) -> str:
        return form(kinds.get(_kind_id(item)), _RANDOM) + form(item, (_ABSTRACT_ID,))

    def _copy(self, item: Element) -> str:
        kind = _kind_id(item)
        if kind not in self._kind_of:
            self._kind_of[kind] = self._copy_kind(kind)
        copy = deepcopy(item)
        id = _next(self._lists)
        copy.set(_NUM_ID, id)
        copy.find(_ABSTRACT_ID).set(VAL, self._kind_of[kind])
        last = next(reversed(list(self._new.iterchildren(_NUM, _ABSTRACT))), None)
        if last is None:
            self._new.append(copy)
        else:
            last.addnext(copy)
        self._lists[id] = copy
        self._taken.add(id)
        return id

    def _copy_kind(self, kind: str) -> str:
        if kind not in self._old_kinds:
            return kind
        copy = deepcopy(self._old_kinds[kind])
        # Word joins lists of the same w:nsid; a copy must stay apart.
        for child in copy.findall(w("nsid")):
            copy.remove(child)
        id = _next(self._kinds)
        copy.set(_ABSTRACT_ID, id)
        first = self._new.find(_NUM)
        if first is None:
            self._new.append(copy)
        else:
            first.addprevious(copy)
        self._kinds[id] = copy
        return id


def _kind_id(item: Element) -> str:
    pointer = item.find(_ABSTRACT_ID)
    return "" if pointer is None else str(pointer.get(VAL))


def _next(taken: Iterable[str]) -> str:
    return str(max((int(id) for id in taken if id.lstrip("-").isdigit()), default=0) + 1)


# --- notes ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Notes:
    """The footnotes and endnotes of both documents, and which became which.

    In the old trees a call of a note that lives on has the id of the new note; any other call has an id that is free
    in the new package, and the note is carried over when the call is written (`carry`).
    """

    old: dict[str, Element] = field(default_factory=dict)
    """Kind -> root of the old part."""
    new: dict[str, Element] = field(default_factory=dict)
    old_parts: dict[str, str] = field(default_factory=dict)
    new_parts: dict[str, str] = field(default_factory=dict)
    originals: dict[tuple[str, str], Element] = field(default_factory=dict)
    """Kind and id as the old trees have it now -> the old note."""
    matched: dict[tuple[str, str], Element] = field(default_factory=dict)
    """Kind and id of a new note -> the old note it was."""
    kept: dict[tuple[str, str], None] = field(default_factory=dict)
    """Kind and id of the notes whose calls stand in both documents."""
    carried: list[Element] = field(default_factory=list)
    """Old notes that were put into the new package."""

    def match(self, old_root: Element, pairs: Sequence[Pair]) -> None:
        """Find which note became which and rewrite the calls of the old tree."""
        for kind in self.old:
            old_notes = {note.get(ID): note for note in self.old[kind].iterchildren(w(kind))}
            new_notes = {note.get(ID): note for note in self.new[kind].iterchildren(w(kind))}
            became = _note_pairs(kind, pairs)
            taken = {*new_notes, *old_notes}
            for call in old_root.iter(w(f"{kind}Reference")):
                id = call.get(ID)
                if id not in old_notes:
                    continue
                if became.get(id) in new_notes:
                    self.matched[kind, became[id]] = old_notes[id]
                    self.originals[kind, became[id]] = old_notes[id]
                    call.set(ID, became[id])
                else:
                    free = _next(taken)
                    taken.add(free)
                    self.originals[kind, free] = old_notes[id]
                    call.set(ID, free)

    def keep(self, call: Element) -> None:
        """Say that a call stands in both documents."""
        self.kept[_kind(call), call.get(ID)] = None

    def carry(self, call: Element) -> None:
        """Put the note of an old call, which is being written as deleted or moved, into the new package."""
        kind = _kind(call)
        note = self.originals.get((kind, call.get(ID)))
        if note is None or kind not in self.new:
            return
        copy = deepcopy(note)
        copy.set(
            ID, _next({n.get(ID) for n in self.new[kind]} | {id for k, id in self.originals if k == kind})
        )
        call.set(ID, copy.get(ID))
        self.new[kind].append(copy)
        self.carried.append(copy)


def _kind(call: Element) -> str:
    return str(call.tag.rpartition("}")[2].removesuffix("Reference"))


def _note_pairs(kind: str, pairs: Sequence[Pair]) -> dict[str, str]:
    """Return the id of the new note by the id of the old one, each once."""
    votes: Counter[tuple[str, str]] = Counter()
    for old, new in pairs:
        notes = [next(side.iterancestors(w(kind)), None) for side in (old, new)]
        if notes[0] is not None and notes[1] is not None:
            votes[notes[0].get(ID), notes[1].get(ID)] += 1
    found: dict[str, str] = {}
    for (old_id, new_id), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if old_id not in found and new_id not in found.values():
            found[old_id] = new_id
    return found


def _open_notes(old: Package, new: Package) -> Notes:
    notes = Notes()
    for kind in _NOTE_KINDS:
        parts = old.related(old.document, f"{kind}s")
        if not parts:
            continue
        empty = etree.Element(w(f"{kind}s"), nsmap={"w": NAMESPACES["w"]})
        part = related_or_new(new, f"{kind}s", empty, f"{_MAIN}{kind}s+xml")
        notes.old[kind], notes.new[kind] = old.tree(parts[0]), new.tree(part)
        notes.old_parts[kind], notes.new_parts[kind] = parts[0], part
        if not len(notes.new[kind]):
            separators = [note for note in notes.old[kind] if note.get(w("type"))]
            notes.new[kind].extend(deepcopy(note) for note in separators)
    return notes
