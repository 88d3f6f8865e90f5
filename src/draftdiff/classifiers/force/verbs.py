"""Verbs, and words of time and number, that took each other's place in one edit: urges, requests; every, most."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftdiff.classifiers.force.edited import edit_words, governed
from draftdiff.classifiers.force.lexicon import Ladder
from draftdiff.classifiers.force.steps import MODALS, Shift, step_between
from draftdiff.classifiers.force.touched import Changed, Touched, by_stretch
from draftdiff.classifiers.view import View, word_count
from draftdiff.text.tokens import words

_REACH = 90
"""Characters after a verb among which the act that it recalls is looked for."""
_MOST_COMPARED = 20
"""Verbs of an edit that are looked through for a partner."""
_OBJECT_WORDS = 3
"""Words after a verb in an edit beyond which its object changed too, so that one level is no step."""
_SHORT_EDIT = 8
"""Words of an edit up to which its verbs of one ladder took each other's place."""
_SHORT_EDIT_OF_TWO = 16
"""The same for the only verb on each side."""
_RECALLED_OWN_ACT = re.compile(
    r"\W*(?:also |further )?(?:in (?:its|the|general assembly) resolutions? [\d/]+[^,;]{0,40}, )?"
    r"(?:its|the) (decision|request|recommendation|invitation)\b",
    re.IGNORECASE,
)
_SAME_ACT = 3
"""Letters by which an act is known for its verb: decide, decision; request, requests."""


def verb_steps(view: View, marks: Touched, ladders: Sequence[Ladder]) -> list[Shift]:
    """Return the steps of verbs that took each other's place in one edit."""
    verbs = [ladder for ladder in ladders if ladder.words_of != MODALS]
    gone, came = _other_verbs(marks)
    went, come = by_stretch(gone), by_stretch(came)
    found = []
    for a in gone:
        near = come.get(a.stretch, [])
        rivals = near[:_MOST_COMPARED], went[a.stretch][:_MOST_COMPARED]
        only = all(len(_peers(a, some)) == 1 for some in rivals)
        for b in near[:_MOST_COMPARED]:
            step = step_between(a.mark, b.mark, verbs, b.stretch)
            if step is not None:
                step = step_between(a.mark, b.mark, verbs, b.stretch, _least_step(view, a, b))
            most = _SHORT_EDIT_OF_TWO if only else _SHORT_EDIT
            if step is not None and _is_one_place(view, a, b, most) and not _recalls_own_act(view, a, b):
                found.append(step)
                near.remove(b)
                break
    return found


def _peers(one: Changed, others: Sequence[Changed]) -> list[Changed]:
    """Return those that are verbs if the one is, else those that are words of time or number too."""
    return [other for other in others if _is_verb(other) == _is_verb(one)]


def _is_verb(one: Changed) -> bool:
    return any(entry.kind == "verb" for entry in one.mark.entries)


def _other_verbs(marks: Touched) -> tuple[list[Changed], list[Changed]]:
    """Return the verbs that went and those that came, without those that edits side by side took and brought again."""
    gone = [c for c in marks.gone if c.mark.entry("verb")]
    come = [c for c in marks.come if c.mark.entry("verb")]
    again = by_stretch(come)
    left = []
    for a in gone:
        places = (again.get(a.stretch + step, []) for step in (0, 1, -1))
        offers = [b for near in places for b in near[:_MOST_COMPARED]]
        twin = next((b for b in offers if a.lemmas() & b.lemmas()), None)
        if twin is None:
            left.append(a)
        else:
            again[twin.stretch].remove(twin)
    return left, [b for near in again.values() for b in near]


def _is_one_place(view: View, a: Changed, b: Changed, most: int) -> bool:
    """Return whether two verbs of an edit do one job: the edit is short, both open it, or their objects agree."""
    stretch = view.stretches[a.stretch]
    if max(edit_words(view, side, a.stretch).count for side in ("old", "new")) <= most:
        return True
    bags = edit_words(view, "old", a.stretch).bag, edit_words(view, "new", a.stretch).bag
    if not bags[0] & bags[1] and min(map(len, bags)) > most // 2:
        return False
    if max(a.mark.start - stretch.old_start, b.mark.start - stretch.new_start) <= _REACH and all(
        word_count(text) <= 1
        for text in (
            view.old.text[stretch.old_start : a.mark.start],
            view.new.text[stretch.new_start : b.mark.start],
        )
    ):
        return True
    one, other = governed(view.old.text, a.mark.end, count=3), governed(view.new.text, b.mark.end, count=3)
    return bool(set(one) & set(other))


def _least_step(view: View, a: Changed, b: Changed) -> float:
    """Return how far two verbs must lie apart: further where their objects changed with them."""
    stretch = view.stretches[a.stretch]
    after = max(
        len(words(view.old.text[a.mark.end : min(stretch.old_end, a.mark.end + _REACH)])),
        len(words(view.new.text[b.mark.end : min(stretch.new_end, b.mark.end + _REACH)])),
    )
    return 0.0 if after <= _OBJECT_WORDS else 2.0


def _recalls_own_act(view: View, a: Changed, b: Changed) -> bool:
    """Return whether a body only recalls what it decided or asked before: a year passed, no force."""
    after = view.old.text[a.mark.end : a.mark.end + _REACH], view.new.text[b.mark.end : b.mark.end + _REACH]
    for verb, text in ((b.mark.text, after[0]), (a.mark.text, after[1])):
        act = _RECALLED_OWN_ACT.match(text)
        if act is not None and verb.casefold()[:_SAME_ACT] == act.group(1)[:_SAME_ACT]:
            return True
    return False
