"""Sphinx configuration. Warnings are errors in `make check`."""

from __future__ import annotations

import sys
from pathlib import Path

import draftdiff

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "draftdiff"
author = "the draftdiff authors"
copyright = "the draftdiff authors, Apache License 2.0"
release = draftdiff.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "command_help"]
html_theme = "furo"
html_title = "draftdiff"
html_static_path: list[str] = []
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_format = "short"
