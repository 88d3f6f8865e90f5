"""draftdiff labels: what the labels mean and how far to trust them."""

from __future__ import annotations

import click

from draftdiff.errors import OptionError, known_names


@click.command()
@click.argument("name", required=False)
@click.option("--all", "whole", is_flag=True, help="Tell all about every label, as Markdown.")
def labels(name: str | None, whole: bool) -> None:
    """List the labels and how far to trust each, or tell all about one: meaning, example, source, precision.

    \b
    Examples:
      draftdiff labels
      draftdiff labels softened
      draftdiff labels --all
    """
    from draftdiff.classifiers.labels import LABELS, describe_label, labels_page
    from draftdiff.classifiers.trust import trust_told

    if whole:
        click.echo(labels_page(), nl=False)
        return
    if name is None:
        width = max(len(label) for label in LABELS)
        trust = {label: trust_told(label) if about.default else "off" for label, about in LABELS.items()}
        room = max(map(len, trust.values()))
        for label, about in LABELS.items():
            click.echo(f"{label:{width}}  {trust[label]:{room}}  {about.meaning}")
        return
    if name not in LABELS:
        raise OptionError(where="labels", what=f"'{name}' is not known", mend=known_names(name, LABELS))
    click.echo(describe_label(name), nl=False)
