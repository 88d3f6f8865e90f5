"""Words, one list a file; judgement is in the rules."""
