"""Where results go: files, each whole or not at all, and stdout."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click

from draftdiff.errors import OptionError, WriteError, known_names

_SEPARATOR = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file to write and its format; the path `-` is stdout."""

    path: str
    format: str


class OutputCommand(click.Command):
    """A command in which `--to FORMAT` belongs to the `-o FILE` before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _joined(args, ctx))


def _joined(args: list[str], ctx: click.Context) -> list[str]:
    """Return the arguments with each `--to` folded into the value of the `-o` before it."""
    found: list[str] = []
    last = -1
    position = 0
    while position < len(args):
        word = args[position]
        if word == "--":
            return found + args[position:]
        name, _, value = word.partition("=")
        short = re.fullmatch(r"-o(.+)", word)
        if word in ("-o", "--output", "--to") and position + 1 < len(args):
            name, value, position = word, args[position + 1], position + 1
        elif short and not word.startswith("--"):
            name, value = "-o", short[1]
        if name in ("-o", "--output") and value:
            last = len(found)
            found.append(f"--output={value}")
        elif name == "--to" and value:
            if last < 0:
                found.append(f"--output=-{_SEPARATOR}{value}")
            else:
                found[last] += f"{_SEPARATOR}{value}"
                last = -1
        else:
            found.append(word)
        position += 1
    return found


def parse_outputs(values: Sequence[str], history: bool = False) -> tuple[Output, ...]:
    """Return the outputs that were asked for; raises `OptionError` for an unknown format or suffix."""
    from draftdiff.renderers import HISTORY_RENDERERS, RENDERERS, format_of

    table = HISTORY_RENDERERS if history else RENDERERS
    outputs = []
    for value in values:
        path, _, format = value.partition(_SEPARATOR)
        if format and format not in table:
            raise OptionError(where="--to", what=f"'{format}' is not known", mend=known_names(format, table))
        outputs.append(
            Output(path=path, format=format or ("text" if path == "-" else format_of(path, history)))
        )
    return tuple(outputs)


def deliver(data: bytes, output: Output) -> None:
    """Write a result to its file, whole or not at all, or to stdout."""
    if output.path == "-":
        write_stdout(data)
        return
    from draftdiff.renderers.files import write_whole

    write_whole(output.path, data)
    click.echo(f"Wrote {output.path}", err=True)


def write_stdout(data: bytes) -> None:
    """Write bytes to stdout as they are; raises `WriteError` where the caller has closed it."""
    if sys.stdout is None:
        raise WriteError(where="stdout", what="is closed", mend="Leave it open, or write a file with -o.")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def print_overview(text: str) -> None:
    """Print an overview to stdout, its headings in bold on a terminal that wants colour."""
    if sys.stdout is None or not (sys.stdout.isatty() and "NO_COLOR" not in os.environ):
        write_stdout(text.encode("utf-8", "replace"))
        return
    for line in text.splitlines():
        click.echo(click.style(line, bold=True) if line.isupper() else line)
