"""Proper names that gave way to a class word, or the reverse: denamed, named."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from draftdiff.classifiers.names import names_of
from draftdiff.classifiers.pieces import pieces_of
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import Side, Stretch, View, word_count
from draftdiff.classifiers.words import word_list, word_set
from draftdiff.model import Label, Span

_CLASS_WORDS = 12
"""Words of the side that names no one; more are another clause."""
_MOST_NAMED = 45
"""Words of the side with the names."""
_REACH = 60
"""Characters after names that were taken out within which the class that stays is looked for."""
_WORD = re.compile(r"[^\W\d_][\w\u2011'\u2019-]*")
_SMALL = frozenset("the a an of and or for on in to with by as well".split())
_ORDINAL = re.compile(
    r"(?:\w+-)?(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\w+teen|\w+tie|hundred)th)$"
)
_DUTY = frozenset(["MUST", "SHALL", "SHOULD", "MAY", "NOT", "REQUIRED", "RECOMMENDED", "OPTIONAL"])
_NUMBER_BEFORE = re.compile(r"\d\s$")
_SENTENCE_END = re.compile(r"[.!?] (?=[A-Z])")
_Range = tuple[int, int]


def _on_change(view: View) -> Iterable[Label]:
    for stretch in view.stretches:
        if stretch.transferred or not _may_name(view, stretch):
            continue
        for piece in dict.fromkeys((stretch, *pieces_of(view, stretch))):
            label = _seen(view, piece)
            if label is not None:
                yield label
                break


def _may_name(view: View, stretch: Stretch) -> bool:
    """Return whether a part of a name stands in the edit on either side."""
    return any(
        words != words.lower() and _reaching(side.text, start, end)
        for side, words, start, end in (
            (view.old, view.old_words(stretch), stretch.old_start, stretch.old_end),
            (view.new, view.new_words(stretch), stretch.new_start, stretch.new_end),
        )
    )


def _reaching(text: str, start: int, end: int) -> Sequence[Span]:
    """Return the names that share a character with a range."""
    names = names_of(text)
    first = bisect_right(names, start, key=lambda name: name.end)
    return names[first : bisect_left(names, end, first, key=lambda name: name.start)]


def _seen(view: View, stretch: Stretch) -> Label | None:
    old = _names_in(view.old, stretch.old_start, stretch.old_end)
    new = _names_in(view.new, stretch.new_start, stretch.new_end)
    old, new = _lacking(view.old, old, view.new, new), _lacking(view.new, new, view.old, old)
    if bool(old) == bool(new):
        return None
    before = view.old, stretch.old_start, stretch.old_end
    after = view.new, stretch.new_start, stretch.new_end
    name, names, own, other = ("denamed", old, before, after) if old else ("named", new, after, before)
    place = _class_place(*other, own, names)
    if place is not None:
        return _label(name, view, stretch, names, place, own[0] if _is_introduced(own) else other[0])
    return None


def _names_in(side: Side, start: int, end: int) -> list[_Range]:
    """Return the names in a range, cut where it ends."""
    own = side.text[start:end]
    if own == own.lower() or word_count(own) > _MOST_NAMED:
        return []
    return [
        place
        for place in _cut(side.text, start, end)
        if _is_body(side.text[slice(*place)]) and not _is_counted(side.text, *place)
    ]


def _is_counted(text: str, start: int, end: int) -> bool:
    """Return whether a number stands right beside a name: "15 USC 6501" is a place in a code, and no body."""
    return _NUMBER_BEFORE.search(text, max(0, start - 8), start) is not None


def _lacking(side: Side, names: list[_Range], other: Side, others: list[_Range]) -> list[_Range]:
    """Return the names that the other side does not have, in full or cut short."""
    there = [other.text[slice(*one)].casefold() for one in others]
    return [
        one
        for one, name in ((one, side.text[slice(*one)].casefold()) for one in names)
        if not any(name.startswith(known) or known.startswith(name) for known in there)
    ]


def _cut(text: str, start: int, end: int) -> Iterator[_Range]:
    for one in _reaching(text, start, end):
        first, last = max(one.start, start), min(one.end, end)
        while first < last and not text[first].isupper():
            first += 1
        if first < last and (first == one.start or not text[first - 1].isalnum()):
            yield first, first + len(text[first:last].rstrip())


def _is_body(name: str) -> bool:
    """Return whether a name may be of a body, process or text: several words or an abbreviation, no date, no code."""
    name = name.removeprefix("The ")
    if _DUTY & set(name.split()):
        return False
    if "-" in name and name.rpartition("-")[2].islower():
        return False  # "United Nations-led"
    weighty = [word.casefold() for word in _WORD.findall(name) if word not in _SMALL]
    for kind in ("classes", "regions"):
        if all(_ORDINAL.match(word) or word in word_set("names-en", kind) for word in weighty):
            return False  # "Second Meeting", "Asia and the Pacific"
    letters = name.replace(" ", "")
    return (" " in name or (name.isupper() and len(name) > 1)) and not any(c.isdigit() for c in letters)


def _class_place(
    side: Side, start: int, end: int, own: tuple[Side, int, int], names: list[_Range]
) -> _Range | None:
    """Return where the class stands for which, or in whose place, the names are told; None without any."""
    words = side.text[start:end]
    if _SENTENCE_END.search(words) or _SENTENCE_END.search(own[0].text, own[1], own[2]):
        return None
    if _is_introduced(own):
        del names[1:]
        return _class_before(own)
    if not words.strip(" ,"):
        return _class_after(side, start)
    if word_count(words) > _CLASS_WORDS:
        return _class_of_the_names(side, start, end, own, names)
    match = _unnamed_class().search(side.text, start, end)
    if match is not None and not _spelt_out(match.group(), own[0].text[slice(*names[0])]):
        return match.span()
    return _whole_class(side, start, end, own, names) or _class_of_the_names(side, start, end, own, names)


def _class_after(side: Side, start: int) -> _Range | None:
    """Return the class right after names that were taken out or put in: [the Fund and] relevant bodies."""
    match = _unnamed_class().search(side.text, start, min(len(side.text), start + _REACH))
    if side.text[:start].rstrip()[-1:] in (".", ";", ":", "!", "?"):
        return None  # the class belongs to what follows
    if match is None or side.text[start : match.start()].strip(" ,") not in ("", "and", "or"):
        return None
    return match.span()


def _whole_class(
    side: Side, start: int, end: int, own: tuple[Side, int, int], names: list[_Range]
) -> _Range | None:
    """Return the words themselves if they are nothing but a class and the other side nothing but names."""
    found = list(_WORD.finditer(side.text, start, end))
    weighty = [word for word in found if word.group() not in _SMALL]
    if not weighty or len(weighty) > 4 or weighty[-1].group() not in word_set("names-en", "classes"):
        return None
    first = found[1:] if found[0].group() in ("the", "a", "an") else found
    if first != weighty or not all(word.group().islower() for word in weighty):
        return None
    before = side.text[:start].split()
    if before and before[-1][:1].isupper() and before[-1].isalpha() and before[-1] != "Nations":
        return None  # "the Preparatory Committee meetings"
    opening = own[0].text[own[1] : names[0][0]].casefold()
    place = weighty[0].start(), weighty[-1].end()
    same = _spelt_out(side.text[slice(*place)], own[0].text[slice(*names[0])])
    return place if set(_WORD.findall(opening)) <= _SMALL and not same else None


def _spelt_out(words: str, name: str) -> bool:
    """Return whether the class words are what an abbreviation stands for, or the name but for capitals."""
    found = _WORD.findall(words.casefold())
    initials = "".join(word[0] for word in found)
    shared = set(found) & set(_WORD.findall(name.casefold()))
    return initials.endswith(name.casefold().removesuffix("s")) or len(shared - _SMALL) * 2 > len(found)


def _class_of_the_names(
    side: Side, start: int, end: int, own: tuple[Side, int, int], names: list[_Range]
) -> _Range | None:
    """Return "a gender action plan" where a name of the other side has these words, and leave that name alone."""
    for match in _one_of_a_class().finditer(side.text, start, end):
        words = set(_WORD.findall(match.group().casefold())) - _SMALL
        if any(map(_ORDINAL.match, words)):
            continue  # "a fourth conference" is one and no class
        for name in list(names):
            if words <= {word.casefold() for word in _WORD.findall(own[0].text[slice(*name)])}:
                names[:] = [name]
                return match.span()
    return None


def _is_introduced(own: tuple[Side, int, int]) -> bool:
    """Return whether the names come with "referred to as" or the like."""
    side, start, end = own
    words = "|".join(map(re.escape, word_list("names-en", "naming")))
    return re.match(rf"[\s,(]*(?:also |to be )?(?:{words})\s", side.text[start:end]) is not None


def _class_before(own: tuple[Side, int, int]) -> _Range | None:
    """Return the class right before words that introduce a name: "a fund" (referred to as the Sea Fund)."""
    side, start, _ = own
    last = max(
        _WORD.finditer(side.text, max(0, start - _REACH), start), key=lambda one: one.end(), default=None
    )
    if last is None or last.group() not in word_set("names-en", "classes"):
        return None
    return last.span()


@cache
def _unnamed_class() -> re.Pattern[str]:
    """Return a pattern for "other processes", "relevant United Nations bodies"."""
    unnamed = "|".join(
        word for word in word_list("names-en", "unnamed") if len(word) > 2 and word not in ("its", "their")
    )
    nouns = "|".join(word_list("names-en", "classes"))
    return re.compile(rf"\b(?:(?i:{unnamed}))\b(?:[ ,]+(?:and )?\w+){{0,3}}?\s+(?:{nouns})\b")


@cache
def _one_of_a_class() -> re.Pattern[str]:
    """Return a pattern for "a gender action plan", "such plans"."""
    unnamed = "|".join(word_list("names-en", "unnamed"))
    nouns = "|".join(word_list("names-en", "classes"))
    return re.compile(rf"\b(?:{unnamed})(?: [a-z][\w-]+){{0,3}}? (?P<noun>{nouns})\b(?! (?:{nouns})\b)")


def _label(
    name: str, view: View, stretch: Stretch, names: list[_Range], place: _Range, classed: Side
) -> Label:
    named = view.old if name == "denamed" else view.new
    evidence = (*(named.evidence(*one) for one in names), classed.evidence(*place))
    listed = ", ".join(piece.text for piece in evidence[:-1])
    became = "is told as" if name == "denamed" else "took the place of"
    return Label(
        name=name, rule=RULE.name, because=f"'{listed}' {became} '{evidence[-1].text}'", evidence=evidence
    )


_SOURCE = "Capitalised runs inside a sentence; class words in classifiers/lexicons/names-en.toml."

RULE = Rule(
    name="naming",
    labels=(
        LabelDoc(
            name="denamed",
            meaning="Proper names gave way to a class word.",
            example="the Codex Commission and the Rights Council -> other forums",
            source=_SOURCE,
            inverse="named",
        ),
        LabelDoc(
            name="named",
            meaning="A class word gave way to proper names.",
            example="relevant funds -> the Green Climate Fund",
            source=_SOURCE,
            inverse="denamed",
        ),
    ),
    on_change=_on_change,
)
