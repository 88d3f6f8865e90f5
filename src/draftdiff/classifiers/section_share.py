"""How much of a section's text stands in a section of the other draft: what the labels of sections ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.model import Comparison, Draft, Paragraph, Section, SectionChange
from draftdiff.text.remembering import remembered


@dataclass(frozen=True, slots=True)
class _Contents:
    """Words of the paragraphs of each section, headings left out, and those of pairs of sections that changes link."""

    old: Counter[int]
    new: Counter[int]
    linked: dict[int, Counter[int]]
    below: tuple[dict[int, Section], dict[int, Section]]


class _Asked:
    """The comparison asked about, known again by being the same object: to compare two by value reads all of both."""

    __slots__ = ("comparison",)

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison

    def __hash__(self) -> int:
        return id(self.comparison)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other.comparison is self.comparison


def linked_share(comparison: Comparison, section: SectionChange) -> float | None:
    """Return the share of the shorter side's words whose paragraphs have a partner on the other side.

    Sections below count too. None where one side holds nothing but headings.
    """
    found = _contents(_Asked(comparison))
    old = _with_below(section.old, found.below[0])
    new = _with_below(section.new, found.below[1])
    least = min(sum(found.old[s] for s in old), sum(found.new[t] for t in new))
    if not least:
        return None
    both = sum(words for s in old for t, words in found.linked.get(s, {}).items() if t in new)
    return both / least


@remembered(1)
def _contents(asked: _Asked) -> _Contents:
    """Return the contents of all sections: one pass over the changes serves each section that is asked about."""
    comparison = asked.comparison
    old: Counter[int] = Counter()
    new: Counter[int] = Counter()
    linked: dict[int, Counter[int]] = {}
    for change in comparison.changes:
        before, after = _words(change.old), _words(change.new)
        old.update(before)
        new.update(after)
        for s, words in before.items():
            row = linked.setdefault(s, Counter()) if after else Counter()
            for t, others in after.items():
                row[t] += min(words, others)
    return _Contents(old, new, linked, (_by_id(comparison.old), _by_id(comparison.new)))


def _words(paragraphs: Sequence[Paragraph]) -> Counter[int]:
    found: Counter[int] = Counter()
    for paragraph in paragraphs:
        if paragraph.section is not None and paragraph.kind != "heading":
            found[paragraph.section] += len(paragraph.text.split())
    return found


def _by_id(draft: Draft) -> dict[int, Section]:
    return {section.id: section for section in draft.sections() if section.id is not None}


def _with_below(ids: Sequence[int], sections: dict[int, Section]) -> set[int]:
    found = {one.id for at in ids if at in sections for one in sections[at].walk() if one.id is not None}
    return found | set(ids)
