"""Notes: which are new, which are gone, and what was reworded in those that stayed.

Two notes that share little but "Resolution" and "annex" are one where the same words call them, and cites another text
now; else they are two, and the one is gone and the other new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftdiff.alignment.notes import AT_CALL
from draftdiff.model import Change, Operation, Paragraph
from draftdiff.overview.edit_pieces import pieces_of
from draftdiff.overview.edits_told import pieces_told
from draftdiff.overview.phrases import FUNCTION_WORDS, words_of
from draftdiff.overview.places import is_adoption_line
from draftdiff.overview.point import Draw, draw
from draftdiff.overview.telling import place
from draftdiff.overview.view import Side, View
from draftdiff.overview.words import numbered, plural, quoted

SAME_NOTE = 0.5
"""Share of the telling words of two notes, each of the other, from which on they are one note reworded."""

MOST_QUOTED = 4
"""Notes whose words are quoted in the sentence; of more the numbers are given."""

_STOCK = frozenset(
    "resolution decision document annex general assembly see also ibid chap chapter sect section para paragraph united"
    " nation publication sale no vol treaty sery official record session supplement report".split()
)
"""Stems that half of all notes share, and that tell no note from another."""


def notes_told(view: View) -> Iterator[Draw]:
    """Yield the notes that are new and gone in one sentence each, then the rewording of those that stayed."""
    new, gone, reworded = _sorted(view)
    new = [note for note in new if not _had(view.old, note)]
    gone = [note for note in gone if not _had(view.new, note)]
    for kind, side, notes, words in ((0, view.new, new, "new"), (1, view.old, gone, "deleted")):
        if notes:
            ids = [change.id for note in notes if (change := _change_of(view, side, note)) is not None]
            yield draw((kind, 0), _sentence(side, notes, words), *ids)
    for change in reworded:
        if not same_note(change.old[0].text, change.new[0].text):
            yield draw((2, change.new[0].index), f"{place(view, change)}{_cites(change)}.", change.id)
        elif told := pieces_told(view, change, pieces_of(change, change.edits)):
            yield draw((2, change.new[0].index), f"{place(view, change)}: {told}.", change.id)


def _sorted(view: View) -> tuple[list[Paragraph], list[Paragraph], list[Change]]:
    """Return the new notes, those that are gone, and the changes of notes that stayed and were reworded."""
    new: list[Paragraph] = []
    gone: list[Paragraph] = []
    reworded: list[Change] = []
    for change in view.comparison.changes:
        old_notes = [p for p in change.old if _is_note(p)]
        new_notes = [p for p in change.new if _is_note(p)]
        if change.operation is Operation.KEEP or not (old_notes or new_notes):
            continue
        if change.operation is Operation.UPDATE and _is_one(change):
            reworded.append(change)
        else:
            new += new_notes
            gone += old_notes
    return sorted(new, key=_place_of), sorted(gone, key=_place_of), reworded


def _is_one(change: Change) -> bool:
    """Return whether a note stayed: it says the same, or is called at the same place."""
    return change.why == AT_CALL or same_note(change.old[0].text, change.new[0].text)


def _cites(change: Change) -> str:
    return f" now cites {quoted(change.new[0].text, 14)} in place of {quoted(change.old[0].text, 14)}"


def _place_of(note: Paragraph) -> tuple[int, int]:
    """Return the place of a note by its number, then by its place: extracted texts may mix them up."""
    digits = note.number.strip("().* ")
    return (int(digits) if digits.isdigit() else 0, note.index)


def same_note(old: str, new: str) -> bool:
    """Return whether two notes say the same thing: by the documents that they cite, else by their telling words."""
    cited = set(_CITED.findall(old)), set(_CITED.findall(new))
    if all(cited):
        return 2 * len(cited[0] & cited[1]) >= max(map(len, cited))
    before, after = _telling(old), _telling(new)
    if not before or not after:
        return before == after
    return 2 * len(before & after) >= SAME_NOTE * (len(before) + len(after))


_CITED = re.compile(r"\b(?:[A-Z]{1,6}/)?(?:[\w.()-]+/)+[\w.()-]*\d\b|\bNo\.\s\d+")


def _telling(text: str) -> set[str]:
    return {word for word in words_of(text).known if word not in _STOCK and word not in FUNCTION_WORDS}


def _is_note(paragraph: Paragraph) -> bool:
    return paragraph.stream != "body" and bool(paragraph.text.strip()) and not is_adoption_line(paragraph)


def _had(side: Side, note: Paragraph) -> bool:
    """Return whether a draft has a note that says the same: it only got another place or a double."""
    return any(
        _is_note(p) and same_note(note.text, p.text) and same_note(p.text, note.text) for p in _notes(side)
    )


def _notes(side: Side) -> Iterator[Paragraph]:
    return (p for p in side.draft.paragraphs if p.stream != "body")


def _change_of(view: View, side: Side, note: Paragraph) -> Change | None:
    return (view.change_of_new if side is view.new else view.change_of_old).get(note.index)


def _sentence(side: Side, notes: Sequence[Paragraph], words: str) -> str:
    cited = [side.cited[note.index] for note in notes]
    if len(notes) <= MOST_QUOTED:
        shown = [f"{name} ({quoted(note.text, 12)})" for name, note in zip(cited, notes, strict=True)]
        subject = ", ".join(shown[:-1]) + (" and " if len(shown) > 1 else "") + shown[-1]
    else:
        subject = f"{plural(len(notes), 'note')} ({numbered(cited)})"
    verb = ("were" if len(notes) > 1 else "was") if words == "deleted" else "are" if len(notes) > 1 else "is"
    of_old = " of the old draft" if words == "deleted" else ""
    return f"{subject}{of_old} {verb} {words}."
