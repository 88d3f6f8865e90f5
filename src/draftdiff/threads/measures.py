"""Counts by draft and part: paragraphs, terms, brackets, options, and the balance of force at each step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from draftdiff.inputs import WatchedTerm
from draftdiff.model import Comparison, Draft, Measure, Paragraph
from draftdiff.overview.phrases import find_phrases

FORCE = ("softened", "strengthened")
_PRESENCE = ("term-lost", "term-won", "term-gone", "term-new")
_MOST_CHOSEN = 12  # terms that the tool may choose: as many charts as fit a screen

Hit = tuple[Paragraph, int]
"""A paragraph and how many of the things counted stand in it."""


def chosen_terms(comparisons: Sequence[Comparison]) -> tuple[WatchedTerm, ...]:
    """Return the terms of which a step says that they came, went, or left the negotiated parts, those lost first.

    For a chain without a watch list; at most twelve.
    """
    found = [
        (_PRESENCE.index(finding.name), finding.subject)
        for comparison in comparisons
        for finding in comparison.findings
        if finding.name in _PRESENCE
    ]
    subjects = dict.fromkeys(subject for _, subject in sorted(found, key=lambda item: item[0]))
    return tuple(WatchedTerm(id=subject, term=subject) for subject in list(subjects)[:_MOST_CHOSEN])


def measures(
    drafts: Sequence[Draft], comparisons: Sequence[Comparison], watch: Iterable[WatchedTerm] = ()
) -> Iterator[Measure]:
    """Yield every count by draft and part, zeros left out; a watched term that is nowhere is one zero a draft."""
    for at, draft in enumerate(drafts):
        yield from _by_part("paragraphs", "", at, draft, ((p, 1) for p in draft.paragraphs))
        for kind in ("bracket", "option"):
            yield from _by_part(kind, "", at, draft, _marked(draft, kind))
    for term in watch:
        yield from term_measures(drafts, term)
    for at, comparison in enumerate(comparisons, 1):
        for name in FORCE:
            yield from _by_part(name, "", at, comparison.new, _forced(comparison, name))


def term_measures(drafts: Sequence[Draft], term: WatchedTerm) -> Iterator[Measure]:
    """Yield how often a term stands in each part of each draft; one zero for a draft that lacks it."""
    phrases = (term.term, *term.variants)
    for at, draft in enumerate(drafts):
        hits = [(p, len(find_phrases(phrases, p.text))) for p in draft.paragraphs]
        found = list(_by_part("term", term.term, at, draft, hits))
        yield from found or [
            Measure(name="term", subject=term.term, draft=at, part="", negotiated=True, count=0)
        ]


def _by_part(name: str, subject: str, at: int, draft: Draft, hits: Iterable[Hit]) -> Iterator[Measure]:
    counts: dict[str, int] = defaultdict(int)
    places: dict[str, list[int]] = defaultdict(list)
    negotiated: dict[str, bool] = {}
    for paragraph, count in hits:
        if count:
            part = draft.part_of(paragraph)
            counts[part.name] += count
            negotiated[part.name] = part.negotiated
            if paragraph.index not in places[part.name]:
                places[part.name].append(paragraph.index)
    for part_name, count in counts.items():
        yield Measure(
            name=name,
            subject=subject,
            draft=at,
            part=part_name,
            negotiated=negotiated[part_name],
            count=count,
            # Every paragraph is counted as one: their indexes would say nothing.
            paragraphs=() if name == "paragraphs" else tuple(places[part_name]),
        )


def _marked(draft: Draft, kind: str) -> Iterator[Hit]:
    """Yield paragraphs in which marks of a kind open; marks of one group are one."""
    seen: set[str] = set()
    for paragraph in draft.paragraphs:
        count = 0
        for mark in paragraph.marks:
            if mark.kind == kind and (not mark.group or mark.group not in seen):
                seen.add(mark.group)
                count += 1
        yield paragraph, count


def _forced(comparison: Comparison, name: str) -> Iterator[Hit]:
    """Yield a paragraph for each change and transfer that bears a label of force."""
    for change in comparison.changes:
        if change.has_label(name) and change.new:
            yield change.new[0], 1
    for transfer in comparison.transfers:
        if any(label.name == name for label in transfer.labels):
            yield comparison.new.paragraphs[transfer.new.paragraph], 1
