"""Put a reader's corrections into the table before the passes run: pairs as links, un-pairs as vetoes.

A paragraph is named by its printed number ("17."), its index ("#14") or opening words that no other one has; a section
by its title in the same ways.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from draftdiff.alignment.table import Link, LinkTable
from draftdiff.errors import InputFileError
from draftdiff.inputs import Overrides
from draftdiff.model import Draft, Paragraph
from draftdiff.text import loose_key

WHY = "override: paired by the reader"


def apply_overrides(table: LinkTable, overrides: Overrides) -> None:
    """Link and forbid what the reader says. Raises `InputFileError` where a name fits no paragraph or several."""
    for number, pair in enumerate(overrides.unpair, 1):
        where = f"{overrides.name}, unpair {number}"
        table.vetoes.add(
            (
                named_paragraph(table.old.draft, pair.old, where),
                named_paragraph(table.new.draft, pair.new, where),
            )
        )
    for number, pair in enumerate(overrides.section, 1):
        where = f"{overrides.name}, section {number}"
        s = named_section(table.old.draft, pair.old, where)
        t = named_section(table.new.draft, pair.new, where)
        table.sections[s] = t
        _link(table, s, t, where)
    for number, pair in enumerate(overrides.pair, 1):
        where = f"{overrides.name}, pair {number}"
        i, j = (
            named_paragraph(table.old.draft, pair.old, where),
            named_paragraph(table.new.draft, pair.new, where),
        )
        _link(table, i, j, where)


def _link(table: LinkTable, i: int, j: int, where: str) -> None:
    """Link two paragraphs; a second partner of one of them makes a split or a merge."""
    if (i, j) in table.vetoes:
        raise InputFileError(where=where, what="is also unpaired", mend="Leave out one of the two.")
    if (i, j) not in table.links and not table.add(Link(i, j, 1.0, WHY)):
        table.add_to_group(Link(i, j, 1.0, WHY))


def named_paragraph(draft: Draft, name: str, where: str) -> int:
    """Return the index of the one paragraph that a name fits."""
    return _one(draft, name, where, draft.paragraphs, "paragraph")


def named_section(draft: Draft, name: str, where: str) -> int:
    """Return the id of the one section that a name fits."""
    headings = [draft.paragraphs[s.id] for s in draft.sections() if s.id is not None]
    return _one(draft, name, where, headings, "section")


def _one(draft: Draft, name: str, where: str, among: Sequence[Paragraph], what: str) -> int:
    if name.startswith("#") and name[1:].isdecimal():
        found = [p.index for p in among if p.index == int(name[1:])]
    else:
        found = next((fits for fit in _FITS if (fits := [p.index for p in among if fit(p, name)])), [])
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputFileError(
            where=where,
            what=f"'{name}' names no {what} of {draft.name}",
            mend="Give a printed number, an index such as #14, or opening words; `draftdiff tree` shows all three.",
        )
    known = ", ".join(f"#{index}" for index in found[:5])
    raise InputFileError(
        where=where, what=f"'{name}' fits {len(found)} {what}s of {draft.name}", mend=f"Give one of {known}."
    )


def _plain_number(text: str) -> str:
    return text.strip().strip("().").casefold()


_FITS: tuple[Callable[[Paragraph, str], bool], ...] = (
    lambda p, name: p.number != "" and p.number.strip() == name.strip(),
    lambda p, name: p.number != "" and _plain_number(p.number) == _plain_number(name),
    lambda p, name: loose_key(p.text) == loose_key(name),
    lambda p, name: loose_key(name) != "" and (loose_key(p.text) + " ").startswith(loose_key(name) + " "),
)
"""Ways in which a name may fit, the surest first; the first that fits any paragraph decides."""
