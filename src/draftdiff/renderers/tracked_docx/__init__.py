"""A redline in Word: the new document with every change tracked, so that Word itself can accept or reject it.

The new document's package is the base. Both documents are told in its ids (`carrying`), paired as the comparison
says (`pairs`), merged block by block (`planning`, `blocks`, `tables`) and word by word (`atoms`, `matching`,
`inline`), and put together as paragraphs (`stream`). The result is proved before it is given out.
"""

from __future__ import annotations

from lxml import etree

from draftdiff.model import Comparison, Draft
from draftdiff.ooxml import NAMESPACES, Element, Package, open_package
from draftdiff.options import Options
from draftdiff.renderers.tracked_docx.blocks import Job, merge
from draftdiff.renderers.tracked_docx.carrying import Notes, translate
from draftdiff.renderers.tracked_docx.inline import Pen
from draftdiff.renderers.tracked_docx.marks import Marks
from draftdiff.renderers.tracked_docx.names import ID, SECTION, P, w
from draftdiff.renderers.tracked_docx.pairs import Side, pairs_of, side_of
from draftdiff.renderers.tracked_docx.remarks import CommentWriter, Remarks, remarks_of
from draftdiff.renderers.tracked_docx.settling import settle
from draftdiff.verification import verify

_OBJECT = f"{{{NAMESPACES['wp']}}}docPr"


def render(comparison: Comparison, options: Options | None = None) -> bytes:
    """Return the new document as a .docx with tracked changes against the old one, proved.

    Drafts that are no .docx are made into clean ones first. Raises `ProofError` if accepting all does not give the
    new document or rejecting all the old one.
    """
    options = options or comparison.options
    comparison = _as_documents(comparison)
    old, new = comparison.old, comparison.new
    assert old.original is not None
    assert new.original is not None
    rejected = _rejected(comparison, options)
    data = write(comparison, options, rejected)
    resolutions = ["reject" if side else "accept" for side in rejected]
    verify(
        data,
        old.original,
        new.original,
        name=f"redline of {new.name}",
        limits=options.limits,
        old_resolution="reject" if resolutions[0] == "reject" else "accept",
        new_resolution="reject" if resolutions[1] == "reject" else "accept",
    ).require()
    return data


def write(comparison: Comparison, options: Options, rejected: tuple[bool, bool] = (False, False)) -> bytes:
    """Return the redline of two drafts with packages, without a proof.

    `rejected` says for each side whether the tracked changes that it bears are rejected instead of accepted.
    """
    old, new = _package(comparison.old, options), _package(comparison.new, options)
    sides = side_of(comparison.old, old), side_of(comparison.new, new)
    roots = old.tree(old.document), _with_prefixes(new, old, sides[1])
    joined: dict[Element, Element] = {}
    for package, side in ((old, rejected[0]), (new, rejected[1])):
        for part in _stories(package):
            joined |= settle(package.tree(part), side)
    pairs = pairs_of(comparison.changes, *sides, joined)
    notes = translate(old, new, roots[0], list(pairs.couples()))
    marks = Marks(options.author, options.date, _last_id(new))
    pen = Pen(marks, notes.carry, notes.keep)
    comments = CommentWriter(new, options) if options.comments else None
    remarks = remarks_of(comparison) if options.comments else Remarks()
    job = Job(pairs, *sides, marks, pen, remarks, comments, options.moves == "native")
    bodies = [root.find(w("body")) for root in roots]
    _merge_body(bodies[0], bodies[1], job)
    _merge_notes(notes, job)
    _order_notes(roots[1], notes)
    _tell_of_notes(roots[1], job)
    _number_objects(roots[1])
    return new.to_bytes()


def _rejected(comparison: Comparison, options: Options) -> tuple[bool, bool]:
    """Return which sides were read as they stood before their own tracked changes."""
    old, new = comparison.old, comparison.new
    if old.original == new.original:
        # One file with tracked changes: what it was against what it became; or a file against itself.
        return ([p.text for p in old.paragraphs] != [p.text for p in new.paragraphs], False)
    before = options.revisions != "accepted"
    return (before, before)


def _as_documents(comparison: Comparison) -> Comparison:
    from dataclasses import replace

    from draftdiff.renderers.plain_docx import clean_docx

    # Two drafts that stand in one file side by side, or told by colours, are no texts of that file.
    options = comparison.options
    inside = options.columns is not None or options.marks != "none"

    def document(draft: Draft) -> Draft:
        return clean_docx(draft) if draft.original is None or inside else draft

    return replace(comparison, old=document(comparison.old), new=document(comparison.new))


def _package(draft: Draft, options: Options) -> Package:
    assert draft.original is not None
    return open_package(draft.original, draft.name, options.limits)


def _stories(package: Package) -> list[str]:
    main = package.document
    return [main, *package.related(main, "footnotes"), *package.related(main, "endnotes")]


def _with_prefixes(new: Package, old: Package, side: Side) -> Element:
    """Declare the old document's prefixes at the new root: mc:Choice names them in an attribute."""
    root, former = new.tree(new.document), old.tree(old.document)
    missing = {
        prefix: address
        for prefix, address in former.nsmap.items()
        if prefix not in root.nsmap and prefix is not None
    }
    if not missing:
        return root
    wider = etree.Element(root.tag, dict(root.attrib), nsmap={**root.nsmap, **missing})
    wider.extend(list(root))
    new.trees[new.document] = wider
    return wider


def _last_id(package: Package) -> int:
    """Return the highest id of any annotation of the file."""
    found = [0]
    for part in _stories(package):
        for element in package.tree(part).iter(w("*")):
            id = element.get(ID)
            if id is not None and id.isdigit():
                found.append(int(id))
    return max(found)


def _merge_body(old: Element, new: Element, job: Job) -> None:
    sections = [body.find(SECTION) for body in (old, new)]
    befores = [child for child in old if child is not sections[0]]
    afters = [child for child in new if child is not sections[1]]
    blocks = merge(befores, afters, job)
    if sections[0] is not None and sections[1] is not None:
        job.marks.change_section(sections[1], sections[0])
    new[:] = blocks
    if sections[1] is not None:
        new.append(sections[1])


def _merge_notes(notes: Notes, job: Job) -> None:
    """Merge the notes that live on; mark the others as inserted or, those carried over, as deleted."""
    for kind, root in notes.new.items():
        former = {id: note for (k, id), note in notes.matched.items() if k == kind}
        for note in list(root.iterchildren(w(kind))):
            id = note.get(ID)
            if note.get(w("type")) is not None:
                continue
            if note in notes.carried:
                continue
            if (kind, id) in notes.kept and id in former:
                job.note = note
                note[:] = merge(list(former[id]), list(note), job)
    job.note = None


def _order_notes(root: Element, notes: Notes) -> None:
    """Put the notes in the order of their calls and number them so, as Word does when it saves.

    LibreOffice mixes up the texts of notes whose ids do not rise.
    """
    for kind, part in notes.new.items():
        calls = list(root.iter(w(f"{kind}Reference")))
        turn = {call.get(ID): at for at, call in reversed(list(enumerate(calls)))}
        separators = [note for note in part if note.get(w("type")) is not None]
        others = [note for note in part if note.get(w("type")) is None]
        others.sort(key=lambda note: turn.get(note.get(ID), len(calls)))
        part[:] = separators + others
        first = 1 + max((int(note.get(ID)) for note in separators), default=0)
        ids = {note.get(ID): str(at) for at, note in enumerate(others, first)}
        for element in (*others, *calls):
            element.set(ID, ids.get(element.get(ID), element.get(ID)))


def _tell_of_notes(root: Element, job: Job) -> None:
    """Put what is said of notes beside their calls."""
    for note, remark in job.note_remarks:
        kind = note.tag.rpartition("}")[2]
        call = next((e for e in root.iter(w(f"{kind}Reference")) if e.get(ID) == note.get(ID)), None)
        if call is None or job.comments is None:
            continue
        place = call
        while place.getparent() is not None and place.getparent().tag != P:
            place = place.getparent()
        start, ends = job.comments.add(remark.lines)
        place.addprevious(start)
        for element in reversed(ends):
            place.addnext(element)


def _number_objects(root: Element) -> None:
    """Give every drawing a number of its own: those carried over have the numbers of another file."""
    objects = list(root.iter(_OBJECT))
    taken = {item.get("id") for item in objects}
    highest = max((int(id) for id in taken if id and id.isdigit()), default=0)
    seen: set[str] = set()
    for item in objects:
        if item.get("id") in seen:
            highest += 1
            item.set("id", str(highest))
        seen.add(item.get("id"))
