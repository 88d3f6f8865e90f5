"""Read Word files (.docx) as Word prints them, with a map from every character back to its run."""

from __future__ import annotations

from draftdiff.errors import DamagedFileError
from draftdiff.model import Draft, Note
from draftdiff.ooxml import Element, Package, open_package, qname
from draftdiff.options import Options
from draftdiff.readers.docx.body import Document, Story, Surroundings
from draftdiff.readers.docx.metadata import metadata
from draftdiff.readers.docx.notes import add_notes, comment_notes, comment_texts
from draftdiff.readers.docx.numbering import Numbering
from draftdiff.readers.docx.revisions import VIEWS, View
from draftdiff.readers.docx.styles import Styles
from draftdiff.readers.structure import build_draft


def read(data: bytes, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the draft of a .docx file; the original and the accepted text for `revisions="marked"`."""
    package = open_package(data, name, options.limits)
    views = VIEWS[options.revisions]
    return tuple(_draft(package, name, view, options, data) for view in views)


def _draft(package: Package, name: str, view: View, options: Options, data: bytes) -> Draft:
    main = package.document
    document = read_document(package, main, view)
    titles = [
        block.text for block, look in zip(document.blocks, document.looks) if look.style.lower() == "title"
    ]
    hidden = (
        [Note(where=name, what=f"{document.hidden} hidden characters were left out")]
        if document.hidden
        else []
    )
    return build_draft(
        document.blocks,
        name=name,
        format="docx",
        options=options,
        metadata=metadata(package, main, document.blocks, titles[0] if titles else ""),
        notes=(*hidden, *document.notes, *comment_notes(document)),
        original=data,
    )


def read_document(package: Package, main: str, view: View) -> Document:
    """Return the blocks of a package in one view: the body in reading order, then the notes."""
    styles = Styles.of(_first_tree(package, main, "styles"))
    document = Document(
        package=package,
        styles=styles,
        numbering=Numbering.of(_first_tree(package, main, "numbering"), styles),
        view=view,
        comments=comment_texts(package, main),
    )
    body = package.tree(main).find(qname("w:body"))
    if body is None:
        raise DamagedFileError(
            where=f"{package.name}, {main}", what="has no body", mend="Save it anew in Word."
        )
    Story.of(document, main).walk(body, (package.tree(main).index(body),), Surroundings())
    add_notes(document, main)
    return document


def _first_tree(package: Package, main: str, type: str) -> Element | None:
    parts = package.related(main, type)
    return package.tree(parts[0]) if parts else None
