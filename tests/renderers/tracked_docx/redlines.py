"""What the tests of redlines count in a file."""

from __future__ import annotations

from draftdiff.model import Comparison
from draftdiff.ooxml import open_package, qname
from draftdiff.readers.contents import MARK

TEXTS = (qname("w:t"), qname("w:delText"))


def body(data: bytes):
    """Return the root of the main part."""
    package = open_package(data, "redline")
    return package.tree(package.document)


def marked_words(data: bytes) -> int:
    """Return how many words stand in insertions and deletions; moved ones do not count."""
    package = open_package(data, "redline")
    parts = [package.document, *package.related(package.document, "footnotes")]
    total = 0
    for part in (*parts, *package.related(package.document, "endnotes")):
        for mark in package.tree(part).iter(qname("w:ins"), qname("w:del")):
            if mark.find(qname("w:del")) is None:
                total += len("".join(text.text or "" for text in mark.iter(*TEXTS)).split())
    return total


def edited_words(comparison: Comparison) -> int:
    """Return how many words the comparison calls inserted or deleted, with the pages of contents that differ."""
    total = 0
    for change in comparison.changes:
        pages = [
            [m.value for p in side for m in p.marks if m.kind == MARK] for side in (change.old, change.new)
        ]
        total += sum(map(len, pages)) if pages[0] != pages[1] else 0
        texts = {("old", p.index): p.text for p in change.old} | {
            ("new", p.index): p.text for p in change.new
        }
        if not change.old or not change.new:
            total += sum(len(text.split()) for text in texts.values())
            continue
        for edit in change.edits:
            for side, place in (("old", edit.old), ("new", edit.new)):
                if place is not None:
                    total += len(place.span.of(texts[side, place.paragraph]).split())
    return total


def docx(*paragraphs: str) -> bytes:
    """Return a document of these paragraphs; `|` parts the cells of a row, `^` starts a note."""
    from tests.renderers.tracked_docx.documents import Inline, Par, Table, save

    blocks: list[Par | Table] = []
    for text in paragraphs:
        if "|" in text:
            row = tuple((Par((Inline("text", cell),)),) for cell in text.split("|"))
            if blocks and isinstance(blocks[-1], Table):
                blocks[-1] = Table((*blocks[-1].rows, row))
            else:
                blocks.append(Table((row,)))
        elif "^" in text:
            words, note = text.split("^")
            blocks.append(Par((Inline("text", words), Inline("note", note))))
        else:
            blocks.append(Par((Inline("text", text),) if text else ()))
    return save(blocks)
