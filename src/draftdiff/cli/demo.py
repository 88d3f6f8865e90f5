"""draftdiff demo: the shipped example in every output format."""

from __future__ import annotations

from pathlib import Path

import click

from draftdiff.cli.outputs import print_overview
from draftdiff.errors import ReadError
from draftdiff.options import Options

OLD, NEW, EARLIER = "first-draft.docx", "final-report.docx", "zero-draft.docx"
_SUFFIXES = {
    "html": "html",
    "json": "json",
    "markdown": "md",
    "csv": "csv",
    "csv-labels": "labels.csv",
    "docx": "docx",
    "table": "table.docx",
    "xlsx": "xlsx",
}


@click.command()
@click.option(
    "-o",
    "--output",
    "folder",
    default="demo-output",
    metavar="FOLDER",
    show_default=True,
    help="Where to write.",
)
def demo(folder: str) -> None:
    """Compare the shipped example and write every output format.

    \b
    Example:
      draftdiff demo -o demo-output
    """
    from draftdiff.pipeline import compare
    from draftdiff.renderers import RENDERERS, render
    from draftdiff.renderers.files import write_whole

    source = example_folder()
    comparison = compare(
        source / OLD,
        source / NEW,
        options=Options(profile="un-report"),
        watch=source / "watch.toml",
        asks=source / "asks.toml",
        sources=[source / "source-report-2015.md"],
        earlier=[source / EARLIER],
        aliases=source / "aliases.toml",
        concepts=source / "concepts.toml",
    )
    print_overview(render(comparison, "text").decode("utf-8"))
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for format in RENDERERS:
        if format in _SUFFIXES:
            path = target / f"changes.{_SUFFIXES[format]}"
            write_whole(path, render(comparison, format))
            click.echo(f"Wrote {path}")


def example_folder() -> Path:
    """Return the folder of the example: inside the installed package, or in a checkout beside it."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "demo", package.parents[1] / "examples" / "oewg"):
        if (folder / NEW).exists():
            return folder
    raise ReadError(where="demo", what="the example is not installed", mend="Reinstall draftdiff-report.")
