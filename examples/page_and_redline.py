"""Write an annotated page and a redline of two drafts: python page_and_redline.py OLD NEW FOLDER"""

import sys
from pathlib import Path

import draftdiff

old, new, folder = sys.argv[1:]
comparison = draftdiff.compare(old, new)
for suffix in ("html", "docx"):
    comparison.save(Path(folder) / f"changes.{suffix}")
print(comparison)
