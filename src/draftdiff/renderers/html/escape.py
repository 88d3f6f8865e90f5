"""The one function through which text reaches a page."""

from __future__ import annotations

import re

from markupsafe import Markup
from markupsafe import escape as escape_signs

# Characters that HTML forbids even as references: control characters but tab and line feed, lone surrogates,
# noncharacters. A page shows each as the replacement character, so that a reader sees that something stood there.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def escape(value: object) -> Markup:
    """Return a value as markup that shows it as typed; markup that is escaped already stays as it is."""
    if isinstance(value, Markup):
        return value
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return escape_signs(_FORBIDDEN.sub("\ufffd", text))


def fill(template: str, *values: object) -> Markup:
    """Return a piece of the page's own markup with values put in, each through `escape`."""
    return Markup(template).format(*(escape(value) for value in values))
