"""Whether a tracked-changes file is a sound package that Word opens: ids, ranges, parts, order of elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from draftdiff.ooxml import NAMESPACES, Element, Package, qname

_ID, _NAME = qname("w:id"), qname("w:name")
_REVISIONS = tuple(
    qname(f"w:{name}")
    for name in (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblGridChange",
        "trPrChange",
        "tcPrChange",
        "cellIns",
        "cellDel",
        "moveFromRangeStart",
        "moveToRangeStart",
    )
)
_RANGES = (
    ("moveFromRangeStart", "moveFromRangeEnd"),
    ("moveToRangeStart", "moveToRangeEnd"),
    ("bookmarkStart", "bookmarkEnd"),
    ("commentRangeStart", "commentRangeEnd"),
)


def _order(names: str) -> tuple[str, ...]:
    return tuple(names.split())


# ECMA-376 part 1: CT_PPr (17.3.1.26), CT_ParaRPr (17.3.1.29), CT_TcPr (17.4.69), CT_TblPr (17.4.59).
_ORDERS = {
    "pPr": _order("""
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"""),
    "tcPr": _order("""
        cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark
        headers cellIns cellDel cellMerge tcPrChange"""),
    "tblPr": _order("""
        tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
        tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"""),
}
_MARKS = _order("ins del moveFrom moveTo")
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def faults_of(package: Package) -> tuple[str, ...]:
    """Return what is wrong with the structure of a file, one sentence each; empty for a sound one."""
    parts = _story_parts(package)
    roots = [package.tree(part) for part in parts]
    found = [
        *_id_faults(roots),
        *_range_faults(roots),
        *_move_faults(roots),
        *_comment_faults(package, roots),
    ]
    for part, root in zip(parts, roots):
        found += [f"{part}: {fault}" for fault in (*_nesting_faults(root), *_order_faults(root))]
        found += [f"{part}: {fault}" for fault in _link_faults(package, part, root)]
    return (*found, *_part_faults(package))


def _story_parts(package: Package) -> list[str]:
    document = package.document
    kinds = ("footnotes", "endnotes", "header", "footer")
    return [document, *(part for kind in kinds for part in package.related(document, kind))]


def _id_faults(roots: Sequence[Element]) -> Iterator[str]:
    counts = Counter(e.get(_ID) for root in roots for e in root.iter(*_REVISIONS))
    for id, count in counts.items():
        if id is None:
            yield "a revision has no id"
        elif count > 1:
            yield f"{count} revisions share the id {id}"


def _range_faults(roots: Sequence[Element]) -> Iterator[str]:
    for start, end in _RANGES:
        opened = Counter(e.get(_ID) for root in roots for e in root.iter(qname(f"w:{start}")))
        closed = Counter(e.get(_ID) for root in roots for e in root.iter(qname(f"w:{end}")))
        for id in sorted({*opened, *closed}, key=str):
            if opened[id] != closed[id]:
                yield f"{start} {id} is opened {opened[id]} times and closed {closed[id]} times"


def _move_faults(roots: Sequence[Element]) -> Iterator[str]:
    ends = [
        Counter(e.get(_NAME) for root in roots for e in root.iter(qname(f"w:{name}")))
        for name in ("moveFromRangeStart", "moveToRangeStart")
    ]
    for name in sorted({*ends[0], *ends[1]}, key=str):
        if ends[0][name] != 1 or ends[1][name] != 1:
            yield f"the move {name} has {ends[0][name]} origins and {ends[1][name]} goals"


def _comment_faults(package: Package, roots: Sequence[Element]) -> Iterator[str]:
    known = Counter(
        comment.get(_ID)
        for part in package.related(package.document, "comments")
        for comment in package.tree(part).iterchildren(qname("w:comment"))
    )
    for id, count in known.items():
        if count > 1:
            yield f"{count} comments share the id {id}"
    for root in roots:
        for call in root.iter(qname("w:commentReference")):
            if call.get(_ID) not in known:
                yield f"the comment {call.get(_ID)} is called and missing"


def _nesting_faults(root: Element) -> Iterator[str]:
    deleted = qname("w:del")
    for name in ("w:t", "w:instrText"):
        for text in root.iter(qname(name)):
            parent = text.getparent().getparent()
            if parent is not None and parent.tag == deleted:
                yield f"deleted text stands in {name}: '{(text.text or '')[:40]}'"
                break
    for text in root.iter(qname("w:delText"), qname("w:delInstrText")):
        if next(text.iterancestors(qname("w:del"), qname("w:moveFrom")), None) is None:
            yield f"text that is not deleted stands in w:delText: '{(text.text or '')[:40]}'"
            break
    for cell in root.iter(qname("w:tc")):
        if not len(cell) or cell[-1].tag not in (qname("w:p"), qname("w:sdt"), qname("w:customXml")):
            yield "a table cell does not end with a paragraph"
            break
    for table in root.iter(qname("w:tbl")):
        if next(table.iter(qname("w:tr")), None) is None:
            yield "a table has no row"
            break
    for mark in root.iter(qname("w:ins"), qname("w:del")):
        if mark.find(qname("w:p")) is not None or mark.find(qname("w:hyperlink")) is not None:
            yield f"{mark.tag.rpartition('}')[2]} holds what it may not hold"
            break


def _order_faults(root: Element) -> Iterator[str]:
    """Yield one fault for each kind of properties whose children do not stand as the schema needs."""
    orders = {
        qname(f"w:{name}"): {qname(f"w:{child}"): at for at, child in enumerate(order)}
        for name, order in _ORDERS.items()
    }
    # Word is lax about the order of looks; in w:rPr only revisions must be first and the change last.
    marks = {qname(f"w:{name}") for name in _MARKS}
    blamed = set()
    for element in root.iter(*orders, qname("w:rPr")):
        if not _is_ours(element):
            continue
        if element.tag in orders:
            places = [orders[element.tag][child.tag] for child in element if child.tag in orders[element.tag]]
        else:
            last = qname("w:rPrChange")
            places = [0 if child.tag in marks else 2 if child.tag == last else 1 for child in element]
        if places != sorted(places) and element.tag not in blamed:
            blamed.add(element.tag)
            names = " ".join(child.tag.rpartition("}")[2] for child in element)
            yield f"{element.tag.rpartition('}')[2]} is out of order: {names}"


def _is_ours(element: Element) -> bool:
    """Return whether the properties bear a revision; others stand as their author's program wrote them."""
    return any(child.tag in _REVISIONS for child in element)


def _link_faults(package: Package, part: str, root: Element) -> Iterator[str]:
    known = {link.id for link in package.relationships(part)}
    for element in root.xpath("descendant-or-self::*[@r:*]", namespaces={"r": NAMESPACES["r"]}):
        for name, value in element.items():
            if name.startswith(_LINKS) and value and value not in known:
                yield f"the relationship {value} is missing"


def _part_faults(package: Package) -> Iterator[str]:
    types = package.tree("[Content_Types].xml")
    defaults = {(e.get("Extension") or "").lower() for e in types.iterchildren("{*}Default")}
    overrides = {(e.get("PartName") or "").lstrip("/") for e in types.iterchildren("{*}Override")}
    for part in package.entries:
        if part == "[Content_Types].xml" or part.endswith("/"):
            continue
        if part not in overrides and part.rpartition(".")[2].lower() not in defaults:
            yield f"{part} has no content type"
    for part in sorted(overrides - package.entries.keys()):
        yield f"{part} has a content type and is missing"
    for part in package.entries:
        ids = Counter(link.id for link in package.relationships(part))
        yield from (f"{part} has {count} links with the id {id}" for id, count in ids.items() if count > 1)
        for link in package.relationships(part):
            if not link.external and link.target not in package.entries and not link.target.startswith("#"):
                yield f"{part} links to {link.target}, which is missing"
