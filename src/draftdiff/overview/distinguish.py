"""Whether references stand under words of unequal weight: "in accordance with X, and acknowledging Y".

References of one row ("resolutions X, Y and Z") stand under the same words. A row ends where, between two of them and
behind the last comma or conjunction, words stand that govern the second anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftdiff.inputs import Ask
from draftdiff.model import Span
from draftdiff.overview.phrases import find_phrases
from draftdiff.overview.scope import Scope
from draftdiff.overview.verdict import Verdict, place_words
from draftdiff.overview.view import Side, View
from draftdiff.overview.words import listed, quoted

_JOINT = re.compile(
    r"(?:[,;:.]|\b(?:and|or|but|while|whereas|as well as|together with|along with|nor|yet)\b)", re.I
)
_NO_GOVERNOR = re.compile(
    r"\b(?:(?:general assembly|security council|human rights council|economic and social council|assembly|council)"
    r"|resolutions?|decisions?|reports?|documents?|articles?|paragraphs?|paras?|A|S|E|RES|the|its|their|of|in|to|by|on"
    r"|with|under|for|from|also|further|both|then|namely|notably|especially|particular|including|again|earlier|later"
    r"|subsequent|relevant|No|annex|\d+)\b|[^\w\s]|\d",
    re.IGNORECASE,
)
"""Words that may stand before a reference in a row without governing it."""


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
    spans = {reference: span for reference, span in places.items() if span is not None}
    if len(spans) < len(places) or not view.new.negotiated[index]:
        return None
    rows = rows_of(view.new.text(index), list(spans.values()))
    old, where = view.old_of(index), place_words(view.new, [index])
    shown = [view.new.evidence(index, row) for row in dict.fromkeys(rows.values())]
    if _are_apart(ask, spans, rows):
        words = "; ".join(quoted(item.text, 20) for item in shown)
        return Verdict("taken", f"{where} has {words}", old, (index,), tuple(shown))
    return Verdict("refused", f"{where} cites them under the same words", old, (index,), tuple(shown))


def _are_apart(ask: Ask, spans: dict[str, Span], rows: dict[Span, Span]) -> bool:
    """Return whether references adopted in different ways stand in different rows; without ways, any two."""
    ways = {way for _, way in ask.references if way}
    groups: dict[str, set[Span]] = {}
    for reference, way in ask.references:
        groups.setdefault(way if len(ways) > 1 else reference, set()).add(rows[spans[reference]])
    seen: set[Span] = set()
    for group in groups.values():
        if group & seen:
            return False
        seen |= group
    return True


def rows_of(text: str, spans: Sequence[Span]) -> dict[Span, Span]:
    """Return for each reference the row in which it stands, from the words that govern it to its last reference."""
    ordered = sorted(spans)
    rows: list[list[Span]] = []
    starts: list[int] = []
    for at, span in enumerate(ordered):
        before = ordered[at - 1].end if at else 0
        governor = _governor(text, before, span.start)
        if at and governor is None:
            rows[-1].append(span)
        else:
            rows.append([span])
            starts.append(governor if governor is not None else span.start)
    whole = [Span(start, row[-1].end) for start, row in zip(starts, rows, strict=True)]
    return {span: place for place, row in zip(whole, rows, strict=True) for span in row}


def _governor(text: str, before: int, start: int) -> int | None:
    """Return where the words begin that govern a reference anew, or None where it only continues a row."""
    joints = [match.end() for match in _JOINT.finditer(text, before, start)]
    at = joints[-1] if joints else before
    words = text[at:start]
    return at + len(words) - len(words.lstrip()) if _NO_GOVERNOR.sub("", words).strip() else None


def _place(side: Side, reference: str, index: int) -> Span | None:
    return next(iter(find_phrases((reference,), side.text(index))), None)
