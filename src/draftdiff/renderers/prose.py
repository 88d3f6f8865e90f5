"""The comparison as prose in Markdown: the overview first, then every paragraph of both drafts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from draftdiff.model import Change, Comparison, Draft, Operation, Paragraph
from draftdiff.options import Options
from draftdiff.overview.story import story

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)

OPERATION_WORDS = {
    Operation.KEEP: "kept",
    Operation.INSERT: "new",
    Operation.DELETE: "gone",
    Operation.UPDATE: "reworded",
    Operation.SPLIT: "split",
    Operation.MERGE: "merged",
    Operation.REWRITE: "rewritten",
}


def render(comparison: Comparison, options: Options) -> bytes:
    """Return the overview followed by every paragraph of both drafts in the new draft's order, as Markdown."""
    lines = [*overview_lines(comparison), "## Every paragraph, in the order of the new draft", ""]
    for change in comparison.changes:
        lines += _change_lines(change, comparison)
    return _encoded(lines)


def overview(comparison: Comparison) -> str:
    """Return what happened to the document, in prose, as Markdown."""
    return _encoded(overview_lines(comparison)).decode("utf-8")


def overview_lines(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of the overview: what was compared, counts, points by group, all changes, notes."""
    told = story(comparison)
    yield f"# Changes from {escaped(_called(comparison.old))} to {escaped(_called(comparison.new))}"
    yield ""
    if told.counts:
        yield ", ".join(f"{count} {name}" for name, count in told.counts) + "."
        yield ""
    for group in told.groups:
        yield f"## {group.title}"
        yield ""
        for point in group.points:
            yield f"- {point.text}"
        yield ""
    yield from _list_of_changes(comparison)
    yield from _notes(comparison)


def escaped(text: str) -> str:
    """Return a document's text so that Markdown shows it as typed, on one line."""
    text = _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
    return _LINE_START.sub(
        lambda match: f"{match[1]}\\{match[2]}" if not match[2][0].isdigit() else _dotted(match), text
    )


def _dotted(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2][:-1]}\\{match[2][-1]}"


def place_words(paragraphs: Iterable[Paragraph]) -> str:
    """Return how a reader cites paragraphs: by printed number, else by kind and place."""
    return ", ".join(paragraph.number.rstrip(".") or f"#{paragraph.index}" for paragraph in paragraphs)


def _called(draft: Draft) -> str:
    title = draft.symbol or draft.title
    return f"{draft.name} ({title})" if title and title != draft.name else draft.name


def _list_of_changes(comparison: Comparison) -> Iterator[str]:
    changed = [c for c in comparison.changes if c.operation is not Operation.KEEP or c.moved or c.labels]
    kept = len(comparison.changes) - len(changed)
    yield "## All changes"
    yield ""
    yield f"{len(changed)} changes, {kept} paragraphs kept without one."
    yield ""
    for run in _runs_alike(changed):
        yield f"- {run_words(run)}{_reasons(run[0])}"
    if changed:
        yield ""


def _runs_alike(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Yield runs of neighbouring changes without edits that are told in the same words, so they are told once."""
    run: list[Change] = []
    for change in changes:
        if run and not (_tells(run[-1]) == _tells(change) and not change.edits and not run[-1].edits):
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def _tells(change: Change) -> tuple[Operation, bool, str]:
    return change.operation, change.moved, _reasons(change)


def run_words(run: Sequence[Change]) -> str:
    """Return one line that names what happened to a run of changes told alike."""
    if len(run) == 1:
        return heading_words(run[0])
    old = [paragraph for change in run for paragraph in change.old]
    new = [paragraph for change in run for paragraph in change.new]
    sides = [
        f"{name} {place_words([p[0]])}–{place_words([p[-1]])}"
        for name, p in (("old", old), ("new", new))
        if p
    ]
    return f"{_verb(run[0])}: {' → '.join(sides)} ({len(run)} paragraphs)"


def _verb(change: Change) -> str:
    return OPERATION_WORDS[change.operation] + (", moved" if change.moved else "")


def heading_words(change: Change) -> str:
    """Return one line that names what happened to which paragraphs."""
    sides = [f"old {place_words(change.old)}"] if change.old else []
    sides += [f"new {place_words(change.new)}"] if change.new else []
    return f"{_verb(change)}: {' → '.join(sides)} `{change.id}`"


def _reasons(change: Change) -> str:
    return "".join(f"; **{label.name}**: {escaped(label.because)}" for label in change.labels)


def _change_lines(change: Change, comparison: Comparison) -> Iterator[str]:
    yield f"### {heading_words(change)}"
    yield ""
    for label in change.labels:
        yield f"- **{label.name}** ({label.rule}): {escaped(label.because)}"
    if change.labels:
        yield ""
    if change.operation is Operation.KEEP and [p.text for p in change.old] == [p.text for p in change.new]:
        yield from _quoted("", change.new)
        return
    yield from _quoted("Old", change.old)
    yield from _quoted("New", change.new)


def _quoted(side: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    for paragraph in paragraphs:
        words = f"{escaped(paragraph.number)} {escaped(paragraph.text)}".strip()
        yield f"> {f'{side}: ' if side else ''}{words}"
        yield ""


def _notes(comparison: Comparison) -> Iterator[str]:
    notes = (*comparison.old.notes, *comparison.new.notes, *comparison.notes)
    if not notes:
        return
    yield "## Notes"
    yield ""
    for note in dict.fromkeys(notes):
        yield f"- {escaped(f'{note.where}: {note.what}' if note.where else note.what)}"
    yield ""


def _encoded(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "replace")
