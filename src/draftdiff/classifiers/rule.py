"""What a rule is: the labels it gives, what they mean, and how it finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from draftdiff.classifiers.view import View
from draftdiff.model import Comparison, Label, SectionChange, Transfer


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelDoc:
    """One label, as told to a person."""

    name: str
    meaning: str
    """One sentence."""
    example: str
    """In our own words: old -> new."""
    source: str
    """Where the distinction or its words come from."""
    inverse: str | None
    """The label that the swapped drafts earn: another, itself, or None for no law."""
    default: bool = True
    """Whether it is given unless other labels are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A way to see labels. It receives substantive edits only and never another rule's labels."""

    name: str
    labels: tuple[LabelDoc, ...]
    on_change: Callable[[View], Iterable[Label]] | None = None
    on_transfer: Callable[[Comparison, Transfer], Iterable[Label]] | None = None
    on_section: Callable[[Comparison, SectionChange], Iterable[Label]] | None = None
    reads_keeps: bool = False
    """Whether `on_change` is also asked about changes without substantive edits (a paragraph that only moved)."""
