"""Hold a comparison to an expected.toml: the points it must find and the decoys it must not report."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import draftdiff
from draftdiff.model import Change, Comparison, Draft, Evidence, Label, SectionChange, Transfer
from draftdiff.overview.places import cited_names, find_heading, find_paragraph
from draftdiff.text import loose_key

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Bearer:
    """Something that bears a label, with the paragraphs on both sides that it touches."""

    label: Label
    old: frozenset[int]
    new: frozenset[int]


def expected(case: str) -> dict[str, Any]:
    return tomllib.loads((HERE / case / "expected.toml").read_text("utf-8"))


def compare_case(case: str, suffix: str = ".md", drafts: Path | None = None) -> Comparison:
    """Return the comparison of a case's first draft with its final report, with all further inputs.

    `drafts` is the folder of the two drafts where they do not stand beside the inputs.
    """
    folder = ROOT / "examples" / "oewg" if case == "oewg" else HERE / case
    drafts = drafts or folder
    source = next(folder.glob("source-report*.md"))
    return draftdiff.compare(
        drafts / f"first-draft{suffix}",
        drafts / f"final-report{suffix}",
        options=draftdiff.Options(profile="un-report"),
        watch=folder / "watch.toml",
        asks=folder / "asks.toml",
        sources=[source],
        earlier=[folder / "zero-draft.md"],
        aliases=folder / "aliases.toml",
        concepts=folder / "concepts.toml",
    )


def missing_of(comparison: Comparison, point: dict[str, Any]) -> list[str]:
    """Return what a point asks for and the comparison does not have; empty if all is there."""
    found = [_missing_label(comparison, label) for label in point.get("label", ())]
    found += [_missing_operation(comparison, operation) for operation in point.get("operation", ())]
    found += [_missing_finding(comparison, finding) for finding in point.get("finding", ())]
    return [line for line in found if line]


def reported_of(comparison: Comparison, decoy: dict[str, Any]) -> list[str]:
    """Return what a decoy forbids and the comparison says all the same; empty if nothing."""
    old, new = _places(comparison.old, decoy.get("old")), _places(comparison.new, decoy.get("new"))
    lines = []
    for name in decoy.get("not_labels", ()):
        for bearer in _bearers(comparison, name):
            if _touches_change(comparison, bearer, old, new):
                lines.append(f"{name}: {bearer.label.because}")
    for finding in comparison.findings:
        if finding.name in decoy.get("not_findings", ()) and _same_subject(
            finding.subject, decoy.get("subject", "")
        ):
            lines.append(f"{finding.name}: {finding.statement}")
    return lines


def _missing_label(comparison: Comparison, wanted: dict[str, Any]) -> str:
    old, new = _places(comparison.old, wanted.get("old")), _places(comparison.new, wanted.get("new"))
    named = [b for b in _bearers(comparison, wanted["name"]) if _meets(b.old, old) and _meets(b.new, new)]
    if not named:
        return f"no label {wanted['name']} on {wanted.get('old')} -> {wanted.get('new')}"
    for side, places in (("old", old), ("new", new)):
        for words in wanted.get(f"{side}_words", ()):
            draft = getattr(comparison, side)
            if not any(_overlaps(draft, side, places, words, bearer.label.evidence) for bearer in named):
                return f"{wanted['name']}: no evidence at '{words}' ({side})"
    return ""


def _missing_operation(comparison: Comparison, wanted: dict[str, Any]) -> str:
    old, new = _places(comparison.old, wanted.get("old")), _places(comparison.new, wanted.get("new"))
    for change in comparison.changes:
        sides = {p.index for p in change.old}, {p.index for p in change.new}
        there = bool(old or new) and old <= sides[0] and new <= sides[1]
        if there and change.operation == wanted["name"] and wanted.get("moved") in (None, change.moved):
            return ""
    return f"no {wanted['name']} of {wanted.get('old')} -> {wanted.get('new')}"


def _missing_finding(comparison: Comparison, wanted: dict[str, Any]) -> str:
    old, new = _places(comparison.old, wanted.get("old")), _places(comparison.new, wanted.get("new"))
    same = [
        f
        for f in comparison.findings
        if f.name == wanted["name"] and _same_subject(f.subject, wanted["subject"])
    ]
    if not same:
        return f"no finding {wanted['name']} of '{wanted['subject']}'"
    if not any(old <= set(f.old) and new <= set(f.new) for f in same):
        return f"{wanted['name']} of '{wanted['subject']}' is at {[(f.old, f.new) for f in same]}"
    return ""


def _bearers(comparison: Comparison, name: str) -> Iterator[Bearer]:
    for item in comparison.with_label(name):
        for label in item.labels:
            if label.name == name:
                yield Bearer(label, *(frozenset(side) for side in _touched(item, label.evidence)))


def _touched(
    item: Change | Transfer | SectionChange, evidence: Iterable[Evidence]
) -> tuple[set[int], set[int]]:
    if isinstance(item, Change):
        old, new = {p.index for p in item.old}, {p.index for p in item.new}
    elif isinstance(item, Transfer):
        old, new = {item.old.paragraph}, {item.new.paragraph}
    else:
        old, new = set(item.old), set(item.new)
    for piece in evidence:
        if piece.side in ("old", "new"):
            (old if piece.side == "old" else new).add(piece.paragraph)
    return old, new


def _touches_change(comparison: Comparison, bearer: Bearer, old: set[int], new: set[int]) -> bool:
    """Return whether a label sits on the very paragraphs of a decoy: on both sides where both are named."""
    if not old and not new:
        return True
    return (not old or bool(old & bearer.old)) and (not new or bool(new & bearer.new))


def _meets(touched: frozenset[int], wanted: set[int]) -> bool:
    return not wanted or bool(wanted & touched)


def _overlaps(draft: Draft, side: str, places: set[int], words: str, evidence: Iterable[Evidence]) -> bool:
    for piece in evidence:
        if piece.side != side or (places and piece.paragraph not in places):
            continue
        text = draft.paragraphs[piece.paragraph].text
        at = text.find(words)
        while at >= 0:
            if piece.span.start < at + len(words) and at < piece.span.end:
                return True
            at = text.find(words, at + 1)
    return False


def _same_subject(found: str, wanted: str) -> bool:
    first, second = loose_key(found), loose_key(wanted)
    return bool(first and second) and (second in first or first in second)


def _places(draft: Draft, names: Iterable[str] | None) -> set[int]:
    known = cited_names(draft)
    return {_place(draft, name, known) for name in names or ()}


def _place(draft: Draft, name: str, known: tuple[str, ...]) -> int:
    found = find_paragraph(draft, name, known)
    if found is None:
        found = find_heading(draft, name)
    assert found is not None, f"{draft.name} has no paragraph '{name}'"
    return found
