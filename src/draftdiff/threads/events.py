"""What happened to each paragraph on the way from a draft to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from draftdiff.model import Change, Comparison, Event, Operation
from draftdiff.threads.chain import Link, Node

_SHAPES = {
    Operation.INSERT: "born",
    Operation.DELETE: "died",
    Operation.SPLIT: "split",
    Operation.MERGE: "merged",
    Operation.REWRITE: "rewritten",
}


def events_by_node(comparisons: Sequence[Comparison], returns: Sequence[Link]) -> Mapping[Node, list[Event]]:
    """Return the events of every paragraph: of the draft in which they are seen, for `died` of the draft before."""
    found: dict[Node, list[Event]] = defaultdict(list)
    for paragraph in comparisons[0].old.paragraphs:
        found[0, paragraph.index].append(Event(draft=0, name="born", paragraphs=(paragraph.index,)))
    came_back = {new for _, new, _ in returns}
    for draft, comparison in enumerate(comparisons, 1):
        for change in comparison.changes:
            for event in _change_events(change, draft, came_back):
                found[_home(change, draft)].append(event)
        for node, event in _further_events(comparison, draft):
            if not (event.name == "restored" and node in came_back):
                found[node].append(event)
    return found


def _home(change: Change, draft: int) -> Node:
    """Return the paragraph at which a change's events are kept: all of a change stand in one thread."""
    return (draft, change.new[0].index) if change.new else (draft - 1, change.old[0].index)


def _change_events(change: Change, draft: int, came_back: set[Node]) -> Iterator[Event]:
    here = tuple(paragraph.index for paragraph in change.new or change.old)

    def event(name: str, because: str = "") -> Event:
        return Event(draft=draft, name=name, change=change.id, paragraphs=here, because=because)

    shape = _SHAPES.get(change.operation)
    if shape == "born" and any((draft, paragraph.index) in came_back for paragraph in change.new):
        shape = "restored"
    if shape:
        yield event(shape)
    if change.old and change.new:
        kinds = {edit.kind for edit in change.edits if edit.operation not in ("break", "join")}
        if "substantive" in kinds:
            yield event("edited")
        elif kinds and not shape and not change.has_label("editorial"):
            yield event("editorial")
    if change.moved:
        yield event("moved")
    for label in change.labels:
        yield event(label.name, label.because)


def _further_events(comparison: Comparison, draft: int) -> Iterator[tuple[Node, Event]]:
    """Yield what happened to sentences and sections, and words that came back."""
    for transfer in comparison.transfers:
        to = transfer.new.paragraph
        names = [(label.name, label.because) for label in transfer.labels]
        own = "copied" if transfer.kind == "copied" else "sentence-moved"
        if own not in dict(names):
            names.insert(0, (own, ""))
        for name, because in names:
            yield (draft, to), _event(draft, name, transfer.id, to, because)
    for section in comparison.sections:
        for label in section.labels:
            node = (draft, section.new[0]) if section.new else (draft - 1, section.old[0])
            yield node, _event(draft, label.name, section.id, node[1], label.because)
    for finding in comparison.findings:
        if finding.name == "restored":
            for index in finding.new:
                yield (draft, index), _event(draft, "restored", finding.id, index, finding.statement)


def _event(draft: int, name: str, change: str, paragraph: int, because: str) -> Event:
    return Event(draft=draft, name=name, change=change, paragraphs=(paragraph,), because=because)
