"""Which paragraphs of two drafts belong together, what moved, and what became of the sections.

The passes fill one table of links, from the surest ground to the least sure; the table is frozen into beads once.
"""

from __future__ import annotations

from collections.abc import Callable

from draftdiff.alignment.cells import match_cells
from draftdiff.alignment.exact import match_ends, match_neighbours, match_unique
from draftdiff.alignment.freeze import Found, collect, freeze
from draftdiff.alignment.groups import match_pieces
from draftdiff.alignment.notes import match_notes
from draftdiff.alignment.orientation import goes_before, turned, turned_overrides
from draftdiff.alignment.overrides import apply_overrides
from draftdiff.alignment.sections import match_headings
from draftdiff.alignment.sides import Vocabulary, side_of
from draftdiff.alignment.similar import match_similar
from draftdiff.alignment.table import LinkTable
from draftdiff.inputs import Overrides
from draftdiff.model import Alignment, Draft
from draftdiff.options import Options

PASSES: tuple[Callable[[LinkTable], None], ...] = (
    match_cells,
    match_unique,
    match_neighbours,
    match_ends,
    match_similar,
    match_pieces,
    match_notes,
    match_headings,
)

__all__ = ["PASSES", "align"]


def align(
    old: Draft, new: Draft, options: Options | None = None, overrides: Overrides | None = None
) -> Alignment:
    """Return the beads, transfers and section changes of two drafts: every paragraph of both in exactly one bead.

    Swapping the drafts gives the mirrored answer exactly: ties are broken by content and place, never by side.
    Raises `InputFileError` for an override that names no paragraph or more than one. Time grows nearly linearly with
    the length of the drafts.
    """
    overrides = overrides or Overrides()
    if goes_before(new, old):
        return freeze(turned(_found(new, old, turned_overrides(overrides))), old, new)
    return freeze(_found(old, new, overrides), old, new)


def _found(old: Draft, new: Draft, overrides: Overrides) -> Found:
    vocabulary = Vocabulary()
    table = LinkTable(side_of(old, vocabulary), side_of(new, vocabulary))
    apply_overrides(table, overrides)
    for match in PASSES:
        match(table)
    return collect(table)
