"""What a package says about itself: core properties, running heads and feet."""

from __future__ import annotations

from draftdiff.model import ATOM
from draftdiff.ooxml import Element, Package, qname
from draftdiff.readers.blocks import Block
from draftdiff.readers.mastheads import SYMBOL, title_block

_TITLE_WITHIN = 40
_FALLBACK = qname("mc:Fallback")


def metadata(package: Package, main: str, blocks: list[Block], title: str) -> dict[str, str]:
    """Return title, symbol, date, author and running heads, each where it is found."""
    found = title_block(blocks)
    core = _core(package)
    heading = next((block.text for block in blocks[:_TITLE_WITHIN] if block.kind == "heading"), "")
    title = title or heading or core.get("title", "")
    if title:
        found["title"] = " ".join(title.replace(ATOM, " ").split()) or core.get("title", "")
    if core.get("creator"):
        found["author"] = core["creator"]
    for kind in ("header", "footer"):
        text = _running(package, main, kind)
        if text:
            found[kind] = text
    symbol = SYMBOL.search(found.get("header", ""))
    if symbol:
        found.setdefault("symbol", symbol.group().rstrip("."))
    return found


def _core(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in package.related("", "core-properties"):
        for child in package.tree(part):
            if isinstance(child.tag, str) and child.text and child.text.strip():
                found[child.tag.rpartition("}")[2]] = " ".join(child.text.split())
    return found


def _running(package: Package, main: str, kind: str) -> str:
    """Return the different texts of all heads or feet."""
    texts: list[str] = []
    for part in package.related(main, kind):
        for paragraph in package.tree(part).iter(qname("w:p")):
            text = " ".join("".join(_own_texts(paragraph)).split())
            if text and text not in texts:
                texts.append(text)
    return " | ".join(texts)


def _own_texts(paragraph: Element) -> list[str]:
    """Return the characters of a paragraph that stand in no fallback and no text box within it."""
    found = []
    for element in paragraph.iter(qname("w:t"), qname("w:tab")):
        above = element.getparent()
        while above is not paragraph and above.tag not in (_FALLBACK, qname("w:p")):
            above = above.getparent()
        if above is paragraph:
            found.append(element.text or "" if element.tag == qname("w:t") else "\t")
    return found
