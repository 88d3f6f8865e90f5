"""Put the page together: the overview, the picture, the balance and the text, in one template."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from draftdiff._version import __version__
from draftdiff.classifiers.labels import LABELS
from draftdiff.classifiers.trust import Trust, trust_of, trust_told
from draftdiff.model import Comparison, Draft
from draftdiff.options import Options
from draftdiff.renderers.html.balance import balance_of
from draftdiff.renderers.html.cells import ends_of
from draftdiff.renderers.html.facets import facets_of, label_counts, operation_counts
from draftdiff.renderers.html.outline import outline_of
from draftdiff.renderers.html.picture import picture_of
from draftdiff.renderers.html.places import places_of, targets_of
from draftdiff.renderers.html.rows import blocks_of, rows_of
from draftdiff.renderers.html.story import story_of
from draftdiff.renderers.html.tables import grid_of
from draftdiff.renderers.html.templating import environment as plain_environment
from draftdiff.renderers.html.words import MEANINGS, counted, plain

if TYPE_CHECKING:
    from jinja2 import Environment

SCRIPT = ("rows.js", "filters.js", "moving.js", "tools.js")
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "sd", "dv"})


def render(comparison: Comparison, options: Options) -> bytes:
    """Return the page as UTF-8 HTML. Same comparison, same bytes; time and size grow with the drafts' length."""
    template = environment().get_template("page.html.j2")
    return template.render(context_of(comparison, options)).encode("utf-8")


@cache
def environment() -> Environment:
    """Return the environment of the page's templates, with the words and tables that they call."""
    found = plain_environment("draftdiff.renderers.html")
    found.filters["plain"] = plain
    found.globals.update(counted=counted, grid_of=grid_of)
    return found


def context_of(comparison: Comparison, options: Options) -> dict[str, Any]:
    """Return what the template shows."""
    places = places_of(comparison)
    rows = rows_of(comparison, ends_of(comparison, places, options.explain))
    style, script = asset("style.css"), page_script()
    labels = label_counts(rows)
    outline = outline_of(rows)
    return {
        "version": __version__,
        "style": Markup(style),
        "script": Markup(script),
        "policy": policy(style, script),
        "old": document_of(comparison.old),
        "new": document_of(comparison.new),
        "rtl": {comparison.old.language, comparison.new.language} <= _RIGHT_TO_LEFT,
        "counts": operation_counts(rows),
        "story": story_of(comparison, targets_of(comparison, places)),
        "picture": picture_of(comparison),
        "balance": balance_of(rows, outline),
        "outline": outline,
        "facets": facets_of(rows, labels),
        "blocks": blocks_of(rows, comparison, places),
        "meanings": [(name, plain(name), _meaning(name), count) for name, count in labels.items()],
        "notes": [*comparison.old.notes, *comparison.new.notes, *comparison.notes],
    }


def _meaning(name: str) -> str:
    """Return what a label means, and that it is on trial where it has not shown that it can be relied on."""
    meaning = MEANINGS.get(name) or LABELS[name].meaning
    return f"{meaning} ({trust_told(name)})" if trust_of(name) is Trust.TRIAL else meaning


def document_of(draft: Draft) -> dict[str, str]:
    """Return how a draft is announced at the top of the page."""
    return {
        "title": draft.title or draft.name,
        "name": draft.name,
        "symbol": draft.symbol,
        "date": draft.metadata.get("date", ""),
        "language": draft.language,
    }


@cache
def asset(name: str) -> str:
    """Return a file that ships beside this module."""
    return files("draftdiff.renderers.html").joinpath(name).read_text("utf-8")


@cache
def page_script() -> str:
    """Return the page's script: its pieces in order, in one function so that they leave no names behind."""
    pieces = "".join(asset(f"js/{name}") for name in SCRIPT)
    return f'"use strict";\n(() => {{\n{pieces}}})();\n'


def policy(style: str, script: str) -> str:
    """Return the content security policy: nothing is loaded, nothing runs but the page's own style and script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
