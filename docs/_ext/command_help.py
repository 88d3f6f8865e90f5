"""A directive that prints the help of a command, so that the page cannot drift from the program."""

from __future__ import annotations

from typing import Any

import click
from docutils import nodes
from docutils.parsers.rst import Directive


class CommandHelp(Directive):
    """`command-help` with the name of a command, or without for the program itself."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        from draftdiff.cli import command

        root = click.Context(command, info_name="draftdiff")
        if not self.arguments:
            text = command.get_help(root)
        else:
            name = self.arguments[0]
            found = command.get_command(root, name)
            if found is None:
                raise self.error(f"no command is called {name}")
            text = found.get_help(click.Context(found, info_name=name, parent=root))
        return [nodes.literal_block(text, text, language="text")]


def setup(app: Any) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("command-help", CommandHelp)
    return {"parallel_read_safe": True}
