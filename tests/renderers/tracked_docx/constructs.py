"""Pairs of documents with all kinds of things that real files hold: controls, formulas, fields, sections, revisions."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from draftdiff.ooxml import NAMESPACES, open_package, qname, write_package
from tests.renderers.tracked_docx import documents

PIECES = tomllib.loads(Path(__file__).with_name("constructs.toml").read_text("utf-8"))
PREFIXES = {**NAMESPACES, "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"}
INLINE, BLOCK = 0.25, 0.15
"""Chance that a piece stands at the end of a paragraph, or before a block."""


def pair(seed: int) -> tuple[bytes, bytes]:
    """Return the old and the new document of a seed; in half of the pairs both get their pieces by the same chance."""
    old, new = documents.pair(seed)
    return enriched(old, random.Random(seed)), enriched(new, random.Random(seed + seed % 2))


def enriched(data: bytes, chance: random.Random) -> bytes:
    """Return a document with pieces put in."""
    package = open_package(data, "document")
    root = package.tree(package.document)
    wider = etree.Element(root.tag, dict(root.attrib), nsmap={**PREFIXES, **root.nsmap})
    wider.extend(list(root))
    numbers = iter(range(chance.randrange(100) * 100 + 1000, 100_000))
    box = qname("w:txbxContent")
    for paragraph in list(wider.iter(qname("w:p"))):
        if chance.random() < INLINE and next(paragraph.iterancestors(box), None) is None:
            paragraph.extend(_piece("inline", chance, next(numbers)))
    for block in list(wider[0]):
        if chance.random() < BLOCK:
            for element in _piece("block", chance, next(numbers)):
                block.addprevious(element)
    package.trees[package.document] = wider
    return write_package({**package.entries, package.document: etree.tostring(wider)})


def _piece(kind: str, chance: random.Random, number: int) -> Iterator[etree._Element]:
    name = chance.choice(list(PIECES[kind]))
    text = PIECES[kind][name].format(words=documents.sentence(chance, 4, 6), number=number)
    prefixes = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in PREFIXES.items())
    yield from etree.fromstring(f"<pieces {prefixes}>{text}</pieces>")
