"""What happened inside each bead, word by word: edits, each editorial or substantive."""

from draftdiff.wording.describe import apply_edits, describe

__all__ = ["apply_edits", "describe"]
