"""Read Akoma Ntoso (LegalDocML), the OASIS standard for parliamentary, legislative and judicial documents."""

from __future__ import annotations

from draftdiff.model import Draft
from draftdiff.options import Options
from draftdiff.readers.legislative_xml import dialect_of, read_tree
from draftdiff.readers.xml_safe import parse_xml


def read(data: bytes, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the draft of an Akoma Ntoso file; with `revisions="marked"` its original and its accepted text."""
    root = parse_xml(data, name, options.limits)
    return read_tree(root, dialect_of(root, name), name, options)
