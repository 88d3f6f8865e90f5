"""Read HTML: headings, paragraphs, lists, tables, notes; what helps to find one's way in a site is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from draftdiff.errors import DamagedFileError, NoTextError
from draftdiff.model import Draft, Note
from draftdiff.options import Options
from draftdiff.readers.contents import contents_notes, without_pages_of_contents
from draftdiff.readers.encodings import decode
from draftdiff.readers.html_walk import UNSEEN, Walker, is_call
from draftdiff.readers.mastheads import title_block
from draftdiff.readers.structure import build_draft
from draftdiff.readers.xml_safe import check_tree

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def read(data: bytes, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the draft of an HTML file; with `revisions="marked"` its text before `ins` and `del`, and after."""
    if options.revisions == "marked":
        original = replace(options, revisions="original")
        return (*read(data, name, original), *read(data, name, replace(options, revisions="accepted")))
    text, notes = _decoded(data, name)
    root = _parsed(text, name, options)
    walker = Walker(accepted=options.revisions == "accepted", note_ids=_note_ids(root))
    walker.walk(_content(root, walker))
    blocks, _ = without_pages_of_contents(walker.finished())
    if not blocks:
        raise NoTextError(
            where=name, what="holds no text", mend="Save the page from the browser once it has loaded."
        )
    metadata = title_block(blocks)
    title = root.find(".//title")
    if title is not None and title.text and not metadata.get("title"):
        metadata["title"] = " ".join(title.text.split())
    return (
        build_draft(
            blocks,
            name=name,
            format="html",
            options=options,
            metadata=metadata,
            notes=(*notes, *walker.notes(name), *contents_notes(name, blocks)),
        ),
    )


def _decoded(data: bytes, name: str) -> tuple[str, list[Note]]:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared[1].decode("ascii")), []
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, name)


def _parsed(text: str, name: str, options: Options) -> Any:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError(
            where=name, what=f"is not HTML that can be read: {error}", mend="Save the page again."
        ) from error
    check_tree(root, name, options.limits)
    return root


def _note_ids(root: Any) -> frozenset[str]:
    """Return the ids that short superscript links point at: those are notes."""
    return frozenset(
        link.get("href")[1:]
        for link in root.iter("a")
        if is_call(link) and link.get("href", "").startswith("#")
    )


def _content(root: Any, walker: Walker) -> Any:
    """Return the element that holds the document: `main` where there is just one, else the body."""
    mains = [
        e for e in root.iter() if isinstance(e.tag, str) and (e.tag == "main" or e.get("role") == "main")
    ]
    body = root.find("body")
    if len(mains) == 1 and not any(_holds_notes(e, walker.note_ids, mains[0]) for e in root.iter()):
        if outside := _text_outside(mains[0], body if body is not None else root):
            walker.leave_out("text outside the page's main element", outside)
        return mains[0]
    return body if body is not None else root


def _text_outside(main: Any, body: Any) -> str:
    """Return the words that a page shows outside its main element."""
    pieces: list[str] = []
    events = etree.iterwalk(body, events=("start", "end"))
    for event, element in events:
        if event == "start" and (
            element is main or not isinstance(element.tag, str) or element.tag in UNSEEN
        ):
            events.skip_subtree()
        elif event == "start":
            pieces.append(element.text or "")
        if event == "end" and element is not body:
            pieces.append(element.tail or "")
    return " ".join(" ".join(pieces).split())


def _holds_notes(element: Any, ids: frozenset[str], main: Any) -> bool:
    return element.get("id") in ids and main not in element.iterancestors()
