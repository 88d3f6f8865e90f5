"""The masthead of a UN document on the first page of a PDF; what it says is read as in a text file."""

from __future__ import annotations

from collections.abc import Sequence

from draftdiff.readers.furniture import form_of
from draftdiff.readers.pdf.lines import Line, segments
from draftdiff.readers.plain_text.lines import Line as TextLine
from draftdiff.readers.plain_text.masthead import masthead as text_masthead

_GAP = 1.55  # of the type size: further apart, lines belong to two groups


def masthead(lines: Sequence[Line]) -> tuple[list[Line], dict[str, str]]:
    """Return the lines of the first page that are its masthead, and what they say; nothing where there is none."""
    # A job number stands in the masthead of a text file and at the foot of the page in print.
    parts = [(line, part) for line in lines for part in segments(line) if not form_of(part.text)]
    texts: list[TextLine] = []
    above: Line | None = None
    for at, (line, part) in enumerate(parts):
        gap = above is None or (line is not above and above.y - line.y > _GAP * line.size)
        texts.append(TextLine(text=part.text, number=at, indent=0, gap=gap, page=1))
        above = line
    found = text_masthead(texts)
    removed = {id(parts[text.number][0]) for text in found.removed}
    return [line for line in lines if id(line) in removed], found.metadata
