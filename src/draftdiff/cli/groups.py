"""A group whose commands are imported when called, with a default one and suggestions on a wrong name."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem


class ShortGroup(click.Group):
    """Runs the default command where the first argument is no command."""

    def __init__(self, *args: Any, commands_at: Mapping[str, str], default: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands_at = commands_at
        self.default = default

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = self.commands_at.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        # A shell takes either our words or its own file names: no command begins so, hence it is a draft.
        found = super().shell_complete(ctx, incomplete)
        return found or [CompletionItem(incomplete, type="file")]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and self._is_short_form(args):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands_at:
            close = get_close_matches(args[0], list(self.commands_at), 1)
            hint = f" Did you mean '{close[0]}'?" if close else f" Known: {', '.join(self.commands_at)}."
            raise click.UsageError(f"'{args[0]}' is neither a command nor a file.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def _is_short_form(self, args: list[str]) -> bool:
        """Return whether the arguments are those of the default command: a file, or two words and no command."""
        if args[0] in self.commands_at or args[0] in ("-h", "--help", "--version"):
            return False
        if args[0].startswith("-"):
            # A lone wrong option may be one of ours (--verison): the group knows those, the default command does not.
            return len(args) > 1
        if Path(args[0]).suffix or Path(args[0]).exists():
            return True
        words = [word for word in args[1:] if not word.startswith("-")]
        return (
            bool(words)
            and Path(words[0]).exists()
            and not get_close_matches(args[0], list(self.commands_at), 1)
        )
