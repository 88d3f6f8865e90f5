"""Put the threads of a chain together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod

from draftdiff.inputs import WatchedTerm
from draftdiff.model import Comparison, Draft, Event, Finding, History, Station, Thread
from draftdiff.overview.places import cited_names
from draftdiff.overview.view import make_finding, side_of, with_unique_ids
from draftdiff.threads.chain import Link, Node, components, step_links
from draftdiff.threads.events import events_by_node
from draftdiff.threads.measures import chosen_terms, measures
from draftdiff.threads.names import draft_names, order_notes
from draftdiff.threads.returns import doubts, returned
from draftdiff.wording.identity import content_id

# Events of one thread and one draft, in the order in which a person tells them.
_ORDER = ("born", "restored", "split", "merged", "rewritten", "moved", "edited", "editorial")


def trace(comparisons: Sequence[Comparison], watch: Iterable[WatchedTerm] = ()) -> History:
    """Return the history of the drafts of these comparisons, each of which begins where the one before ends.

    Terms are counted draft by draft: those of `watch`, or those that the steps say came or went.

    Time: that of one alignment of the first and the last draft.
    """
    drafts = (comparisons[0].old, *(comparison.new for comparison in comparisons))
    names = draft_names(drafts)
    returns = returned(comparisons)
    links = [*step_links(comparisons), *returns]
    threads = _threads(
        drafts,
        links,
        events_by_node(comparisons, returns),
        doubts(comparisons, names, returns),
    )
    return History(
        drafts=drafts,
        names=names,
        comparisons=tuple(comparisons),
        threads=tuple(_in_reading_order(threads, drafts)),
        measures=tuple(measures(drafts, comparisons, tuple(watch) or chosen_terms(comparisons))),
        findings=with_unique_ids(_restored(returns, drafts, names)),
        notes=tuple(order_notes(drafts, names)),
    )


def _threads(
    drafts: Sequence[Draft],
    links: Sequence[Link],
    events: Mapping[Node, list[Event]],
    doubted: Mapping[Node, str],
) -> list[Thread]:
    scores: dict[Node, list[float]] = defaultdict(list)
    for old, _, score in links:
        scores[old].append(score)
    seen: dict[str, int] = {}
    found = []
    for nodes in components(drafts, links):
        first = drafts[nodes[0][0]].paragraphs[nodes[0][1]]
        base = content_id("thread", first.kind, first.text)
        seen[base] = seen.get(base, 0) + 1
        # A paragraph split in two has two links of one bead: the bead's score counts once.
        sure = prod(min(scores[node]) for node in nodes if node in scores)
        found.append(
            Thread(
                id=base if seen[base] == 1 else f"{base}-{seen[base]}",
                stations=tuple(Station(draft=draft, paragraph=paragraph) for draft, paragraph in nodes),
                events=tuple(_told([event for node in nodes for event in events.get(node, ())])),
                sure=sure,
                doubts=tuple(dict.fromkeys(doubted[node] for node in nodes if node in doubted)),
            )
        )
    return found


def _told(events: Sequence[Event]) -> list[Event]:
    """Return the events by draft, deaths of a draft last; what is said twice of one draft stays once."""

    def key(event: Event) -> tuple[int, int, tuple[int, ...]]:
        place = _ORDER.index(event.name) if event.name in _ORDER else len(_ORDER) + (event.name == "died")
        return event.draft, place, event.paragraphs if event.name in ("born", "died") else ()

    return sorted(dict.fromkeys(events), key=key)


def _in_reading_order(threads: Sequence[Thread], drafts: Sequence[Draft]) -> Iterator[Thread]:
    """Yield threads as the last draft has them; one that ended earlier comes after what stood before it then."""
    thread_at = {(s.draft, s.paragraph): thread for thread in threads for s in thread.stations}
    order: list[Thread] = []
    placed: set[str] = set()
    for draft in reversed(range(len(drafts))):
        after: dict[str, list[Thread]] = defaultdict(list)
        waiting: set[str] = set()
        before = ""
        for paragraph in drafts[draft].paragraphs:
            thread = thread_at[draft, paragraph.index]
            if thread.id in placed:
                before = thread.id
            elif thread.id not in waiting:
                waiting.add(thread.id)
                after[before].append(thread)
        order = [
            *after.pop("", ()),
            *(item for thread in order for item in (thread, *after.get(thread.id, ()))),
        ]
        placed = {thread.id for thread in order}
    yield from order


def _restored(returns: Sequence[Link], drafts: Sequence[Draft], names: Sequence[str]) -> Iterator[Finding]:
    """Yield a finding for each paragraph that was gone and came back."""
    sides = [side_of(draft, name) for draft, name in zip(drafts, names, strict=True)]
    for (old_draft, old), (new_draft, new), _ in returns:
        gone = [names[at] for at in range(old_draft + 1, new_draft)]
        yield make_finding(
            "restored",
            " ".join(sides[new_draft].text(new).split()[:8]),
            f"{cited_names(drafts[new_draft])[new]} of {names[new_draft]} brings back "
            f"{cited_names(drafts[old_draft])[old]} of {names[old_draft]}, which {' and '.join(gone)} "
            f"{'lacks' if len(gone) == 1 else 'lack'}.",
            old=(old,),
            new=(new,),
            evidence=(sides[old_draft].evidence(old), sides[new_draft].evidence(new)),
        )
