"""Whether references stand under words of unequal weight: "in accordance with X, and acknowledging Y"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftdiff.inputs import Ask
from draftdiff.model import Evidence, Span
from draftdiff.overview.phrases import find_phrases
from draftdiff.overview.scope import Scope
from draftdiff.overview.verdict import Verdict, place_words
from draftdiff.overview.view import Side, View
from draftdiff.overview.words import listed, quoted

GOVERNING = re.compile(
    r"\b(in accordance with|pursuant to|in line with|on the basis of|based on"
    r"|as (?:set out|reflected|contained|called for) in|(?:re)?affirm\w*|recall\w*|acknowledg\w*|recogni[sz]\w*"
    r"|tak(?:e|es|en|ing) (?:due )?note|took note|not(?:e|es|ed|ing)|welcom\w*|endors\w*|guided by|bearing in mind"
    r"|mindful of|consider(?:s|ed|ing)?|mention\w*|build(?:s|ing)? (?:up)?on|aware of|conscious of"
    r"|without prejudice to|having regard to|while|whereas|implement\w*|appl(?:y|ies|ying)|follow(?:s|ing)?"
    r"|taking into account)\b",
    re.IGNORECASE,
)
"""Words under which drafters cite a document; two of them in one sentence part what stood together."""


def judge_distinguish(view: View, ask: Ask, scope: Scope) -> Verdict:
    """Judge references that were to stand under words of unequal weight."""
    ids = [reference for reference, _ in ask.references]
    if len(ids) < 2:
        return Verdict("unclear", "the ask names fewer than two references")
    for among in (scope.new, scope.section_new, range(len(view.new.draft.paragraphs))):
        for index in among:
            if (verdict := _at(view, ask, index)) is not None:
                return verdict
    missing = [
        i for i in ids if not any(_place(view.new, i, at) for at in range(len(view.new.draft.paragraphs)))
    ]
    if missing:
        return Verdict(
            "unclear", f"the new draft does not cite {listed(missing)}", old=scope.old, new=scope.new
        )
    return Verdict(
        "unclear", "no paragraph of the new draft cites them together", old=scope.old, new=scope.new
    )


def _at(view: View, ask: Ask, index: int) -> Verdict | None:
    """Return the verdict that one paragraph gives, or None where it does not cite all the references."""
    places = {reference: _place(view.new, reference, index) for reference, _ in ask.references}
    spans = [span for span in places.values() if span is not None]
    if len(spans) < len(places) or not view.new.negotiated[index]:
        return None
    text = view.new.text(index)
    groups = _groups(ask, places, text)
    evidence = tuple(_evidence(view.new, index, span, text) for span in sorted(spans))
    old, where = view.old_of(index), place_words(view.new, [index])
    if len({frozenset(words) for words in groups.values()}) > 1:
        shown = "; ".join(f"{quoted(item.text, 20)}" for item in evidence)
        return Verdict("taken", f"{where} has {shown}", old, (index,), evidence)
    return Verdict("refused", f"{where} cites them under the same words", old, (index,), evidence)


def _groups(ask: Ask, places: dict[str, Span | None], text: str) -> dict[str, list[str]]:
    """Return the governing words of the references, by the way in which these were adopted (else one by one)."""
    ways = {way for _, way in ask.references if way}
    groups: dict[str, list[str]] = {}
    for reference, way in ask.references:
        span = places[reference]
        if span is not None:
            key = way if len(ways) > 1 else reference
            groups.setdefault(key, []).append(_governing(text, span))
    return groups


def _place(side: Side, reference: str, index: int) -> Span | None:
    return next(iter(find_phrases((reference,), side.text(index))), None)


def _governing(text: str, span: Span) -> str:
    match = _last_governing(text, span)
    return match[0].casefold() if match else ""


def _last_governing(text: str, span: Span) -> re.Match[str] | None:
    found: Sequence[re.Match[str]] = list(GOVERNING.finditer(text, 0, span.start))
    return found[-1] if found else None


def _evidence(side: Side, index: int, span: Span, text: str) -> Evidence:
    match = _last_governing(text, span)
    start = match.start() if match else span.start
    return side.evidence(index, Span(start, span.end))
