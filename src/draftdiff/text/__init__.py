"""Functions on strings only: normalised forms, tokens, sentences."""

from draftdiff.text.normalize import comparison_key, loose_key
from draftdiff.text.sentences import sentence_spans
from draftdiff.text.tokens import Token, is_word, words

__all__ = ["Token", "comparison_key", "is_word", "loose_key", "sentence_spans", "words"]
