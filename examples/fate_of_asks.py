"""Tell what became of what was asked for: python fate_of_asks.py OLD NEW ASKS"""

import sys

import draftdiff

old, new, asks = sys.argv[1:]
comparison = draftdiff.compare(old, new, asks=asks)
for finding in comparison.findings:
    if finding.name.startswith("ask-"):
        print(f"{finding.name.removeprefix('ask-'):10} {finding.statement}")
