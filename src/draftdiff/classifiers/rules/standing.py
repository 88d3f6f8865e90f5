"""Words that came into a part of lower or higher rank: demoted, promoted."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from draftdiff.classifiers.passages import is_one_passage, small_words
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import View
from draftdiff.model import Comparison, Draft, Evidence, Label, Paragraph, Part, Place, Span, Transfer

_SURE = 0.7
"""Score of a change under which it is asked whether the paragraphs belong together at all: of 12 such firings read in
whole drafts, 11 were wrong."""
_LEAST_SHARED = 1
"""Words in small letters, of four letters and more, that both paragraphs have: more than a name in common."""
_LEAST_WORDS = 6
"""Words of a paragraph of a merge or a split: a date or a name of a place joins anything."""


def _on_change(view: View) -> Iterable[Label]:
    """Yield one label for the paragraphs that rose, and one for those that fell: the halves of a split may part."""
    ways: dict[str, tuple[list[Paragraph], list[Paragraph], str]] = {}
    if view.change.score < _SURE:
        return
    several = len(view.change.old) > 1 or len(view.change.new) > 1
    for old, new in product(view.change.old, view.change.new):
        before, after = view.old.draft.part_of(old), view.new.draft.part_of(new)
        name = _name(before, after)
        if name and _is_one_paragraph(old, new, several):
            way = ways.setdefault(name, ([], [], _because(name, before, after)))
            way[0].append(old)
            way[1].append(new)
    for name, (olds, news, because) in ways.items():
        evidence = (
            *(_whole("old", paragraph) for paragraph in dict.fromkeys(olds)),
            *(_whole("new", paragraph) for paragraph in dict.fromkeys(news)),
        )
        yield Label(name=name, rule=RULE.name, because=because, evidence=evidence)


def _is_one_paragraph(old: Paragraph, new: Paragraph, several: bool) -> bool:
    """Return whether two paragraphs of a change share text of weight: more than a date, a place, or a body's name."""
    if old.text == new.text or (old.kind == new.kind == "heading" and not several):
        return True
    counts = sorted(len(paragraph.text.split()) for paragraph in (old, new))
    if counts[0] < _LEAST_WORDS and (several or counts[1] > 2 * counts[0]):
        return False
    first, second = (set(small_words(paragraph.text)) for paragraph in (old, new))
    return len(first & second) >= _LEAST_SHARED or first == second


def _on_transfer(comparison: Comparison, transfer: Transfer) -> Iterable[Label]:
    old, new = _paragraph(comparison.old, transfer.old), _paragraph(comparison.new, transfer.new)
    before, after = comparison.old.part_of(old), comparison.new.part_of(new)
    name = _name(before, after)
    if (
        not name
        or (transfer.kind == "copied" and name == "demoted")
        or not is_one_passage(comparison, transfer)
    ):
        return
    evidence = (_stretch("old", old, transfer.old), _stretch("new", new, transfer.new))
    yield Label(name=name, rule=RULE.name, because=_because(name, before, after), evidence=evidence)


def _name(before: Part, after: Part) -> str:
    if before.rank == after.rank:
        return ""
    return "promoted" if after.rank > before.rank else "demoted"


def _because(name: str, before: Part, after: Part) -> str:
    weight = "binds more" if name == "promoted" else "binds less"
    return f"from {before.name} to {after.name}, which {weight} (rank {before.rank} to {after.rank})"


def _paragraph(draft: Draft, place: Place) -> Paragraph:
    return draft.paragraphs[place.paragraph]


def _stretch(side: str, paragraph: Paragraph, place: Place) -> Evidence:
    return Evidence(side=side, paragraph=paragraph.index, span=place.span, text=place.span.of(paragraph.text))


def _whole(side: str, paragraph: Paragraph) -> Evidence:
    span = Span(0, len(paragraph.text))
    return Evidence(side=side, paragraph=paragraph.index, span=span, text=paragraph.text)


_SOURCE = (
    "The parts and their ranks are those of the profile; how followers of negotiations describe standing."
)

RULE = Rule(
    name="standing",
    labels=(
        LabelDoc(
            name="demoted",
            meaning="The paragraph, or a sentence of it, now stands in a part that binds less.",
            example="a paragraph of the conclusions -> the same paragraph in the Chair's summary",
            source=_SOURCE,
            inverse="promoted",
        ),
        LabelDoc(
            name="promoted",
            meaning="The paragraph, or a sentence of it, now stands in a part that binds more.",
            example="a sentence of the discussions -> the same sentence in the conclusions",
            source=_SOURCE,
            inverse="demoted",
        ),
    ),
    on_change=_on_change,
    on_transfer=_on_transfer,
    reads_keeps=True,
)
