"""A quick key for blocks without revisions: where two files have the same key, the blocks need not be taken apart.

A redline is mostly unchanged text, and that has the same XML in both files but for ids of saving sessions. The key
is that XML with all that its ids point at. Equal keys mean equal blocks; unequal ones mean nothing.
"""

from __future__ import annotations

import re

from lxml import etree

from draftdiff.ooxml import NAMESPACES, Element, Package
from draftdiff.verification.forms import Reader, anchor_name, list_name

_REVISED = re.compile(r"<w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge)\b|Change\b")
_NAMESPACES = re.compile(r' xmlns:\w+="[^"]*"')
# A sign that a pattern needs, and the pattern: looking for each sign first is several times as fast as one pattern.
_NOISE = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        (" w:rsid", r' w:rsid\w*="[^"]*"'),
        (" w14:", r' w14:(?:paraId|textId)="[^"]*"'),
        ("<w:proofErr", r"<w:proofErr\b[^>]*/>"),
        ("<w:lastRendered", r"<w:lastRenderedPageBreak\b[^>]*/>"),
        ("<w:bookmark", r"<w:bookmark(?:Start|End)\b[^>]*/>"),
        ("<w:commentRange", r"<w:commentRange(?:Start|End)\b[^>]*/>"),
        ("<w:commentReference", r"<w:r><w:commentReference [^>]*/></w:r>"),
    )
)
_POINTERS = re.compile(
    r'<w:(?P<kind>numId|pStyle|rStyle|tblStyle) w:val="(?P<value>[^"]*)"'
    r'|<w:(?P<note>footnote|endnote)Reference\b[^>]*? ?w:id="(?P<id>[^"]*)"'
    r'| r:\w+="(?P<link>[^"]*)"'
)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def same_prefixes(one: Package, other: Package) -> bool:
    """Return whether a prefix means the same in both files, so that their XML may be compared as text."""
    maps = [package.tree(package.document).nsmap for package in (one, other)]
    shared = maps[0].keys() & maps[1].keys()
    return maps[0].get("w") == NAMESPACES["w"] and all(maps[0][key] == maps[1][key] for key in shared)


def key_of(element: Element, reader: Reader) -> tuple[str, str] | None:
    """Return the key of a block and its words; None where it bears a revision or prefixes of its own.

    The lists and notes that it names are counted, so it must be asked once for each block, in reading order.
    """
    raw = etree.tostring(element, encoding="unicode", with_tail=False)
    # lxml declares every prefix in scope at the element that it writes
    start, _, rest = raw.partition(">")
    if "xmlns" in rest or _REVISED.search(rest):
        return None
    text = f"{_NAMESPACES.sub('', start)}>{rest}"
    for sign, noise in _NOISE:
        if sign in text:
            text = noise.sub("", text)
    pointed = [_meaning(match, reader) for match in _POINTERS.finditer(text)]
    key = "\n".join((anchor_name(text, reader), *pointed))
    return key, "\n".join("".join(_TEXT.findall(paragraph)) for paragraph in text.split("</w:p>"))


def _meaning(match: re.Match[str], reader: Reader) -> str:
    if match["kind"] == "numId":
        return list_name(match["value"], reader)
    if match["kind"]:
        return reader.references.style(match["value"])
    if match["note"]:
        reader.call(match["note"], match["id"])
        return ""
    return reader.references.link(reader.part, match["link"])
