"""Clauses that recur in several sub-sections, in both drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from draftdiff.model import Finding, Span
from draftdiff.overview.phrases import words_of
from draftdiff.overview.runs import Gram, grams
from draftdiff.overview.view import Side, View, make_finding
from draftdiff.overview.words import listed, numbered, plural, quoted

SIZE = 5
"""Words of a shingle: five in a row recur in three sections hardly ever by chance."""

MIN_SECTIONS = 3
MIN_WORDS = 7
MIN_WEIGHT = 4.0

_VERB = re.compile(
    r"\b(?:shall|should|must|may|can|could|will|would"
    r"|to (?!(?:the|a|an|this|that|these|its|their|all|any|each|both|other|which|States?)\b)[a-z]+"
    r"|(?:invit|encourag|request|urg|call|recommend|submit|inform|report|continu|shar|provid|consider|support|agree"
    r"|affirm|reaffirm|recall|not|recogni[sz]|emphasi[sz]e?|stress|decid|welcom)"
    r"(?:e|es|ed|s|ing)?)\b",
    re.IGNORECASE,
)
"""A clause has a verb; a title or a body's long name, which recurs too, has none."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A run of words with the sections and paragraphs in which it stands."""

    span: Span
    paragraph: int
    grams: tuple[Gram, ...]


def spread_findings(view: View) -> Iterator[Finding]:
    """Yield each clause that stands in at least three sections of both drafts, the longest wording of it."""
    old, new = _sections_of_grams(view.old), _sections_of_grams(view.new)
    common = {
        gram for gram, at in new.items() if len(at) >= MIN_SECTIONS and len(old.get(gram, ())) >= MIN_SECTIONS
    }
    told: set[Gram] = set()
    for clause in sorted(
        _clauses(view.new, common, new, old), key=lambda c: (-len(c.grams), c.paragraph, c.span)
    ):
        if told.isdisjoint(clause.grams):
            yield _finding(view, clause)
        told.update(clause.grams)


def _sections_of_grams(side: Side) -> Mapping[Gram, set[int]]:
    found: dict[Gram, set[int]] = {}
    for paragraph in side.draft.paragraphs:
        if paragraph.section is None or not side.negotiated[paragraph.index] or paragraph.kind == "heading":
            continue
        for gram in grams(paragraph.text, SIZE):
            found.setdefault(gram, set()).add(paragraph.section)
    return found


def _clauses(
    side: Side, common: set[Gram], new: Mapping[Gram, set[int]], old: Mapping[Gram, set[int]]
) -> Iterator[_Clause]:
    """Yield the longest runs of shingles that stand together in enough sections of both drafts."""
    if not common:
        return
    for paragraph in side.draft.paragraphs:
        own = grams(paragraph.text, SIZE)
        at = 0
        while at < len(own):
            end = _end_of_run(own, at, common, new, old)
            if end > at and (clause := _clause(side, paragraph.index, at, end)) is not None:
                yield clause
            at = max(end, at + 1)


def _end_of_run(
    own: tuple[Gram, ...],
    at: int,
    common: set[Gram],
    new: Mapping[Gram, set[int]],
    old: Mapping[Gram, set[int]],
) -> int:
    if own[at] not in common:
        return at
    in_new, in_old, end = set(new[own[at]]), set(old[own[at]]), at + 1
    while end < len(own) and own[end] in common:
        in_new, in_old = in_new & new[own[end]], in_old & old[own[end]]
        if min(len(in_new), len(in_old)) < MIN_SECTIONS:
            break
        end += 1
    return end


def _clause(side: Side, index: int, at: int, end: int) -> _Clause | None:
    text = side.text(index)
    found = words_of(text)
    at, last = _longest_sentence(text, found.ranges, at, end - 1 + SIZE)
    span = found.span(at, last)
    long_enough = last - at >= max(MIN_WORDS, SIZE) and sum(found.weights[at:last]) >= MIN_WEIGHT
    if not long_enough or not _VERB.search(span.of(text)):
        return None
    return _Clause(span=span, paragraph=index, grams=grams(text, SIZE)[at : last + 1 - SIZE])


def _longest_sentence(text: str, ranges: Sequence[tuple[int, int]], at: int, last: int) -> tuple[int, int]:
    """Return the longest stretch of the words from `at` to `last` that does not run over a sentence's end."""
    cuts = [at]
    cuts += [i for i in range(at + 1, last) if re.search(r"[.;]\s", text[ranges[i - 1][1] : ranges[i][0]])]
    return max(pairwise([*cuts, last]), key=lambda piece: (piece[1] - piece[0], -piece[0]))


def _finding(view: View, clause: _Clause) -> Finding:
    words = clause.span.of(view.new.text(clause.paragraph))
    old, new = _places(view.old, clause), _places(view.new, clause)
    sections = [_section_names(side, found) for side, found in ((view.old, old), (view.new, new))]
    before = "as before" if len(sections[0]) == len(sections[1]) else f"before in {len(sections[0])}"
    statement = (
        f"{quoted(words)} stands in {plural(len(sections[1]), 'section')}, {before}: {listed(sections[1])}."
    )
    evidence = [
        side.evidence(i, span)
        for side, found in ((view.old, old), (view.new, new))
        for i, span in found.items()
    ]
    return make_finding("spread", words, statement, old=old, new=new, evidence=evidence)


def _places(side: Side, clause: _Clause) -> dict[int, Span]:
    """Return where the clause stands in the negotiated parts of a draft."""
    wanted = clause.grams
    found = {}
    for paragraph in side.draft.paragraphs:
        own = grams(paragraph.text, SIZE)
        if wanted[0] not in own or not side.negotiated[paragraph.index]:
            continue
        for at in range(len(own) - len(wanted) + 1):
            if own[at : at + len(wanted)] == wanted:
                found[paragraph.index] = words_of(paragraph.text).span(at, at + len(wanted) + SIZE - 1)
                break
    return found


def _section_names(side: Side, found: Mapping[int, Span]) -> list[str]:
    places: dict[int | None, list[int]] = {}
    for i in found:
        places.setdefault(side.draft.paragraphs[i].section, []).append(i)
    return [
        f"{_innermost(side, here[0])} ({numbered([side.cited[i] for i in here])})" for here in places.values()
    ]


def _innermost(side: Side, index: int) -> str:
    return side.sections[index][-1] if side.sections[index] else ""
