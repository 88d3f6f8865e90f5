"""What a click on a thread shows: its wording in each draft, with the edits from the wording before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from draftdiff.model import PARAGRAPH_SEPARATOR, Change, History, Operation, Thread, joined_text
from draftdiff.overview.places import sections_around
from draftdiff.renderers.history.words import event_words
from draftdiff.renderers.html.escape import escape
from draftdiff.renderers.html.script import script_of
from draftdiff.threads import chain_alignment

_BREAK = Markup('<span class="pe" title="paragraph break">¶</span>\n')


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A thread in one draft, or from the first draft to the last."""

    title: str
    place: str
    """Citation and section."""
    remarks: tuple[tuple[str, str], ...]
    """What happened, and why a rule says so."""
    texts: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Look-up tables of a history for its page."""

    history: History
    cited: Sequence[Sequence[str]]
    old_changes: Sequence[Mapping[int, Change]]
    """By step, the change of each old paragraph."""
    new_changes: Sequence[Mapping[int, Change]]
    across: Mapping[int, Change]
    """From the first draft to the last, by first paragraph of the last draft."""


def book_of(history: History, cited: Sequence[Sequence[str]]) -> Book:
    """Return the look-up tables of a history."""
    from draftdiff.wording import describe

    last = len(history.drafts) - 1
    across = (
        describe(chain_alignment(history, 0, last), history.comparisons[0].options).changes
        if last > 1
        else ()
    )
    return Book(
        history=history,
        cited=cited,
        old_changes=[{p.index: c for c in step.changes for p in c.old} for step in history.comparisons],
        new_changes=[{p.index: c for c in step.changes for p in c.new} for step in history.comparisons],
        across={change.new[0].index: change for change in across if change.old and change.new},
    )


def wordings_of(thread: Thread, book: Book) -> Iterator[Wording]:
    """Yield the wording of a thread in every draft in which it is new, changed or gone, then from first to last."""
    first = thread.stations[0].draft
    yield _first(thread, first, book)
    reworded = 0
    for draft in range(first + 1, len(book.history.drafts)):
        changes = _changes(thread, draft, book)
        remarks = _remarks(thread, draft)
        texts = tuple(_text(change) for change in changes if _is_new_wording(change))
        reworded += any(change.operation is Operation.UPDATE or change.edits for change in changes)
        if remarks or texts:
            yield Wording(
                title=book.history.names[draft],
                place=_place(thread, draft, book),
                remarks=remarks,
                texts=texts,
            )
    if reworded > 1:
        yield from _from_first_to_last(thread, book)


def _first(thread: Thread, draft: int, book: Book) -> Wording:
    paragraphs = book.history.drafts[draft].paragraphs
    return Wording(
        title=book.history.names[draft],
        place=_place(thread, draft, book),
        remarks=_remarks(thread, draft) if draft else (),
        texts=tuple(escape(paragraphs[index].text) for index in thread.in_draft(draft)),
    )


def _changes(thread: Thread, draft: int, book: Book) -> list[Change]:
    """Return the changes of the step to a draft that touch a thread, each once, deletions last."""
    found = [book.new_changes[draft - 1][index] for index in thread.in_draft(draft)]
    found += [book.old_changes[draft - 1][index] for index in thread.in_draft(draft - 1)]
    return list({change.id: change for change in found}.values())


def _is_new_wording(change: Change) -> bool:
    """Return whether the words of a change must be shown: not those that stayed, nor those that went."""
    if not change.new:
        return False
    return not change.old or joined_text(change.old) != joined_text(change.new)


def _remarks(thread: Thread, draft: int) -> tuple[tuple[str, str], ...]:
    found = [(event_words(e.name), e.because) for e in thread.events if e.draft == draft]
    return tuple(dict.fromkeys(found))


def _place(thread: Thread, draft: int, book: Book) -> str:
    indexes = thread.in_draft(draft)
    if not indexes:
        return ""
    drafted = book.history.drafts[draft]
    path = sections_around(drafted, drafted.paragraphs[indexes[0]])
    cited = ", ".join(book.cited[draft][index] for index in indexes)
    return " · ".join([cited, *([" › ".join(section.title for section in path)] if path else [])])


def _from_first_to_last(thread: Thread, book: Book) -> Iterator[Wording]:
    ends = thread.in_draft(len(book.history.drafts) - 1)
    change = book.across.get(ends[0]) if ends else None
    if change is not None:
        names = book.history.names
        yield Wording(title=f"From {names[0]} to {names[-1]}", place="", remarks=(), texts=(_text(change),))


def _text(change: Change) -> Markup:
    """Return the new wording with what was deleted and inserted; a new paragraph as it stands."""
    old, new = joined_text(change.old), joined_text(change.new)
    if not change.old:
        return _piece(new)
    pieces = []
    for stretch in script_of(change):
        if stretch.kind == "deleted":
            pieces.append(Markup("<del>{}</del>").format(_piece(old[slice(*stretch.old)])))
        elif stretch.kind == "inserted":
            pieces.append(Markup("<ins>{}</ins>").format(_piece(new[slice(*stretch.new)])))
        else:
            pieces.append(_piece(new[slice(*stretch.new)]))
    return Markup("").join(piece for piece in pieces if piece)


def _piece(text: str) -> Markup:
    return _BREAK.join(escape(piece) for piece in text.split(PARAGRAPH_SEPARATOR))
