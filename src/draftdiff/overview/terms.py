"""What became of a term: kept, new, gone, lost to or won for the negotiated parts, absent, indirect, described."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from draftdiff.inputs import Inputs, WatchedTerm
from draftdiff.model import Comparison, Evidence, Finding, Operation, Span
from draftdiff.overview.phrases import find_phrases, words_of
from draftdiff.overview.view import Side, View, make_finding, view_of
from draftdiff.overview.words import listed, numbered, times

MAX_EVIDENCE = 6
"""Places shown of one term and side; the paragraphs are all named in `old` and `new`."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where a pattern stands in one draft: spans by paragraph, in reading order."""

    side: Side
    spans: Mapping[int, tuple[Span, ...]]

    @property
    def count(self) -> int:
        """How many times in all."""
        return sum(len(found) for found in self.spans.values())

    @property
    def negotiated(self) -> tuple[int, ...]:
        """Paragraphs of negotiated parts in which it stands."""
        return tuple(index for index in self.spans if self.side.negotiated[index])

    def evidence(self, among: Sequence[int] | None = None) -> list[Evidence]:
        """Return the first places, those in running text before those in headings."""
        wanted = sorted(
            self.spans if among is None else self.spans.keys() & set(among),
            key=lambda index: (self.side.draft.paragraphs[index].kind == "heading", index),
        )
        places = ((index, span) for index in wanted for span in self.spans[index])
        return [self.side.evidence(index, span) for index, span in islice(places, MAX_EVIDENCE)]


def hits(side: Side, phrases: Sequence[str]) -> Hits:
    """Return where any of the phrases stands in a draft."""
    able = sorted({index for phrase in phrases for index in side.holding(words_of(phrase.strip()).joined)})
    found = ((index, find_phrases(phrases, side.text(index))) for index in able)
    return Hits(side, {index: spans for index, spans in found if spans})


def watched_terms(inputs: Inputs) -> tuple[WatchedTerm, ...]:
    """Return the watch list, with what the alias and concept lists add to its terms and their own terms after it."""
    merged: dict[str, WatchedTerm] = {}
    for term in (*(inputs.watch or ()), *(inputs.aliases or ()), *(inputs.concepts or ())):
        key = term.term.casefold()
        merged[key] = _joined(merged[key], term) if key in merged else term
    return tuple(merged.values())


def _joined(first: WatchedTerm, second: WatchedTerm) -> WatchedTerm:
    return WatchedTerm(
        id=first.id,
        term=first.term,
        variants=tuple(dict.fromkeys((*first.variants, *second.variants))),
        described_by=tuple(dict.fromkeys((*first.described_by, *second.described_by))),
        stands_for=tuple(dict.fromkeys((*first.stands_for, *second.stands_for))),
    )


def term_findings(view: View, inputs: Inputs) -> Iterator[Finding]:
    """Yield what became of each watched term; a term of an alias or concept list only where that list answers."""
    watched = {term.term.casefold() for term in inputs.watch or ()}
    for term in watched_terms(inputs):
        if term.term.casefold() in watched:
            yield from findings_of(view, term)
        else:
            yield from _other_names(view, term, *_both(view, (term.term, *term.variants)))


def findings_of(view: View, term: WatchedTerm) -> Iterator[Finding]:
    """Yield what became of one term."""
    old, new = _both(view, (term.term, *term.variants))
    other = list(_other_names(view, term, old, new))
    yield presence_finding(term.term, old, new)
    yield from other
    if collateral := _collateral(view, term.term, old, new):
        yield collateral


def follow_terms(comparison: Comparison, terms: Sequence[str]) -> tuple[Finding, ...]:
    """Return where each term stands in both drafts: kept, new, gone, lost, won or absent, one finding a term.

    A term lost with its whole paragraph also has a finding `collateral`. Time grows with text times terms.
    """
    view = view_of(comparison)
    watched = (WatchedTerm(id=term, term=term) for term in terms)
    return tuple(finding for term in watched for finding in findings_of(view, term))


def _both(view: View, phrases: tuple[str, ...]) -> tuple[Hits, Hits]:
    return hits(view.old, phrases), hits(view.new, phrases)


def presence_name(old: Hits, new: Hits) -> str:
    """Return which of the term findings holds for these places."""
    if not old.spans:
        return "term-new" if new.spans else "absent"
    if not new.spans:
        return "term-gone"
    if old.negotiated and not new.negotiated:
        return "term-lost"
    return "term-won" if new.negotiated and not old.negotiated else "term-kept"


def presence_finding(term: str, old: Hits, new: Hits) -> Finding:
    """Return where a term stands in both drafts, as a finding."""
    name = presence_name(old, new)
    return make_finding(
        name,
        term,
        _sentence(name, term, old, new),
        old=old.spans,
        new=new.spans,
        evidence=[*old.evidence(old.negotiated or None), *new.evidence()],
    )


def _sentence(name: str, term: str, old: Hits, new: Hits) -> str:
    match name:
        case "term-new":
            return f"“{term}” is new, in {where(new)}; the old draft did not have it."
        case "term-gone":
            return f"“{term}” is gone: the old draft had it {times(old.count)}, in {where(old)}."
        case "absent":
            return f"“{term}” stands in neither draft."
        case "term-lost":
            return (
                f"“{term}” left the negotiated parts: the old draft had it in {where(old, old.negotiated)}, "
                f"the new one only in {where(new)}, which is not negotiated."
            )
        case "term-won":
            return (
                f"“{term}” came into the negotiated parts, in {where(new, new.negotiated)}; "
                f"the old draft had it only in {where(old)}."
            )
    if old.count == new.count == 1 and _homes(old) == _homes(new):
        (before,), (after,) = old.spans, new.spans
        cited = old.side.cited[before], new.side.cited[after]
        numbers = cited[1] if cited[0] == cited[1] else f"{cited[1]}, before {cited[0]}"
        home = _homes(new)[0]
        return f"“{term}” stays, in {home} ({numbers})." if home else f"“{term}” stays, in {numbers}."
    return (
        f"“{term}” stays: the old draft has it {times(old.count)}, in {where(old)}; "
        f"the new one {times(new.count)}, in {where(new)}."
    )


def _homes(found: Hits) -> list[str]:
    return list(dict.fromkeys(found.side.homes[index] for index in found.spans))


def where(found: Hits, among: Sequence[int] | None = None) -> str:
    """Return the parts and paragraphs of the places, as in "Conclusions (paras 12, 31) and Annex III (para 70)"."""
    homes: dict[str, list[int]] = {}
    for index in found.spans:
        if among is None or index in among:
            homes.setdefault(found.side.homes[index], []).append(index)
    return listed([_in_home(found, home, indexes, len(homes) > 1) for home, indexes in homes.items()])


def _in_home(found: Hits, home: str, indexes: Sequence[int], several: bool) -> str:
    """Return a part with its paragraphs; of several parts also how often, where that is more than once a paragraph."""
    cited = numbered([found.side.cited[index] for index in indexes])
    count = sum(len(found.spans[index]) for index in indexes)
    often = f", {times(count)}" if several and count > len(indexes) else ""
    return f"{home} ({cited}{often})" if home else f"{cited}{often}"


def _other_names(view: View, term: WatchedTerm, old: Hits, new: Hits) -> Iterator[Finding]:
    """Yield that a term is there without its name: through a reference that means it, or through its description."""
    if new.negotiated:
        return
    if term.stands_for:
        yield from _indirect(view, term, old, new)
    if term.described_by:
        yield from _described(view, term, old, new)


def _indirect(view: View, term: WatchedTerm, old: Hits, new: Hits) -> Iterator[Finding]:
    before, after = _both(view, term.stands_for)
    if not after.negotiated:
        return
    words = _first_words(after)
    statement = (
        f"“{term.term}” stands in the new draft only through “{words}”, in {where(after, after.negotiated)}; "
        f"{_also_named(new)}{_before(old, before, 'it was not there')}."
    )
    yield make_finding(
        "indirect",
        term.term,
        statement,
        old=before.spans,
        new=after.negotiated,
        evidence=[*before.evidence(), *after.evidence(after.negotiated)],
    )


def _described(view: View, term: WatchedTerm, old: Hits, new: Hits) -> Iterator[Finding]:
    before, after = _both(view, term.described_by)
    if not after.negotiated:
        return
    statement = (
        f"“{term.term}” is described (“{_first_words(after)}”, in {where(after, after.negotiated)}) and not named; "
        f"{_also_named(new)}{_before(old, before, 'it was not described either')}."
    )
    yield make_finding(
        "described",
        term.term,
        statement,
        old=before.spans,
        new=after.negotiated,
        evidence=[*before.evidence(), *after.evidence(after.negotiated)],
    )


def _first_words(found: Hits) -> str:
    index = found.negotiated[0]
    return found.spans[index][0].of(found.side.text(index))


def _also_named(new: Hits) -> str:
    return f"its name stands only in {where(new)}, which is not negotiated; " if new.spans else ""


def _before(old: Hits, before: Hits, absent: str) -> str:
    if old.negotiated:
        return f"the old draft named it in {where(old, old.negotiated)}"
    if before.spans:
        return f"so it was in the old draft, in {where(before)}"
    if old.spans:
        return f"the old draft named it only in {where(old)}"
    return f"in the old draft {absent}"


def _collateral(view: View, term: str, old: Hits, new: Hits) -> Finding | None:
    """Return that a term was lost only because whole paragraphs went, or None."""
    if new.count >= old.count:
        return None
    went: list[int] = []
    for change in view.comparison.changes:
        before = sum(len(old.spans.get(p.index, ())) for p in change.old)
        after = sum(len(new.spans.get(p.index, ())) for p in change.new)
        if before > after and change.operation is not Operation.DELETE:
            return None
        if before > after:
            went += [p.index for p in change.old if p.index in old.spans]
    if not went or _stands_elsewhere(old, new, went):
        return None
    statement = (
        f"“{term}” was lost only with {_whole(len(went))}: {where(old, went)} went; "
        f"no paragraph that stayed lost the term{_left(new)}."
    )
    return make_finding("collateral", term, statement, old=went, evidence=old.evidence(went))


def _whole(count: int) -> str:
    return "its whole paragraph" if count == 1 else f"{count} whole paragraphs"


def _left(new: Hits) -> str:
    return f", and it still stands in {where(new)}" if new.spans else ", and it stands nowhere else"


def _stands_elsewhere(old: Hits, new: Hits, went: Sequence[int]) -> bool:
    """Return whether the places lost are made up for by new ones, so that nothing was lost on the whole."""
    lost = sum(len(old.spans[index]) for index in went)
    return old.count - new.count < min(1, lost)
