"""Footnotes and endnotes, numbered as printed; comments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from draftdiff.model import Mark, Note, Span
from draftdiff.ooxml import Element, Package, qname
from draftdiff.readers.docx.body import Document, NoteCall, Story, Surroundings
from draftdiff.readers.docx.line import Path
from draftdiff.readers.docx.number_formats import format_number
from draftdiff.readers.docx.styles import W_VAL, integer

_ID, _TYPE = qname("w:id"), qname("w:type")
_ELEMENTS = {"footnotes": qname("w:footnote"), "endnotes": qname("w:endnote")}
_PROPERTIES = {"footnotes": qname("w:footnotePr"), "endnotes": qname("w:endnotePr")}
_FORMATS = {"footnotes": "decimal", "endnotes": "lowerRoman"}
"""Word's formats where the file says nothing."""
_SECTION = qname("w:sectPr")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteNumbers:
    """How the notes of one section are numbered."""

    format: str
    start: int = 1
    restart: bool = False


def add_notes(document: Document, main: str) -> None:
    """Add the notes that the body calls as blocks, and marks where they are called."""
    for stream in _ELEMENTS:
        calls = [call for call in document.calls if call.stream == stream]
        numbers = _numbers(document.package, main, stream, calls)
        _mark_calls(document, calls, numbers)
        parts = document.package.related(main, stream)
        if parts:
            _add_stream(document, stream, parts[0], calls, numbers)


def _add_stream(
    document: Document, stream: str, part: str, calls: list[NoteCall], numbers: list[str]
) -> None:
    story = Story.of(document, part)
    bodies = dict(_note_bodies(document.package.tree(part), stream))
    for call, number in zip(calls, numbers, strict=True):
        body = bodies.pop(call.id, None)
        if body is None:
            continue
        first = len(document.blocks)
        kind = stream.removesuffix("s")
        story.walk(*body, Surroundings(stream=stream, kind="note", where=f"{kind} {number or call.id}"))
        anchor = (call.block, Span(call.offset, call.offset))
        for at in range(first, len(document.blocks)):
            block = document.blocks[at]
            document.blocks[at] = replace(
                block, number=number if at == first else block.number, anchor=anchor
            )
    left = sum(1 for element, _ in bodies.values() if any(t.text for t in element.iter(qname("w:t"))))
    if left:
        document.notes.append(
            Note(where=part, what=f"{left} notes are called nowhere in this text and left out")
        )


def _note_bodies(root: Element, stream: str) -> Iterable[tuple[str, tuple[Element, Path]]]:
    """Yield id, element and path of each note, without the separators."""
    for at, element in enumerate(root):
        if element.tag == _ELEMENTS[stream] and element.get(_TYPE, "normal") == "normal":
            yield element.get(_ID, ""), (element, (at,))


def _mark_calls(document: Document, calls: list[NoteCall], numbers: list[str]) -> None:
    for call, number in zip(calls, numbers, strict=True):
        block = document.blocks[call.block]
        mark = Mark(kind="note-reference", span=Span(call.offset, call.offset), value=number)
        marks = sorted((*block.marks, mark), key=lambda m: (m.span.start, m.span.end, m.kind, m.value))
        document.blocks[call.block] = replace(block, marks=tuple(marks))


def _numbers(package: Package, main: str, stream: str, calls: list[NoteCall]) -> list[str]:
    """Return the printed number of each call, in order."""
    shapes = _shapes(package, main, stream)
    found: list[str] = []
    count, section = 0, -1
    for call in calls:
        shape = shapes[min(call.section, len(shapes) - 1)]
        if section == -1 or (shape.restart and call.section != section):
            count = shape.start - 1
        section = call.section
        if call.custom:
            found.append(call.custom)
            continue
        count += 1
        found.append(format_number(count, shape.format))
    return found


def _shapes(package: Package, main: str, stream: str) -> list[NoteNumbers]:
    """Return how notes are numbered in each section: its own word over that of the settings."""
    whole = NoteNumbers(format=_FORMATS[stream])
    for part in package.related(main, "settings"):
        whole = _shape(package.tree(part).find(_PROPERTIES[stream]), whole)
    body = package.tree(main).find(qname("w:body"))
    sections = body.iter(_SECTION) if body is not None else ()
    return [_shape(section.find(_PROPERTIES[stream]), whole) for section in sections] or [whole]


def _shape(element: Element | None, whole: NoteNumbers) -> NoteNumbers:
    if element is None:
        return whole
    values = {child.tag: child.get(W_VAL) for child in element}
    return NoteNumbers(
        format=values.get(qname("w:numFmt")) or whole.format,
        start=integer(values.get(qname("w:numStart"))) or whole.start,
        restart=(values.get(qname("w:numRestart")) == "eachSect") or whole.restart,
    )


def comment_texts(package: Package, main: str) -> dict[str, str]:
    """Return author and text of each comment by its id."""
    found: dict[str, str] = {}
    for part in package.related(main, "comments"):
        for comment in package.tree(part).iterchildren(qname("w:comment")):
            paragraphs = ("".join(p.itertext(qname("w:t"))) for p in comment.iter(qname("w:p")))
            text = " ".join(" ".join(paragraphs).split())
            found[comment.get(_ID, "")] = f"{comment.get(qname('w:author'), '')}: {text}".removeprefix(": ")
    return found


def comment_notes(document: Document) -> list[Note]:
    """Return one note for each comment that the text bears."""
    seen: set[str] = set()
    found: list[Note] = []
    for block in document.blocks:
        for mark in block.marks:
            if mark.kind == "comment" and mark.group not in seen:
                seen.add(mark.group)
                found.append(Note(where=block.where, what=f"comment of {mark.value}"))
    return found
