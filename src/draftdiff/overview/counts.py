"""Counts about the whole document: brackets, options, the map of numbers, the balance of force."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from draftdiff.model import Change, Comparison, Evidence, Finding, Operation, Paragraph
from draftdiff.overview.places import is_main_number, plain_number
from draftdiff.overview.view import Side, View, make_finding
from draftdiff.overview.words import listed, plural


def count_findings(view: View) -> Iterator[Finding]:
    """Yield the counts that this pair of drafts gives rise to."""
    for name, kind, noun in (
        ("bracket-count", "bracket", "open bracket"),
        ("option-count", "option", "option"),
    ):
        if finding := _marks(view, name, kind, noun):
            yield finding
    if paragraph_map := _paragraph_map(view):
        yield paragraph_map
    if balance := _balance(view):
        yield balance


def marked_groups(side: Side, kind: str) -> list[Evidence]:
    """Return the first place of each mark of a kind; marks of one group are one."""
    found: dict[str, Evidence] = {}
    for paragraph in side.draft.paragraphs:
        for at, mark in enumerate(paragraph.marks):
            if mark.kind == kind:
                found.setdefault(
                    mark.group or f"{paragraph.index}:{at}", side.evidence(paragraph.index, mark.span)
                )
    return list(found.values())


def _marks(view: View, name: str, kind: str, noun: str) -> Finding | None:
    old, new = marked_groups(view.old, kind), marked_groups(view.new, kind)
    if not old and not new:
        return None
    statement = (
        f"The old draft has {plural(len(old), noun)}{_by_section(view.old, old)}, "
        f"the new one {plural(len(new), noun)}{_by_section(view.new, new)}."
    )
    return make_finding(
        name,
        noun,
        statement,
        old=(item.paragraph for item in old),
        new=(item.paragraph for item in new),
        evidence=[*old, *new],
    )


def _by_section(side: Side, found: Sequence[Evidence]) -> str:
    counts = Counter(" > ".join(side.sections[item.paragraph]) for item in found)
    counts.pop("", None)
    return f" ({listed([f'{section}: {count}' for section, count in counts.items()])})" if counts else ""


def _paragraph_map(view: View) -> Finding | None:
    """Return which old number is which new one, or None where no number changed."""
    rows = list(_map_rows(view))
    if all(old == new for old, new, _, _ in rows):
        return None
    return make_finding(
        "paragraph-map",
        "paragraph numbers",
        "Old number to new: " + "; ".join(_runs([(old, new) for old, new, _, _ in rows])) + ".",
        old=(index for _, _, indexes, _ in rows for index in indexes),
        new=(index for _, _, _, indexes in rows for index in indexes),
    )


def _map_rows(view: View) -> Iterator[tuple[str, str, tuple[int, ...], tuple[int, ...]]]:
    """Yield old and new numbers, with the paragraphs, for every change that touches a numbered paragraph."""
    for change in sorted(view.comparison.changes, key=_place_in_map):
        old = [p for p in change.old if _is_numbered(p)]
        new = [p for p in change.new if _is_numbered(p)]
        if old or new:
            yield (
                " + ".join(plain_number(p.number) for p in old),
                " + ".join(plain_number(p.number) for p in new),
                tuple(p.index for p in old),
                tuple(p.index for p in new),
            )


def _place_in_map(change: Change) -> tuple[bool, int]:
    """Return the place of a change in the map: by its first numbered old paragraph, new ones behind."""
    old = [p.index for p in change.old if _is_numbered(p)] or [p.index for p in change.old]
    return (not old, (old or [p.index for p in change.new])[0])


def _is_numbered(paragraph: Paragraph) -> bool:
    return paragraph.kind != "heading" and paragraph.stream == "body" and is_main_number(paragraph.number)


def _runs(rows: list[tuple[str, str]]) -> Iterator[str]:
    """Yield "1–6 → 2–7" for rows that rise together, "8 → deleted", "new: 9"."""
    runs: list[list[tuple[str, str]]] = []
    for row in rows:
        if runs and _follows(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([row])
    for run in runs:
        yield _run(run)


def _run(run: list[tuple[str, str]]) -> str:
    (old, new), (last_old, last_new) = run[0], run[-1]
    if len(run) > 1:
        if not new:
            return f"{old}–{last_old} → deleted"
        return f"{old}–{last_old} → {new}–{last_new}" if old else f"new: {new}–{last_new}"
    if not old:
        return f"new: {new}"
    return f"{old} → {new or 'deleted'}"


def _follows(before: tuple[str, str], row: tuple[str, str]) -> bool:
    return all(_next(a, b) for a, b in zip(before, row, strict=True))


def _next(before: str, after: str) -> bool:
    if not before and not after:
        return True
    numbers = [re.fullmatch(r"\d+", item) for item in (before, after)]
    return all(numbers) and int(after) == int(before) + 1


def _balance(view: View) -> Finding | None:
    """Return how many changes soften and how many strengthen, by section, or None where none does either."""
    borne = list(_force(view.comparison))
    if not borne:
        return None
    rows = []
    borne.sort(key=lambda item: item[0])
    for (_, section), group in groupby(borne, key=lambda item: item[0]):
        names = Counter(name for _, name, _ in group)
        rows.append(f"{section or 'above the first heading'} {names['softened']} to {names['strengthened']}")
    total = Counter(name for _, name, _ in borne)
    by_section = f"; by section: {listed(rows, 30)}" if len(rows) > 1 else ""
    evidence = [item for _, _, change in borne for item in _force_evidence(change)]
    return make_finding(
        "strength-balance",
        "softened against strengthened",
        f"{plural(total['softened'], 'change')} softened, {total['strengthened']} strengthened{by_section}.",
        old=(p.index for _, _, change in borne for p in change.old),
        new=(p.index for _, _, change in borne for p in change.new),
        evidence=list(dict.fromkeys(evidence)),
    )


def _force(comparison: Comparison) -> Iterator[tuple[tuple[int, str], str, Change]]:
    """Yield place and title of the section, the label and the change, once for each label of force of a change."""
    for change in comparison.changes:
        if change.operation is Operation.KEEP:
            continue
        for name in ("softened", "strengthened"):
            if change.has_label(name):
                yield _section_of(comparison, change), name, change


def _section_of(comparison: Comparison, change: Change) -> tuple[int, str]:
    draft = comparison.new if change.new else comparison.old
    path = draft.section_path((change.new or change.old)[0])
    if not path:
        return -1, ""
    around = path[1:] if len(draft.root.children) == 1 else path
    return path[-1].id or 0, " > ".join(section.title for section in around[-2:] or path[-1:])


def _force_evidence(change: Change) -> tuple[Evidence, ...]:
    return tuple(
        e for label in change.labels if label.name in ("softened", "strengthened") for e in label.evidence
    )
