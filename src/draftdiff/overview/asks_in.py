"""Words asked in: whether they came, whole or in part, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftdiff.inputs import Ask
from draftdiff.model import Evidence, Operation
from draftdiff.overview.coverage import Fresh, Match, best_match, fresh_words, match, upper_bound
from draftdiff.overview.phrases import words_of
from draftdiff.overview.scope import Scope
from draftdiff.overview.verdict import Verdict, place_words
from draftdiff.overview.view import View
from draftdiff.overview.words import quoted

TAKEN = 0.86
"""Share of the words asked for that must stand there; the rest is an article, a comma, a singular."""

PART = 0.25
"""Share of the words asked for from which on they were met in part, in the very paragraph."""

PART_ELSEWHERE = 0.4
"""The same in another paragraph, where the words may have come for other reasons."""

RUN_ELSEWHERE = 3
"""Words that must have come in a row, in another paragraph than the one asked about."""

DISTINCTIVE = 3.0
"""Weight of words that are found again by themselves, without the place that the ask points at."""


def wordings_of(ask: Ask) -> tuple[str, ...]:
    """Return the wordings that would satisfy an ask."""
    return tuple(wording for wording in (ask.words, *ask.variants) if wording.strip())


def negotiated_paragraphs(view: View) -> list[int]:
    """Return the paragraphs of the new draft that stand in negotiated parts."""
    return [index for index, negotiated in enumerate(view.new.negotiated) if negotiated]


def judge_add(view: View, ask: Ask, scope: Scope) -> Verdict:
    """Judge words asked in: at the place first, then in the sub-section, then anywhere negotiated."""
    wordings = wordings_of(ask)
    partly: Match | None = None
    nearest = ""
    for level, among in _levels(view, wordings, scope):
        nearest = nearest or level
        found = best_match(wordings, view.new, among)
        if found is not None and found.share >= TAKEN and is_whole(wordings, found):
            return _came(view, found, share_before(view, wordings, found), level, scope)
        if level == nearest and (some := _came_in_part(view, wordings, among, level)) is not None:
            partly = some
    if partly is None:
        return _refused_add(view, wordings, scope)
    return _verdict_at(
        view, "part", partly, f"{place_words(view.new, [partly.index])} has {_shown(view, partly)}"
    )


def _came_in_part(view: View, wordings: Sequence[str], among: Sequence[int], level: str) -> Match | None:
    """Return the paragraph into which most of some words came; where none was named, only a run of them counts."""
    best: tuple[float, int, str] | None = None
    for index in among:
        change = view.change_of_new.get(index)
        if change is None or change.operation is Operation.KEEP:
            continue
        for wording in wordings:
            if upper_bound(words_of(wording), words_of(view.new.text(index))) < PART:
                continue
            fresh = fresh_words(wording, change, index)
            enough = fresh.share >= PART if level == "place" else _is_run(fresh)
            if enough and (best is None or fresh.share > best[0]):
                best = fresh.share, index, wording
    return match(best[2], view.new, best[1]) if best is not None else None


def _is_run(fresh: Fresh) -> bool:
    return fresh.share >= PART_ELSEWHERE and fresh.run >= RUN_ELSEWHERE


def _levels(view: View, wordings: Sequence[str], scope: Scope) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield the paragraphs to search, nearest first, with what they are to the ask.

    Words that many a paragraph may have ("as appropriate") are sought at the place only, where the ask names one.
    """
    if scope.new:
        yield "place", scope.new
    distinctive = max((words_of(w).weight for w in wordings), default=0.0) >= DISTINCTIVE
    if scope.section_new and (distinctive or not scope.new):
        yield "section", scope.section_new
    if (distinctive or not scope.section_new) and not (scope.old and not distinctive):
        yield "anywhere", negotiated_paragraphs(view)


def share_before(view: View, wordings: Sequence[str], found: Match) -> float:
    """Return how much of the words the old counterpart of a paragraph had."""
    before = best_match(wordings, view.old, view.old_of(found.index))
    return before.share if before is not None else 0.0


def is_whole(wordings: Sequence[str], found: Match) -> bool:
    """Return whether short words stand unbroken; of longer ones single words may be parted."""
    shortest = min(words_of(w).weight for w in wordings)
    return shortest > DISTINCTIVE + 1 or found.run >= TAKEN * shortest


def _came(view: View, found: Match, before: float, level: str, scope: Scope) -> Verdict:
    place = place_words(view.new, [found.index])
    if (
        before >= TAKEN
        and max(view.old.ranks[i] for i in view.old_of(found.index)) >= view.new.ranks[found.index]
    ):
        return _verdict_at(view, "taken", found, f"the words stood there already and stand in {place}")
    if level == "anywhere" and scope.section_new and found.index not in scope.section_new:
        return _verdict_at(view, "part", found, f"the words came into {place}, outside the place asked for")
    elsewhere = " (another place than the one asked for)" if level == "anywhere" and scope.new else ""
    return _verdict_at(view, "taken", found, f"{_shown(view, found)} stands in {place}{elsewhere}")


def _verdict_at(view: View, outcome: str, found: Match, because: str) -> Verdict:
    return Verdict(
        outcome,
        because,
        old=view.old_of(found.index),
        new=(found.index,),
        evidence=(view.new.evidence(found.index, found.span),),
    )


def _shown(view: View, found: Match) -> str:
    return quoted(found.span.of(view.new.text(found.index)), 16)


def _refused_add(view: View, wordings: Sequence[str], scope: Scope) -> Verdict:
    """Say that words did not come, and where in the new draft they stand outside what was asked."""
    ended = _ended(view, wordings)
    old = scope.old or tuple(i for index in ended for i in view.old_of(index))
    evidence: list[Evidence] = [item for index in ended for item in _evidence_of(view, wordings, index)]
    if ended:
        because = f"the words stand only in {place_words(view.new, ended)}, which is not negotiated"
    else:
        because = "the words stand nowhere in the new draft" if not scope.new else _unchanged(view, scope)
    return Verdict("refused", because, old=old, new=tuple(ended) or scope.new, evidence=tuple(evidence))


def _unchanged(view: View, scope: Scope) -> str:
    return f"{place_words(view.new, scope.new)} does not have the words"


def _ended(view: View, wordings: Sequence[str]) -> list[int]:
    """Return the paragraphs of parts that are not negotiated in which the words stand."""
    others = [index for index, negotiated in enumerate(view.new.negotiated) if not negotiated]
    found = [here for i in others if (here := best_match(wordings, view.new, [i])) and here.share >= TAKEN]
    return [one.index for one in found if is_whole(wordings, one)][:3]


def _evidence_of(view: View, wordings: Sequence[str], index: int) -> list[Evidence]:
    found = best_match(wordings, view.new, [index])
    return [view.new.evidence(index, found.span)] if found is not None and found.share else []
