"""draftdiff compare: two drafts, or one file that holds both."""

from __future__ import annotations

from typing import Any

import click

from draftdiff.cli.outputs import (
    OutputCommand,
    deliver,
    limits_of,
    parse_columns,
    parse_outputs,
    print_overview,
    reading_options,
)
from draftdiff.cli.patience import time_limit
from draftdiff.model import Comparison, Operation
from draftdiff.options import Options


@click.command(cls=OutputCommand)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path(), required=False)
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
@click.option("--earlier", multiple=True, type=click.Path(), help="Draft before the old one, oldest first.")
@click.option(
    "--aliases", type=click.Path(), help="TOML file of names and the references that stand for them."
)
@click.option("--concepts", type=click.Path(), help="TOML file of concepts and the words that describe them.")
@click.option("--overrides", type=click.Path(), help="TOML file of your corrections.")
@click.option("--label", "labels", multiple=True, metavar="L", help="Give only this label.")
@click.option("--ladder", "ladders", multiple=True, metavar="L", help="Use only this ladder of force.")
@click.option("--explain", is_flag=True, help="Say which pass linked each pair of paragraphs, and why.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are changes.")
@click.option("--author", default="draftdiff", metavar="A", help="Author of tracked changes.")
@click.option("--initials", default="dd", metavar="I", help="Initials of the author.")
@click.option("--date", default="", metavar="D", help="Date put into outputs (ISO 8601); else none.")
@click.option("--moves", default="native", metavar="KIND", help="Moves in a redline: native or plain.")
@click.option("--no-comments", is_flag=True, help="Leave the labels out of a redline.")
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

    Without -o the overview is printed. Formats by suffix: .html .docx .json .csv .md .xlsx.
    """
    wanted = parse_outputs(outputs)
    options = options_of(given)
    with time_limit(options.limits.seconds):
        from draftdiff.pipeline import compare as compare_drafts

        comparison = compare_drafts(
            old,
            new,
            options=options,
            watch=given["watch"],
            asks=given["asks"],
            sources=given["sources"] or None,
            earlier=given["earlier"] or None,
            aliases=given["aliases"],
            concepts=given["concepts"],
            overrides=given["overrides"],
        )
        from draftdiff.renderers import render

        for output in wanted:
            deliver(render(comparison, output.format, options), output)
        if not wanted:
            print_overview(render(comparison, "text", options).decode("utf-8"))
    for note in comparison.notes:
        if wanted:
            click.echo(f"Note: {note.where}: {note.what}" if note.where else f"Note: {note.what}", err=True)
    return int(given["exit_code"] and differs(comparison))


def options_of(given: dict[str, Any]) -> Options:
    """Return the options that the arguments of a command ask for."""
    return Options(
        profile=given["profile"],
        read_as=given["read_as"],
        revisions=given["revisions"],
        marks=given["marks"],
        columns=parse_columns(given["columns"]),
        language=given["language"],
        labels=tuple(given.get("labels", ())),
        ladders=tuple(given.get("ladders", ())),
        moves=given.get("moves", "native"),
        comments=not given.get("no_comments", False),
        author=given.get("author", "draftdiff"),
        initials=given.get("initials", "dd"),
        date=given.get("date", ""),
        explain=given.get("explain", False),
        limits=limits_of(given["limit"], given["timeout"]),
    )


def differs(comparison: Comparison) -> bool:
    """Return whether anything but typography changed."""
    return any(
        change.operation is not Operation.KEEP
        or change.moved
        or any(edit.kind == "substantive" for edit in change.edits)
        for change in comparison.changes
    )
