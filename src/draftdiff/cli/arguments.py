"""Arguments that several commands share, and what they mean to the stages."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, BinaryIO, TypeVar

import click
from click.shell_completion import CompletionItem

from draftdiff.errors import OptionError, known_names
from draftdiff.options import MARKS, MOVES, REVISIONS, Limits, Options
from draftdiff.profiles import SHIPPED

_F = TypeVar("_F", bound=Callable[..., Any])
_Completion = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def completed_by(names: Callable[[], Iterable[str]]) -> _Completion:
    """Return what tells the shell the values of an option; the names are asked for when they are needed."""

    def complete(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        return [CompletionItem(name) for name in names() if name.startswith(typed)]

    return complete


def _complete_file(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    return [CompletionItem(typed, type="file")]


def _formats() -> Iterable[str]:
    from draftdiff.renderers import HISTORY_RENDERERS, RENDERERS

    return dict.fromkeys([*RENDERERS, *HISTORY_RENDERERS])


def _readers() -> Iterable[str]:
    from draftdiff.readers import READERS

    return READERS


def label_names() -> Iterable[str]:
    """Return the names of all labels."""
    from draftdiff.classifiers.labels import LABELS

    return LABELS


def options_together(*options: Callable[[_F], _F]) -> Callable[[_F], _F]:
    """Return one decorator that adds the options in the order given."""

    def add(function: _F) -> _F:
        for option in reversed(options):
            function = option(function)
        return function

    return add


output_options = options_together(
    click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        metavar="FILE",
        shell_complete=_complete_file,
        help="Write a file; the suffix tells the format. May be given several times. - is stdout.",
    ),
    click.option(
        "--to",
        "unused",
        metavar="FORMAT",
        shell_complete=completed_by(_formats),
        help="Format of the -o before it, against its suffix.",
    ),
)
"""Where the results of one comparison or history go."""

input_options = options_together(
    click.option("--watch", type=click.Path(), help="TOML file of terms to follow."),
    click.option("--asks", type=click.Path(), help="TOML file of asks, or an amendment document."),
    click.option(
        "--source", "sources", multiple=True, type=click.Path(), help="Older text from which words may come."
    ),
    click.option(
        "--aliases", type=click.Path(), help="TOML file of names and the references that stand for them."
    ),
    click.option(
        "--concepts", type=click.Path(), help="TOML file of concepts and the words that describe them."
    ),
)
"""What may be given beside the drafts, to every command that compares."""

reading_options = options_together(
    click.option(
        "--profile",
        default="",
        metavar="P",
        shell_complete=completed_by(lambda: SHIPPED),
        help=f"Kind of document: {', '.join(SHIPPED)}, or a TOML file.",
    ),
    click.option(
        "--read-as",
        default="",
        metavar="FORMAT",
        shell_complete=completed_by(_readers),
        help="Format of the inputs, against content and suffix.",
    ),
    click.option(
        "--revisions",
        default="accepted",
        metavar="VIEW",
        shell_complete=completed_by(lambda: REVISIONS),
        help="Text of tracked changes: accepted, original or marked.",
    ),
    click.option(
        "--marks",
        default="none",
        metavar="KIND",
        shell_complete=completed_by(lambda: MARKS),
        help="visual: bold or coloured text is new, struck text is deleted.",
    ),
    click.option(
        "--columns",
        default="",
        metavar="OLD,NEW",
        help="Columns of a file that holds both texts side by side.",
    ),
    click.option(
        "--language",
        default="",
        metavar="CODE",
        help="Language of the drafts (en, fr, es ...); else detected.",
    ),
    click.option(
        "--limit",
        "limit",
        multiple=True,
        metavar="NAME=VALUE",
        shell_complete=completed_by(lambda: [f"{item.name}=" for item in fields(Limits)]),
        help="Change a safety limit, such as pages=9000; 0 is none.",
    ),
    click.option("--timeout", default=0.0, metavar="S", help="Give up after S seconds."),
)
"""How drafts are read, for every command that reads."""

redline_options = options_together(
    click.option("--author", default="draftdiff", metavar="A", help="Author of tracked changes."),
    click.option("--initials", default="dd", metavar="I", help="Initials of the author."),
    click.option("--date", default="", metavar="D", help="Date put into outputs (ISO 8601); else none."),
    click.option(
        "--moves",
        default="native",
        metavar="KIND",
        shell_complete=completed_by(lambda: MOVES),
        help="Moves in a redline: native or plain.",
    ),
    click.option("--no-comments", is_flag=True, help="Leave the labels out of a redline."),
)
"""How a redline looks."""


def options_of(given: dict[str, Any]) -> Options:
    """Return the options that the arguments of a command ask for."""
    return Options(
        profile=given["profile"],
        read_as=given["read_as"],
        revisions=given["revisions"],
        marks=given["marks"],
        columns=_columns(given["columns"]),
        language=given["language"],
        labels=tuple(given.get("labels", ())),
        ladders=tuple(given.get("ladders", ())),
        moves=given.get("moves", "native"),
        comments=not given.get("no_comments", False),
        author=given.get("author", "draftdiff"),
        initials=given.get("initials", "dd"),
        date=given.get("date", ""),
        explain=given.get("explain", False),
        limits=_limits(given["limit"], given["timeout"]),
    )


def inputs_of(given: dict[str, Any]) -> dict[str, Any]:
    """Return what was given beside the drafts, as the stages name it; None for what was not."""
    names = ("watch", "asks", "sources", "earlier", "aliases", "concepts", "overrides")
    return {name: given[name] or None for name in names if name in given}


def sources_of(*paths: str) -> list[str | BinaryIO]:
    """Return where to read each draft; the path `-` is stdin, which holds one draft at most."""
    if paths.count("-") > 1:
        raise OptionError(where="-", what="stands twice", mend="Only one draft can come from stdin.")
    return [sys.stdin.buffer if path == "-" else path for path in paths]


def _limits(values: Sequence[str], timeout: float) -> Limits:
    """Return the limits with those changed that `NAME=VALUE` arguments name."""
    known = {item.name: item for item in fields(Limits)}
    changes: dict[str, Any] = {"seconds": timeout} if timeout else {}
    for value in values:
        name, separator, number = value.partition("=")
        if not separator or name not in known:
            raise OptionError(
                where="--limit", what=f"'{value}' is not NAME=VALUE", mend=known_names(name, known)
            )
        try:
            changes[name] = float(number) if name == "seconds" else int(number.replace("_", ""))
        except ValueError as error:
            raise OptionError(
                where="--limit", what=f"'{number}' is not a number", mend="Give a whole number."
            ) from error
    return replace(Limits(), **changes)


def _columns(value: str) -> tuple[int, int] | None:
    """Return the two column numbers of `OLD,NEW`; None for an empty value."""
    if not value:
        return None
    match = re.fullmatch(r"\s*(\d+)\s*,\s*(\d+)\s*", value)
    if match is None:
        raise OptionError(
            where="--columns", what=f"'{value}' is not OLD,NEW", mend="Give two numbers from 1, such as 1,2."
        )
    return int(match[1]), int(match[2])
