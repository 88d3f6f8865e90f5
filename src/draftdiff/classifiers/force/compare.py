"""What became of the words of force from one text to the other.

Words of force outside the edits stay. Those in an edit are paired with those of the other side that govern the same
verb in the same clause. A pair moves on a ladder that both stand on; a word of force alone is judged against the
plain clause that stands on the other side. A sentence without a counterpart is compared with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from draftdiff.classifiers.force.beside import is_bounded, is_turned
from draftdiff.classifiers.force.clauses import Clauses
from draftdiff.classifiers.force.conditions import conditions
from draftdiff.classifiers.force.edited import governed, other_side
from draftdiff.classifiers.force.lexicon import Ladder, load_lexicon
from draftdiff.classifiers.force.marks import Mark, is_denied, marks_of
from draftdiff.classifiers.force.pairs import paired
from draftdiff.classifiers.force.plain import against_plain
from draftdiff.classifiers.force.scoped import scoped_shifts
from draftdiff.classifiers.force.steps import MODALS, Shift, step_between
from draftdiff.classifiers.force.touched import Changed, Touched, touched
from draftdiff.classifiers.force.uncommitted import is_governed
from draftdiff.classifiers.force.verbs import verb_steps
from draftdiff.classifiers.view import View, within
from draftdiff.text.tokens import words

_NUMBER = r"(?:(?:\d{1,3}|[a-z]{1,4})[.)]\s+)?"
_BEFORE_VERB = re.compile(
    rf"\W*{_NUMBER}(?:(?:also|further|once again|again|deeply|strongly|in this (?:regard|respect|context)),?\s*)*",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\b(?:so that|in order that|so)\b[^,;:.]*$", re.IGNORECASE)
_REACH = 90
"""Characters before a word of force among which a purpose is looked for."""


def shifts(view: View, ladders: Sequence[Ladder], language: str) -> tuple[Shift, ...]:
    """Return the steps of force of a change, in the order of its edits.

    Swapping the drafts turns every step round and changes nothing else.
    """
    if view.old.text > view.new.text:
        turned = _shifts(view.swapped(), ladders, language)
        return tuple(replace(s, direction=-s.direction, old=s.new, new=s.old) for s in turned)
    return _shifts(view, ladders, language)


def _shifts(view: View, ladders: Sequence[Ladder], language: str) -> tuple[Shift, ...]:
    old, new = marks_of(view.old.text, language), marks_of(view.new.text, language)
    if not view.stretches or (not old and not new):
        return ()
    clauses = Clauses(view)
    all_marks = touched(view, clauses, old, new)
    if not (all_marks.same or all_marks.gone or all_marks.come):
        return ()
    same = [(a, b, at) for a, b, at in all_marks.same if not a.says_the_same(b)]
    if not (same or all_marks.gone or all_marks.come):
        return tuple(_conditions(view, clauses, {"old": old, "new": new}, language, ()))
    in_resolution = opens_with_verb(view.old.text, old, language) or opens_with_verb(
        view.new.text, new, language
    )
    if in_resolution:
        ladders = [_paired_only(ladder) for ladder in ladders]
    found = [
        shift
        for a, b, at in same
        if (shift := _reopened(view, clauses, a, b, ladders, at) or step_between(a, b, ladders, at))
        is not None
        and not _both_governed(view, a, b)
    ]
    verbs = verb_steps(view, all_marks, ladders)
    found += verbs
    operators, judged = _operators(view, clauses, all_marks, ladders, {shift.stretch for shift in verbs})
    found += operators
    decided = judged | {shift.stretch for shift in found}
    for role, direction, changed in scoped_shifts(view, clauses, all_marks, decided, in_resolution):
        own = (changed.mark.start, changed.mark.end)
        old_span, new_span = (own, None) if changed.side == "old" else (None, own)
        found.append(Shift(direction, role, "", old_span, new_span, changed.stretch))
    found += _conditions(view, clauses, {"old": old, "new": new}, language, found)
    return tuple(sorted(found, key=lambda shift: (shift.stretch, shift.kind, shift.direction)))


def _conditions(
    view: View, clauses: Clauses, marks: dict[str, Sequence[Mark]], language: str, so_far: Sequence[Shift]
) -> list[Shift]:
    """Return the clauses of condition that came or went, where no qualifier tells of the same edit."""
    lexicon = load_lexicon(language)
    told = {shift.stretch for shift in so_far if shift.kind == "qualifier"}
    found = []
    for one in conditions(view, clauses, marks, lexicon.grammar) if lexicon else ():
        if one.stretch not in told:
            place = (one.start, one.end)
            if one.side == "old":
                found.append(Shift(1, "qualifier", "", place, None, one.stretch))
            else:
                found.append(Shift(-1, "qualifier", "", None, place, one.stretch))
    return found


def opens_with_verb(text: str, marks: Sequence[Mark], language: str) -> bool:
    """Return whether a paragraph opens as those of resolutions do: "Recalling", "Also urges".

    Such a paragraph binds by that verb; modals in it are compared with each other only.
    """
    first = next((m for m in marks if m.entry("verb")), None)
    if first is None or not _BEFORE_VERB.fullmatch(text[: first.start]):
        return False
    verb = words(text[first.start : first.end])[0].text
    on_body = any(entry.ladder.startswith("un-") for entry in first.entries)
    lexicon = load_lexicon(language)
    endings = lexicon.grammar.opening_endings if lexicon else ()
    ends = verb.casefold().endswith(endings) if endings else verb[:1].isupper()
    return on_body and ends and text[first.end : first.end + 1] != ":"


def _paired_only(ladder: Ladder) -> Ladder:
    kinds = frozenset(["duty", "statement", "permission", "chance"])
    return replace(ladder, alone=False, kinds=kinds) if ladder.words_of == MODALS else ladder


def _operators(
    view: View, clauses: Clauses, marks: Touched, ladders: Sequence[Ladder], by_verb: set[int]
) -> tuple[list[Shift], set[int]]:
    """Return the steps of operators, and the edits in which a pair of them decided.

    `by_verb`: edits in which a pair of verbs decided; an operator that is such a verb is not judged alone there.
    """
    ladder = next((one for one in ladders if one.words_of == MODALS), None)
    if ladder is None:
        return [], set()
    gone = [c for c in marks.gone if c.mark.level(ladder) is not None]
    come = [c for c in marks.come if c.mark.level(ladder) is not None]
    found = paired(view, clauses, gone, come)
    pairs = [(a, b) for a, b in found.pairs if not _says_alike(view, clauses, a, b)]
    steps = [
        step
        for a, b in pairs
        if (step := _opened(view, clauses, a, b, ladder) or step_between(a.mark, b.mark, [ladder], b.stretch))
        is not None
    ]
    if ladder.alone:
        for changed in (*found.gone, *found.come):
            if changed.mark.entry("verb") and changed.stretch in by_verb:
                continue
            alone = _alone(view, clauses, changed, ladder)
            steps += [alone] if alone else []
    return steps, {b.stretch for a, b in pairs if a.mark.level(ladder) != b.mark.level(ladder)}


def _reopened(
    view: View, clauses: Clauses, a: Mark, b: Mark, ladders: Sequence[Ladder], at: int
) -> Shift | None:
    """Return the like step between words that stayed in place."""
    ladder = next((one for one in ladders if one.words_of == MODALS), None)
    if ladder is None or a.only == b.only:
        return None
    old = Changed(a, "old", at, clauses.number("old", a.start))
    new = Changed(b, "new", at, clauses.number("new", b.start))
    return _opened(view, clauses, old, new, ladder)


def _opened(view: View, clauses: Clauses, a: Changed, b: Changed, ladder: Ladder) -> Shift | None:
    """Return the step between a ban without bounds and leave within bounds: "not allowed to", "allowed to only in"."""
    if a.mark.only == b.mark.only:
        return None
    ban, leave, direction = (a, b, -1) if b.mark.only else (b, a, 1)
    entry = leave.mark.entry("operator")
    if entry is None or entry.kind not in ("permission", "grant"):
        return None
    if not is_denied(ban.mark) or is_bounded(view, clauses, ban):
        return None
    return Shift(
        direction, "operator", ladder.name, (a.mark.start, a.mark.end), (b.mark.start, b.mark.end), b.stretch
    )


def _alone(view: View, clauses: Clauses, changed: Changed, ladder: Ladder) -> Shift | None:
    """Return the step of an operator that stands on one side only, against a plain clause on the other."""
    found = against_plain(view, clauses, changed, ladder)
    if found is None or _is_governed_there(view, clauses, changed, ladder):
        return None
    own = (changed.mark.start, changed.mark.end)
    old, new = (own, found.counterpart) if changed.side == "old" else (found.counterpart, own)
    return Shift(found.direction, "operator", ladder.name, old, new, changed.stretch)


def _says_alike(view: View, clauses: Clauses, a: Changed, b: Changed) -> bool:
    """Return whether two words of force only carry others, tell a purpose, or turned with "unless" beside them."""
    if _both_governed(view, a.mark, b.mark):
        return True
    before = (
        side.text[max(0, mark.start - _REACH) : mark.start]
        for side, mark in ((view.old, a.mark), (view.new, b.mark))
    )
    if all(map(_PURPOSE.search, before)):
        return True
    if is_denied(a.mark) == is_denied(b.mark) or a.mark.only or b.mark.only:
        return False
    return is_turned(view, clauses, a if is_denied(a.mark) else b)


def _is_governed_there(view: View, clauses: Clauses, changed: Changed, ladder: Ladder) -> bool:
    """Return whether a like word of force governs the same verb in the sentence that stands on the other side."""
    verb = governed(view.side(changed.side).text, changed.mark.end)
    text = view.side(other_side(changed.side)).text
    place = f"governed {changed.side} {ladder.name}"
    if place not in view.memo:
        marks = marks_of(text, view.new.draft.language)
        view.memo[place] = {
            (span, mark.level(ladder), governed(text, mark.end) or mark.text.casefold())
            for span in clauses.spans(other_side(changed.side))
            for mark in within(marks, span.start, span.end)
        }
    own = changed.mark.level(ladder), verb or changed.mark.text.casefold()
    return any((span, *own) in view.memo[place] for span in clauses.facing(changed.side, changed.sentence))


def _both_governed(view: View, a: Mark, b: Mark) -> bool:
    language = view.new.draft.language
    return is_governed(a, view.old.text, language) and is_governed(b, view.new.text, language)
