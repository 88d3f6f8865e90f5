"""Where things stand on the page: permanent addresses, and how a paragraph is called in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from draftdiff.model import Comparison, Draft, Finding, Paragraph, SectionChange, Transfer
from draftdiff.overview.places import cited_names

_MAIN = re.compile(r"\d[\w .]*$")
_SMALL = re.compile(r"[^\W\d]{1,5}$")
_RECITAL = re.compile(r"PP\d+$")
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Addresses and names of the paragraphs of both drafts, by paragraph index."""

    old_names: tuple[str, ...]
    """`paragraph 31`, `the heading “Norms”` ..."""
    new_names: tuple[str, ...]
    old_ids: tuple[str, ...]
    """Element ids; empty for a paragraph that is only reached through its change."""
    new_ids: tuple[str, ...]
    old_recitals: tuple[str, ...]
    """PP7 where a paragraph of a preamble has no printed number; else empty."""
    new_recitals: tuple[str, ...]
    old_rows: tuple[str, ...]
    """Id of the change that holds the paragraph."""
    new_rows: tuple[str, ...]

    def name(self, side: str, index: int) -> str:
        """Return how a paragraph is called in a sentence."""
        return (self.old_names if side == "old" else self.new_names)[index]

    def short(self, side: str, index: int) -> str:
        """Return the name without the word paragraph where it has a number."""
        return self.name(side, index).removeprefix("paragraph ")

    def address(self, side: str, index: int) -> str:
        """Return the id of the element that holds a paragraph."""
        ids, rows = (self.old_ids, self.old_rows) if side == "old" else (self.new_ids, self.new_rows)
        return ids[index] or rows[index]


def places_of(comparison: Comparison) -> Places:
    """Return the addresses and names of all paragraphs of a comparison."""
    old_rows = [""] * len(comparison.old.paragraphs)
    new_rows = [""] * len(comparison.new.paragraphs)
    for change in comparison.changes:
        for paragraph in change.old:
            old_rows[paragraph.index] = change.id
        for paragraph in change.new:
            new_rows[paragraph.index] = change.id
    old_numbers, new_numbers = full_numbers(comparison.old), full_numbers(comparison.new)
    return Places(
        old_names=_names(comparison.old, old_numbers),
        new_names=_names(comparison.new, new_numbers),
        old_ids=_ids("o", comparison.old, old_numbers),
        new_ids=_ids("p", comparison.new, new_numbers),
        old_recitals=recitals(comparison.old),
        new_recitals=recitals(comparison.new),
        old_rows=tuple(old_rows),
        new_rows=tuple(new_rows),
    )


def targets_of(comparison: Comparison, places: Places) -> dict[str, str]:
    """Return the element id to which each change, transfer, section change and finding leads."""
    found = {change.id: change.id for change in comparison.changes}
    for transfer in comparison.transfers:
        found[transfer.id] = transfer_id(transfer, "new")
    for section in comparison.sections:
        found[section.id] = _section_target(section, places)
    for finding in comparison.findings:
        found[finding.id] = _finding_target(finding, places)
    return {id: target for id, target in found.items() if target}


def transfer_id(transfer: Transfer, side: str) -> str:
    """Return the id of the words of a transfer on one side."""
    return f"{transfer.id}-{side}"


def full_numbers(draft: Draft) -> tuple[str, ...]:
    """Return each paragraph's number without its typing: `12`, after the one above it `12 (a)`, in a preamble `PP7`."""
    found = []
    above = ""
    for paragraph in draft.paragraphs:
        bare = _bare(paragraph.number) if paragraph.kind != "heading" else ""
        if bare and _MAIN.match(bare):
            above = bare
        elif bare and above and _SMALL.match(bare):
            bare = f"{above} ({bare})"
        if paragraph.kind == "heading":
            above = ""
        found.append(bare)
    return tuple(number or recital for number, recital in zip(found, recitals(draft), strict=True))


def recitals(draft: Draft) -> tuple[str, ...]:
    """Return PP7 for the seventh paragraph of a preamble, as the overview cites it, and an empty text elsewhere."""
    return tuple(name if _RECITAL.match(name) else "" for name in cited_names(draft))


def _bare(number: str) -> str:
    return number.strip().strip("().[]:").strip()


def _names(draft: Draft, numbers: tuple[str, ...]) -> tuple[str, ...]:
    names: list[str] = []
    last = ""
    for paragraph, number in zip(draft.paragraphs, numbers, strict=True):
        names.append(_name(paragraph, number, last))
        last = number or last
    return tuple(names)


def _name(paragraph: Paragraph, number: str, last: str) -> str:
    if paragraph.kind == "heading":
        return f"the heading “{shortened(paragraph.text)}”"
    if paragraph.kind == "note":
        return f"note {number}" if number else "a note"
    if paragraph.kind == "cell" and paragraph.cell is not None:
        return f"table {paragraph.cell.table + 1}, row {paragraph.cell.row + 1}, column {paragraph.cell.column + 1}"
    if number:
        return number if _RECITAL.match(number) else f"paragraph {number}"
    return f"the unnumbered text after {last}" if last else f"“{shortened(paragraph.text)}”"


def shortened(text: str, longest: int = _LONGEST_TITLE) -> str:
    """Return the first words of a text, with an ellipsis where it is cut."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    cut = text[: longest - 1].rsplit(" ", 1)[0]
    return f"{cut or text[: longest - 1]}…"


def _ids(prefix: str, draft: Draft, numbers: Iterable[str]) -> tuple[str, ...]:
    """Return ids such as p-45, of a note p-note-3; the second paragraph of a number gets p-45--2."""
    seen: dict[str, int] = {}
    found = []
    for paragraph, number in zip(draft.paragraphs, numbers, strict=True):
        slug = "-".join(re.findall(r"\w+", number.lower()))
        if not slug:
            found.append("")
            continue
        base = f"{prefix}-note-{slug}" if paragraph.kind == "note" else f"{prefix}-{slug}"
        seen[base] = seen.get(base, 0) + 1
        found.append(base if seen[base] == 1 else f"{base}--{seen[base]}")
    return tuple(found)


def _section_target(section: SectionChange, places: Places) -> str:
    if section.new:
        return places.new_rows[section.new[0]]
    return places.old_rows[section.old[0]] if section.old else ""


def _finding_target(finding: Finding, places: Places) -> str:
    for evidence in finding.evidence:
        if evidence.side in ("old", "new"):
            return places.address(evidence.side, evidence.paragraph)
    if finding.new:
        return places.address("new", finding.new[0])
    return places.address("old", finding.old[0]) if finding.old else ""
