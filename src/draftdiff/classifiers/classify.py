"""Ask every rule about every change, transfer and section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from draftdiff.classifiers.force import load_lexicon
from draftdiff.classifiers.labels import LABELS
from draftdiff.classifiers.rules import RULES
from draftdiff.classifiers.view import view_of
from draftdiff.errors import OptionError
from draftdiff.model import Change, Comparison, Label, Note, SectionChange, Transfer

LONGEST = 100_000
"""Characters of both sides of a change that the rules look at: some rules compare every duty of a change with every
other, and a longer paragraph is a file whose paragraphs were not told apart. It is said when one is left out."""

_ON_EDITED = tuple(rule.on_change for rule in RULES if rule.on_change is not None)
_ON_KEPT = tuple(rule.on_change for rule in RULES if rule.on_change is not None and rule.reads_keeps)


def classify(comparison: Comparison) -> Comparison:
    """Return the comparison with labels on its changes, transfers and sections.

    Labels that are off by default are given only if the options name them. Time grows with the changed text.
    Raises `OptionError` for a ladder that no lexicon knows.
    """
    _check_ladders(comparison.options.ladders)
    wanted = frozenset(comparison.options.labels) or frozenset(
        name for name, doc in LABELS.items() if doc.default
    )
    return replace(
        comparison,
        notes=(*comparison.notes, *_notes(comparison)),
        changes=tuple(_with_change_labels(comparison, change, wanted) for change in comparison.changes),
        transfers=tuple(_with_transfer_labels(comparison, item, wanted) for item in comparison.transfers),
        sections=tuple(_with_section_labels(comparison, item, wanted) for item in comparison.sections),
    )


def _check_ladders(names: Sequence[str]) -> None:
    lexicon = load_lexicon("en")
    known = sorted(lexicon.ladders) if lexicon else []
    for name in names:
        if name not in known:
            raise OptionError(where=f"ladder {name}", what="is not known", mend=f"Known: {', '.join(known)}.")


def _notes(comparison: Comparison) -> tuple[Note, ...]:
    """Return what could not be checked: force, in a language without a lexicon, and changes that are too long."""
    notes = [
        Note(where=change.new[0].where, what="not checked: the labels of a change of this length")
        for change in comparison.changes
        if change.old and change.new and change.edits and _is_too_long(change)
    ]
    language = comparison.new.language
    if load_lexicon(language) is None:
        force = "softened, strengthened, qualified"
        what = f"not checked: {force} (no lexicon of force for the language '{language}')"
        notes.insert(0, Note(where=comparison.new.name, what=what))
    return tuple(notes)


def _is_too_long(change: Change) -> bool:
    return sum(len(paragraph.text) for paragraph in (*change.old, *change.new)) > LONGEST


def _with_change_labels(comparison: Comparison, change: Change, wanted: frozenset[str]) -> Change:
    if not change.old or not change.new or _is_too_long(change):
        return change
    view = view_of(comparison, change)
    found: list[Label] = []
    for see in _ON_EDITED if view.stretches else _ON_KEPT:
        found += see(view)
    return replace(change, labels=(*change.labels, *_chosen(found, wanted))) if found else change


def _with_transfer_labels(comparison: Comparison, item: Transfer, wanted: frozenset[str]) -> Transfer:
    found = [
        label
        for rule in RULES
        if rule.on_transfer is not None
        for label in rule.on_transfer(comparison, item)
    ]
    return replace(item, labels=_chosen(found, wanted))


def _with_section_labels(
    comparison: Comparison, item: SectionChange, wanted: frozenset[str]
) -> SectionChange:
    found = [
        label for rule in RULES if rule.on_section is not None for label in rule.on_section(comparison, item)
    ]
    return replace(item, labels=_chosen(found, wanted))


def _chosen(labels: Iterable[Label], wanted: frozenset[str]) -> tuple[Label, ...]:
    return tuple(label for label in labels if label.name in wanted)
