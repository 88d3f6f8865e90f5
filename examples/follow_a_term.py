"""Tell where a term stands in each draft: python follow_a_term.py TERM DRAFT DRAFT ..."""

import sys

import draftdiff

term, *drafts = sys.argv[1:]
history = draftdiff.history(drafts)
for names, step in zip(zip(history.names, history.names[1:]), history.comparisons):
    for finding in step.terms([term]):
        print(f"{' -> '.join(names)}: {finding.statement}")
