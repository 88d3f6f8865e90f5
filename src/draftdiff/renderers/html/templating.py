"""The one way in which templates are filled: every value is escaped, an unknown name is an error."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from draftdiff.renderers.html.escape import escape

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment(package: str) -> Environment:
    """Return the environment of the templates in a package's folder `templates`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: escape(value) if isinstance(value, str) else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
