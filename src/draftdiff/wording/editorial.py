"""Whether an edit bears meaning or is noise: typography, spelling, grammar."""

from __future__ import annotations

from draftdiff.text.normalize import comparison_key
from draftdiff.wording.opcodes import Region


def is_editorial(old: str, new: str, region: Region) -> bool:
    """Return whether the edit changes no meaning."""
    before = comparison_key(old[region.old_start : region.old_end])
    after = comparison_key(new[region.new_start : region.new_end])
    return before.casefold() == after.casefold()
