"""draftdiff compare: two drafts, or one file that holds both."""

from __future__ import annotations

from typing import Any

import click

from draftdiff.cli.arguments import (
    completed_by,
    input_options,
    inputs_of,
    label_names,
    options_of,
    output_options,
    reading_options,
    redline_options,
    sources_of,
)
from draftdiff.cli.outputs import OutputCommand, deliver, parse_outputs, print_overview
from draftdiff.cli.patience import time_limit
from draftdiff.model import Comparison, Operation


@click.command(cls=OutputCommand)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path(), required=False)
@output_options
@input_options
@click.option("--earlier", multiple=True, type=click.Path(), help="Draft before the old one, oldest first.")
@click.option("--overrides", type=click.Path(), help="TOML file of your corrections.")
@click.option(
    "--label",
    "labels",
    multiple=True,
    metavar="L",
    shell_complete=completed_by(label_names),
    help="Give only this label.",
)
@click.option("--ladder", "ladders", multiple=True, metavar="L", help="Use only this ladder of force.")
@click.option("--explain", is_flag=True, help="Say which pass linked each pair of paragraphs, and why.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are changes.")
@redline_options
@reading_options
def compare(old: str, new: str | None, outputs: tuple[str, ...], unused: None, **given: Any) -> int:
    """Compare two drafts, or the two texts that one file holds.

    \b
    Examples:
      draftdiff compare first.docx final.docx
      draftdiff compare first.docx final.pdf -o changes.html -o redline.docx
      draftdiff compare first.md final.md --watch watch.toml -o - --to json
      draftdiff compare marked.docx                     tracked changes in one file
      draftdiff compare table.docx --columns 2,3        two columns of one file
      curl -s https://example.org/v2.html | draftdiff compare v1.html -

    Without -o the overview is printed. Formats by suffix: .html .docx .json .csv .md .xlsx; by name with --to also
    table (a landscape table in Word), csv-labels and text. A draft named - is read from stdin.
    """
    wanted = parse_outputs(outputs)
    options = options_of(given)
    with time_limit(options.limits.seconds):
        from draftdiff.pipeline import compare as compare_drafts

        drafts = sources_of(old, new) if new else sources_of(old)
        from draftdiff.renderers import RENDERERS, render

        told = not wanted or any(RENDERERS[output.format].findings for output in wanted)
        comparison = compare_drafts(*drafts, options=options, findings=told, **inputs_of(given))

        if not wanted:
            print_overview(render(comparison, "text", options).decode("utf-8"))
        for output in wanted:
            deliver(render(comparison, output.format, options), output)
    if wanted:
        _tell(comparison)
    return int(given["exit_code"] and differs(comparison))


def _tell(comparison: Comparison) -> None:
    """Say on stderr what stands in the outputs, in counts, and what was not looked at."""
    from draftdiff.renderers.prose import counts_told, notes_told

    click.echo(counts_told(comparison), err=True)
    for note in notes_told(comparison.notes):
        click.echo(f"Note: {note}", err=True)


def differs(comparison: Comparison) -> bool:
    """Return whether anything but typography changed."""
    return any(
        change.operation is not Operation.KEEP
        or change.moved
        or any(edit.kind == "substantive" for edit in change.edits)
        for change in comparison.changes
    )
