"""Read Word files (.docx) as Word prints them, with a map from every character back to its run."""

from __future__ import annotations

from dataclasses import replace

from draftdiff.errors import DamagedFileError, TooLargeError
from draftdiff.model import Draft, Note
from draftdiff.ooxml import Element, Package, open_package, qname
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.columns import split_columns
from draftdiff.readers.docx.body import Document, Story, Surroundings
from draftdiff.readers.docx.form import add_headings, free_contents, title_of
from draftdiff.readers.docx.metadata import metadata
from draftdiff.readers.docx.notes import add_notes, comment_notes, comment_texts
from draftdiff.readers.docx.numbering import Numbering
from draftdiff.readers.docx.revisions import VIEWS, View
from draftdiff.readers.docx.styles import Styles
from draftdiff.readers.docx.visual import visual_views
from draftdiff.readers.structure import build_draft


def read(data: bytes, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the draft of a .docx file.

    Two, old and new, of a file that holds both: for `revisions="marked"` the original and the accepted text, for
    `marks="visual"` the texts without new and without struck characters, for `columns` those of two columns.
    """
    package = open_package(data, name, options.limits)
    try:
        return _drafts(package, name, options, data)
    except RecursionError as error:
        # only where a caller lifted the limit on depth
        raise TooLargeError(
            where=name, what="nests its elements too deep to be read", mend="Lower --limit xml_depth again."
        ) from error


def _drafts(package: Package, name: str, options: Options, data: bytes) -> tuple[Draft, ...]:
    if options.columns is None and options.marks == "none":
        return tuple(_draft(package, name, view, options, data) for view in VIEWS[options.revisions])
    return _two_drafts(package, name, options)


def _draft(package: Package, name: str, view: View, options: Options, data: bytes) -> Draft:
    main = package.document
    document = read_document(package, main, view)
    free_contents(document, name)
    add_headings(document)
    return build_draft(
        document.blocks,
        name=name,
        format="docx",
        options=options,
        metadata=metadata(package, main, document.blocks, title_of(document)),
        notes=(*_hidden_note(document, name), *document.notes, *comment_notes(document)),
        original=data,
    )


def _two_drafts(package: Package, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the old and the new text that one file shows side by side or by formatting."""
    main = package.document
    document = read_document(package, main, VIEWS[options.revisions][-1])
    free_contents(document, name)
    add_headings(document)
    notes = [*_hidden_note(document, name), *document.notes, *comment_notes(document)]
    if options.columns is not None:
        old, new, left_out = split_columns(document.blocks, options.columns, name)
        notes += left_out
    else:
        old, new = visual_views(document.blocks, document.looks)
    about = metadata(package, main, document.blocks, title_of(document))

    def draft(side: str, blocks: list[Block], options: Options) -> Draft:
        whole = f"{name} ({side})"
        return build_draft(blocks, name=whole, format="docx", options=options, metadata=about, notes=notes)

    later = draft("new", new, options)
    # both are texts of one paper, so one profile holds for both
    return draft("old", old, replace(options, profile=options.profile or later.profile)), later


def _hidden_note(document: Document, name: str) -> list[Note]:
    if not document.hidden:
        return []
    return [Note(where=name, what=f"{document.hidden} hidden characters were left out")]


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
