"""draftdiff tree: what the reader saw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from draftdiff.cli.arguments import options_of, reading_options, sources_of
from draftdiff.cli.outputs import write_stdout
from draftdiff.cli.patience import time_limit
from draftdiff.model import Draft, Paragraph

_TEXT_WIDTH = 100


@click.command()
@click.argument("draft", type=click.Path())
@click.option("--full", is_flag=True, help="Print texts whole.")
@click.option("--show-marks", is_flag=True, help="Print the marks laid over each paragraph.")
@click.option("--json", "as_json", is_flag=True, help="Print the draft as JSON.")
@reading_options
def tree(draft: str, full: bool, show_marks: bool, as_json: bool, **given: Any) -> None:
    """Print what the reader saw: sections, numbers, parts, paragraphs.

    \b
    Examples:
      draftdiff tree final.pdf
      draftdiff tree final.docx --full | less
    """
    options = options_of(given)
    with time_limit(options.limits.seconds):
        from draftdiff.readers import read_all

        for found in read_all(*sources_of(draft), options=options):
            if as_json:
                import json

                from draftdiff.renderers.records import draft_record

                write_stdout((json.dumps(draft_record(found), ensure_ascii=False, indent=1) + "\n").encode())
            else:
                write_stdout("\n".join([*tree_lines(found, full, show_marks), ""]).encode("utf-8", "replace"))


def tree_lines(draft: Draft, full: bool = False, show_marks: bool = False) -> Iterator[str]:
    """Yield the metadata of a draft and a line for each paragraph, indented by its sections."""
    about = (draft.format, draft.language, f"profile {draft.profile}", f"{len(draft.paragraphs)} paragraphs")
    yield f"{draft.name}  ({', '.join(about)})"
    for key, value in draft.metadata.items():
        yield f"  {key}: {value}"
    part = ""
    for paragraph in draft.paragraphs:
        if paragraph.part != part:
            part = paragraph.part
            known = draft.part_of(paragraph)
            yield f"--- {part} (rank {known.rank}, {'negotiated' if known.negotiated else 'not negotiated'})"
        yield _line(draft, paragraph, full)
        if show_marks:
            for mark in paragraph.marks:
                value = f" {mark.value!r}" if mark.value else ""
                place = f"{mark.span.start}-{mark.span.end}"
                yield f"          . {mark.kind}{value} {place} {mark.span.of(paragraph.text)!r}"
    for note in draft.notes:
        yield f"note: {note.where}: {note.what}"


def _line(draft: Draft, paragraph: Paragraph, full: bool) -> str:
    indent = "  " * len(draft.section_path(paragraph))
    text = paragraph.text.replace("\n", " ⏎ ")
    if not full and len(text) > _TEXT_WIDTH:
        text = text[: _TEXT_WIDTH - 1] + "…"
    kind = {"heading": "#" * min(6, paragraph.level or 1), "paragraph": ""}.get(
        paragraph.kind, f"[{paragraph.kind}]"
    )
    cell = paragraph.cell
    place = f"({cell.table},{cell.row},{cell.column})" if cell else ""
    words = " ".join(word for word in (kind + place, paragraph.number, text) if word)
    return f"{paragraph.index:5} {indent}{words}"
