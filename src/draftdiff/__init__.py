"""Compare successive drafts of a negotiated text and say, with evidence, what changed and what stayed.

    import draftdiff

    comparison = draftdiff.compare("first.docx", "final.pdf")
    comparison.save("changes.html")

Importing this package loads no reader and no numerical library; the names below load what they need when used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from draftdiff._version import __version__

if TYPE_CHECKING:
    from draftdiff.errors import DraftdiffError as DraftdiffError
    from draftdiff.errors import ReadError as ReadError
    from draftdiff.model import Alignment as Alignment
    from draftdiff.model import Bead as Bead
    from draftdiff.model import Change as Change
    from draftdiff.model import Comparison as Comparison
    from draftdiff.model import Draft as Draft
    from draftdiff.model import Edit as Edit
    from draftdiff.model import Evidence as Evidence
    from draftdiff.model import Finding as Finding
    from draftdiff.model import History as History
    from draftdiff.model import Label as Label
    from draftdiff.model import Operation as Operation
    from draftdiff.model import Paragraph as Paragraph
    from draftdiff.model import Part as Part
    from draftdiff.model import SectionChange as SectionChange
    from draftdiff.model import Transfer as Transfer
    from draftdiff.options import Limits as Limits
    from draftdiff.options import Options as Options
    from draftdiff.pipeline import align as align
    from draftdiff.pipeline import classify as classify
    from draftdiff.pipeline import compare as compare
    from draftdiff.pipeline import describe as describe
    from draftdiff.pipeline import history as history
    from draftdiff.pipeline import read as read
    from draftdiff.pipeline import render as render
    from draftdiff.pipeline import summarize as summarize

_HOME = {
    **dict.fromkeys(("compare", "read", "align", "describe", "classify", "summarize", "render", "history"), "pipeline"),
    **dict.fromkeys(
        ("Draft", "Paragraph", "Part", "Alignment", "Bead", "Change", "Edit", "Transfer", "SectionChange", "Label",
         "Evidence", "Finding", "Operation", "Comparison", "History"),
        "model",
    ),
    **dict.fromkeys(("Options", "Limits"), "options"),
    **dict.fromkeys(("DraftdiffError", "ReadError"), "errors"),
}  # fmt: skip

__all__ = ["__version__", *_HOME]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'draftdiff' has no attribute '{name}'")
    value = getattr(importlib.import_module(f"draftdiff.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
