"""Faults of LibreOffice 7.4 that make it accept, reject or even read a sound file wrongly, each with a way around it.

A way around takes the construct out of a file (or tells its parts apart) without changing what its tracked changes
say. If LibreOffice is right then, the fault is what made it wrong. Each fault is shown without a redline of ours by
the minimal files of `tests/renderers/tracked_docx/office_faults.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from draftdiff.ooxml import Element, Package, open_package, qname

_INS, _P, _TBL, _AUTHOR, _ID = (qname(f"w:{name}") for name in ("ins", "p", "tbl", "author", "id"))
_MARK = f"{qname('w:pPr')}/{qname('w:rPr')}"
_SILENT = frozenset(
    qname(f"w:{name}")
    for name in ("pPr", "commentRangeStart", "commentRangeEnd", "bookmarkStart", "bookmarkEnd")
)
_COMMENT = qname("w:commentReference")
_NOTES = ("footnote", "endnote")


def around(data: bytes, fault: str) -> bytes:
    """Return a file without the construct of a fault; the same bytes if it has none."""
    package = open_package(data, "file")
    return package.to_bytes() if FAULTS[fault](package) else data


def _without_comments(package: Package) -> bool:
    """Take out all comments of a file that has notes too."""
    root = package.tree(package.document)
    calls = list(root.iter(_COMMENT))
    if not calls or next(root.iter(*(qname(f"w:{kind}Reference") for kind in _NOTES)), None) is None:
        return False
    for call in calls:
        run = call.getparent()
        run.getparent().remove(run)
    for end in list(root.iter(qname("w:commentRangeStart"), qname("w:commentRangeEnd"))):
        end.getparent().remove(end)
    return True


def _with_authors_apart(package: Package) -> bool:
    """Give insertions on both sides of a kept paragraph mark different authors, so that they are not made one."""
    turn = 0
    before: Element | None = None
    for paragraph in package.tree(package.document).iter(_P):
        content = [child for child in paragraph if child.tag not in _SILENT and not _is_call(child)]
        mark = paragraph.find(f"{_MARK}/{_INS}")
        first = content[0] if content else mark
        if before is not None and first is not None and first.tag == _INS:
            turn += 1
        if turn:
            for element in paragraph.iter(_INS):
                element.set(_AUTHOR, f"{element.get(_AUTHOR)} {turn}")
        before = content[-1] if content and mark is None and content[-1].tag == _INS else None
    return turn > 0


def _is_call(child: Element) -> bool:
    return child.find(_COMMENT) is not None


def _without_tables_in_notes(package: Package) -> bool:
    """Take the tables out of the notes."""
    found = [table for note in _notes(package) for table in note.iter(_TBL)]
    for table in found:
        if table.getparent() is not None:
            table.getparent().remove(table)
    return bool(found)


def _notes(package: Package) -> Iterator[Element]:
    for kind in _NOTES:
        for part in package.related(package.document, f"{kind}s"):
            yield package.tree(part)


FAULTS: Mapping[str, Callable[[Package], bool]] = {
    "a comment behind a note mixes up the texts of the notes, or ends the program": _without_comments,
    "insertions on both sides of a kept paragraph mark are made one, the mark included": _with_authors_apart,
    "a table in a note is lost in reading, or not, by the other notes of the file": _without_tables_in_notes,
}
"""What LibreOffice gets wrong -> a function that takes it out of a package and says whether there was any."""
