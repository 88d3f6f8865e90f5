"""Square brackets that came or went around text that stays: bracketed, unbracketed, credit-dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.rules.bracketed_words import Credit, Page, Pages, lasting, pages_of
from draftdiff.classifiers.view import View
from draftdiff.model import Evidence, Label

_SIGNS = "[]\uff3b\uff3d"
_AND = re.compile(r"\s*(?:,|/|;|\band\b|&|\+)\s*")


def _on_change(view: View) -> Iterable[Label]:
    pages = pages_of(view)
    if pages is None:
        return
    for name, opened in (("bracketed", True), ("unbracketed", False)):
        runs = _runs(pages, opened)
        if runs:
            yield _label(name, pages, runs)
    dropped = _dropped(pages)
    if dropped:
        named = ", ".join(text for _, text in dropped)
        yield Label(
            name="credit-dropped",
            rule=RULE.name,
            because=f"the text stayed and '{named}' is no longer named beside it",
            evidence=tuple(piece for piece, _ in dropped),
        )


def _runs(pages: Pages, opened: bool) -> list[list[tuple[int, int]]]:
    """Return the runs of words that stand on both sides and in more (or in fewer) brackets than before.

    A bracket most of whose words are not on the other side came or went with its text and counts for nothing.
    """
    old_lasting, new_lasting = lasting(pages)
    runs: list[list[tuple[int, int]]] = []
    last = False
    for a, b in pages.pairs:
        before, after = pages.old.around[a], pages.new.around[b]
        inner = after if opened else before
        more = len(after) > len(before) if opened else len(before) > len(after)
        here = more and inner[-1] in (new_lasting if opened else old_lasting)
        if here and last:
            runs[-1].append((a, b))
        elif here:
            runs.append([(a, b)])
        last = here
    return runs


def _label(name: str, pages: Pages, runs: Sequence[Sequence[tuple[int, int]]]) -> Label:
    """Return a label with the bracketed words, signs included, on the side where they stand in brackets."""
    page, at = (pages.new, 1) if name == "bracketed" else (pages.old, 0)
    evidence = tuple(_with_signs(page, run[0][at], run[-1][at]) for run in runs)
    told = "', '".join(piece.text.strip(_SIGNS)[:60] for piece in evidence)
    verb = "now stands in brackets" if name == "bracketed" else "no longer stands in brackets"
    return Label(name=name, rule=RULE.name, because=f"'{told}' {verb}", evidence=evidence)


def _with_signs(page: Page, first: int, last: int) -> Evidence:
    """Return a run of words as evidence, with the bracket that they fill."""
    start, end = page.words[first].start, page.words[last].end
    inner = next((b for b in reversed(page.around[first]) if b in page.around[last]), None)
    if inner is not None and not page.inside(inner.start, start) and not page.inside(end, inner.end):
        start, end = inner.start, inner.end
    return page.side.evidence(start, end)


def _dropped(pages: Pages) -> list[tuple[Evidence, str]]:
    """Return the parties that were named beside text that stayed and are not named beside it now."""
    stayed, _ = lasting(pages)
    there = dict(pages.pairs)
    found = []
    for credit in pages.old.credits:
        if credit.bracket not in stayed:
            continue
        places = [there[at] for at in _own_words(pages.old, credit) if at in there]
        left = _parties(credit.party) - _named_at(pages.new, places)
        if places and left:
            named = [name for name in _split(credit.party) if name in left]
            found.append((pages.old.side.evidence(credit.start, credit.end), ", ".join(named)))
    return found


def _own_words(page: Page, credit: Credit) -> list[int]:
    return page.inside(credit.bracket.start, credit.bracket.end)


def _named_at(page: Page, places: Sequence[int]) -> set[str]:
    """Return who is named at a bracket around any of these words."""
    around = {bracket for at in places for bracket in page.around[at]}
    return {name for credit in page.credits if credit.bracket in around for name in _parties(credit.party)}


def _split(party: str) -> list[str]:
    return [name for name in _AND.split(party.strip()) if name]


def _parties(party: str) -> set[str]:
    return set(_split(party))


_SOURCE = "Square brackets as negotiators use them: what stands in them is not agreed."

RULE = Rule(
    name="brackets",
    labels=(
        LabelDoc(
            name="bracketed",
            meaning="Text that stays now stands in square brackets: it is open again.",
            example="within five years -> [within five years]",
            source=_SOURCE,
            inverse="unbracketed",
        ),
        LabelDoc(
            name="unbracketed",
            meaning="Text that stays no longer stands in square brackets: it is settled, or open less deeply.",
            example="[within five years] -> within five years",
            source=_SOURCE,
            inverse="bracketed",
        ),
        LabelDoc(
            name="credit-dropped",
            meaning="The text stays and the party that proposed it is no longer named beside it.",
            example="[Norway: and peatlands] -> [and peatlands]",
            source=_SOURCE,
            inverse=None,
        ),
    ),
    on_change=_on_change,
    reads_keeps=True,
)
