"""Count by section what was softened and strengthened: python softened_by_section.py OLD NEW"""

import sys
from collections import Counter

import draftdiff

comparison = draftdiff.compare(*sys.argv[1:])
counts: Counter[tuple[str, str]] = Counter()
for change in comparison.changes:
    path = [section.title for section in comparison.new.section_path(change.new[0])] if change.new else []
    counts.update((path[-1] if path else "", label.name) for label in change.labels)
for (section, label), count in sorted(counts.items()):
    if label in ("softened", "strengthened"):
        print(f"{count:4} {label:13} {section}")
