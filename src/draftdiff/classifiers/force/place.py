"""Where a word of force stands that an edit took or brought, with the words of its edit on both sides."""

from __future__ import annotations

from dataclasses import dataclass

from draftdiff.classifiers.force.edited import EditWords, edit_words, other_side, weights
from draftdiff.classifiers.force.marks import Mark
from draftdiff.classifiers.force.touched import Changed
from draftdiff.classifiers.view import View

_REACH = 120
"""Characters before a word of force among which a condition is looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word of force stands: its text, the bounds of its edit there, and the words of the edit on both sides."""

    mark: Mark
    text: str
    language: str
    start: int
    end: int
    own: EditWords
    other: EditWords

    def kept_before(self) -> str:
        """Return the text before its edit, as far as a condition is looked for."""
        return self.text[max(0, self.start - _REACH) : self.start]

    def before(self) -> str:
        """Return the text before it, as far as a condition is looked for."""
        return self.text[max(0, self.mark.start - _REACH) : self.mark.start]

    def opening(self) -> str:
        """Return the text of its edit before it, as far as a clause is looked for."""
        return self.text[max(self.start, self.mark.start - _REACH) : self.mark.start]

    def beside(self) -> int:
        """Return how many words of weight came with it."""
        return len(self.own.keys) - len(set(weights(self.mark.text)) & self.own.bag)


def place_of(view: View, changed: Changed) -> Place:
    """Return where a word stands."""
    stretch = view.stretches[changed.stretch]
    own = edit_words(view, changed.side, changed.stretch)
    other = edit_words(view, other_side(changed.side), changed.stretch)
    side = view.side(changed.side)
    start, end = stretch.old_start, stretch.old_end
    if changed.side == "new":
        start, end = stretch.new_start, stretch.new_end
    return Place(changed.mark, side.text, side.draft.language, start, end, own, other)
