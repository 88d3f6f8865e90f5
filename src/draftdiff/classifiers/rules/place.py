"""What happened to sections and sentences as such: reordered, moved, retitled, copied."""

from __future__ import annotations

from collections.abc import Iterable

from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.model import Comparison, Draft, Evidence, Label, SectionChange, Span, Transfer

_OF_EVENT = {"reordered": "reordered", "moved": "moved-section", "retitled": "retitled"}
_BECAUSE = {
    "reordered": "its place among the sections beside it changed",
    "moved-section": "it left the section above it for another",
    "retitled": "only its heading changed",
}


def _on_section(comparison: Comparison, section: SectionChange) -> Iterable[Label]:
    for event in section.events:
        name = _OF_EVENT.get(event)
        if name is None:
            continue
        evidence = (
            *_headings("old", comparison.old, section.old),
            *_headings("new", comparison.new, section.new),
        )
        yield Label(name=name, rule=RULE.name, because=_BECAUSE[name], evidence=evidence)


def _on_transfer(comparison: Comparison, transfer: Transfer) -> Iterable[Label]:
    name = "copied" if transfer.kind == "copied" else "sentence-moved"
    old = comparison.old.paragraphs[transfer.old.paragraph]
    new = comparison.new.paragraphs[transfer.new.paragraph]
    because = (
        "the words stay where they were and also stand here now"
        if name == "copied"
        else "the words left this paragraph for another"
    )
    evidence = tuple(
        Evidence(side=side, paragraph=p.index, span=place.span, text=place.span.of(p.text))
        for side, p, place in (("old", old, transfer.old), ("new", new, transfer.new))
    )
    yield Label(name=name, rule=RULE.name, because=because, evidence=evidence)


def _headings(side: str, draft: Draft, sections: tuple[int, ...]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            side=side,
            paragraph=at,
            span=Span(0, len(draft.paragraphs[at].text)),
            text=draft.paragraphs[at].text,
        )
        for at in sections
    )


_SOURCE = "From the alignment of sections and sentences."

RULE = Rule(
    name="place",
    labels=(
        LabelDoc(
            name="reordered",
            meaning="Sections that stand side by side changed their order; said once for the section.",
            example="Norms, then law -> law, then norms",
            source=_SOURCE,
            inverse="reordered",
        ),
        LabelDoc(
            name="moved-section",
            meaning="A whole section left its parent for another; said once for the section.",
            example="Threats, under Discussions -> Threats, under Conclusions",
            source=_SOURCE,
            inverse="moved-section",
        ),
        LabelDoc(
            name="retitled",
            meaning="The heading changed and what stands under it stayed.",
            example="How law applies -> International law",
            source=_SOURCE,
            inverse="retitled",
        ),
        LabelDoc(
            name="sentence-moved",
            meaning="A sentence or clause left one paragraph for another.",
            example="the last sentence of paragraph 4 -> the first of paragraph 9",
            source=_SOURCE,
            inverse="sentence-moved",
        ),
        LabelDoc(
            name="copied",
            meaning="The words stay where they were and also stand in another place now.",
            example="a sentence kept in the discussions and entered in the conclusions",
            source=_SOURCE,
            inverse=None,
        ),
    ),
    on_section=_on_section,
    on_transfer=_on_transfer,
)
