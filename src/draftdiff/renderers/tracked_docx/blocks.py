"""Merge the blocks of two containers (a body, a cell, a note, a text box) into one with tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from draftdiff.ooxml import Element
from draftdiff.renderers.tracked_docx.atoms import atoms_of
from draftdiff.renderers.tracked_docx.inline import Chunk, Pen, changed, whole
from draftdiff.renderers.tracked_docx.marks import Marks
from draftdiff.renderers.tracked_docx.matching import Step as AtomStep
from draftdiff.renderers.tracked_docx.matching import match
from draftdiff.renderers.tracked_docx.names import (
    ANCHORS,
    ID,
    NAME,
    NOTE_CALLS,
    P_PR,
    SDT,
    SDT_CONTENT,
    TBL,
    P,
    names,
    plain,
    w,
)
from draftdiff.renderers.tracked_docx.pairs import Group, Pairs, Side
from draftdiff.renderers.tracked_docx.planning import Move, Step, plan
from draftdiff.renderers.tracked_docx.remarks import CommentWriter, Remark, Remarks
from draftdiff.renderers.tracked_docx.stream import Between, Content, Item, Mark, paragraphs

_THROUGH = names("customXml", "ins", "del", "moveFrom", "moveTo")
_CUSTOM_PROPERTIES = w("customXmlPr")


@dataclass(slots=True)
class Job:
    """What writing one redline shares."""

    pairs: Pairs
    old: Side
    new: Side
    marks: Marks
    pen: Pen
    remarks: Remarks
    comments: CommentWriter | None
    native_moves: bool
    open_ranges: dict[str, str] = field(default_factory=dict)
    """Status and name of a move whose range is open -> id of the range."""
    note: Element | None = None
    """The note that is being written."""
    note_remarks: list[tuple[Element, Remark]] = field(default_factory=list)
    """What is to be said of notes, beside their calls: programs do not expect comments in notes."""


def merge(olds: Iterable[Element], news: Iterable[Element], job: Job) -> list[Element]:
    """Return the blocks of a container: the new ones with the old ones as tracked changes.

    Both lists are direct children without the container's own properties. The new elements may be used up.
    """
    from draftdiff.renderers.tracked_docx.tables import mark_table, merge_tables

    before, after = list(_flattened(olds, job)), list(_unwrapped(news))
    found: list[Element] = []
    stretch: list[Item] = []

    def flush(block: Element | None = None) -> None:
        found.extend(paragraphs(stretch, job.marks))
        stretch.clear()
        if block is not None:
            found.append(block)

    for step in plan(before, after, job.pairs, job.native_moves):
        tag = (step.news or step.olds)[0].tag
        if tag == P:
            stretch += _paragraph_items(step, job)
        elif tag == TBL:
            if step.olds and step.news:
                flush(merge_tables(step.olds[0], step.news[0], job))
            else:
                flush(mark_table(step, job))
        elif tag == SDT and step.news:
            flush(_control(step, job))
        elif tag == SDT:
            flush()
            found.extend(merge(step.olds[0].iterchildren(SDT_CONTENT), (), job))
        elif step.news:
            element = step.news[0]
            if tag in ANCHORS:
                stretch.append(Between(element))
            else:
                flush(element)
    flush()
    return found


def _flattened(blocks: Iterable[Element], job: Job) -> Iterator[Element]:
    """Yield old blocks; a content control without a partner gives way to what is in it."""
    for block in blocks:
        if block.tag == SDT and block in job.pairs.filled and not _has_partner(block, job.pairs):
            content = block.find(SDT_CONTENT)
            yield from _flattened(content if content is not None else (), job)
        elif block.tag in _THROUGH or block.tag == SDT_CONTENT:
            yield from _flattened(block, job)
        elif block.tag != _CUSTOM_PROPERTIES:
            yield block


def _unwrapped(blocks: Iterable[Element]) -> Iterator[Element]:
    """Yield blocks without the custom XML around them, which Word itself takes off when it opens a file."""
    for block in blocks:
        if block.tag in _THROUGH:
            yield from _unwrapped(block)
        elif block.tag != _CUSTOM_PROPERTIES:
            yield block


def _has_partner(block: Element, pairs: Pairs) -> bool:
    return any(block in votes for votes in pairs.votes.values())


def _control(step: Step, job: Job) -> Element:
    """Return a content control of the new document with its content merged."""
    control = step.news[0]
    content = control.find(SDT_CONTENT)
    if content is None or (step.olds and plain(step.olds[0]) == plain(control)):
        keep_notes(control, job)
        return control
    former = step.olds[0].find(SDT_CONTENT) if step.olds else None
    content[:] = merge(former if former is not None else (), list(content), job)
    return control


def keep_notes(element: Element, job: Job) -> None:
    """Say that the notes called in an unchanged block stand in both documents."""
    for call in element.iter(*NOTE_CALLS):
        job.pen.keep_note(call)


def _paragraph_items(step: Step, job: Job) -> list[Item]:
    if step.move is not None:
        return list(_moved_items(step.move, bool(step.news), job))
    if not step.news:
        return one_sided(step.olds[0], "del", job)
    if not step.olds:
        return one_sided(step.news[0], "ins", job)
    group = job.pairs.of_new.get(step.news[0])
    remarks = _remarks_at(step.news[0], job)
    if not remarks and len(step.olds) == len(step.news) == 1 and plain(step.olds[0]) == plain(step.news[0]):
        keep_notes(step.news[0], job)
        return [_mark("keep", step.olds[0], step.news[0], step.news[0])]
    return list(_changed_items(step.olds, step.news, group, remarks, job, ("keep", "del", "ins")))


def _remarks_at(paragraph: Element, job: Job) -> Sequence[Remark]:
    """Return the remarks on a change that are told at this paragraph: the first that the change has."""
    group = job.pairs.of_new.get(paragraph) or job.pairs.of_old.get(paragraph)
    if job.comments is None or group is None:
        return ()
    first = next(iter((*group.news, *group.olds)), None)
    found = job.remarks.of_change.get(group.change.id, ()) if first is paragraph else ()
    if job.note is None:
        return found
    job.note_remarks += [(job.note, remark) for remark in found]
    return ()


def one_sided(paragraph: Element, status: str, job: Job) -> list[Item]:
    """Return the items of a paragraph of one document only."""
    chunks = _commented(whole(paragraph, status), _remarks_at(paragraph, job), job)
    old, new = (None, paragraph) if status == "ins" else (paragraph, None)
    return [Content(job.pen.write(chunks)), _mark(status, old, new)]


def _mark(status: str, old: Element | None, new: Element | None, unchanged: Element | None = None) -> Mark:
    source = old if new is None else new
    assert source is not None
    return Mark(
        status,
        None if old is None else old.find(P_PR),
        None if new is None else new.find(P_PR),
        dict(source.attrib),
        unchanged,
        new,
    )


def _moved_items(move: Move, arriving: bool, job: Job) -> Iterator[Item]:
    """Yield the paragraphs of one end of a move. Where they arrive, edits made on the way are marked."""
    status = "to" if arriving else "from"
    key = f"{status} {move.name}"
    if move.opens:
        start = job.marks.element(_RANGES[status] + "Start")
        start.set(NAME, move.name)
        job.open_ranges[key] = start.get(ID)
        yield Content([start])
    if arriving:
        group = job.pairs.of_new.get(move.news[0])
        remarks = _remarks_at(move.news[0], job)
        for item in _changed_items(move.olds, move.news, group, remarks, job, ("to", "struck", "ins")):
            if not isinstance(item, Mark):
                yield item
            elif item.source is not None:
                yield _mark(status, None, item.source)
    else:
        for paragraph in move.olds:
            yield Content(job.pen.write(whole(paragraph, status)))
            yield _mark(status, paragraph, None)
    if move.closes:
        yield Between(etree.Element(w(_RANGES[status] + "End"), {ID: job.open_ranges.pop(key)}))


_RANGES = {"from": "moveFromRange", "to": "moveToRange"}


def _changed_items(
    olds: Sequence[Element],
    news: Sequence[Element],
    group: Group | None,
    remarks: Sequence[Remark],
    job: Job,
    statuses: tuple[str, str, str],
) -> Iterator[Item]:
    """Yield the content and the marks of paragraphs that became others."""
    old = [atom for element in olds for atom in atoms_of(element)]
    new = [atom for element in news for atom in atoms_of(element)]
    offsets = job.old.offsets(old), job.new.offsets(new)
    steps = match(old, new, None if group is None else group.change, *offsets)
    events = _events(steps, remarks, offsets, job)
    chunks: list[Chunk] = []
    for item in changed(old, new, steps, job.pen, statuses, events):
        if isinstance(item, Chunk):
            chunks.append(item)
            continue
        if chunks:
            yield Content(job.pen.write(chunks))
            chunks = []
        one, two = (None if atom is None else atom.node for atom in item)
        yield _mark(
            "keep" if one is not None and two is not None else "del" if two is None else "ins", one, two
        )


def _events(
    steps: Sequence[AtomStep],
    remarks: Sequence[Remark],
    offsets: tuple[Sequence[tuple[int, int] | None], Sequence[tuple[int, int] | None]],
    job: Job,
) -> dict[int, list[Element]]:
    """Return the elements of comments by the step before which they stand; whole-paragraph ones frame all."""
    events: dict[int, list[Element]] = {}
    for remark in remarks:
        assert job.comments is not None
        start, end = job.comments.add(remark.lines)
        side = offsets[1] if remark.side == "new" else offsets[0]
        places = [
            at
            for at, step in enumerate(steps)
            if (index := step.new if remark.side == "new" else step.old) is not None
            and (place := side[index]) is not None
            and place[0] == remark.paragraph
            and (remark.span is None or remark.span.start <= place[1] < remark.span.end)
        ]
        first, last = (places[0], places[-1] + 1) if places else (0, len(steps) - 1)
        events.setdefault(first, []).append(start)
        events.setdefault(min(last, len(steps) - 1), [])[:0] = end
    return events


def _commented(chunks: list[Chunk], remarks: Sequence[Remark], job: Job) -> list[Chunk]:
    """Return the chunks of a whole paragraph between the ends of its comments."""
    for remark in remarks:
        assert job.comments is not None
        start, end = job.comments.add(remark.lines)
        chunks = [Chunk("bare", start), *chunks, *(Chunk("bare", element) for element in end)]
    return chunks


def marked_blocks(blocks: Iterable[Element], status: str, job: Job) -> list[Element]:
    """Return copies of blocks that stand in one document only, in a table of that document only."""
    from draftdiff.renderers.tracked_docx.tables import mark_rows

    found: list[Element] = []
    for block in blocks:
        if block.tag == P:
            chunks = whole(block, status)
            paragraph = etree.Element(P, dict(block.attrib))
            paragraph.append(job.marks.signed_properties(status, block.find(P_PR)))
            paragraph.extend(job.pen.write(chunks))
            found.append(paragraph)
        elif block.tag == TBL:
            copy = deepcopy(block)
            mark_rows(copy, status, job)
            found.append(copy)
        elif block.tag == SDT or block.tag in _THROUGH:
            content = block.find(SDT_CONTENT) if block.tag == SDT else block
            found += marked_blocks(content if content is not None else (), status, job)
        else:
            found.append(deepcopy(block))
    return found
