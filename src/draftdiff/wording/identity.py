"""Ids made from content, so that a link or a remark still finds its change after a second run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence

from draftdiff.model import Paragraph

_LENGTH = 8  # base32 characters: 40 bits, one chance in a thousand of a clash among 47,000 changes


def change_ids(sides: Iterable[tuple[Sequence[Paragraph], Sequence[Paragraph]]]) -> tuple[str, ...]:
    """Return one id for each pair of sides; the second change of equal content gets `-2`, and so on."""
    seen: dict[str, int] = {}
    ids = []
    for old, new in sides:
        base = content_id(*_pieces(old), "\x1e", *_pieces(new))
        seen[base] = seen.get(base, 0) + 1
        ids.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
    return tuple(ids)


def content_id(*pieces: str) -> str:
    """Return a short id made from these texts."""
    digest = hashlib.blake2b("\x1f".join(pieces).encode("utf-8", "surrogatepass"), digest_size=20).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:_LENGTH]


def _pieces(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [piece for paragraph in paragraphs for piece in (paragraph.kind, paragraph.text)]
