"""draftdiff history: the life of every paragraph through a chain of drafts."""

from __future__ import annotations

from typing import Any

import click

from draftdiff.cli.arguments import (
    input_options,
    inputs_of,
    options_of,
    output_options,
    reading_options,
    sources_of,
)
from draftdiff.cli.outputs import OutputCommand, deliver, parse_outputs, print_overview
from draftdiff.cli.patience import time_limit


@click.command(cls=OutputCommand)
@click.argument("drafts", nargs=-1, required=True, type=click.Path())
@output_options
@input_options
@reading_options
def history(drafts: tuple[str, ...], outputs: tuple[str, ...], unused: None, **given: Any) -> None:
    """Follow every paragraph through DRAFTS, named in their order.

    \b
    Examples:
      draftdiff history zero.docx first.docx final.docx
      draftdiff history zero.docx first.docx rev1.pdf final.pdf -o history.html
      draftdiff history *.md --watch watch.toml -o counts.csv --to csv-measures

    Without -o the prose is printed. Formats by suffix: .html .json .csv .md.
    """
    wanted = parse_outputs(outputs, history=True)
    options = options_of(given)
    with time_limit(options.limits.seconds):
        from draftdiff.pipeline import history as trace_drafts

        found = trace_drafts(sources_of(*drafts), options=options, **inputs_of(given))
        from draftdiff.renderers import render

        if not wanted:
            print_overview(render(found, "text", options).decode("utf-8"))
        for output in wanted:
            deliver(render(found, output.format, options), output)
