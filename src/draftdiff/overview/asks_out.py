"""Words, or a paragraph, that were to go or to stay: what the edits took away."""

from __future__ import annotations

from collections.abc import Sequence

from draftdiff.inputs import Ask
from draftdiff.model import Evidence, Span
from draftdiff.overview.asks_in import (
    DISTINCTIVE,
    PART,
    TAKEN,
    is_whole,
    judge_add,
    share_before,
    wordings_of,
)
from draftdiff.overview.coverage import best_match, share_gone
from draftdiff.overview.phrases import words_of
from draftdiff.overview.scope import Scope
from draftdiff.overview.verdict import Verdict, place_words
from draftdiff.overview.view import View


def judge_delete(view: View, ask: Ask, scope: Scope) -> Verdict:
    """Judge words, or a whole paragraph, asked out."""
    spans = _asked_out(view, ask, scope)
    if not spans:
        return _never_there(view, ask, scope)
    index, span = spans[0]
    gone = _gone(view, index, span)
    evidence = (view.old.evidence(index, span),)
    new = view.new_of(index)
    if gone >= TAKEN and (moved := _moved_to(view, span.of(view.old.text(index)), new)):
        negotiated = any(view.new.negotiated[i] for i in moved)
        because = f"the words left {view.old.cited[index]} and stand in {place_words(view.new, moved)}"
        return Verdict(
            "refused" if negotiated else "part", because, old=(index,), new=tuple(moved), evidence=evidence
        )
    outcome = "taken" if gone >= TAKEN else "part" if gone >= PART else "refused"
    place = place_words(view.new, new) if new else view.old.cited[index]
    because = {
        "taken": f"the words no longer stand in {place}"
        if new
        else f"{view.old.cited[index]} went as a whole",
        "part": f"some of the words left {place}",
        "refused": f"{'the words' if ask.words else 'it'} still {'stand' if ask.words else 'stands'} in {place}",
    }[outcome]
    return Verdict(
        outcome, because, old=(index,), new=new, evidence=(*evidence, *_still(view, index, span, new))
    )


def _never_there(view: View, ask: Ask, scope: Scope) -> Verdict:
    """Judge words asked out that the old draft does not have: unclear, unless the new one put them in."""
    came = judge_add(view, ask, scope) if wordings_of(ask) else Verdict("refused")
    if came.outcome != "taken":
        return Verdict("unclear", "the old draft does not have the words")
    because = f"the old draft did not have the words, and {place_words(view.new, came.new)} has them now"
    return Verdict("refused", because, came.old, came.new, came.evidence)


def _asked_out(view: View, ask: Ask, scope: Scope) -> list[tuple[int, Span]]:
    """Return where in the old draft the words stand that an ask is about; without words, the whole paragraph."""
    wordings = wordings_of(ask)
    if not wordings:
        return [(index, Span(0, len(view.old.text(index)))) for index in scope.old]
    for among in (scope.old, scope.section_old, range(len(view.old.draft.paragraphs))):
        found = best_match(wordings, view.old, among) if among else None
        if (
            found is not None
            and found.share >= TAKEN
            and (found.index in scope.old or is_whole(wordings, found))
        ):
            return [(found.index, found.span)]
    return []


def _gone(view: View, index: int, span: Span) -> float:
    """Return the share of a range of an old paragraph that its own counterparts no longer have."""
    change = view.change_of_old.get(index)
    gone = 1.0 if change is None else share_gone(change, index, span)
    still = best_match((span.of(view.old.text(index)),), view.new, view.new_of(index))
    again = still is not None and still.share >= TAKEN and is_whole((span.of(view.old.text(index)),), still)
    return 0.0 if gone >= PART and again else gone


def _moved_to(view: View, words: str, besides: Sequence[int]) -> list[int]:
    """Return other new paragraphs into which words came that the old counterparts of those did not have."""
    if words_of(words).weight < DISTINCTIVE:
        return []
    found = []
    for index in range(len(view.new.draft.paragraphs)):
        if index in besides:
            continue
        here = best_match((words,), view.new, [index])
        if here is not None and here.share >= TAKEN and share_before(view, (words,), here) < TAKEN:
            found.append(index)
    return found[:3]


def _still(view: View, index: int, span: Span, new: Sequence[int]) -> list[Evidence]:
    found = best_match((span.of(view.old.text(index)),), view.new, new)
    return [view.new.evidence(found.index, found.span)] if found is not None and found.share >= PART else []


def judge_keep(view: View, ask: Ask, scope: Scope) -> Verdict:
    """Judge words, or a paragraph, that were to stay."""
    spans = _asked_out(view, ask, scope)
    if not spans:
        return Verdict("unclear", "the old draft does not have the words")
    index, span = spans[0]
    words = span.of(view.old.text(index))
    kept = 1 - _gone(view, index, span)
    new = [*view.new_of(index)] if kept >= PART else _moved_to(view, words, ())
    if not new:
        return Verdict(
            "refused", "the words are gone", old=(index,), evidence=(view.old.evidence(index, span),)
        )
    place = place_words(view.new, new)
    evidence = (view.old.evidence(index, span), *_still(view, index, span, new))
    if max(view.new.ranks[i] for i in new) < view.old.ranks[index]:
        return Verdict(
            "part", f"the words stand in {place}, which binds less", (index,), tuple(new), evidence
        )
    whole = kept >= TAKEN or kept < PART
    because = f"the words stand in {place}" if whole else f"some of the words stand in {place}"
    return Verdict("taken" if whole else "part", because, (index,), tuple(new), evidence)
