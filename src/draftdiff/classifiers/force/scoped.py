"""Hedges, boosters and qualifiers that came or went: words that weaken or strengthen what another word says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftdiff.classifiers.force.beside import (
    BEFORE,
    SIGNS,
    act_stands,
    family_of,
    follows_duty,
    is_on_permission,
    is_said_there,
    is_turned,
    parts_duty,
    role_of,
)
from draftdiff.classifiers.force.clauses import Clauses
from draftdiff.classifiers.force.edited import edit_words, governed, moved, other_side, weights
from draftdiff.classifiers.force.marks import Mark
from draftdiff.classifiers.force.place import Place, place_of
from draftdiff.classifiers.force.touched import Changed, Touched, by_stretch
from draftdiff.classifiers.view import View
from draftdiff.text.remembering import remembered
from draftdiff.text.tokens import words

_FREE_WORDS = 3
"""Other words in an insertion that only brings such a word."""
_QUALIFIER_WORDS = 1
"""The same before a qualifier: one that follows more words belongs to the item that they bring."""
_REPLACED_WORDS = 8
"""Other words in a replacement that may still be about the same clause."""
_MOST_COMPARED = 20
"""Words of a sentence that are looked through for a partner."""
_NEARBY = 80
"""Characters around a word among which the same word makes it a duplicate."""
_LIKE_FAMILIES = (frozenset(["probability", "feasibility"]), frozenset(["discretion", "feasibility"]))
_VERBAL = frozenset(["deliberation", "effort"])
"""Families of hedges that are verbs."""
_MOST_BEFORE = 2
"""Words of an edit before such a qualifier that leave it one."""
_OWN_CLAUSE = frozenset(["exception", "own law", "condition"])
"""Families of qualifiers that limit the clause, not the item of a list before them."""
# "not ... unless" and "only ... after" bound a duty alike.
_SAME_BOUND = re.compile(r"\b(?:without|after|until|only|unless|once)\b", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|are|was|were|be|been|being|become|becomes)\s+(?:also\s+)?$", re.IGNORECASE)
_CHANCE = re.compile(r"\b(?:may|might|could|can)\b", re.IGNORECASE)
_EITHER = re.compile(r"\bor [\w ]{1,30},? $")
# "immediately to the left of", "immediately following": a place, no haste.
_PLACE_AFTER = re.compile(
    r"\s+(?:to|above|below|before|after|preceding|following|left|right|adjacent|under|beneath|next)\b",
    re.IGNORECASE,
)
# "if it can confirm", "if you wish to": a condition of its own, no discretion.
_TAKES_VERB = re.compile(
    r"\b(?:can|wish|wishes|want|wants|like|choose|chooses|prefer|prefers|allows?|permits?)$", re.IGNORECASE
)
_WORD_AFTER = re.compile(r" \w")
_FULL_VERBS = frozenset(
    ["consider", "considers", "help", "helps", "helping", "help to", "helps to", "helping to"]
)
"""Hedges that are verbs of their own where no act follows."""
_GIVEN = re.compile(r"\b(?:the|these|those|following|such|which|what)\s+$", re.IGNORECASE)
_GERUND = re.compile(r"\s+\w+ing\b")
_GOVERNS = re.compile(r"\s+(?:\w+ing\b|how\b|whether\b|what\b|the possibility\b|adopting\b)")


def scoped_shifts(
    view: View, clauses: Clauses, marks: Touched, decided: set[int], in_resolution: bool
) -> Iterator[tuple[str, int, Changed]]:
    """Yield role, direction and word of each step. `decided`: edits in which an operator has decided.

    Words of emphasis ("deep", "serious") count only in paragraphs that open as those of resolutions do.
    """
    gone = [c for c in marks.gone if role_of(c)]
    come = [c for c in marks.come if role_of(c)]
    gone, come = _unpaired(clauses, gone, come)
    first_verb = _first_verbs(marks)
    for changed in (*gone, *come):
        role = role_of(changed)
        if changed.stretch in decided and role != "qualifier":
            continue
        if family_of(changed) == "emphasis" and not in_resolution:
            continue
        if not clauses.stands(changed.side, changed.sentence) or not _counts(view, clauses, changed, role):
            continue
        if family_of(changed) == "probability" and _chance_in_place(view, changed):
            continue
        if role == "qualifier" and (
            _belongs_to_verb(view, changed, first_verb)
            or is_turned(view, clauses, changed)
            or is_on_permission(view, changed)
        ):
            continue
        sign = dict(SIGNS)[role]
        if role == "booster" and _follows_not(view, changed):
            sign = -sign
        yield role, sign if changed.side == "new" else -sign, changed


def _chance_in_place(view: View, changed: Changed) -> bool:
    """Return whether a modal of chance stands where a word of probability stood: "is likely not to", "may not"."""
    return bool(_CHANCE.search(edit_words(view, other_side(changed.side), changed.stretch).text))


def _belongs_to_verb(view: View, changed: Changed, first_verb: dict[tuple[str, int], int]) -> bool:
    """Return whether a qualifier came or went with a clause of its own: a verb stands before it."""
    alone = not edit_words(view, other_side(changed.side), changed.stretch).count
    return alone and first_verb.get((changed.side, changed.stretch), changed.mark.start) < changed.mark.start


def _first_verbs(marks: Touched) -> dict[tuple[str, int], int]:
    """Return where, on each side of each edit, the first verb or modal stands."""
    found: dict[tuple[str, int], int] = {}
    for changed in (*marks.gone, *marks.come):
        if changed.mark.is_act():
            found.setdefault((changed.side, changed.stretch), changed.mark.start)
    return found


def _unpaired(
    clauses: Clauses, gone: list[Changed], come: list[Changed]
) -> tuple[list[Changed], list[Changed]]:
    """Return the words that no like word of the same edit or, in the same sentence, of the same family replaced."""
    near: dict[int, list[Changed]] = {}
    for b in come:
        near.setdefault(b.sentence, []).append(b)
    in_edit = by_stretch(come)
    taken: set[int] = set()
    left = []
    for a in gone:
        offers = [*in_edit.get(a.stretch, ())[:_MOST_COMPARED]]
        for number in clauses.counterparts.get(a.sentence, ()):
            offers += near.get(number, ())[:_MOST_COMPARED]
        partner = next((b for b in offers if b.mark.start not in taken and _alike(clauses, a, b)), None)
        if partner is None:
            left.append(a)
        else:
            taken.add(partner.mark.start)
    return left, [b for b in come if b.mark.start not in taken]


def _alike(clauses: Clauses, a: Changed, b: Changed) -> bool:
    one, other = family_of(a), family_of(b)
    like = one == other or any({one, other} <= families for families in _LIKE_FAMILIES)
    if a.stretch == b.stretch:
        return like or role_of(a) == role_of(b)
    return like and clauses.correspond(a.sentence, b.sentence)


# ------------------------------------------------------------------ what counts


def _counts(view: View, clauses: Clauses, changed: Changed, role: str) -> bool:
    """Return whether the word touches a clause that stands on both sides, not one that came or went with it."""
    place = place_of(view, changed)
    keys = frozenset(weights(changed.mark.text))
    if moved(view, changed.side, changed.stretch, keys):
        return False
    if role == "qualifier":
        if is_said_there(view, clauses, changed, keys):
            return False
        parts = parts_duty(view, changed) and act_stands(view, clauses, changed)
        return parts or _limits(place, family_of(changed))
    if role == "hedge" and not _hedges(place):
        return False
    if role == "booster" and not _boosts(place):
        return False
    if (
        role == "hedge"
        and family_of(changed) in ("effort", "frequency")
        and (follows_duty(view, changed, place.start) or act_stands(view, clauses, changed))
    ):
        return True
    return not _is_duplicate(place) and _governs_what_stays(place) and _is_in_scope(place, _FREE_WORDS)


def _limits(place: Place, family: str) -> bool:
    """Return whether a qualifier limits the clause: it stands alone, or closes what came with it."""
    mark = place.mark
    last = mark.text.split()[1:][-1:]
    cites = (
        last != [] and last[0][:1].isupper() and not mark.text.isupper()
    )  # "in line with the Lisbon Framework"
    takes_verb = _TAKES_VERB.search(mark.text) and _WORD_AFTER.match(place.text, mark.end)
    if cites or takes_verb or _is_bound_alike(place) or _says_respectively(place):
        return False
    if mark.text.casefold() == "subject to" and _IS.search(
        place.text[max(0, mark.start - BEFORE) : mark.start]
    ):
        return False  # "logs are subject to review" is a duty
    before = place.text[place.start : max(place.start, mark.start)]
    most = _MOST_BEFORE if family in _OWN_CLAUSE else 0
    if len(words(before)) <= most or (most and before.rstrip().endswith(",")):
        return True
    return not _is_duplicate(place) and _is_in_scope(place, _QUALIFIER_WORDS)


def _hedges(place: Place) -> bool:
    """Return whether a hedge is new with the edit and governs an act: "consider reporting", not "consider reports"."""
    mark = place.mark
    if mark.start < place.start and _is_verbal(mark):
        return False  # "attempts access" became "attempts to access": the verb stood there before
    said = mark.text.casefold()
    if said.startswith(("steps ", "efforts ")) and _GIVEN.search(
        place.text, max(0, mark.start - BEFORE), mark.start
    ):
        return False  # "the following steps to"
    if said.endswith((" of", " for")):  # "promotes" became "recalls the importance of promoting"
        return bool(_GERUND.match(place.text, mark.end)) and (
            not place.other.keys or bool({*governed(place.text, mark.end)} & place.other.bag)
        )
    if said not in _FULL_VERBS:
        return True
    if _GOVERNS.match(place.text, mark.end):
        return True
    act = governed(place.text, mark.end)
    only_put_in = not place.other.keys and place.end <= mark.end + 1
    return only_put_in or bool(act and act[0] in place.other.bag)


def _is_verbal(mark: Mark) -> bool:
    entry = mark.entry("hedge")
    return entry is not None and entry.kind in _VERBAL


def _boosts(place: Place) -> bool:
    """Return whether a booster tells haste or totality, and is no adverb put for another."""
    if place.mark.text.casefold() == "immediately" and _PLACE_AFTER.match(place.text, place.mark.end):
        return False
    entry = place.mark.entry("booster")
    if entry is not None and entry.kind == "deadline" and place.other.count:
        return False
    swapped = place.own.count == place.other.count == 1
    return not (swapped and place.own.text.strip().endswith("ly") and place.other.text.strip().endswith("ly"))


def _is_in_scope(place: Place, free: int) -> bool:
    """Return whether few other words came or went with it."""
    beside = len(place.own.keys) - len(weights(place.mark.text))
    return beside <= (free if not place.other.count else _REPLACED_WORDS)


def _governs_what_stays(place: Place) -> bool:
    """Return whether what a hedge or booster stands before is found on the other side, without a like word."""
    if not place.other.keys:
        return True
    own = set(weights(place.mark.text))
    if own and own <= place.other.bag:
        return False
    act = governed(place.text, place.mark.end, place.end)
    return not act or act[0] in place.other.bag


def _is_bound_alike(place: Place) -> bool:
    """Return whether another word of bound took the place of a qualifier: "not ... unless", "only ... after"."""
    return bool(_bounds_in(place.other.text) - _bounds_in(place.own.text))


@remembered(256)
def _bounds_in(text: str) -> frozenset[str]:
    return frozenset(match.casefold() for match in _SAME_BOUND.findall(text))


def _says_respectively(place: Place) -> bool:
    """Return whether "as appropriate" only tells which: "the Northern or Southern office, as appropriate"."""
    mark, text = place.mark, place.text
    before = text[max(0, mark.start - BEFORE) : mark.start]
    said = mark.text.casefold()
    if text.startswith(" for", mark.end) or (said.endswith("le") and text.startswith(" to ", mark.end)):
        return said.startswith("as ")
    return said in ("as appropriate", "as applicable") and bool(_EITHER.search(before))


def _is_duplicate(place: Place) -> bool:
    """Return whether the same word stands nearby on the same side: one of two is only tidied away."""
    text, mark = place.text, place.mark
    around = text[max(0, mark.start - _NEARBY) : mark.start] + text[mark.end : mark.end + _NEARBY]
    return bool(re.search(rf"\b{re.escape(mark.text)}\b", around, re.IGNORECASE))


def _follows_not(view: View, changed: Changed) -> bool:
    text = view.side(changed.side).text
    before = words(text[max(0, changed.mark.start - BEFORE) : changed.mark.start])[-2:]
    return any(token.text.casefold() in ("not", "never") for token in before)
