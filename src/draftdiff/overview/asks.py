"""What became of the wishes of parties: taken, in part, refused, or unclear.

A verdict rests on the new draft's words at the place that the ask points at, and on what the edits there took away
or put in. Words that ended in a part that is not negotiated were not taken up, and the part is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from draftdiff.inputs import Ask, Inputs
from draftdiff.model import Evidence, Finding, Span
from draftdiff.overview.coverage import Match, best_match, share_fresh, share_gone
from draftdiff.overview.distinguish import judge_distinguish
from draftdiff.overview.phrases import words_of
from draftdiff.overview.scope import Scope, scope_of
from draftdiff.overview.terms import hits, watched_terms
from draftdiff.overview.verdict import Verdict, place_words
from draftdiff.overview.view import View, make_finding
from draftdiff.overview.words import quoted

TAKEN = 0.86
"""Share of the words asked for that must stand there; the rest is an article, a comma, a singular."""

PART = 0.25
"""Share of the words asked for from which on they were met in part, in the very paragraph."""

PART_ELSEWHERE = 0.5
"""The same in another paragraph, where half of the words may stand for other reasons."""

GAIN = 0.2
"""By how much the share must have grown against the old draft for the change to be an answer to the ask."""

DISTINCTIVE = 3.0
"""Weight of words that are found again by themselves, without the place that the ask points at."""


def ask_findings(view: View, inputs: Inputs) -> Iterator[Finding]:
    """Yield one finding an ask; its subject is the ask's id."""
    empty = not any(paragraph.text.strip() for paragraph in view.new.draft.paragraphs)
    for ask in inputs.asks or ():
        verdict = Verdict("unclear", "the new draft has no text") if empty else _judge(view, ask, inputs)
        yield make_finding(
            f"ask-{verdict.outcome}",
            ask.id,
            f"{_wish(ask)}: {_outcome_words(verdict)}.",
            old=verdict.old,
            new=verdict.new,
            evidence=verdict.evidence,
        )


def _judge(view: View, ask: Ask, inputs: Inputs) -> Verdict:
    scope = scope_of(view, ask)
    if scope.problem and not (ask.words and not ask.paragraph):
        return Verdict("unclear", scope.problem)
    if ask.kind == "name":
        return _judge_name(view, ask, scope, inputs)
    return JUDGES[ask.kind](view, ask, scope)


def _wish(ask: Ask) -> str:
    """Return what was asked for, in words."""
    who = f"{ask.party} asked" if ask.party else "It was asked"
    words = quoted(ask.words) if ask.words else ""
    place = f" ({ask.paragraph})" if ask.paragraph else ""
    references = " and ".join(reference for reference, _ in ask.references)
    wish = {
        "add": f"to add {words}{place}",
        "delete": f"to delete {f'{words}{place}' if words else ask.paragraph}",
        "replace": f"to put {words} in place of {quoted(ask.instead_of)}{place}",
        "name": f"to name {words}",
        "bring-in": f"to bring in {words}",
        "distinguish": f"to tell {references or words} apart",
        "keep": f"to keep {words or ask.paragraph}",
    }
    return f"{who} {wish[ask.kind]}"


def _outcome_words(verdict: Verdict) -> str:
    opening = {
        "taken": "taken up",
        "part": "taken up in part",
        "refused": "not taken up",
        "unclear": "unclear",
    }[verdict.outcome]
    return f"{opening}; {verdict.because}" if verdict.because else opening


def _wordings(ask: Ask) -> tuple[str, ...]:
    return tuple(wording for wording in (ask.words, *ask.variants) if wording.strip())


def _negotiated(view: View) -> list[int]:
    return [index for index, negotiated in enumerate(view.new.negotiated) if negotiated]


def _judge_add(view: View, ask: Ask, scope: Scope) -> Verdict:
    """Judge words asked in: at the place first, then in the sub-section, then anywhere negotiated."""
    wordings = _wordings(ask)
    partly: Verdict | None = None
    for level, among in _levels(view, wordings, scope):
        found = best_match(wordings, view.new, among)
        if found is None:
            continue
        before = _share_before(view, wordings, found)
        if found.share >= TAKEN and _whole(wordings, found):
            return _came(view, found, before, level, scope)
        if partly is None and _came_in_part(view, wordings, found, before, level):
            place = place_words(view.new, [found.index])
            partly = _verdict_at(view, "part", found, f"{place} has {_shown(view, found)}")
    return partly or _refused_add(view, wordings, scope)


def _came_in_part(view: View, wordings: Sequence[str], found: Match, before: float, level: str) -> bool:
    """Return whether some of the words came: at the place itself the edits decide, elsewhere half of the words."""
    change = view.change_of_new.get(found.index)
    if level == "place" and change is not None:
        return max(share_fresh(wording, change, found.index) for wording in wordings) >= PART
    return found.share >= PART_ELSEWHERE and found.share - before >= GAIN and found.run >= 1


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
        yield "anywhere", _negotiated(view)


def _share_before(view: View, wordings: Sequence[str], found: Match) -> float:
    before = best_match(wordings, view.old, view.old_of(found.index))
    return before.share if before is not None else 0.0


def _whole(wordings: Sequence[str], found: Match) -> bool:
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
    found = [match for i in others if (match := best_match(wordings, view.new, [i])) and match.share >= TAKEN]
    return [match.index for match in found if _whole(wordings, match)][:3]


def _evidence_of(view: View, wordings: Sequence[str], index: int) -> list[Evidence]:
    found = best_match(wordings, view.new, [index])
    return [view.new.evidence(index, found.span)] if found is not None and found.share else []


def _judge_delete(view: View, ask: Ask, scope: Scope) -> Verdict:
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
    came = _judge_add(view, ask, scope) if _wordings(ask) else Verdict("refused")
    if came.outcome != "taken":
        return Verdict("unclear", "the old draft does not have the words")
    because = f"the old draft did not have the words, and {place_words(view.new, came.new)} has them now"
    return Verdict("refused", because, came.old, came.new, came.evidence)


def _asked_out(view: View, ask: Ask, scope: Scope) -> list[tuple[int, Span]]:
    """Return where in the old draft the words stand that an ask is about; without words, the whole paragraph."""
    wordings = _wordings(ask)
    if not wordings:
        return [(index, Span(0, len(view.old.text(index)))) for index in scope.old]
    for among in (scope.old, scope.section_old, range(len(view.old.draft.paragraphs))):
        found = best_match(wordings, view.old, among) if among else None
        if (
            found is not None
            and found.share >= TAKEN
            and (found.index in scope.old or _whole(wordings, found))
        ):
            return [(found.index, found.span)]
    return []


def _gone(view: View, index: int, span: Span) -> float:
    """Return the share of a range of an old paragraph that its own counterparts no longer have."""
    change = view.change_of_old.get(index)
    gone = 1.0 if change is None else share_gone(change, index, span)
    still = best_match((span.of(view.old.text(index)),), view.new, view.new_of(index))
    again = still is not None and still.share >= TAKEN and _whole((span.of(view.old.text(index)),), still)
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
        if here is not None and here.share >= TAKEN and _share_before(view, (words,), here) < TAKEN:
            found.append(index)
    return found[:3]


def _still(view: View, index: int, span: Span, new: Sequence[int]) -> list[Evidence]:
    found = best_match((span.of(view.old.text(index)),), view.new, new)
    return [view.new.evidence(found.index, found.span)] if found is not None and found.share >= PART else []


def _judge_replace(view: View, ask: Ask, scope: Scope) -> Verdict:
    """Judge words asked in for others: both halves count, unless the new words hold the old ones."""
    came = _judge_add(view, ask, scope)
    if not ask.instead_of or set(words_of(ask.instead_of).stems) <= set(words_of(ask.words).stems):
        return came
    out = Ask(
        id=ask.id,
        kind="delete",
        words=ask.instead_of,
        paragraph=ask.paragraph,
        where=ask.where,
        near=ask.near,
    )
    went = _judge_delete(view, out, scope)
    if went.outcome == "unclear" or came.outcome == went.outcome:
        return came
    if came.outcome == "refused" and went.outcome in ("taken", "part"):
        because = f"{quoted(ask.instead_of)} went, and the words asked for did not come"
        return Verdict("part", because, old=went.old, new=went.new, evidence=went.evidence)
    if came.outcome == "taken" and went.outcome == "refused":
        because = f"{came.because}, but {quoted(ask.instead_of)} stands there too"
        return Verdict("part", because, old=came.old, new=came.new, evidence=came.evidence)
    return came


def _judge_keep(view: View, ask: Ask, scope: Scope) -> Verdict:
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


def _judge_bring_in(view: View, ask: Ask, scope: Scope) -> Verdict:
    """Judge words that were to rise into a part that binds more."""
    wordings = _wordings(ask)
    before = hits(view.old, wordings)
    floor = max((view.old.ranks[index] for index in before.spans), default=0)
    among = scope.section_new or [i for i in _negotiated(view) if view.new.ranks[i] > floor]
    raised = Scope(old=(), new=scope.new, section_old=scope.section_old, section_new=tuple(among))
    verdict = _judge_add(view, ask, raised)
    if verdict.outcome != "refused" and not set(verdict.new) & {*among, *scope.new}:
        return Verdict(
            "refused",
            f"the words stand in {place_words(view.new, verdict.new)}",
            verdict.old,
            verdict.new,
            verdict.evidence,
        )
    if verdict.outcome == "refused" and before.spans and not verdict.evidence:
        return Verdict("refused", verdict.because, tuple(before.spans), verdict.new, tuple(before.evidence()))
    return verdict


def _judge_name(view: View, ask: Ask, scope: Scope, inputs: Inputs) -> Verdict:
    """Judge a body or a process that was to be named: a reference that only means it meets the wish in part."""
    verdict = _judge_add(view, ask, Scope(section_old=scope.section_old, section_new=scope.section_new))
    if verdict.outcome in ("taken", "part"):
        return verdict
    for term in watched_terms(inputs):
        if term.stands_for and ask.words.casefold() in (
            term.term.casefold(),
            *(v.casefold() for v in term.variants),
        ):
            indirect = hits(view.new, term.stands_for)
            if indirect.negotiated:
                because = (
                    f"only a reference that means it stands in {place_words(view.new, indirect.negotiated)}"
                )
                return Verdict("part", because, new=indirect.negotiated, evidence=tuple(indirect.evidence()))
    return verdict


JUDGES: Mapping[str, Callable[[View, Ask, Scope], Verdict]] = {
    "add": _judge_add,
    "delete": _judge_delete,
    "replace": _judge_replace,
    "bring-in": _judge_bring_in,
    "keep": _judge_keep,
    "distinguish": judge_distinguish,
}
