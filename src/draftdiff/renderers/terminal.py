"""The overview for a terminal: plain lines of at most 100 columns, colour left to the caller."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from draftdiff.model import Comparison
from draftdiff.options import Options
from draftdiff.renderers.prose import overview_lines

_WIDTH = 100
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*\*|`)")


def render(comparison: Comparison, options: Options) -> bytes:
    """Return the overview without Markdown's signs; control characters of the drafts are left out."""
    return ("\n".join(plain_lines(overview_lines(comparison))).rstrip("\n") + "\n").encode("utf-8", "replace")


def plain_lines(markdown: Iterable[str]) -> list[str]:
    """Return lines of Markdown as a terminal shows them: without its signs, wrapped."""
    return [line for one in markdown for line in _plain(one)]


def _plain(markdown: str) -> Iterator[str]:
    text = re.sub(r"\\(.)", r"\1", _EMPHASIS.sub("", markdown))
    text = _CONTROL.sub("", text)
    heading = re.match(r"(#+) (.*)", markdown)
    if heading:
        title = re.sub(r"^#+ ", "", text)
        yield title.upper() if len(heading[1]) == 2 else title
        return
    indent = "  " if text.startswith("- ") else ""
    yield from textwrap.wrap(text, _WIDTH, subsequent_indent=indent, break_on_hyphens=False) or [""]
