"""How the life of a paragraph is told: names of events, one sentence a thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from draftdiff.model import Draft, Event, History, Thread
from draftdiff.overview.places import cited_names

EVENT_WORDS: Mapping[str, str] = {
    "born": "new",
    "died": "gone",
    "edited": "reworded",
    "editorial": "retyped",
    "restored": "brought back",
    "sentence-moved": "given a sentence from elsewhere",
}
"""What an event is called where its name alone would not say it."""

# Said by every other event of words: a paragraph that was softened was reworded.
_IMPLIED = frozenset({"edited", "editorial"})
_NO_WORDS = frozenset(
    {"born", "died", "moved", "restored", "demoted", "promoted", "reordered", "moved-section"}
)


def event_words(name: str) -> str:
    """Return an event's name as a reader says it."""
    return EVENT_WORDS.get(name, name.replace("-", " "))


def names_of(history: History) -> tuple[tuple[str, ...], ...]:
    """Return how every paragraph of every draft is cited, by draft and index."""
    return tuple(cited_names(draft) for draft in history.drafts)


def counted_events(thread: Thread, draft: int) -> tuple[str, ...]:
    """Return the names of what happened to a thread on the way to a draft, each once; what others imply is left out."""
    names = list(dict.fromkeys(event.name for event in thread.events if event.draft == draft))
    telling = [name for name in names if name not in _IMPLIED and name not in _NO_WORDS]
    return tuple(name for name in names if not (name in _IMPLIED and telling))


def happened(thread: Thread, draft: int) -> tuple[str, ...]:
    """Return what happened to a thread on the way to a draft, in words."""
    names = counted_events(thread, draft)
    words = {name: event_words(name) for name in names}
    if "restored" in words and thread.in_draft(draft - 1):
        words["restored"] = "given back earlier words"
    elif "restored" in words and "born" in words:
        words["restored"] = "with words of an earlier draft"
    return tuple(words[name] for name in names)


def sentence(thread: Thread, history: History, cited: Sequence[Sequence[str]]) -> str:
    """Return the life of a thread: "para 10: in zero draft as para 9, split in first draft, softened in Rev.1"."""
    subject = name_in(thread, last_draft(thread), cited)
    if last_draft(thread) < len(history.drafts) - 1:
        subject = f"{subject} of {history.names[last_draft(thread)]}"
    return f"{subject}: {', '.join(_clauses(thread, history, cited))}"


def last_draft(thread: Thread) -> int:
    """Return the last draft in which a thread stands."""
    return thread.stations[-1].draft


def name_in(thread: Thread, draft: int, cited: Sequence[Sequence[str]]) -> str:
    """Return how a thread is cited in a draft in which it stands."""
    return joined([cited[draft][paragraph] for paragraph in thread.in_draft(draft)])


def joined(names: Iterable[str]) -> str:
    """Return citations as one phrase: "para 3 and para 4"; more than three are counted."""
    found = list(dict.fromkeys(names))
    if len(found) > 3:
        found = [*found[:2], f"{len(found) - 2} more"]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""


def _clauses(thread: Thread, history: History, cited: Sequence[Sequence[str]]) -> Iterator[str]:
    first = thread.stations[0].draft
    last = last_draft(thread)
    shown = name_in(thread, first, cited)
    final = name_in(thread, last, cited)
    place = "" if shown == final else f" as {shown}"
    yield f"in {history.names[first]}{place}" if first == 0 else f"new in {history.names[first]}{place}"
    quiet = True
    for draft in range(first + 1, len(history.drafts)):
        words = happened(thread, draft)
        if words:
            quiet = False
            now = name_in(thread, draft, cited)
            place = f" (there {now})" if now and now not in (shown, final) else ""
            yield f"{_and(words)} in {history.names[draft]}{place}"
            shown = now or shown
    if quiet and first < len(history.drafts) - 1:
        yield "unchanged since"


def _and(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def step_counts(history: History, draft: int) -> list[tuple[int, str]]:
    """Return how many threads each thing happened to on the way to a draft, what is most frequent first."""
    counts = Counter(
        name
        for thread in history.threads
        for name in {event.name for event in thread.events if event.draft == draft}
    )
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(count, event_words(name)) for name, count in ordered]


def is_quiet(thread: Thread) -> bool:
    """Return whether nothing happened to a thread after its birth in the first draft."""
    return all(event.draft == 0 for event in thread.events)


def by_draft(events: Iterable[Event]) -> Iterator[tuple[int, list[Event]]]:
    """Yield the events draft by draft."""
    for draft, group in groupby(events, key=lambda event: event.draft):
        yield draft, list(group)


def opening(thread: Thread, drafts: Sequence[Draft], characters: int = 90) -> str:
    """Return the first words of a thread, as its last draft has them."""
    station = thread.stations[-1]
    first = next(s for s in thread.stations if s.draft == station.draft)
    text = " ".join(drafts[first.draft].paragraphs[first.paragraph].text.split())
    if len(text) <= characters:
        return text
    return text[: text.rfind(" ", 0, characters) if " " in text[:characters] else characters] + " …"
