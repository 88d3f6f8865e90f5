"""Write the content of a paragraph: runs, the revisions around them, the links around those.

A chunk is one element with a status; neighbours of one status share a wrapper, neighbours of one link share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from draftdiff.ooxml import Element
from draftdiff.renderers.tracked_docx.atoms import Atom, context_start, is_mark
from draftdiff.renderers.tracked_docx.marks import WRAPPERS, Marks
from draftdiff.renderers.tracked_docx.matching import Step
from draftdiff.renderers.tracked_docx.names import (
    ANCHORS,
    CONTEXTS,
    DEL_INSTR_TEXT,
    DEL_TEXT,
    FIELD,
    FIELD_CHAR,
    FIELD_TYPE,
    INSTR,
    INSTR_TEXT,
    NOISE,
    NOTE_CALLS,
    P_PR,
    R_PR,
    SPACE,
    R,
    T,
    w,
)

_OLD_ONLY = ("del", "from", "struck")


@dataclass(slots=True)
class Chunk:
    """One element of a line with its status: keep, ins, del, from, to, struck or bare (never in a revision)."""

    status: str
    element: Element
    context: tuple[Element, ...] = ()
    context_key: str = ""


@dataclass(slots=True)
class Pen:
    """What writing a line needs: the revision marks and the notes that calls bring along."""

    marks: Marks
    carry_note: Callable[[Element], None]
    keep_note: Callable[[Element], None]

    def write(self, chunks: Iterable[Chunk]) -> list[Element]:
        """Return the elements of a line."""
        return list(self._nested(list(chunks), 0))

    def _nested(self, chunks: Sequence[Chunk], depth: int) -> Iterator[Element]:
        def place(chunk: Chunk) -> tuple[str, str]:
            keys = chunk.context_key.split(">")[1 : depth + 2]
            return ("in", ">".join(keys)) if len(chunk.context) > depth else ("here", chunk.status)

        for (where, status), group in groupby(chunks, key=place):
            inner = list(group)
            if where == "in":
                # anchors stay the new document's: an old link that means the same may open the group
                source = next((c for c in inner if c.status not in _OLD_ONLY), inner[0]).context[depth]
                wrapper = etree.Element(source.tag, dict(source.attrib), nsmap=source.nsmap)
                wrapper.extend(deepcopy(child) for child in source if child.tag.endswith("Pr"))
                wrapper.extend(self._nested(inner, depth + 1))
                yield wrapper
            elif status in WRAPPERS:
                yield self._wrapped(status, inner)
            else:
                yield from (chunk.element for chunk in inner)

    def _wrapped(self, status: str, chunks: Sequence[Chunk]) -> Element:
        outer = inner = self.marks.element(WRAPPERS[status][0])
        for name in WRAPPERS[status][1:]:
            inner = self.marks.element(name)
            outer.append(inner)
        for chunk in chunks:
            self._attend(chunk.element, status)
            inner.append(chunk.element)
        return outer

    def _attend(self, element: Element, status: str) -> None:
        """Name texts as their status needs, and bring the notes of old calls along."""
        if status in _OLD_ONLY:
            for call in list(element.iter(*NOTE_CALLS)):
                self.carry_note(call)
        if status not in ("del", "struck"):
            return
        for text in list(element.iter(T, INSTR_TEXT)):
            # what stands in a run in a run (a text box, the reading beside a word) goes with the outer one
            if sum(1 for _ in text.iterancestors(R)) == 1:
                text.tag = DEL_TEXT if text.tag == T else DEL_INSTR_TEXT


def whole(paragraph: Element, status: str) -> list[Chunk]:
    """Return the chunks of a paragraph whose content has one status; anchors of an old one are left out."""
    return list(_whole(paragraph, status, (), ""))


def _whole(element: Element, status: str, context: tuple[Element, ...], context_key: str) -> Iterator[Chunk]:
    for child in element.iterchildren("*"):
        tag = child.tag
        if tag == P_PR or tag in NOISE or (tag.endswith("Pr") and tag != R_PR and tag not in CONTEXTS):
            continue
        if tag in ANCHORS:
            if status not in _OLD_ONLY:
                yield Chunk("bare", deepcopy(child), context, context_key)
        elif tag in CONTEXTS:
            yield from _whole(child, status, (*context, child), f"{context_key}>{context_start(child)}")
        elif tag == FIELD and status != "keep":
            yield from (Chunk(status, run, context, context_key) for run in field_runs(child))
        elif tag == R and child.find(w("commentReference")) is not None:
            if status not in _OLD_ONLY:
                yield Chunk("bare", deepcopy(child), context, context_key)
        else:
            yield Chunk(status, deepcopy(child), context, context_key)


def field_runs(field: Element) -> list[Element]:
    """Return the runs of a complex field that says what a simple one says: only runs may be tracked."""

    def run(child: Element) -> Element:
        found = etree.Element(R)
        found.append(child)
        return found

    def sign(kind: str) -> Element:
        return run(etree.Element(FIELD_CHAR, {FIELD_TYPE: kind}))

    code = etree.Element(INSTR_TEXT, {SPACE: "preserve"})
    code.text = field.get(INSTR)
    inner = [deepcopy(child) for child in field.iter(R)]
    return [sign("begin"), run(code), sign("separate"), *inner, sign("end")]


def changed(
    old: Sequence[Atom],
    new: Sequence[Atom],
    steps: Sequence[Step],
    pen: Pen,
    statuses: tuple[str, str, str] = ("keep", "del", "ins"),
    events: Mapping[int, Sequence[Element]] | None = None,
) -> Iterator[Chunk | tuple[Atom | None, Atom | None]]:
    """Yield the chunks of a changed stretch; a paragraph mark is yielded as its old and new atom.

    `statuses` are those of kept, deleted and inserted atoms; `events` are elements that stand before a step.
    """
    pending: list[tuple[Atom | None, Atom | None]] = []
    events = events or {}
    for at, step in enumerate(steps):
        one = None if step.old is None else old[step.old]
        two = None if step.new is None else new[step.new]
        if at in events:
            yield from _flushed(pending, pen, statuses)
            context = two or one
            assert context is not None
            yield from (Chunk("bare", e, context.context, context.context_key) for e in events[at])
        atom = two or one
        assert atom is not None
        if is_mark(atom):
            yield from _flushed(pending, pen, statuses)
            yield (one, two)
        elif atom.anchor:
            if two is not None:
                yield from _flushed(pending, pen, statuses)
                yield Chunk("bare", _anchor(two), two.context, two.context_key)
        else:
            if pending and not _join(pending[-1], (one, two)):
                yield from _flushed(pending, pen, statuses)
            pending.append((one, two))
    yield from _flushed(pending, pen, statuses)


def _anchor(atom: Atom) -> Element:
    """Return the element of an anchor; a comment's call needs its run."""
    return deepcopy(atom.node if atom.run is None else atom.run)


Kept = tuple[Atom | None, Atom | None]


def _join(last: Kept, this: Kept) -> bool:
    """Return whether two steps belong into one run of the output."""
    if (last[0] is None) != (this[0] is None) or (last[1] is None) != (this[1] is None):
        return False
    for one, two in zip(last, this):
        if one is None or two is None:
            continue
        if one.run is not two.run and (one is last[1] or last[1] is None):
            return False
        if one.run is None or two.run is None or one.look != two.look or one.context_key != two.context_key:
            return False
    return True


def _flushed(pending: list[Kept], pen: Pen, statuses: tuple[str, str, str]) -> Iterator[Chunk]:
    """Yield the chunk of the steps gathered so far and forget them."""
    if not pending:
        return
    one, two = pending[0]
    status = (
        statuses[0] if one is not None and two is not None else statuses[1] if two is None else statuses[2]
    )
    atoms = [new if new is not None else old for old, new in pending]
    source = two or one
    assert source is not None
    if one is not None and two is not None:
        for _, new in pending:
            if new is not None and new.node.tag in NOTE_CALLS:
                pen.keep_note(new.node)
    if source.run is None:
        inner = (
            field_runs(source.node)
            if source.node.tag == FIELD and status != "keep"
            else [deepcopy(source.node)]
        )
    else:
        former = one.run.find(R_PR) if one is not None and two is not None and one.run is not None else None
        inner = [
            _run([atom for atom in atoms if atom is not None], source.run, former, status, one and two, pen)
        ]
    yield from (Chunk(status, element, source.context, source.context_key) for element in inner)
    pending.clear()


def _run(
    atoms: Sequence[Atom], source: Element, former: Element | None, status: str, kept: object, pen: Pen
) -> Element:
    """Return a run of these atoms with the look of its source, and with the former look where it differs."""
    run = etree.Element(R, dict(source.attrib))
    look = source.find(R_PR)
    if kept and status == "keep":
        look = pen.marks.run_properties(look, former)
    elif look is not None:
        look = deepcopy(look)
    if look is not None:
        run.append(look)
    for is_text, group in groupby(atoms, key=lambda atom: atom.is_text):
        if is_text:
            text = etree.SubElement(run, T)
            text.text = "".join(atom.key for atom in group)
            if text.text != text.text.strip() or "  " in text.text:
                text.set(SPACE, "preserve")
        else:
            run.extend(deepcopy(atom.node) for atom in group)
    return run
