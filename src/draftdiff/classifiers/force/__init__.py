"""How strongly clauses bind: words of force, and what became of them from one text to the other."""

from draftdiff.classifiers.force.compare import shifts
from draftdiff.classifiers.force.lexicon import Ladder, Lexicon, load_lexicon
from draftdiff.classifiers.force.marks import Mark, marks_of
from draftdiff.classifiers.force.steps import Shift

__all__ = ["Ladder", "Lexicon", "Mark", "Shift", "load_lexicon", "marks_of", "shifts"]
