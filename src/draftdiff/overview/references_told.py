"""References and names: what is cited or named no longer, what is new, and what only stands elsewhere now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from draftdiff.model import Change, Evidence, Label
from draftdiff.overview.importance import order_of
from draftdiff.overview.point import Draw, draw
from draftdiff.overview.telling import Told, place, stripped, together, transfer_place, unique
from draftdiff.overview.terms import hits
from draftdiff.overview.view import Side, View
from draftdiff.overview.words import listed, numbered, quoted

ORDER = (
    "reference-differentiated",
    "denamed",
    "named",
    "reference-dropped",
    "reference-added",
    "reference-changed",
)
"""The labels that are told here, in the order of consequence."""

_GOES_ON = re.compile(
    r"(?:\s+(?:of|on|for|to|in|against)(?:\s+the)?)?\s+[A-Z\u00c0-\u00de][\w\u2019'\u2010\u2011-]*"
)
_ROW = re.compile(r"\s+and\s+(?:(?:of|to|on)\s+)?(?:the\s+|its\s+)(?=[A-Z0-9])")
_BY = re.compile(r"\s+(?:by|from|between)\s+(?:the\s+)?(?=[A-Z\u00c0-\u00de])")
_ENTITLED = re.compile(r"\s+(?:entitled|titled|called)\s+\u201c[^\u201d]{3,120}\u201d")


def references_told(view: View) -> Iterator[Draw]:
    """Yield references and names that came, went or changed, and bodies present only through a reference."""
    for finding in view.comparison.findings:
        if finding.name == "indirect":
            yield draw((-1, 0), finding.statement, finding.id)
    yield from together(_rows(view))


def _rows(view: View) -> Iterator[Told]:
    for change in view.comparison.changes:
        labels = _borne(change.labels)
        if not labels or (change.new or change.old)[0].stream != "body":
            continue
        if sentence := references_of(view, labels, change):
            kind = ORDER.index(labels[0].name) + (_BEHIND if _is_elsewhere(sentence) else 0)
            rank = order_of(view, change, kind, labels[0])
            yield Told(rank, place(view, change), sentence, change.id)
    for transfer in view.comparison.transfers:
        if (labels := _borne(transfer.labels)) and (sentence := references_of(view, labels, None)):
            rank = (ORDER.index(labels[0].name), 0, 0, transfer.new.paragraph)
            yield Told(rank, transfer_place(view, transfer), sentence, transfer.id)


_BEHIND = len(ORDER)
"""Added to the kind of a reference that the other draft has in another paragraph, which puts it behind the others."""


def _is_elsewhere(sentence: str) -> bool:
    return all(" here (" in piece or " here now (" in piece for piece in sentence.split("; "))


def _borne(labels: Sequence[Label]) -> list[Label]:
    return sorted((label for label in labels if label.name in ORDER), key=lambda x: ORDER.index(x.name))


def references_of(view: View, labels: Sequence[Label], change: Change | None) -> str:
    """Return what labels of references and names say, each thing once; empty where nothing is left to say."""
    beside = (
        {p.index for p in change.old} if change else set(),
        {p.index for p in change.new} if change else set(),
    )
    said = [piece for label in labels for piece in _said(view, label, beside)]
    return "; ".join(dict.fromkeys(said))


def _said(view: View, label: Label, beside: tuple[set[int], set[int]]) -> Iterator[str]:
    old = [words for words in _shown(view.old, label, "old") if not _stands_in(view.new, words, beside[1])]
    new = [words for words in _shown(view.new, label, "new") if not _stands_in(view.old, words, beside[0])]
    if label.name != "denamed":
        old, new = [words for words in old if _names(words)], [words for words in new if _names(words)]
    if label.name == "reference-differentiated" and new:
        if not _are_old(view.old, new, beside[0]):
            return
        yield f"the references stand under unequal words now: {listed([quoted(words, 16) for words in new])}"
    elif label.name in ("denamed", "named", "reference-changed") and old and new:
        yield _replaced(label.name, old, new)
    else:
        verb = "named" if label.name in _NAMES else "cited"
        yield from _gone(view, old, verb)
        yield from _come(view, new, verb)


def _stands_in(side: Side, words: str, among: set[int]) -> bool:
    """Return whether a draft has the words in the very paragraphs: there they neither came nor went.

    Of "note of the River Covenant" the name decides: it stays cited, whatever is said of it.
    """
    name = _LEAD.sub("", words)
    head = _OF.split(words)[0]
    forms = (words, name, head) if len(head.split()) >= WHOLE_NAME else (words, name)
    return any(among & set(hits(side, (form,)).spans) for form in forms)


_OF = re.compile(r"\s+of\s+the\s+")
WHOLE_NAME = 5
"""Words from which on the head of a name, before "of the", is that name: a committee by its whole title."""


_NUMBER = re.compile(r"\d+/[\w.]+")


def _are_old(side: Side, rows: Sequence[str], beside: set[int]) -> bool:
    """Return whether all references of these rows stood in the old paragraph: else they are new, and not told apart."""
    texts = " ".join(side.text(index) for index in sorted(beside))
    return not beside or all(number in texts for row in rows for number in _NUMBER.findall(row))


def _names(words: str) -> bool:
    """Return whether words tell which document is meant: "outcome document" and "review of the Group" do not."""
    return bool(
        re.search(r"\d|\u201c", words) or len(re.findall(r"\b[A-Z\u00c0-\u00de]\w", words)) > 1
    ) or not (words[:1].islower())


_LEAD = re.compile(r"^(?:[a-z]+\s+)+(?=[A-Z\u00c0-\u00de][\w-]+\s+\w)")


_NAMES = ("denamed", "named")
_REPLACED: Mapping[str, str] = {
    "denamed": "{old} {old_is} no longer named; {new} {new_stands} instead",
    "named": "{new} {new_is} named now, where {old} stood",
    "reference-changed": "{new} {new_is} cited in place of {old}",
}


def _replaced(name: str, old: Sequence[str], new: Sequence[str]) -> str:
    return _REPLACED[name].format(
        old=listed([quoted(words, 16) for words in old]),
        new=listed([quoted(words, 16) for words in new]),
        old_is="are" if len(old) > 1 else "is",
        new_is="are" if len(new) > 1 else "is",
        new_stands="stand" if len(new) > 1 else "stands",
    )


def _gone(view: View, words: Sequence[str], verb: str) -> Iterator[str]:
    """Yield what is no longer cited, apart from what the new draft cites in another place."""
    for standing, same in _by_standing(view.new, words).items():
        is_or_are = "are" if len(same) > 1 else "is"
        here = f" here (the new draft has it in {standing})" if standing else ""
        yield f"{listed([quoted(item, 16) for item in same])} {is_or_are} no longer {verb}{here}"


def _come(view: View, words: Sequence[str], verb: str) -> Iterator[str]:
    """Yield what is cited now, apart from what the old draft cited in another place."""
    for standing, same in _by_standing(view.old, words).items():
        is_or_are = "are" if len(same) > 1 else "is"
        here = f" here now (the old draft had it in {standing})" if standing else " now"
        yield f"{listed([quoted(item, 16) for item in same])} {is_or_are} {verb}{here}"


def _by_standing(side: Side, words: Sequence[str]) -> dict[str, list[str]]:
    """Return the words by where a draft has them, as cited; empty for those that it has nowhere."""
    found: dict[str, list[str]] = {}
    for item in words:
        places = list(hits(side, (item,)).spans)
        found.setdefault(_cited(side, places), []).append(item)
    return found


MOST_CITED = 4
"""Paragraphs named in which a reference stands besides; more are counted."""


def _cited(side: Side, places: Sequence[int]) -> str:
    if len(places) > MOST_CITED:
        return f"{len(places)} other paragraphs"
    return numbered([side.cited[index] for index in places])


def _shown(side: Side, label: Label, name: str) -> list[str]:
    """Return the words that a label shows on one side, a name that they cut short written out."""
    found = unique([item for item in label.evidence if item.side == name and item.text.strip()])
    whole = [stripped(piece) for item in found for piece in _two_names(_whole(side, item))]
    return [words for words in dict.fromkeys(whole) if words]


def _two_names(words: str) -> list[str]:
    """Return the names of a row of two, "the River Treaty and the Port Rules", each by itself.

    "Treaty by the River States" is cut before who acts.
    """
    names = _ROW.split(_BY.split(words)[0])
    return names if len(names) > 1 and all(" " in name.strip() for name in names) else [_BY.split(words)[0]]


def _whole(side: Side, item: Evidence) -> str:
    """Return the words of evidence with the rest of the name, or the title in quotation marks, that follows."""
    if not 0 <= item.paragraph < len(side.draft.paragraphs):
        return item.text
    text, start, end = side.text(item.paragraph), item.span.start, item.span.end
    if half := _HALF_WORD.search(text, max(0, start - _BEFORE), start):
        start = half.start()
    if match := _ENTITLED.match(text, end):
        return text[start : match.end()]
    while item.text[:1].isalpha() and (match := _GOES_ON.match(text, end)):
        end = match.end()
    return text[start:end]


_HALF_WORD = re.compile(r"\w+[-\u2010\u2011]$")
_BEFORE = 40
"""Characters before a name in which the first half of its first word is sought."""
