"""The version of draftdiff, in one place."""

__version__ = "0.1.0"
