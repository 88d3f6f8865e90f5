"""draftdiff history: the life of every paragraph through a chain of drafts."""

from __future__ import annotations

from typing import Any

import click

from draftdiff.cli.compare import options_of
from draftdiff.cli.outputs import OutputCommand, deliver, parse_outputs, print_overview, reading_options
from draftdiff.cli.patience import time_limit


@click.command(cls=OutputCommand)
@click.argument("drafts", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write a file; the suffix tells the format. May be given several times. - is stdout.",
)
@click.option("--to", "unused", metavar="FORMAT", help="Format of the -o before it, against its suffix.")
@click.option("--watch", type=click.Path(), help="TOML file of terms to follow.")
@click.option("--asks", type=click.Path(), help="TOML file of asks, or an amendment document.")
@click.option(
    "--source", "sources", multiple=True, type=click.Path(), help="Older text from which words may come."
)
@click.option(
    "--aliases", type=click.Path(), help="TOML file of names and the references that stand for them."
)
@click.option("--concepts", type=click.Path(), help="TOML file of concepts and the words that describe them.")
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

        found = trace_drafts(
            drafts,
            options=options,
            watch=given["watch"],
            asks=given["asks"],
            sources=given["sources"] or None,
            aliases=given["aliases"],
            concepts=given["concepts"],
        )
        from draftdiff.renderers import render

        if not wanted:
            print_overview(render(found, "text", options).decode("utf-8"))
        for output in wanted:
            deliver(render(found, output.format, options), output)
