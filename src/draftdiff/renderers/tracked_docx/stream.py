"""Paragraphs of the output, made of content and paragraph marks.

A paragraph's properties belong to its mark. So a text is a stream of content and marks, each kept, inserted or
deleted; a split is one inserted mark, a merge one deleted mark. The last mark before a table, and the last one of a
cell or of the whole text, cannot go in Word: there the mark of the other text's last paragraph takes its place.

    old  A¶ B¶ |        new  A¶ |        written  A¶(deleted) B(deleted)¶(kept, with A's properties) |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from draftdiff.ooxml import Element
from draftdiff.renderers.tracked_docx.marks import Marks
from draftdiff.renderers.tracked_docx.names import P_PR, SECTION, P, form, w

_IN_NEW = ("keep", "ins", "to")
_IN_OLD = ("keep", "del", "from")
_INS = w("ins")


@dataclass(slots=True)
class Content:
    """Elements inside a paragraph."""

    elements: list[Element]


@dataclass(slots=True)
class Mark:
    """The end of a paragraph."""

    status: str
    """keep, ins, del, from or to."""
    old: Element | None = None
    """The w:pPr of the old paragraph."""
    new: Element | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    whole: Element | None = None
    """The finished w:p, if nothing in it changed."""
    source: Element | None = None
    """The w:p of the new document that ends here."""


@dataclass(slots=True)
class Between:
    """An element that stands between paragraphs, such as a bookmark or the end of a moved range."""

    element: Element


Item = Content | Mark | Between


def paragraphs(items: Sequence[Item], marks: Marks) -> list[Element]:
    """Return the paragraphs of a stretch that a table or the end of the text follows."""
    found: list[Element] = []
    content: list[Element] = []
    for item in _with_ends_after_insertions(_with_lasting_end(items)):
        if isinstance(item, Content):
            content += item.elements
        elif isinstance(item, Between):
            (content if content else found).append(item.element)
        elif item.whole is not None and not content and item.status == "keep":
            found.append(item.whole)
        else:
            found.append(_paragraph(item, content, marks))
            content = []
    if content and found:
        # content without a mark of its own ends with the paragraph before it
        found[-1].extend(content)
    return found


def _paragraph(mark: Mark, content: list[Element], marks: Marks) -> Element:
    paragraph = etree.Element(P, mark.attributes)
    properties = marks.paragraph_properties(mark.status, mark.new, mark.old)
    if properties is not None:
        paragraph.append(properties)
    if mark.whole is not None:
        content = [*content, *(child for child in mark.whole if child.tag != P_PR)]
    paragraph.extend(content)
    return paragraph


def _with_lasting_end(items: Sequence[Item]) -> list[Item]:
    """Return the items with the last mark of both texts made one kept mark, where both have one."""
    found = list(items)
    last_new = _last(found, _IN_NEW)
    last_old = _last(found, _IN_OLD)
    if last_new is None or last_old is None or last_new == last_old:
        return found
    new, old = _mark_at(found, last_new), _mark_at(found, last_old)
    if _ends_section(new.new) != _ends_section(old.old):
        # a section's end cannot come or go on a kept mark; a whole paragraph can
        return found
    later, earlier = max(last_new, last_old), min(last_new, last_old)
    end, before = _mark_at(found, later), _mark_at(found, earlier)
    found[later] = Mark("keep", old.old, new.new, end.attributes, end.whole)
    if before.status == "keep":
        status = "del" if earlier == last_new else "ins"
        found[earlier] = Mark(status, before.old, before.new, before.attributes, before.whole)
    elif before.whole is None:
        del found[earlier]
    return found


def _ends_section(properties: Element | None) -> bool:
    return properties is not None and properties.find(SECTION) is not None


def _with_ends_after_insertions(items: list[Item]) -> list[Item]:
    """Return the items with the end of a text that was added to put behind the whole paragraphs that follow it.

    As if typed at the end of the old paragraph: `one[ two¶][three]¶` and `one[ two]¶[three¶]` say the same, but of
    the second LibreOffice makes one insertion, kept mark included. Only where both marks look alike.
    """
    at = 0
    while at < len(items):
        end = _end_of_added(items, at) if _is_added_to(items, at) else at
        if end > at:
            kept, last = _mark_at(items, at), _mark_at(items, end)
            items[at] = Mark("ins", None, kept.new, kept.attributes, None, kept.source)
            items[end] = Mark("keep", kept.old, last.new, last.attributes, None, last.source)
        at = end + 1
    return items


def _is_added_to(items: Sequence[Item], at: int) -> bool:
    """Return whether a kept mark stands here behind an insertion."""
    mark, before = items[at], items[at - 1] if at else None
    if not isinstance(mark, Mark) or mark.status != "keep" or mark.whole is not None:
        return False
    return isinstance(before, Content) and bool(before.elements) and before.elements[-1].tag == _INS


def _end_of_added(items: Sequence[Item], at: int) -> int:
    """Return the place of the last mark in a row of inserted paragraphs that looks like the mark here; else this."""
    kept = _mark_at(items, at)
    place = at
    for number in range(at + 1, len(items)):
        item = items[number]
        if isinstance(item, Content):
            if any(element.tag != _INS for element in item.elements):
                break
        elif not isinstance(item, Mark) or item.status != "ins" or item.whole is not None:
            break  # a whole paragraph is one that was kept, though its mark may have come in
        elif form(item.new) == form(kept.new) and (kept.new is None or kept.new.find(SECTION) is None):
            place = number
    return place


def _mark_at(items: Sequence[Item], at: int) -> Mark:
    item = items[at]
    assert isinstance(item, Mark)
    return item


def _last(items: Sequence[Item], statuses: Sequence[str]) -> int | None:
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if isinstance(item, Mark) and item.status in statuses:
            return at
    return None
