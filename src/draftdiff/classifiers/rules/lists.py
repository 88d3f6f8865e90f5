"""Items that joined or left an enumeration: list-extended, list-reduced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from draftdiff.classifiers.citations import citations_of
from draftdiff.classifiers.force import marks_of
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import Side, View, within, word_count
from draftdiff.model import Label
from draftdiff.text.tokens import words

# A clause with a verb of its own is no item.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|shall|should|may|can|must|could|would|do|does|did|that|which|who|where"
    r"|while|whereas|because|if|unless|held|contained|convened|adopted|entitled|despite)\b",
    re.IGNORECASE,
)
_VERB = (
    r"(?:recall|reaffirm|welcom|not|recogni|stress|emphasi|underlin|acknowledg|express|invit|request|urg|encourag"
    r"|call|decid|tak|look|bear|regret|deplor|condemn|commend|appreciat|reiterat|affirm|consider|agree|highlight"
    r"|underscor)(?:s|es|ing|e|zes|zing|ses|sing)\b"
)
_LEAD_VERB = re.compile(
    rf"(?:^\W*(?:and |, )?|, (?:and )?|\band )(?:(?:also|further|in this regard|in this context),? )*{_VERB}",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"^\W*(?:including|such as|inter alia|in particular|notably|especially|for example)\b\W+\w", re.IGNORECASE
)
_OPENING = re.compile(
    r"^\W*(?:and|or|as well as)?\s*(in accordance|in line|within|on|upon|with|at|by|for|from|to|through|under"
    r"|between|during|as(?! well)|in|based|pursuant|subject|of|so|taking|respecting|where|when|towards?|while|thus"
    r"|thereby|namely|[\w-]+ed (?=by|in|on|at|with|as|\u201c))\b",
    re.IGNORECASE,
)
_JOIN_START = re.compile(r"^\s*(?:,|;|and\b|or\b|as well as\b|/|&)", re.IGNORECASE)
_JOIN_END = re.compile(r"(?:,|;|(?:\band|\bor|\bas well as)(?: the| a| an)?|/)\s*$", re.IGNORECASE)
# The first items of a row whose opening words changed too: "Examples are wells, [pumps and pipes]".
_TAIL_ITEM = re.compile(
    r"\b(?:are|is|includes?|including|comprises?|such as|namely|like)\b:? ((?:[\w-]+ ){0,3}[\w-]+),\s*$",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[\s,;]*(?:and )?\u201c")
_COMMA = re.compile(r"[,;]\s+(?=\w)")
_JOINT = re.compile(r",|\band\b|\bor\b")
_LETTERS = re.compile(r"[^\W_]+")
_JOINERS = frozenset("and or as well including such other the a an of inter alia to in".split())
_MOST_WORDS = 40
"""Words of an insertion that may still be one or more items: the longest read was 34."""
_LOOKED_INTO = 80
"""Words of an edit that is looked at: the same with the qualifiers in it, and with the clause it may end."""
_STAYED = 0.6
"""The share of the words of a row that must stay for the row to be the same one, longer or shorter."""


@dataclass(frozen=True, slots=True)
class _Half:
    """One side of an edit."""

    side: Side
    start: int
    end: int
    content: list[str]
    """Its words, those that only join left out."""

    @property
    def text(self) -> str:
        """Return its characters."""
        return self.side.text[self.start : self.end]


def _on_change(view: View) -> Iterable[Label]:
    for stretch in view.stretches:
        if not stretch.transferred:
            old = _half(view.old, stretch.old_start, stretch.old_end)
            new = _half(view.new, stretch.new_start, stretch.new_end)
            yield from _joined("list-extended", view, new, old)
            yield from _joined("list-reduced", view, old, new)


def _half(side: Side, start: int, end: int) -> _Half:
    return _Half(side, start, end, _content(side.text[start:end]))


def _news(view: View, name: str) -> Callable[[str], bool]:
    """Return a test whether the text with the longer row has a word more often than the other text."""
    if "words" not in view.memo:
        texts = (side.text.casefold() for side in (view.old, view.new))
        view.memo["words"] = tuple(Counter(_LETTERS.findall(text)) for text in texts)
    old, new = view.memo["words"]
    more, less = (new, old) if name == "list-extended" else (old, new)
    return lambda word: more[word] > less[word]


def _joined(name: str, view: View, half: _Half, other: _Half) -> Iterable[Label]:
    """Yield a label if the words of one half are items that those of the other lack.

    Words that the other text has as often, in another place, joined nothing and left nothing.
    """
    if not half.content:
        return
    side, own, replaced = half.side, half.text, bool(other.content)
    tail = _tail(own, other.text) if replaced else None
    if tail is None and not _grew(other, half):
        return
    if word_count(own) > _LOOKED_INTO or _is_citing_note(side):
        return
    if tail is None and not _is_item(side, half.start, half.end, replaced):
        return
    is_news = _news(view, name)
    if _is_old(half.content, is_news):
        return
    if tail is not None:
        yield _label(name, side, half.start + tail[0], half.start + tail[1])
    else:
        yield _label(name, side, *_without_old_items(side, half.start, half.end, is_news))


def _tail(own: str, other: str) -> tuple[int, int] | None:
    """Return where the first items of a row stand at the end of words that took the place of others."""
    if own.rstrip()[-1:] != "," or "," in other:
        return None
    match = _TAIL_ITEM.search(own)
    return match.span(1) if match and not _FINITE.search(match.group(1)) else None


def _is_old(content: list[str], is_news: Callable[[str], bool]) -> bool:
    """Return whether most of these words are no news."""
    return 2 * sum(map(is_news, content)) < len(content)


def _without_old_items(side: Side, start: int, end: int, is_news: Callable[[str], bool]) -> tuple[int, int]:
    """Return the range without the items at its ends that are no news."""
    cuts = [start, *(start + match.end() for match in _COMMA.finditer(side.text[start:end])), end]
    fresh = [any(map(is_news, _content(side.text[a:b]))) for a, b in pairwise(cuts)]
    if all(fresh) or not any(fresh):
        return start, end
    return cuts[fresh.index(True)], cuts[len(fresh) - fresh[::-1].index(True)]


def _is_citing_note(side: Side) -> bool:
    """Return whether the words are those of a note that only says where something stands."""
    return side.paragraphs[0].stream != "body" and word_count(side.text) <= _MOST_WORDS


def _content(text: str) -> list[str]:
    """Return the words of a text without those that only join, hyphens parting words."""
    found = _LETTERS.findall(text.casefold())
    return [word for word in found if word not in _JOINERS]


def _grew(short: _Half, long: _Half) -> bool:
    """Return whether the longer row still holds the shorter one, and has more joints."""
    few = short.content
    if not few or len(long.content) <= len(few):
        return len(long.content) > len(few)
    many = {word.removesuffix("s") for word in long.content}
    stayed = sum(word.removesuffix("s") in many for word in few)
    return stayed >= _STAYED * len(few) and len(_JOINT.findall(long.text)) > len(_JOINT.findall(short.text))


def _is_item(side: Side, start: int, end: int, replaced: bool) -> bool:
    """Return whether the words joined or left an enumeration, an adjective row or a list of examples."""
    text = _without_qualifiers(side, start, end)
    before, after = side.text[max(0, start - 80) : start], side.text[end : end + 60]
    example = _EXAMPLE.match(text) is not None
    if not (example or replaced or _is_joined_on(text, before, after)):
        return False
    if _QUOTES.match(text) or side.text[start:end].strip(" ,")[:1] != text.strip(" ,")[:1]:
        return False
    if (
        not any(len(word) > 2 for word in _content(text))
        or word_count(text) > _MOST_WORDS
        or _LEAD_VERB.search(text)
        or _is_number_row(text)
        or text.count("[") != text.count("]")
    ):
        return False
    if example:
        return True
    if _FINITE.search(text) or _is_bare_hedge(side, start, end):
        return False
    if _opens_phrase(text, before, after) or _is_lone_work(text, before, replaced):
        return False
    return not (replaced and _is_name(text))


def _is_joined_on(text: str, before: str, after: str) -> bool:
    """Return whether words that took nobody's place are tied to a row by a comma or a joining word."""
    if _JOIN_START.match(text):
        return _stands_in_row(before, after) or not text.lstrip().startswith(",")
    return bool(_JOIN_END.search(text)) or _is_between_joints(before, after)


def _without_qualifiers(side: Side, start: int, end: int) -> str:
    """Return the words without "where appropriate" and the like, which belong to the item."""
    text = side.text[start:end]
    for mark in within(marks_of(side.text, side.draft.language), start, end):
        if mark.entry("qualifier"):
            a, b = mark.start - start, mark.end - start
            text = text[:a] + " " * (b - a) + text[b:]
    return text


def _opens_phrase(text: str, before: str, after: str) -> bool:
    """Return whether the words begin a phrase that is no item: its preposition opens no neighbour of the row."""
    opening = _OPENING.match(text)
    if opening is None:
        return False
    word = re.escape(opening.group(1).split()[0])
    if text.lstrip(" ,").startswith("as well as"):
        return False
    beside: re.Match[str] | None = re.match(rf"\W*(?:and|or)?\s*{word}\b", after) or re.search(
        rf"(?:,|\band|\bor) {word}\b", before
    )
    return beside is None


def _is_lone_work(text: str, before: str, replaced: bool) -> bool:
    """Return whether the words are named works and no row of three: a reference, no item."""
    if text.islower():
        return False
    named = citations_of(text.strip())
    covered = sum(len(words(text.strip()[c.start : c.end])) for c in named)
    return covered * 2 > word_count(text) and (replaced or not re.search(r", (?:the )?[A-Z]", before))


def _is_name(text: str) -> bool:
    """Return whether most words of weight are capitalised: a proper name with an "and" inside."""
    weight = [word for word in _LETTERS.findall(text) if word.casefold() not in _JOINERS]
    return 2 * len([word for word in weight if word[0].isupper()]) > len(weight)


def _stands_in_row(before: str, after: str) -> bool:
    """Return whether a comma or a joining word stands on the other side of the words too."""
    return bool(re.match(r"\s*(?:,|;|and\b|or\b|\.|$)", after)) or bool(
        re.search(r"(?:,|\band|\bor)\s*\S*\s*$", before)
    )


def _is_between_joints(before: str, after: str) -> bool:
    """Return whether words without a joint of their own stand between two: "[skills training ]and reading"."""
    return before.rstrip().endswith(",") and bool(re.match(r"\s*(?:and|or|,)", after))


def _is_bare_hedge(side: Side, start: int, end: int) -> bool:
    """Return whether the words are a qualifier, hedge or booster and little else."""
    marks = within(marks_of(side.text, side.draft.language), start, end)
    covered = sum(len(words(side.text[m.start : m.end])) for m in marks if not m.entry("verb"))
    return covered * 2 >= word_count(side.text[start:end])


def _is_number_row(text: str) -> bool:
    """Return whether the words are one more numbered act of a row, which is a reference and no item."""
    if not any(map(str.isdigit, text)):
        return False
    return any(c.kind in ("act", "council-act", "symbol") for c in citations_of(text)) or bool(
        re.fullmatch(r"(?:[\W\d_]|\band\b|\bor\b)*(?:of \d{1,2} \w+ \d{4})?(?:[\W\d_]|\band\b|\bor\b)*", text)
    )


def _label(name: str, side: Side, start: int, end: int) -> Label:
    evidence = side.evidence(start, end)
    item = evidence.text.strip(" ,;")
    verb = "joined" if name == "list-extended" else "left"
    return Label(name=name, rule=RULE.name, because=f"'{item}' {verb} the enumeration", evidence=(evidence,))


_SOURCE = "Grammar of coordination: Quirk and others, A Comprehensive Grammar of the English Language (1985), ch. 13."

RULE = Rule(
    name="lists",
    labels=(
        LabelDoc(
            name="list-extended",
            meaning="Items joined an enumeration, a row of adjectives or a list of examples.",
            example="hospitals and schools -> hospitals, water works and schools",
            source=_SOURCE,
            inverse="list-reduced",
        ),
        LabelDoc(
            name="list-reduced",
            meaning="Items left an enumeration, a row of adjectives or a list of examples.",
            example="open, fair and inclusive -> open and inclusive",
            source=_SOURCE,
            inverse="list-extended",
        ),
    ),
    on_change=_on_change,
)
