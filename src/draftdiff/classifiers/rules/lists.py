"""Items that joined or left an enumeration: list-extended, list-reduced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
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
_COMMA = re.compile(r"[,;]\s+(?=\w)")
_JOINT = re.compile(r",|\band\b|\bor\b")
_LETTERS = re.compile(r"[^\W_]+")
_JOINERS = frozenset(
    [
        "and",
        "or",
        "as",
        "well",
        "including",
        "such",
        "other",
        "the",
        "a",
        "an",
        "of",
        "inter",
        "alia",
        "to",
        "in",
    ]
)
_MOST_WORDS = 40
"""Words of an insertion that may still be one or more items: the longest read was 34."""
_LOOKED_INTO = 80
"""Words of an edit that is looked at: the same with the qualifiers in it, and with the clause it may end."""
_STAYED = 0.6
"""The share of the words of a row that must stay for the row to be the same one, longer or shorter."""


def _on_change(view: View) -> Iterable[Label]:
    for stretch in view.stretches:
        if not stretch.transferred:
            news = _news(view)
            new = view.new, stretch.new_start, stretch.new_end
            old = view.old, stretch.old_start, stretch.old_end
            yield from _joined("list-extended", *new, view.old_words(stretch), news[1])
            yield from _joined("list-reduced", *old, view.new_words(stretch), news[0])


def _news(view: View) -> tuple[Counter[str], Counter[str]]:
    """Return the words that the old text has more often than the new one, and the other way round."""
    if "news" not in view.memo:
        old, new = (Counter(_content(side.text)) for side in (view.old, view.new))
        view.memo["news"] = old - new, new - old
    found: tuple[Counter[str], Counter[str]] = view.memo["news"]
    return found


def _joined(name: str, side: Side, start: int, end: int, other: str, news: Counter[str]) -> Iterable[Label]:
    """Yield a label if these words of one side are items that the words of the other side lack.

    Words that the other text has as often, in another place, joined nothing and left nothing.
    """
    own = side.text[start:end]
    if start == end or word_count(own) > _LOOKED_INTO or _is_citing_note(side) or _is_old(own, news):
        return
    content, lost = _content(own), _content(other)
    if not content:
        return
    replaced = bool(lost)
    tail = _TAIL_ITEM.search(own) if replaced and own.rstrip()[-1:] == "," and "," not in other else None
    if tail and not _FINITE.search(tail.group(1)):
        yield _label(name, side, start + tail.start(1), start + tail.end(1))
    elif _grew(other, own, lost, content) and _is_item(side, start, end, replaced):
        yield _label(name, side, *_without_old_items(side, start, end, news))


def _is_old(own: str, news: Counter[str]) -> bool:
    """Return whether most of these words are no news."""
    content = _content(own)
    return 2 * sum(1 for word in content if news[word]) < len(content)


def _without_old_items(side: Side, start: int, end: int, news: Counter[str]) -> tuple[int, int]:
    """Return the range without the items at its ends that are no news."""
    cuts = [start, *(start + match.end() for match in _COMMA.finditer(side.text[start:end])), end]
    fresh = [any(news[word] for word in _content(side.text[a:b])) for a, b in pairwise(cuts)]
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


def _grew(short: str, long: str, few: list[str], words_of_long: list[str]) -> bool:
    """Return whether the longer row still holds the shorter one, and has more joints."""
    many = {word.removesuffix("s") for word in words_of_long}
    if not few or len(words_of_long) <= len(few):
        return len(words_of_long) > len(few)
    stayed = sum(word.removesuffix("s") in many for word in few)
    return stayed >= _STAYED * len(few) and len(_JOINT.findall(long)) > len(_JOINT.findall(short))


def _is_item(side: Side, start: int, end: int, replaced: bool) -> bool:
    """Return whether the words joined or left an enumeration, an adjective row or a list of examples."""
    text = _without_qualifiers(side, start, end)
    count = word_count(text)
    if re.match(r"^[\s,;]*(?:and )?\u201c", text) or (
        side.text[start:end].strip(" ,")[:1] != text.strip(" ,")[:1]
    ):
        return False
    if (
        not any(len(word) > 2 for word in _content(text))
        or count > _MOST_WORDS
        or _LEAD_VERB.search(text)
        or _is_number_row(text)
        or text.count("[") != text.count("]")
    ):
        return False
    if _EXAMPLE.match(text):
        return True
    before, after = side.text[max(0, start - 80) : start], side.text[end : end + 60]
    if _FINITE.search(text) or _is_bare_hedge(side, start, end):
        return False
    if _opens_phrase(text, before, after) or _is_lone_work(text, before, replaced):
        return False
    if replaced:
        return not _is_name(text)
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
    if not any(c.isdigit() for c in text):
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
