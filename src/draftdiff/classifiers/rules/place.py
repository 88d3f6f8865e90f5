"""What happened to sections and sentences as such: reordered, moved, retitled, copied."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draftdiff.classifiers.passages import is_one_passage
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.section_share import linked_share
from draftdiff.model import Comparison, Draft, Evidence, Label, SectionChange, Span, Transfer

_SHARE = 0.6
"""Share of a section's words with a partner under the other heading, from which the section itself moved. Of the
firings read in whole drafts 7 of 8 below it were wrong, and 4 of 23 above."""
_WORD = re.compile(r"[^\W_]+")
_NUMERAL = re.compile(r"[^\W\d]{0,2}\d+[^\W\d]{0,2}|[ivxlc]+")
"""A number, also with letters to it: 124L, 19th, v2."""
_NO_TITLE = re.compile(r"\u00a9|\bcopyright (?:\(c\) )?\d|://", re.IGNORECASE)
"""A line of copyright, or an address."""
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_OF_EVENT = {"reordered": "reordered", "moved": "moved-section", "retitled": "retitled"}
_BECAUSE = {
    "reordered": "its place among the sections beside it changed",
    "moved-section": "it left the section above it for another",
    "retitled": "only its heading changed",
}


def _on_section(comparison: Comparison, section: SectionChange) -> Iterable[Label]:
    for event in section.events:
        name = _OF_EVENT.get(event)
        if name is None or not _is_same_section(comparison, section, name):
            continue
        evidence = (
            *_headings("old", comparison.old, section.old),
            *_headings("new", comparison.new, section.new),
        )
        yield Label(name=name, rule=RULE.name, because=_BECAUSE[name], evidence=evidence)


def _is_same_section(comparison: Comparison, section: SectionChange, name: str) -> bool:
    """Return whether the same matter stands under both headings, and a new title is new in more than a number."""
    share = linked_share(comparison, section)
    if name == "retitled":
        return _is_another_title(comparison, section) and share != 0
    return share is None or share >= _SHARE


def _is_another_title(comparison: Comparison, section: SectionChange) -> bool:
    """Return whether the headings do not differ in a number or a date alone: "124L Costs" and "124M Costs"."""
    old, new = (
        [draft.paragraphs[at].text for at in ids]
        for draft, ids in ((comparison.old, section.old), (comparison.new, section.new))
    )
    if any(_NO_TITLE.search(text) for text in (*old, *new)):
        return False
    return old == new or [*map(_title, old)] != [*map(_title, new)]


def _title(text: str) -> list[str]:
    return [
        word
        for word in _WORD.findall(text.casefold())
        if word not in _MONTHS and not _NUMERAL.fullmatch(word)
    ]


def _on_transfer(comparison: Comparison, transfer: Transfer) -> Iterable[Label]:
    if not is_one_passage(comparison, transfer):
        return
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
