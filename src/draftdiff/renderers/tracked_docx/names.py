"""Names of WordprocessingML, and elements told as text so that two can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from draftdiff.ooxml import NAMESPACES, Element

_W = NAMESPACES["w"]


def w(name: str) -> str:
    """Return the expanded name of a WordprocessingML element or attribute."""
    return f"{{{_W}}}{name}"


def names(*local: str) -> frozenset[str]:
    """Return the expanded names of several WordprocessingML elements."""
    return frozenset(w(name) for name in local)


P, R, T, TBL, TR, TC = (w(name) for name in ("p", "r", "t", "tbl", "tr", "tc"))
P_PR, R_PR, TR_PR, TC_PR, TBL_PR, TBL_GRID = (
    w(n) for n in ("pPr", "rPr", "trPr", "tcPr", "tblPr", "tblGrid")
)
SECTION, SDT, SDT_CONTENT, FIELD = (w(name) for name in ("sectPr", "sdt", "sdtContent", "fldSimple"))
VAL, ID, NAME, INSTR = (w(name) for name in ("val", "id", "name", "instr"))
DEL_TEXT, INSTR_TEXT, DEL_INSTR_TEXT = (w(name) for name in ("delText", "instrText", "delInstrText"))
FIELD_CHAR, FIELD_TYPE = w("fldChar"), w("fldCharType")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LINKS = f"{{{NAMESPACES['r']}}}"
TEXT_BOX = w("txbxContent")

NOTE_CALLS = names("footnoteReference", "endnoteReference")
CONTEXTS = names("hyperlink", "smartTag", "customXml", "dir", "bdo")
"""Wrappers inside a paragraph that hold revisions instead of standing in them."""
ANCHORS = names(
    "bookmarkStart",
    "bookmarkEnd",
    "commentRangeStart",
    "commentRangeEnd",
    "permStart",
    "permEnd",
)
"""Places that Word does not track; the new document's are kept."""
NOISE = names("proofErr", "lastRenderedPageBreak")

_NAMESPACES = re.compile(r' xmlns:\w+="[^"]*"')
# A sign that a pattern needs, and the pattern: looking for each sign first is several times as fast as one pattern.
_NOISE_TEXT = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        ("</w:r>", r"<w:r>(?:<w:rPr>(?:<w:rStyle[^>]*/>)?</w:rPr>)?</w:r>"),
        (" w:rsid", r' w:rsid\w*="[^"]*"'),
        ("14:", r' w\w*14:(?:paraId|textId|anchorId|editId)="[^"]*"'),
        ("<w:proofErr", r"<w:proofErr\b[^>]*/>"),
        ("<w:lastRendered", r"<w:lastRenderedPageBreak\b[^>]*/>"),
        ("<w:bookmark", r"<w:bookmark(?:Start|End)\b[^>]*/>"),
        ("<w:comment", r"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>"),
        ("<w:perm", r"<w:perm(?:Start|End)\b[^>]*/>"),
    )
)
_SESSION = w("rsid")
_GENERATED = re.compile(r"\b(_(?:Toc|Ref|Hlk|Hlt))\d+")
_OBJECT_IDS = re.compile(r'(<\w+:(?:docPr|cNvPr)\b[^>]*?) (?:id|name)="[^"]*"')


def settled_names(text: str) -> str:
    """Return a text without the numbers of the bookmarks that Word makes anew whenever it updates a contents list.

    Bookmarks are not tracked, so a link to the old number would lead nowhere.
    """
    return _GENERATED.sub(r"\1", text) if "_" in text else text


def plain(element: Element) -> str:
    """Return the XML of a block without what differs from save to save: equal texts mean equal blocks."""
    start, end, rest = etree.tostring(element, encoding="unicode", with_tail=False).partition(">")
    text = _NAMESPACES.sub("", start) + end + rest
    for sign, noise in _NOISE_TEXT:
        if sign in text:
            text = noise.sub("", text)
    while ("docPr" in text or "cNvPr" in text) and (shorter := _OBJECT_IDS.sub(r"\1", text)) != text:
        text = shorter
    return settled_names(text)


def form(element: Element | None, without: Iterable[str] = ()) -> str:
    """Return small properties as text: names, attributes and children in their order."""
    if element is None:
        return ""
    skipped = frozenset(without)
    parts = []
    for child in element.iterchildren("*"):
        if child.tag in skipped:
            continue
        attributes = "".join(
            [f" {name}={value}" for name, value in sorted(child.items()) if not name.startswith(_SESSION)]
        )
        parts.append(f"<{child.tag}{attributes}>{form(child) if len(child) else ''}</>")
    return "".join(parts)


def words_of(element: Element) -> str:
    """Return the characters of a block, deleted ones included."""
    return "".join(node.text or "" for node in element.iter(T, DEL_TEXT))
