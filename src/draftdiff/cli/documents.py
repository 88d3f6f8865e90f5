"""draftdiff verify and draftdiff apply."""

from __future__ import annotations

from pathlib import Path

import click

from draftdiff.errors import ReadError


@click.command()
@click.argument("redline", type=click.Path())
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
def verify(redline: str, old: str, new: str) -> int:
    """Prove that a tracked-changes file gives OLD when all is rejected and NEW when all is accepted.

    \b
    Example:
      draftdiff verify redline.docx first.docx final.docx

    A draft that is no .docx stands for the clean Word document that is made of it, as when the redline was written.
    """
    from draftdiff.verification import verify as prove

    proof = prove(_bytes(redline), _document(old), _document(new))
    for line in proof.lines:
        click.echo(line)
    return 0 if proof.ok else 1


@click.command()
@click.argument("amendment", type=click.Path())
@click.argument("draft", type=click.Path())
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="NEW",
    help="Where to write the amended text (.md, .txt or .docx).",
)
def apply(amendment: str, draft: str, output: str) -> int:
    """Carry out the instructions of an amendment document on a draft; what finds no place is listed.

    \b
    Example:
      draftdiff apply A_80_L.19.docx A_80_L.18.docx -o amended.docx
    """
    from draftdiff.overview.apply import apply_amendment
    from draftdiff.pipeline import read
    from draftdiff.renderers.drafts import write_draft

    result = apply_amendment(read(amendment), read(draft))
    write_draft(result.draft, output)
    click.echo(
        f"Wrote {output}: {len(result.placed)} instructions carried out, {len(result.unplaced)} not", err=True
    )
    for instruction in result.unplaced:
        click.echo(f"Not placed: {instruction}", err=True)
    return 0


def _document(path: str) -> bytes:
    from draftdiff.pipeline import read
    from draftdiff.renderers.plain_docx import clean_docx

    draft = read(path)
    return draft.original or clean_docx(draft).original or b""


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise ReadError(
            where=path,
            what=f"cannot be read ({error.strerror or error})",
            mend="Check the path and its permissions.",
        ) from error
