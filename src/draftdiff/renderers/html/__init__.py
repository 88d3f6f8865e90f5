"""The annotated page: one file that needs no network, for the screen, paper and screen readers."""

from draftdiff.renderers.html.page import render

__all__ = ["render"]
