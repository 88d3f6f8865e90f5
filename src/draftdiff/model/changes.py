"""What two drafts have to do with each other: beads, changes, labels, findings, the comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from draftdiff.model.drafts import Draft, Note, Paragraph, Place, Span

if TYPE_CHECKING:
    from pathlib import Path

    from draftdiff.options import Options


class Operation(StrEnum):
    """What happened to the paragraphs of a bead; follows from its shape."""

    KEEP = "keep"
    INSERT = "insert"
    DELETE = "delete"
    UPDATE = "update"
    SPLIT = "split"
    MERGE = "merge"
    REWRITE = "rewrite"


INVERSE_OPERATION: Mapping[Operation, Operation] = {
    Operation.KEEP: Operation.KEEP,
    Operation.INSERT: Operation.DELETE,
    Operation.DELETE: Operation.INSERT,
    Operation.UPDATE: Operation.UPDATE,
    Operation.SPLIT: Operation.MERGE,
    Operation.MERGE: Operation.SPLIT,
    Operation.REWRITE: Operation.REWRITE,
}


def operation_of(old: int, new: int, equal: bool) -> Operation:
    """Return the operation of a bead with that many old and new paragraphs.

    `equal` says whether the comparison keys of a 1-1 bead are equal.
    """
    if not old:
        return Operation.INSERT
    if not new:
        return Operation.DELETE
    if old == new == 1:
        return Operation.KEEP if equal else Operation.UPDATE
    if old == 1:
        return Operation.SPLIT
    return Operation.MERGE if new == 1 else Operation.REWRITE


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """Paragraphs that belong together, 0-n of the old draft with 0-n of the new."""

    old: tuple[int, ...]
    """Paragraph indexes, ascending."""
    new: tuple[int, ...]
    moved: bool = False
    """Outside the longest run of beads that rise on both sides, within its stream."""
    score: float = 1.0
    """Calibrated: the share of beads with this score that a careful reader would confirm, 0 to 1."""
    why: str = ""
    """Which pass made it, and on what ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that earned a label or a finding."""

    side: str
    """old, new, or the name of a further draft."""
    paragraph: int
    span: Span
    text: str
    """Equals the span of that paragraph's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A class given to a change, a transfer or a section change."""

    name: str
    rule: str
    because: str
    """One line: what was seen, with the words."""
    evidence: tuple[Evidence, ...] = ()
    ladder: str = ""
    """Which scale a label of force used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Words that left one paragraph for another, or were copied there, across beads."""

    id: str
    kind: Literal["moved", "copied"]
    old: Place
    new: Place
    score: float = 1.0
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """What happened to a section, told once."""

    id: str
    old: tuple[int, ...]
    """Section ids."""
    new: tuple[int, ...]
    events: tuple[str, ...] = ()
    """kept, moved, reordered, retitled, split, merged, inserted, deleted: as the alignment saw it."""
    score: float = 1.0
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """All beads of two drafts: every paragraph of both stands in exactly one."""

    old: Draft
    new: Draft
    beads: tuple[Bead, ...]
    """In the new draft's order, deletions where they would have stood."""
    transfers: tuple[Transfer, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of words inside a bead. A side that is not there is None."""

    id: str
    operation: Literal["insert", "delete", "replace", "break", "join"]
    kind: Literal["editorial", "substantive"]
    old: Place | None
    new: Place | None
    transfer: str = ""
    """Id of the transfer that these words belong to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A bead described: what happened to its paragraphs, word by word."""

    id: str
    """Made from the content, so that it survives a second run."""
    operation: Operation
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    moved: bool = False
    score: float = 1.0
    why: str = ""
    edits: tuple[Edit, ...] = ()
    labels: tuple[Label, ...] = ()

    def has_label(self, *names: str) -> bool:
        """Return whether the change bears any of these labels."""
        return any(label.name in names for label in self.labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A conclusion about the whole document."""

    id: str
    name: str
    subject: str
    statement: str
    """One sentence that says no more than the evidence shows."""
    old: tuple[int, ...] = ()
    """Paragraph indexes."""
    new: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A draft besides old and new that evidence may point at."""

    draft: Draft
    role: Literal["source", "earlier", "amendment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The whole answer about two drafts."""

    old: Draft
    new: Draft
    options: Options
    changes: tuple[Change, ...]
    """Keeps included; in the new draft's order, deletions where they would have stood."""
    transfers: tuple[Transfer, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    further: tuple[Further, ...] = ()
    notes: tuple[Note, ...] = ()

    def with_label(self, *names: str) -> tuple[Change | Transfer | SectionChange, ...]:
        """Return the changes, transfers and section changes that bear any of these labels."""
        bearers: tuple[Change | Transfer | SectionChange, ...] = (
            *self.changes,
            *self.transfers,
            *self.sections,
        )
        return tuple(item for item in bearers if any(label.name in names for label in item.labels))

    def overview(self) -> str:
        """Return what happened to the document, in prose (Markdown)."""
        from draftdiff.renderers.prose import overview

        return overview(self)

    def terms(self, terms: Sequence[str]) -> tuple[Finding, ...]:
        """Return where each term stands in both drafts: kept, new, gone, lost, won or absent."""
        from draftdiff.overview import follow_terms

        return follow_terms(self, terms)

    def save(self, path: str | Path) -> None:
        """Write the comparison to a file; the suffix tells the format."""
        from draftdiff.renderers import save

        save(self, path)

    def to_frame(self) -> Any:
        """Return one row a change as a pandas DataFrame (needs the extra `frame`)."""
        from draftdiff.renderers import to_frame

        return to_frame(self)

    def show(self) -> None:
        """Show the comparison in a notebook, or its overview in a terminal."""
        from draftdiff.renderers import show

        show(self)

    def _repr_html_(self) -> str:
        from draftdiff.renderers import notebook_html

        return notebook_html(self)

    def __repr__(self) -> str:
        changed = sum(1 for change in self.changes if change.operation is not Operation.KEEP or change.moved)
        return f"<Comparison {self.old.name} -> {self.new.name}: {changed} changes, {len(self.findings)} findings>"
