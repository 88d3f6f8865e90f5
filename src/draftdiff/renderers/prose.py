"""The comparison as prose in Markdown: the overview first, then every paragraph of both drafts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from draftdiff.model import Change, Comparison, Draft, Label, Note, Operation, Paragraph
from draftdiff.options import Options
from draftdiff.overview.edits_told import listed_words, said_labels
from draftdiff.overview.framing import is_changed, without_frame
from draftdiff.overview.places import cited_names
from draftdiff.overview.story import counts_of, story
from draftdiff.overview.view import View, view_of
from draftdiff.overview.words import OPERATION_WORDS, numbered, plural
from draftdiff.text import loose_key

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)

_NOT_CHECKED = "not checked: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How the paragraphs of both drafts are cited, by index, as Markdown."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def names_of(comparison: Comparison) -> Names:
    """Return how every paragraph is cited: by its number and the one above it, else by its heading or first words."""
    old, new = (tuple(map(escaped, cited_names(draft))) for draft in (comparison.old, comparison.new))
    return Names(old=old, new=new)


def render(comparison: Comparison, options: Options) -> bytes:
    """Return the overview followed by every paragraph of both drafts in the new draft's order, as Markdown."""
    lines = [*overview_lines(comparison), "## Every paragraph, in the order of the new draft", ""]
    names = names_of(comparison)
    for change in comparison.changes:
        lines += _change_lines(change, names)
    return _encoded(lines)


def overview(comparison: Comparison) -> str:
    """Return what happened to the document, in prose, as Markdown."""
    return _encoded(overview_lines(comparison)).decode("utf-8")


def counts_told(comparison: Comparison) -> str:
    """Return one line of counts: what stayed, what changed in which way, what binds less or more."""
    return _counts_told(counts_of(comparison)) or "Nothing to compare."


def notes_told(notes: Iterable[Note]) -> list[str]:
    """Return notes as lines, each once; what was not checked for want of an input is one line, at the end."""
    lines = list(dict.fromkeys(f"{note.where}: {note.what}" if note.where else note.what for note in notes))
    unchecked = [line for line in lines if line.startswith(_NOT_CHECKED)]
    if len(unchecked) > 1:
        lines = [line for line in lines if line not in unchecked]
        lines.append(_NOT_CHECKED + "; ".join(line.removeprefix(_NOT_CHECKED) for line in unchecked))
    return lines


def overview_lines(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of the overview: what was compared, counts, points by group, all changes, notes."""
    told = story(comparison)
    yield f"# Changes from {escaped(_called(comparison.old))} to {escaped(_called(comparison.new))}"
    yield ""
    if told.counts:
        yield _counts_told(told.counts)
        yield ""
    for group in told.groups:
        yield f"## {group.title}"
        yield ""
        for point in group.points:
            yield f"- {point.text}"
        yield ""
    yield from _list_of_changes(comparison, names_of(comparison))
    yield from _notes(comparison)


def escaped(text: str) -> str:
    """Return a document's text so that Markdown shows it as typed, on one line."""
    text = _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
    return _LINE_START.sub(
        lambda match: f"{match[1]}\\{match[2]}" if not match[2][0].isdigit() else _dotted(match), text
    )


def _dotted(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2][:-1]}\\{match[2][-1]}"


def _called(draft: Draft) -> str:
    title = draft.symbol or draft.title
    return f"{draft.name} ({title})" if title and title != draft.name else draft.name


def _counts_told(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts) + "." if counts else ""


def _list_of_changes(comparison: Comparison, names: Names) -> Iterator[str]:
    view = view_of(without_frame(comparison))
    text = view.comparison.changes
    changed = [change for change in text if is_changed(change)]
    typed = [change for change in text if change.has_label("editorial") and not is_changed(change)]
    framed = {change.id for change in text}
    frame = [c for c in comparison.changes if c.id not in framed and c.operation is not Operation.KEEP]
    yield "## All changes"
    yield ""
    yield _totals(len(changed), len(typed), len(text))
    yield ""
    for run in _runs_alike(changed):
        yield f"- {_run_words(run, names)}{_said(view, run)}"
    if typed:
        yield f"- editorial edits only (typing, spelling, grammar): {'; '.join(_typed(c, names) for c in typed)}"
    if frame:
        yield f"- around the text: {'; '.join(_heading_words(change, names) for change in frame)}"
    if changed or typed or frame:
        yield ""


def _totals(changed: int, typed: int, all_of_them: int) -> str:
    """Return how many paragraphs are listed, and how many are not: a heading and a note count as one each."""
    only = f", {typed} with editorial edits only" if typed else ""
    said = f"{plural(changed, 'change')}{only}, {all_of_them - changed - typed} unchanged, headings and notes counted."
    ids = (
        " In brackets the id of each, by which a file of corrections can name it." if changed or typed else ""
    )
    return f"{said}{ids}"


def _said(view: View, run: Sequence[Change]) -> str:
    """Return the labels of changes told together, and the words of one that stands alone."""
    because = _because(said_labels(view, run[0]))
    words = listed_words(view, run[0]) if len(run) == 1 else ""
    return f"{because}; {escaped(words)}" if words else because


def _typed(change: Change, names: Names) -> str:
    """Return a paragraph of which only the typing changed, with the words where a reader can see the difference."""
    cited = numbered([names.new[paragraph.index] for paragraph in change.new])
    keys = [loose_key("\n".join(p.text for p in side)) for side in (change.old, change.new)]
    because = next(label.because for label in change.labels if label.name == "editorial")
    _, _, words = because.partition(": ")
    return f"{cited}{f', {escaped(words)}' if words and keys[0] != keys[1] else ''} (`{change.id}`)"


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


def _run_words(run: Sequence[Change], names: Names) -> str:
    """Return one line that names what happened to a run of changes told alike."""
    if len(run) == 1:
        return _heading_words(run[0], names)
    old = [names.old[paragraph.index] for change in run for paragraph in change.old]
    new = [names.new[paragraph.index] for change in run for paragraph in change.new]
    sides = [f"{side[0]} to {side[-1]}" for side in (old, new) if side]
    return f"{_verb(run[0])}, {len(run)} paragraphs: {' → '.join(sides)}"


def _verb(change: Change) -> str:
    return OPERATION_WORDS[change.operation] + (", moved" if change.moved else "")


def _heading_words(change: Change, names: Names) -> str:
    """Return one line that names what happened to which paragraphs, with the id of the change."""
    old = numbered([names.old[paragraph.index] for paragraph in change.old])
    new = numbered([names.new[paragraph.index] for paragraph in change.new])
    if not new:
        where = f"{old} of the old draft"
    elif not old or old == new:
        where = new
    else:
        where = f"{old} → {new}"
    return f"{_verb(change)}: {where} (`{change.id}`)"


def _reasons(change: Change) -> str:
    return _because(change.labels)


def _because(labels: Sequence[Label]) -> str:
    return "".join(f"; **{label.name}**: {escaped(label.because)}" for label in labels)


def _change_lines(change: Change, names: Names) -> Iterator[str]:
    yield f"### {_heading_words(change, names)}"
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
    for line in notes_told(notes):
        yield f"- {escaped(line)}"
    yield ""


def _encoded(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "replace")
