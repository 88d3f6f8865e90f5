"""What became of the wishes of parties: taken, in part, refused, or unclear.

A verdict rests on the new draft's words at the place that the ask points at, and on what the edits there took away
or put in. Words that ended in a part that is not negotiated were not taken up, and the part is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from draftdiff.inputs import Ask, Inputs
from draftdiff.model import Finding
from draftdiff.overview.asks_in import judge_add, negotiated_paragraphs, wordings_of
from draftdiff.overview.asks_out import judge_delete, judge_keep
from draftdiff.overview.distinguish import judge_distinguish
from draftdiff.overview.phrases import words_of
from draftdiff.overview.scope import Scope, scope_of
from draftdiff.overview.terms import hits, watched_terms
from draftdiff.overview.verdict import Verdict, place_words
from draftdiff.overview.view import View, make_finding
from draftdiff.overview.words import listed, quoted


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
    references = listed([reference for reference, _ in ask.references])
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


def _judge_replace(view: View, ask: Ask, scope: Scope) -> Verdict:
    """Judge words asked in for others: both halves count, unless the new words hold the old ones."""
    came = judge_add(view, ask, scope)
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
    went = judge_delete(view, out, scope)
    if went.outcome == "unclear" or came.outcome == went.outcome:
        return came
    if came.outcome == "refused" and went.outcome in ("taken", "part"):
        because = f"{quoted(ask.instead_of)} went, and the words asked for did not come"
        return Verdict("part", because, old=went.old, new=went.new, evidence=went.evidence)
    if came.outcome == "taken" and went.outcome == "refused":
        because = f"{came.because}, but {quoted(ask.instead_of)} stands there too"
        return Verdict("part", because, old=came.old, new=came.new, evidence=came.evidence)
    return came


def _judge_bring_in(view: View, ask: Ask, scope: Scope) -> Verdict:
    """Judge words that were to rise into a part that binds more."""
    wordings = wordings_of(ask)
    before = hits(view.old, wordings)
    floor = max((view.old.ranks[index] for index in before.spans), default=0)
    among = scope.section_new or [i for i in negotiated_paragraphs(view) if view.new.ranks[i] > floor]
    raised = Scope(old=(), new=scope.new, section_old=scope.section_old, section_new=tuple(among))
    verdict = judge_add(view, ask, raised)
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
    verdict = judge_add(view, ask, Scope(section_old=scope.section_old, section_new=scope.section_new))
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
    "add": judge_add,
    "delete": judge_delete,
    "replace": _judge_replace,
    "bring-in": _judge_bring_in,
    "keep": judge_keep,
    "distinguish": judge_distinguish,
}
