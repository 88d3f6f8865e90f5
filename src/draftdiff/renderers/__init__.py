"""Comparisons become bytes. One module a format; the table below is all there is to know."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from draftdiff.errors import MissingExtraError, OptionError, known_names
from draftdiff.model import Comparison, History
from draftdiff.options import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that can be written; its module has `render(comparison, options) -> bytes`."""

    module: str
    suffix: str
    what: str
    function: str = "render"
    findings: bool = True
    """Whether it tells findings about the whole document; where no output does, none are looked for."""


RENDERERS: Mapping[str, Format] = {
    "html": Format(
        module="draftdiff.renderers.html", suffix=".html", what="an annotated page, whole in one file"
    ),
    "json": Format(module="draftdiff.renderers.records", suffix=".json", what="everything, for programs"),
    "markdown": Format(
        module="draftdiff.renderers.prose", suffix=".md", what="the overview and every paragraph, in prose"
    ),
    "docx": Format(
        module="draftdiff.renderers.tracked_docx",
        suffix=".docx",
        what="a redline with tracked changes, proved",
        findings=False,
    ),
    "table": Format(
        module="draftdiff.renderers.table_docx",
        suffix="",
        what="a landscape table for remarks, in Word",
        findings=False,
    ),
    "xlsx": Format(
        module="draftdiff.renderers.workbook", suffix=".xlsx", what="one row a change, with sheets to filter"
    ),
    "csv": Format(module="draftdiff.renderers.rows", suffix=".csv", what="one row a change", findings=False),
    "csv-labels": Format(
        module="draftdiff.renderers.rows",
        suffix="",
        what="one row a label",
        function="render_labels",
        findings=False,
    ),
    "text": Format(module="draftdiff.renderers.terminal", suffix="", what="the overview for a terminal"),
}

HISTORY_RENDERERS: Mapping[str, Format] = {
    "html": Format(
        module="draftdiff.renderers.history.page", suffix=".html", what="a page of threads, whole in one file"
    ),
    "json": Format(
        module="draftdiff.renderers.history.records", suffix=".json", what="everything, for programs"
    ),
    "markdown": Format(
        module="draftdiff.renderers.history.prose", suffix=".md", what="the life of every paragraph, in prose"
    ),
    "csv": Format(module="draftdiff.renderers.history.rows", suffix=".csv", what="one row an event"),
    "csv-measures": Format(
        module="draftdiff.renderers.history.rows",
        suffix="",
        what="terms, brackets, options and force by draft and part",
        function="render_measures",
    ),
    "text": Format(
        module="draftdiff.renderers.history.prose",
        suffix="",
        what="the prose for a terminal",
        function="render_text",
    ),
}


def render(comparison: Comparison | History, format: str, options: Options | None = None) -> bytes:
    """Return a comparison (or a history) in a format of the tables above.

    Raises `OptionError` for a format that is not known. Same comparison and options, same bytes.
    """
    table = HISTORY_RENDERERS if isinstance(comparison, History) else RENDERERS
    known = table.get(format)
    if known is None:
        raise OptionError(where="format", what=f"'{format}' is not known", mend=known_names(format, table))
    if options is None:
        options = Options() if isinstance(comparison, History) else comparison.options
    function = getattr(importlib.import_module(known.module), known.function)
    return cast(bytes, function(comparison, options))


def format_of(path: str | Path, history: bool = False) -> str:
    """Return the name of the format that a file's suffix asks for; raises `OptionError`."""
    table = HISTORY_RENDERERS if history else RENDERERS
    suffix = Path(path).suffix.lower()
    for name, format in table.items():
        if suffix and suffix == format.suffix:
            return name
    suffixes = ", ".join(format.suffix for format in table.values() if format.suffix)
    raise OptionError(
        where=str(path),
        what=f"no format has the suffix '{suffix}'",
        mend=f"Known: {suffixes}; or name it with --to.",
    )


def save(comparison: Comparison | History, path: str | Path, format: str = "") -> None:
    """Write a comparison to a file, whole or not at all; the suffix tells the format unless it is named."""
    from draftdiff.renderers.files import write_whole

    name = format or format_of(path, isinstance(comparison, History))
    write_whole(path, render(comparison, name))


def to_frame(comparison: Comparison) -> Any:
    """Return one row a change as a pandas DataFrame; the columns are those of the CSV."""
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError(
            where="to_frame", what="needs pandas", mend='pip install "draftdiff-report[frame]"'
        ) from error
    from draftdiff.renderers.rows import COLUMNS, change_rows

    return pd.DataFrame(list(change_rows(comparison)), columns=list(COLUMNS))


def show(comparison: Comparison | History) -> None:
    """Display the comparison in a notebook; in a terminal, print its overview."""
    if "IPython" in sys.modules:
        from IPython import get_ipython
        from IPython.display import HTML, display

        if get_ipython() is not None:
            display(HTML(comparison._repr_html_()))
            return
    sys.stdout.write(render(comparison, "text").decode("utf-8"))


def notebook_html(comparison: Comparison) -> str:
    """Return a compact fragment of HTML with styles of its own."""
    from draftdiff.renderers.notebook import notebook_html as fragment

    return fragment(comparison)
