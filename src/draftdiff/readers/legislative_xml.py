"""Read the legislative XML of the United States: bill.dtd (House, Senate) and USLM."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from draftdiff.errors import NoTextError, UnknownFormatError
from draftdiff.model import Draft
from draftdiff.options import Options
from draftdiff.readers.structure import build_draft
from draftdiff.readers.xml_dialects import AKOMA_NTOSO, BILL, USLM, Dialect
from draftdiff.readers.xml_safe import local_name, namespace, parse_xml
from draftdiff.readers.xml_walk import Walker

_BILL_ROOTS = ("bill", "resolution", "amendment-doc", "pre-amendment-doc")


def read(data: bytes, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the draft of a legislative XML file; with `revisions="marked"` its original and its accepted text.

    Raises `UnknownFormatError` for XML of another kind, `DamagedFileError`, `TooLargeError`.
    """
    root = parse_xml(data, name, options.limits)
    return read_tree(root, dialect_of(root, name), name, options)


def dialect_of(root: Any, name: str) -> Dialect:
    """Return the dialect that a root element shows."""
    if local_name(root) == "akomaNtoso":
        return AKOMA_NTOSO
    if "uslm" in namespace(root) or local_name(root) in ("uscDoc", "lawDoc", "statutesAtLarge"):
        return USLM
    if local_name(root) in _BILL_ROOTS and not namespace(root):
        return BILL
    raise UnknownFormatError(
        where=name,
        what=f"is XML of an unknown kind (its root is <{local_name(root)}>)",
        mend="Known are bill.dtd, USLM and Akoma Ntoso; save it as DOCX or HTML, or pass --read-as html.",
    )


def read_tree(root: Any, dialect: Dialect, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the draft, or the two of a marked file, of a parsed tree."""
    if options.revisions == "marked":
        both = (replace(options, revisions=one) for one in ("original", "accepted"))
        return tuple(draft for one in both for draft in read_tree(root, dialect, name, one))
    walker = Walker(dialect=dialect, accepted=options.revisions == "accepted")
    walker.walk(root)
    blocks = walker.finished()
    if not blocks:
        raise NoTextError(where=name, what="holds no text", mend="Export the document with its text.")
    metadata = walker.metadata
    if "title" not in metadata and "long_title" in metadata:
        metadata["title"] = metadata["long_title"]
    return (
        build_draft(
            blocks,
            name=name,
            format="akoma-ntoso" if dialect is AKOMA_NTOSO else "xml",
            options=options,
            metadata=metadata,
            notes=tuple(walker.notes(name)),
        ),
    )
