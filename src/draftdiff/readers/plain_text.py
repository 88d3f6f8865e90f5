"""Read plain text: paragraphs parted by blank lines, wrapped lines joined."""

from __future__ import annotations

import re

from draftdiff.model import Draft
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.encodings import decode
from draftdiff.readers.mastheads import title_block
from draftdiff.readers.structure import build_draft


def read(data: bytes, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the one draft of a text file."""
    text, notes = decode(data, name)
    blocks = [
        Block(text=" ".join(piece.split()), where=f"line {text.count(chr(10), 0, match.start()) + 1}")
        for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)
        if (piece := match.group()).strip()
    ]
    return (
        build_draft(
            blocks, name=name, format="text", options=options, metadata=title_block(blocks), notes=notes
        ),
    )
