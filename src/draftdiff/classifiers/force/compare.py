"""What became of the words of force from one text to the other.

Words of force outside the edits stay. Those in an edit are paired with those of the other side: in the same edit
first, then in the same sentence. A pair moves on a ladder that both stand on; a word of force alone is judged
against the plain clause that stands on the other side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftdiff.classifiers.force.lexicon import Ladder, load_lexicon
from draftdiff.classifiers.force.marks import Mark, marks_of
from draftdiff.classifiers.force.scoped import scoped_shifts
from draftdiff.classifiers.force.touched import Changed, Touched, by_sentence, by_stretch, touched
from draftdiff.classifiers.view import View, within, word_count
from draftdiff.text.sentences import sentence_spans
from draftdiff.text.tokens import words

MODALS = "modals"
_DESCRIPTION = 1.5
"""Where a verb of description stands when it takes the place of a verb of advice: describes, recommends."""
_BEFORE_VERB = re.compile(
    r"\W*(?:(?:also|further|once again|again|deeply|strongly|in this (?:regard|respect|context)),?\s*)*",
    re.IGNORECASE,
)
_MOST_COMPARED = 20
"""Words of force of a sentence that are looked through for a partner."""
_OTHER_CLAUSE_WORDS = 12
"""Words of weight in a replacement beyond which, nothing shared, the clause is another one."""
_FREE_WORDS = 3
"""Other words in an edit that only adds or takes away a word of force."""
_OBJECT_WORDS = 3
"""Words after a verb in an edit beyond which its object changed too, so that one level is no step."""
_LIGHT = frozenset(
    ["be", "is", "are", "was", "were", "been", "being", "to", "also", "then", "not", "have", "has", "it", "that",
     "we", "you", "they", "the", "a", "an", "only", "do", "does", "and", "or"]
)  # fmt: skip
_BE = frozenset(["be", "is", "are", "was", "were", "been", "being", "it", "we", "i", "not", "as"])
# Kinds that say nothing alone: nouns, and verbs that grant ("allows faster feedback").
_PAIRED_ONLY = frozenset(["noun", "grant"])
# What a permission to do is no commitment: "you can read more at".
_POINTERS = frozenset(["read", "see", "find", "view", "include", "includes", "learn"])
_REQUIREMENT = 5.0
_CARRIED = 40
"""Characters after a modal within which a word of force that it carries ends."""
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|whether|because|since|so that|so they|so it)\b[^,;:.]*$", re.IGNORECASE
)
_WORD = re.compile(r"\w[\w'\u2019-]*")
_INFINITIVE = re.compile(r"(?:^|\s)to\s*$", re.IGNORECASE)
_GOVERNING = re.compile(r"\s+(?:not\s+)?be\s+")
_GOVERNED = re.compile(r"\s+(?:(?:be|also|then|still|only|generally)\s+){0,2}")
_REACH = 120
"""Characters before a word of force among which a condition is looked for."""
_RECALLED_OWN_ACT = re.compile(
    r"\W*(?:also |further )?(?:its|the) (?:decision|request|recommendation|invitation)\b"
)


@dataclass(frozen=True, slots=True)
class Shift:
    """A step towards more (+1) or less (-1) force."""

    direction: int
    kind: str
    """operator, verb, hedge, booster or qualifier."""
    ladder: str
    old: tuple[int, int] | None
    """The deciding words, as a range of the old text."""
    new: tuple[int, int] | None
    stretch: int
    """Which edit."""


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
    if not old and not new:
        return ()
    all_marks = touched(view, old, new)
    in_resolution = opens_with_verb(view.old.text, old, language) or opens_with_verb(
        view.new.text, new, language
    )
    if in_resolution:
        ladders = [_paired_only(ladder) for ladder in ladders]
    found = [shift for a, b, at in all_marks.same if (shift := _step(a, b, ladders, at)) is not None]
    operators, judged = _operators(view, all_marks, ladders)
    found += operators
    found += _verbs(view, all_marks, ladders)
    decided = judged | {shift.stretch for shift in found}
    for role, direction, changed in scoped_shifts(view, all_marks, decided, in_resolution):
        own = (changed.mark.start, changed.mark.end)
        old_span, new_span = (own, None) if changed.side == "old" else (None, own)
        found.append(Shift(direction, role, "", old_span, new_span, changed.stretch))
    return tuple(sorted(found, key=lambda shift: (shift.stretch, shift.kind, shift.direction)))


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


def _step(old: Mark, new: Mark, ladders: Sequence[Ladder], stretch: int, least: float = 0.0) -> Shift | None:
    """Return the step between two marks on the first ladder where they differ; None where they do not."""
    for ladder in ladders:
        a, b = old.level(ladder), new.level(ladder)
        if a is None or b is None or a == b or abs(a - b) < least or _is_tense(old, new):
            continue
        if _is_disputed(old, new, ladder) or _grants(old, new):
            continue
        role = "operator" if ladder.words_of == MODALS else "verb"
        direction = 1 if b > a else -1
        return Shift(direction, role, ladder.name, (old.start, old.end), (new.start, new.end), stretch)
    return None


def _is_disputed(old: Mark, new: Mark, ladder: Ladder) -> bool:
    lemmas = {entry.lemma for mark in (old, new) for entry in mark.entries if entry.ladder == ladder.name}
    return any(pair <= lemmas for pair in ladder.disputed)


def _grants(old: Mark, new: Mark) -> bool:
    """Return whether a verb that grants met a promise: "allows users to" and "users will" tell of one effect."""
    kinds = {entry.kind for mark in (old, new) if (entry := mark.entry("operator"))}
    return kinds == {"grant", "statement"}


def _is_tense(old: Mark, new: Mark) -> bool:
    """Return whether "should" and "would" took each other's place: reported speech, no force."""
    return {old.text.casefold(), new.text.casefold()} == {"should", "would"}


# ------------------------------------------------------------------ operators


def _operators(view: View, marks: Touched, ladders: Sequence[Ladder]) -> tuple[list[Shift], set[int]]:
    """Return the steps of operators, and the edits in which a pair of them decided."""
    ladder = next((one for one in ladders if one.words_of == MODALS), None)
    if ladder is None:
        return [], set()
    gone = [c for c in marks.gone if c.mark.level(ladder) is not None]
    come = [c for c in marks.come if c.mark.level(ladder) is not None]
    pairs, gone, come = paired(gone, come)
    pairs = [(a, b) for a, b in pairs if not _both_governed(view, a, b)]
    steps = [_step(a.mark, b.mark, [ladder], b.stretch) for a, b in pairs]
    found = [step for step in steps if step is not None]
    if ladder.alone:
        found += [shift for c in (*gone, *come) if (shift := _alone(view, c, ladder)) is not None]
    return found, {b.stretch for _, b in pairs}


def paired(
    gone: list[Changed], come: list[Changed]
) -> tuple[list[tuple[Changed, Changed]], list[Changed], list[Changed]]:
    """Return pairs of the same edit, then of the same sentence, in order; and what is left over."""
    pairs: list[tuple[Changed, Changed]] = []
    left = []
    near = by_stretch(come)
    for a in gone:
        if near.get(a.stretch):
            pairs.append((a, near[a.stretch].pop(0)))
        else:
            left.append(a)
    far = by_sentence([b for found in near.values() for b in found])
    alone = []
    for a in left:
        found = far.get(a.sentence, [])
        partner = next((b for b in found[:_MOST_COMPARED] if _one_level(a, b)), found[0] if found else None)
        if partner is None:
            alone.append(a)
        else:
            pairs.append((a, partner))
            found.remove(partner)
    return pairs, alone, [b for found in far.values() for b in found]


def _both_governed(view: View, a: Changed, b: Changed) -> bool:
    return _is_governed(view, a.mark, view.old.text) and _is_governed(view, b.mark, view.new.text)


def _one_level(a: Changed, b: Changed) -> bool:
    one, other = a.mark.entry("operator"), b.mark.entry("operator")
    return one is not None and other is not None and one.level == other.level


def _alone(view: View, changed: Changed, ladder: Ladder) -> Shift | None:
    """Return the step of an operator that stands on one side only, against a plain clause on the other."""
    entry = changed.mark.entry("operator")
    level = changed.mark.level(ladder)
    if entry is None or level is None or entry.kind in _PAIRED_ONLY:
        return None
    own, other = own_and_other(view, changed)
    plain = _plain_level(entry.kind, own, other, ladder)
    if plain is None or level == plain or _says_no_commitment(view, changed, other, level):
        return None
    stands = bool(other.strip()) or other_words(view, changed) <= _FREE_WORDS
    if not stands and level < 3:
        return None
    more = level > plain if stands else True
    direction = (1 if more else -1) * (1 if changed.side == "new" else -1)
    spans = (changed.mark.start, changed.mark.end), _counter(view, changed)
    old, new = spans if changed.side == "old" else (spans[1], spans[0])
    return Shift(direction, "operator", ladder.name, old, new, changed.stretch)


def _plain_level(kind: str, own: str, other: str, ladder: Ladder) -> float | None:
    """Return where the words on the other side stand; None where nothing is promised or asked on either."""
    single = word_count(own) == 1 and 1 <= word_count(other) <= 2
    if single and kind == "advice":
        return _DESCRIPTION
    return (
        None
        if single and kind == "need" and own.strip().casefold() in ("require", "requires")
        else ladder.plain
    )


def _says_no_commitment(view: View, changed: Changed, other: str, level: float) -> bool:
    """Return whether the word stands where it binds nobody: a pointer, a condition, a repetition."""
    text = view.old.text if changed.side == "old" else view.new.text
    mark = changed.mark
    following = words(text[mark.end : mark.end + 40])[:1]
    if level < _DESCRIPTION and any(token.text.casefold() in _POINTERS for token in following):
        return True
    factored = not other.strip() and other_words(view, changed) <= _FREE_WORDS
    return (
        bool(_INFINITIVE.search(other))
        or _governs_force(view, mark, text)
        or bool(_CONDITION.search(text[max(0, mark.start - _REACH) : mark.start]))
        or _is_governed(view, mark, text)
        or _is_attribute(mark, text)
        or _is_other_clause(view, changed)
        or (factored and _is_repeated(view, mark, text))
    )


def _governs_force(view: View, mark: Mark, text: str) -> bool:
    """Return whether a duty only carries another word of force: "shall not be permitted", "are not permitted"."""
    entry = mark.entry("operator")
    after = within(marks_of(text, view.new.draft.language), mark.end, mark.end + _CARRIED)[:1]
    carried = any(_GOVERNING.fullmatch(text[mark.end : m.start]) for m in after)
    return entry is not None and entry.kind == "duty" and entry.level >= _REQUIREMENT and carried


def _is_attribute(mark: Mark, text: str) -> bool:
    """Return whether a word of need or advice only describes a noun: "the required fields"."""
    entry = mark.entry("operator")
    if entry is None or entry.kind not in ("need", "advice") or not mark.text.casefold().endswith("ed"):
        return False
    before = [token.text.casefold() for token in words(text[max(0, mark.start - 60) : mark.start])[-3:]]
    after = [token.text.casefold() for token in words(text[mark.end : mark.end + 20])[:1]]
    return not (_BE & set(before)) and after not in (["to"], ["that"])


def _is_other_clause(view: View, changed: Changed) -> bool:
    """Return whether a long replacement shares no word of weight with what it replaced."""
    own, other = own_and_other(view, changed)
    if max(word_count(own), word_count(other)) <= _OTHER_CLAUSE_WORDS:
        return False
    sides = [set(_WORD.findall(text.casefold())) - _LIGHT for text in (own, other)]
    return min(map(len, sides)) > 0 and max(map(len, sides)) > _OTHER_CLAUSE_WORDS and not sides[0] & sides[1]


def _is_governed(view: View, mark: Mark, text: str) -> bool:
    """Return whether another word of force stands right before and decides: "may" before "need to"."""
    before = within(marks_of(text, view.new.draft.language), 0, mark.start - 1)[-1:]
    return any(
        m.entry("operator") is not None and _GOVERNED.fullmatch(text[m.end : mark.start]) for m in before
    )


def own_and_other(view: View, changed: Changed) -> tuple[str, str]:
    """Return the words of the edit on the side of a mark and on the other side."""
    stretch = view.stretches[changed.stretch]
    texts = view.old_words(stretch), view.new_words(stretch)
    return texts if changed.side == "old" else (texts[1], texts[0])


def other_words(view: View, changed: Changed) -> int:
    """Return how many words of weight stand in the edit beside a mark, on its side."""
    own, _ = own_and_other(view, changed)
    beside = _LIGHT.union(_WORD.findall(changed.mark.text.casefold()))
    return sum(1 for word in _WORD.findall(own.casefold()) if word not in beside)


def _counter(view: View, changed: Changed) -> tuple[int, int] | None:
    """Return the range of the other side of an edit, or None where nothing stands there."""
    stretch = view.stretches[changed.stretch]
    start, end = stretch.new_start, stretch.new_end
    if changed.side == "new":
        start, end = stretch.old_start, stretch.old_end
    return (start, end) if end > start else None


def _is_repeated(view: View, mark: Mark, text: str) -> bool:
    """Return whether a like word of force stands before in the sentence: one duty told once or twice."""
    span = next((s for s in sentence_spans(text) if s.start <= mark.start < s.end), None)
    start = span.start if span else 0
    entry = mark.entry("operator")
    language = view.new.draft.language
    before = within(marks_of(text, language), start, mark.start)[-_MOST_COMPARED:]
    return any(
        (other := m.entry("operator")) is not None
        and entry is not None
        and m.negated == mark.negated
        and (m.text.casefold() == mark.text.casefold() or 0 <= other.level - entry.level <= 0.5)
        for m in before
    )


# ------------------------------------------------------------------ verbs


def _verbs(view: View, marks: Touched, ladders: Sequence[Ladder]) -> list[Shift]:
    """Return the steps of verbs that took each other's place in one edit."""
    verbs = [ladder for ladder in ladders if ladder.words_of != MODALS]
    gone = [c for c in marks.gone if c.mark.entry("verb")]
    come = by_stretch([c for c in marks.come if c.mark.entry("verb")])
    found = []
    for a in gone:
        near = come.get(a.stretch, [])
        for b in near[:_MOST_COMPARED]:
            step = _step(a.mark, b.mark, verbs, b.stretch, _least_step(view, a, b))
            if step is not None and not _recalls_own_act(view, a, b):
                found.append(step)
                near.remove(b)
                break
    return found


def _least_step(view: View, a: Changed, b: Changed) -> float:
    """Return how far two verbs must lie apart: further where their objects changed with them."""
    stretch = view.stretches[a.stretch]
    after = max(
        len(words(view.old.text[a.mark.end : stretch.old_end])),
        len(words(view.new.text[b.mark.end : stretch.new_end])),
    )
    return 0.0 if after <= _OBJECT_WORDS else 2.0


def _recalls_own_act(view: View, a: Changed, b: Changed) -> bool:
    """Return whether a body only recalls what it decided or asked before: a year passed, no force."""
    after = view.old.text[a.mark.end : a.mark.end + 40], view.new.text[b.mark.end : b.mark.end + 40]
    return any(_RECALLED_OWN_ACT.match(text) for text in after)
