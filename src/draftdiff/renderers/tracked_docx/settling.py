"""Carry out the tracked changes that an input bears, before it is compared: a redline of redlines is unreadable."""

from __future__ import annotations

from draftdiff.ooxml import Element
from draftdiff.renderers.tracked_docx.names import (
    DEL_INSTR_TEXT,
    DEL_TEXT,
    INSTR_TEXT,
    P_PR,
    R_PR,
    SECTION,
    TBL,
    TC,
    TC_PR,
    TR,
    TR_PR,
    P,
    T,
    names,
    w,
)

_INSERTED, _DELETED = names("ins", "moveTo"), names("del", "moveFrom")
_CHANGES = names(
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "tblPrExChange",
    "numberingChange",
)
_RANGES = names(
    *(
        f"{name}Range{end}"
        for name in (
            "moveFrom",
            "moveTo",
            "customXmlIns",
            "customXmlDel",
            "customXmlMoveFrom",
            "customXmlMoveTo",
        )
        for end in ("Start", "End")
    )
)
_MARKED = frozenset((R_PR, TR_PR, w("numPr")))
_KEPT_IN_PARAGRAPH = frozenset((R_PR, SECTION))


def settle(root: Element, rejected: bool = False) -> dict[Element, Element]:
    """Accept (or reject) every tracked change of a tree, in place.

    Returns the paragraphs that ran on into another one, with that one. A tree without changes is left alone.
    """
    gone, stays = (_INSERTED, _DELETED) if rejected else (_DELETED, _INSERTED)
    if next(root.iter(*_INSERTED, *_DELETED, *_CHANGES, *_RANGES, w("cellIns"), w("cellDel")), None) is None:
        return {}
    for change in list(root.iter(*_CHANGES)):
        _settle_properties(change, rejected)
    for marker in list(root.iter(*_RANGES)):
        _remove(marker)
    _settle_tables(root, gone, stays, w("cellIns") if rejected else w("cellDel"))
    for wrapper in list(root.iter(*gone)):
        if wrapper.getparent() is not None and wrapper.getparent().tag not in _MARKED:
            _remove(wrapper)
    for wrapper in list(root.iter(*stays)):
        if wrapper.getparent().tag not in _MARKED:
            _unwrap(wrapper)
    for deleted, kept in ((DEL_TEXT, T), (DEL_INSTR_TEXT, INSTR_TEXT)):
        for text in root.iter(deleted):
            text.tag = kept
    return _settle_marks(root, gone)


def _settle_properties(change: Element, rejected: bool) -> None:
    properties = change.getparent()
    former = change[0] if len(change) else None
    _remove(change)
    if not rejected or properties is None:
        return
    for child in list(properties):
        if child.tag not in _KEPT_IN_PARAGRAPH or properties.tag != P_PR:
            properties.remove(child)
    if former is not None:
        properties[:0] = list(former)


def _settle_tables(root: Element, gone: frozenset[str], stays: frozenset[str], lost_cell: str) -> None:
    for row in list(root.iter(TR)):
        properties = row.find(TR_PR)
        if properties is not None and any(child.tag in gone for child in properties):
            _remove(row)
        elif properties is not None:
            for child in [child for child in properties if child.tag in stays]:
                properties.remove(child)
    for cell in list(root.iter(TC)):
        properties = cell.find(TC_PR)
        if properties is None:
            continue
        if properties.find(lost_cell) is not None:
            _remove(cell)
        for name in ("cellIns", "cellDel", "cellMerge"):
            for child in properties.findall(w(name)):
                properties.remove(child)
    for table in list(root.iter(TBL)):
        if next(table.iter(TR), None) is None:
            _remove(table)


def _settle_marks(root: Element, gone: frozenset[str]) -> dict[Element, Element]:
    joined: dict[Element, Element] = {}
    for paragraph in list(root.iter(P)):
        mark = paragraph.find(f"{P_PR}/{R_PR}")
        if mark is None:
            continue
        lost = any(child.tag in gone for child in mark)
        for child in [child for child in mark if child.tag in _INSERTED or child.tag in _DELETED]:
            mark.remove(child)
        if lost:
            _join(paragraph, joined)
    return joined


def _join(paragraph: Element, joined: dict[Element, Element]) -> None:
    """Let a paragraph without end mark run on into the next one."""
    content = [child for child in paragraph if child.tag != P_PR]
    following = paragraph.getnext()
    while following is not None and following.tag in names("bookmarkStart", "bookmarkEnd"):
        following = following.getnext()
    if following is not None and following.tag == P:
        start = 1 if len(following) and following[0].tag == P_PR else 0
        following[start:start] = content
        joined[paragraph] = following
        _remove(paragraph)
    elif not content and len(paragraph.getparent()) > 1:
        _remove(paragraph)


def _unwrap(wrapper: Element) -> None:
    parent = wrapper.getparent()
    at = parent.index(wrapper)
    parent[at : at + 1] = list(wrapper)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
