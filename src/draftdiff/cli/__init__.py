"""The command line: parsing and printing only."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from draftdiff._version import __version__
from draftdiff.cli.groups import ShortGroup
from draftdiff.errors import DraftdiffError

COMMANDS = {
    "compare": "draftdiff.cli.compare:compare",
    "history": "draftdiff.cli.history:history",
    "batch": "draftdiff.cli.batch:batch",
    "tree": "draftdiff.cli.tree:tree",
    "verify": "draftdiff.cli.documents:verify",
    "apply": "draftdiff.cli.documents:apply",
    "labels": "draftdiff.cli.labels:labels",
    "demo": "draftdiff.cli.demo:demo",
}
"""Name of each command and where it is; a command is imported when it is called."""


@click.group(
    cls=ShortGroup,
    commands_at=COMMANDS,
    default="compare",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="draftdiff")
def command() -> None:
    """Say what changed between drafts of a negotiated text, and what stayed.

    \b
    Examples:
      draftdiff first.docx final.docx                    the overview, to read here
      draftdiff first.docx final.pdf -o changes.html     an annotated page
      draftdiff history zero.md first.md final.md        each paragraph through all drafts
      draftdiff batch pairs.csv -o results               many pairs
      draftdiff demo                                     the shipped example

    `draftdiff OLD NEW` is short for `draftdiff compare OLD NEW`. Results go to stdout or to the files named with -o,
    everything else to stderr. Exit status: 0 done, 1 differences (with --exit-code) or a proof that failed, 2 could
    not.
    """


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit status; errors are told on stderr in one message."""
    try:
        result = command.main(list(arguments), prog_name="draftdiff", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except DraftdiffError as error:
        return _failed(str(error))
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _failed("interrupted; nothing was left half-written")
    except click.ClickException as error:
        error.show(sys.stderr)
        return 2
    except SystemExit:
        # What click makes of a broken pipe, with a status that says "differences" here.
        return 2
    except BrokenPipeError:
        raise
    except MemoryError:
        return _failed("out of memory\n  Compare smaller documents, or lower the limits with --limit.")
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _failed(f"{where}{error.strerror or error}")


def _failed(message: str) -> int:
    click.echo(f"Error: {message}", err=True)
    return 2
