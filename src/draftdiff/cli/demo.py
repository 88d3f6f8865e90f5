"""draftdiff demo: the shipped example in every output format, and the life of its paragraphs through three drafts."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from draftdiff.cli.outputs import print_overview
from draftdiff.errors import ReadError
from draftdiff.options import Options

OLD, NEW, EARLIER = "first-draft.docx", "final-report.docx", "zero-draft.docx"
_SUFFIXES = {"csv-labels": ".labels.csv", "table": ".table.docx"}
"""Of formats whose suffix another format has."""


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

    The drafts of the example and its further inputs are put into the folder `drafts` beside the outputs, to be tried
    out with the other commands.
    """
    from draftdiff.pipeline import compare, history
    from draftdiff.renderers import RENDERERS, render

    source, options = example_folder(), Options(profile="un-report")
    comparison = compare(
        source / OLD,
        source / NEW,
        options=options,
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
    for name, format in RENDERERS.items():
        suffix = _SUFFIXES.get(name, format.suffix)
        if suffix:
            _write(target / f"changes{suffix}", render(comparison, name))
    chain = history(
        [source / name for name in (EARLIER, OLD, NEW)], options=options, watch=source / "watch.toml"
    )
    _write(target / "history.html", render(chain, "html"))
    _give_drafts(source, target / "drafts")


def _write(path: Path, content: bytes) -> None:
    from draftdiff.renderers.files import write_whole

    write_whole(path, content)
    click.echo(f"Wrote {path}")


def _give_drafts(source: Path, target: Path) -> None:
    """Copy the inputs of the example, so that a person who installed the package has drafts to try."""
    target.mkdir(exist_ok=True)
    for path in sorted(source.iterdir()):
        if path.suffix in (".docx", ".md", ".toml"):
            shutil.copyfile(path, target / path.name)
    click.echo(f"Put the drafts into {target}")


def example_folder() -> Path:
    """Return the folder of the example: inside the installed package, or in a checkout beside it."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "demo", package.parents[1] / "examples" / "oewg"):
        if (folder / NEW).exists():
            return folder
    raise ReadError(where="demo", what="the example is not installed", mend="Reinstall draftdiff-report.")
