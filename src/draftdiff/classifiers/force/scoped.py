"""Hedges, boosters and qualifiers that came or went: words that weaken or strengthen what another word says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftdiff.classifiers.force.marks import Mark
from draftdiff.classifiers.force.touched import Changed, Touched, by_sentence
from draftdiff.classifiers.view import View
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
_SIGNS = (("hedge", -1), ("booster", 1), ("qualifier", -1))
_LIKE_FAMILIES = (frozenset(["probability", "feasibility"]), frozenset(["discretion", "feasibility"]))
_LIGHT = frozenset(["to", "the", "a", "an", "and", "or", "be", "that", "is", "are", "of", "in"])
# "not ... unless" and "only ... after" bound a duty alike.
_SAME_BOUND = re.compile(r"\b(?:without|after|until|only|unless|once)\b", re.IGNORECASE)
_EITHER = re.compile(r"\bor [\w ]{1,30},? $")
_GOVERNS = re.compile(r"\s+(?:\w+ing\b|how\b|whether\b|what\b|the possibility\b|adopting\b)")


def scoped_shifts(
    view: View, marks: Touched, decided: set[int], in_resolution: bool
) -> Iterator[tuple[str, int, Changed]]:
    """Yield role, direction and word of each step. `decided`: edits in which an operator has decided.

    Words of emphasis ("deep", "serious") count only in paragraphs that open as those of resolutions do.
    """
    gone = [c for c in marks.gone if _role(c)]
    come = [c for c in marks.come if _role(c)]
    gone, come = _unpaired(gone, come)
    for changed in (*gone, *come):
        role = _role(changed)
        if changed.stretch in decided and role != "qualifier":
            continue
        if not _counts(view, changed, role):
            continue
        if _family(changed) == "emphasis" and not in_resolution:
            continue
        sign = dict(_SIGNS)[role]
        if role == "booster" and _follows_not(view, changed):
            sign = -sign
        yield role, sign if changed.side == "new" else -sign, changed


def _role(changed: Changed) -> str:
    return next((role for role, _ in _SIGNS if changed.mark.entry(role)), "")


def _unpaired(gone: list[Changed], come: list[Changed]) -> tuple[list[Changed], list[Changed]]:
    """Return the words that no like word of the same edit or, in the same sentence, of the same family replaced."""
    near = by_sentence(come)
    left = []
    for a in gone:
        found = near.get(a.sentence, [])
        partner = next((b for b in found[:_MOST_COMPARED] if _alike(a, b)), None)
        if partner is None:
            left.append(a)
        else:
            found.remove(partner)
    return left, [b for found in near.values() for b in found]


def _alike(a: Changed, b: Changed) -> bool:
    one, other = _family(a), _family(b)
    like = one == other or any({one, other} <= families for families in _LIKE_FAMILIES)
    if a.stretch == b.stretch:
        return like or _role(a) == _role(b)
    return a.sentence == b.sentence and like


def _family(changed: Changed) -> str:
    entry = changed.mark.entry(_role(changed))
    return entry.kind if entry else ""


def _counts(view: View, changed: Changed, role: str) -> bool:
    """Return whether the word touches a clause that stands on both sides, not one that came or went with it."""
    stretch = view.stretches[changed.stretch]
    text = view.old.text if changed.side == "old" else view.new.text
    own, other = view.old_words(stretch), view.new_words(stretch)
    start = stretch.old_start
    if changed.side == "new":
        own, other, start = other, own, stretch.new_start
    if role == "hedge" and changed.mark.text.casefold().startswith("consider"):
        after = text[changed.mark.end : changed.mark.end + 40]
        if changed.mark.text.casefold() in ("consider", "considers") and not _GOVERNS.match(after):
            return False
    if (
        role == "qualifier"
        and changed.mark.text.split()[-1][:1].isupper()
        and not changed.mark.text.isupper()
    ):
        return False  # "in line with the Lisbon Framework" cites a work
    if role == "qualifier" and (_SAME_BOUND.search(other) or _says_respectively(text, changed.mark)):
        return False
    if role == "qualifier" and not words(own[: max(0, changed.mark.start - start)]):
        return True
    if (role == "booster" and _is_adverb_swap(own, other)) or _is_duplicate(text, changed.mark):
        return False
    weight = [t for t in words(own) if t.text.casefold() not in _LIGHT]
    beside = len(weight) - len([t for t in words(changed.mark.text) if t.text.casefold() not in _LIGHT])
    if not words(other):
        return beside <= (_QUALIFIER_WORDS if role == "qualifier" else _FREE_WORDS)
    return beside <= _REPLACED_WORDS


def _says_respectively(text: str, mark: Mark) -> bool:
    """Return whether "as appropriate" only tells which: "the Northern or Southern office, as appropriate"."""
    before = text[max(0, mark.start - 40) : mark.start]
    if text[mark.end : mark.end + 4] == " for":
        return mark.text.casefold().startswith("as ")
    return mark.text.casefold() in ("as appropriate", "as applicable") and bool(_EITHER.search(before))


def _is_duplicate(text: str, mark: Mark) -> bool:
    """Return whether the same word stands nearby on the same side: one of two is only tidied away."""
    around = text[max(0, mark.start - _NEARBY) : mark.start] + text[mark.end : mark.end + _NEARBY]
    return bool(re.search(rf"\b{re.escape(mark.text)}\b", around, re.IGNORECASE))


def _is_adverb_swap(own: str, other: str) -> bool:
    """Return whether one adverb took the place of another; between those there is no order."""
    return (
        len(words(own)) == len(words(other)) == 1
        and own.strip().endswith("ly")
        and other.strip().endswith("ly")
    )


def _follows_not(view: View, changed: Changed) -> bool:
    text = view.old.text if changed.side == "old" else view.new.text
    before = words(text[max(0, changed.mark.start - 40) : changed.mark.start])[-2:]
    return any(token.text.casefold() in ("not", "never") for token in before)
