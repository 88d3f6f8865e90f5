"""Prove that a tracked-changes DOCX gives the new document when accepted and the old one when rejected.

Nothing here is shared with the code that writes tracked changes, so a mistake there cannot hide itself here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from draftdiff.errors import ProofError
from draftdiff.ooxml import Package, open_package, qname
from draftdiff.options import Limits
from draftdiff.verification.forms import Resolution
from draftdiff.verification.likeness import same_prefixes
from draftdiff.verification.references import References, references_of, style_definitions
from draftdiff.verification.structure import faults_of
from draftdiff.verification.view import Block, equal, view

__all__ = ["Proof", "verify"]

_SHOWN = 5
"""Differences told in full; more would bury the first, which is mostly the cause of the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was proved about a tracked-changes file, and what was not."""

    lines: tuple[str, ...]
    """One statement each, as shown to people."""
    faults: tuple[str, ...] = ()
    name: str = "redline"

    @property
    def ok(self) -> bool:
        """Whether everything that was checked holds."""
        return not self.faults

    def require(self) -> None:
        """Raise `ProofError` unless everything holds."""
        if self.faults:
            raise ProofError(
                where=self.name,
                what="does not prove itself: " + "; ".join(self.faults[:_SHOWN]),
                mend="No file was left. Please report the pair of documents, or try --moves plain.",
            )


def verify(
    redline: bytes,
    old: bytes,
    new: bytes,
    *,
    name: str = "redline",
    limits: Limits | None = None,
    old_resolution: Resolution = "accept",
    new_resolution: Resolution = "accept",
) -> Proof:
    """Return the proof that `redline` is `new` when accepted and `old` when rejected, or what speaks against it.

    Compared are the text, run and paragraph properties, numbering, tables, notes, links and media of the body and
    the notes, and the structure of the file. Tracked changes that the inputs bear are accepted first, or rejected
    if the resolution of that input says so.
    """
    written = open_package(redline, name, limits)
    meanings = references_of(written)
    broken = faults_of(written)
    # One input after the other, so that the trees of only one of them are in memory.
    after = open_package(new, "new", limits)
    accepted = _compared(meanings, "accept", references_of(after), new_resolution)
    lost = _lost_bookmarks(written, after)
    known = set(faults_of(after)) if broken else set()
    del after
    before = open_package(old, "old", limits)
    rejected = _compared(meanings, "reject", references_of(before), old_resolution)
    known |= set(faults_of(before)) if broken else set()
    broken = tuple(fault for fault in broken if fault not in known)
    faults = (*accepted.faults, *rejected.faults, *lost, *broken)
    lines = (
        _line("accepting every change gives the new document", accepted.faults, accepted.size),
        _line("rejecting every change gives the old document", rejected.faults, rejected.size),
        _line("the bookmarks of the new document are there", lost, ""),
        _line("the file is sound: ids, ranges, parts, order of elements", broken, ""),
        *(f"  {fault}" for fault in faults[:_SHOWN]),
        *_remarks(style_definitions(written), style_definitions(before)),
    )
    return Proof(lines=lines, faults=faults, name=name)


@dataclass(frozen=True, slots=True)
class _Compared:
    faults: tuple[str, ...]
    size: str


def _compared(
    written: References, resolution: Resolution, source: References, source_resolution: Resolution
) -> _Compared:
    exact = resolution == "accept"
    keys = same_prefixes(written.package, source.package)
    found = view(written, resolution, exact_anchors=exact, keys=keys)
    wanted = view(source, source_resolution, exact_anchors=exact, keys=keys)
    faults = [
        f"{resolution}: {_difference(one, two)}"
        for one, two in zip_longest(found, wanted)
        if one is None or two is None or not equal(one, two)
    ]
    tables = sum(block.kind == "tbl" for block in wanted)
    words = sum(len(block.words.split()) for block in wanted)
    return _Compared(tuple(faults), f"{len(wanted)} blocks, {tables} tables, {words} words")


def _difference(found: Block | None, wanted: Block | None) -> str:
    """Return one sentence on the first thing that differs."""
    if found is None or wanted is None:
        side, block = ("missing", wanted) if found is None else ("too much", found)
        assert block is not None
        return f"{block.where} is {side}: '{block.text[:60]}'"
    at = next((i for i, (a, b) in enumerate(zip(found.form, wanted.form)) if a != b), None)
    at = min(len(found.form), len(wanted.form)) if at is None else at
    what = "text" if found.text != wanted.text else "properties"
    stands, must = _around(found.form, at), _around(wanted.form, at)
    return f"{wanted.where} differs in {what}: '{stands}' stands where '{must}' must"


def _around(form: str, at: int) -> str:
    text = form[max(0, at - 40) : at + 60].replace("\x01", "¦")
    return text.replace(qname("w:p")[:-1], "w:")


def _lost_bookmarks(written: Package, after: Package) -> tuple[str, ...]:
    def names(package: Package) -> set[str]:
        root = package.tree(package.document)
        return {str(item.get(qname("w:name"))) for item in root.iter(qname("w:bookmarkStart"))}

    return tuple(f"the bookmark {name} is lost" for name in sorted(names(after) - names(written)))


def _line(statement: str, faults: tuple[str, ...], size: str) -> str:
    if faults:
        return f"not proved: {statement} ({len(faults)} faults)"
    return f"proved: {statement}" + (f" ({size})" if size else "")


def _remarks(written: dict[str, bytes], before: dict[str, bytes]) -> tuple[str, ...]:
    """Return what the proof does not cover, where it matters for this pair."""
    lines = ["not covered: headers, footers and comments, which are the new document's"]
    differing = [name for name in before if written.get(name) != before[name]]
    if differing:
        lines.append(f"not covered: {len(differing)} styles of the old document look as in the new one")
    return tuple(lines)
