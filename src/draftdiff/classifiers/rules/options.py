"""Which of several alternatives stayed: option-chosen."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.rules.bracketed_words import Bracket, Page, Pages, pages_of
from draftdiff.classifiers.view import View
from draftdiff.model import Change, Draft, Evidence, Label, Paragraph, Span
from draftdiff.text.tokens import words

_BETWEEN = re.compile(r"[\s/,]*(?:\bor\b|\bou\b|\bo\b)?[\s/]*", re.IGNORECASE)
"""What may stand between two brackets that are alternatives."""
_SLASH = re.compile(r"\s*/\s*")
_MOST_WORDS = 3
"""Words of one alternative between slashes; longer stretches use the slash for something else."""
_MOST_ALTERNATIVES = 12
"""Brackets side by side that are still a choice."""
_FAR = 12
"""Paragraphs over which the options of one place may stretch, to either side."""
_SHORT = 3
"""Letters of a word that may stand in any option."""
_CHANCE = 3
"""Words that came which a rival may have by chance."""
_STAYED = 0.6
"""The share of the words of an option, or of what became of it, that must stand on both sides."""


@dataclass(frozen=True, slots=True)
class _Alternative:
    start: int
    end: int
    words: tuple[str, ...]


def _on_change(view: View) -> Iterable[Label]:
    pages = pages_of(view)
    if pages is None:
        return
    for group in _groups(pages.old):
        chosen = _chosen(pages, group)
        if chosen is not None:
            yield _label(pages, group, chosen)
    if _has_stayed(pages):
        yield from _chosen_paragraph(view)


def is_alternative(view: View, side: str, start: int, end: int) -> bool:
    """Return whether words lie in one of several alternatives, so that nothing is decided by them yet."""
    pages = pages_of(view)
    if pages is None:
        return False
    page = pages.old if side == "old" else pages.new
    return any(one.start <= start and end <= one.end for group in _groups(page) for one in group)


def _groups(page: Page) -> Iterator[list[_Alternative]]:
    """Yield the rows of brackets that stand side by side, and the brackets with slashes in them."""
    row: list[Bracket] = []
    for bracket in page.brackets:
        if row and not _adjoins(page.side.text, row[-1], bracket):
            if bracket.end <= row[-1].end:
                continue  # nested in the last one; the row may go on behind it
            yield from _group(page, row)
            row = []
        row.append(bracket)
    yield from _group(page, row)
    for bracket in page.brackets:
        parts = _slashed(page, bracket)
        if len(parts) > 1:
            yield parts


def _adjoins(text: str, one: Bracket, other: Bracket) -> bool:
    return one.end <= other.start <= one.end + 8 and bool(_BETWEEN.fullmatch(text, one.end, other.start))


def _group(page: Page, row: Sequence[Bracket]) -> Iterator[list[_Alternative]]:
    found = [_alternative(page, bracket.start, bracket.end) for bracket in row]
    if 1 < len(found) <= _MOST_ALTERNATIVES and all(one.words for one in found):
        yield found


def _slashed(page: Page, bracket: Bracket) -> list[_Alternative]:
    text = page.side.text
    start, end = bracket.start + 1, bracket.end - 1
    cuts = [match.span() for match in _SLASH.finditer(text, start, end)]
    starts, ends = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
    found = [_alternative(page, a, b) for a, b in zip(starts, ends, strict=True)]
    return found if all(0 < len(one.words) <= _MOST_WORDS for one in found) else []


def _alternative(page: Page, start: int, end: int) -> _Alternative:
    numbers = page.inside(start, end)
    return _Alternative(start, end, tuple(page.words[at].text.casefold() for at in numbers))


def _chosen(pages: Pages, group: Sequence[_Alternative]) -> _Alternative | None:
    """Return the one alternative whose words stand where the row stood, if no other one's do."""
    there = _words_there(pages, group[0].start, group[-1].end)
    standing = [one for one in group if _holds(there, one.words)]
    exact = [one for one in standing if one.words == there]
    best = exact or standing
    if not best:
        return None
    longest = max(best, key=lambda one: len(one.words))
    others = [one for one in standing if one is not longest and not _holds(longest.words, one.words)]
    return None if others or len([one for one in group if one.words == longest.words]) > 1 else longest


def _words_there(pages: Pages, start: int, end: int) -> tuple[str, ...]:
    """Return the new words between the nearest words that stayed before and behind a range of the old text."""
    before = bisect_right(pages.pairs, start, key=lambda pair: pages.old.words[pair[0]].end)
    behind = bisect_left(pages.pairs, end, key=lambda pair: pages.old.words[pair[0]].start)
    first = pages.pairs[before - 1][1] if before else -1
    last = pages.pairs[behind][1] if behind < len(pages.pairs) else len(pages.new.words)
    return tuple(word.text.casefold() for word in pages.new.words[first + 1 : last])


def _holds(row: Sequence[str], words: Sequence[str]) -> bool:
    size = len(words)
    return any(tuple(row[at : at + size]) == tuple(words) for at in range(len(row) - size + 1))


def _label(pages: Pages, group: Sequence[_Alternative], chosen: _Alternative) -> Label:
    evidence = [pages.old.side.evidence(one.start, one.end) for one in group]
    stayed = pages.old.side.evidence(chosen.start, chosen.end)
    told = ", ".join(f"'{piece.text[:60]}'" for piece in evidence)
    return Label(
        name="option-chosen",
        rule=RULE.name,
        because=f"of {told}, '{stayed.text.strip('[]')[:60]}' stayed",
        evidence=tuple(evidence),
    )


def _has_stayed(pages: Pages) -> bool:
    """Return whether most words of the shorter side stand on both: the option's own text, and not only its theme."""
    shorter = min(len(pages.old.words), len(pages.new.words))
    return len(pages.pairs) >= _STAYED * shorter > 0


def _chosen_paragraph(view: View) -> Iterable[Label]:
    """Yield a label if a paragraph that was one of several options stands alone now, the others gone."""
    for paragraph in view.change.old:
        title = _option(paragraph)
        if title is None or any(_option(other) for other in view.change.new):
            continue
        rivals = _rivals(view.old.draft, paragraph)
        gone = {p.index for change in view.comparison.changes if _is_gone(change) for p in change.old}
        if rivals and all(rival.index in gone for rival in rivals) and not _joins(view, paragraph, rivals):
            evidence = [_named(paragraph), *(_named(rival) for rival in rivals)]
            told = ", ".join(piece.text for piece in evidence)
            because = f"of {told}, {evidence[0].text} stayed"
            yield Label(
                name="option-chosen", rule=f"{RULE.name}-paragraph", because=because, evidence=tuple(evidence)
            )


def _joins(view: View, own: Paragraph, rivals: Sequence[Paragraph]) -> bool:
    """Return whether half of what came into an option is a rival's, so that both were made into one."""
    had = _weighty(own.text)
    came = _weighty(" ".join(view.new_words(stretch) for stretch in view.stretches)) - had
    return any(2 * len(came & (_weighty(rival.text) - had)) >= len(came) > _CHANCE for rival in rivals)


def _weighty(text: str) -> frozenset[str]:
    return frozenset(token.text.casefold() for token in words(text) if len(token.text) > _SHORT)


def _is_gone(change: Change) -> bool:
    return not change.new


def _option(paragraph: Paragraph) -> Span | None:
    return next((mark.span for mark in paragraph.marks if mark.kind == "option"), None)


def _named(paragraph: Paragraph) -> Evidence:
    span = _option(paragraph) or Span(0, 0)
    return Evidence(side="old", paragraph=paragraph.index, span=span, text=span.of(paragraph.text))


def _rivals(draft: Draft, paragraph: Paragraph) -> list[Paragraph]:
    """Return the other options of the row that a paragraph stands in, up to where the count begins anew."""
    at = paragraph.index
    own = _rank(paragraph)
    found: list[Paragraph] = []
    for step in (-1, 1):
        rank, place = own, at + step
        while 0 <= place < len(draft.paragraphs) and abs(place - at) <= _FAR:
            other = draft.paragraphs[place]
            if _option(other) is None or other.section != paragraph.section:
                break
            if (_rank(other) - rank) * step <= 0:
                break
            rank = _rank(other)
            found.append(other)
            place += step
    return sorted(found, key=lambda one: one.index)


def _rank(paragraph: Paragraph) -> int:
    """Return a number that rises with the count of an option: 1, 2, 3 or A, B, C or I, II, III."""
    words = _named(paragraph).text.split()
    count = words[-1].strip("().").upper() if words else ""
    digits = re.match(r"\d+", count)
    if digits:
        return int(digits.group()) * 100 + sum(map(ord, count[digits.end() :]))
    roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    return (roman.index(count) + 1) * 100 if count in roman else sum(map(ord, count))


RULE = Rule(
    name="options",
    labels=(
        LabelDoc(
            name="option-chosen",
            meaning="Of several alternatives, in brackets side by side or as numbered options, one stayed.",
            example="States [shall] [should] report -> States shall report",
            source="Alternatives as drafts under negotiation show them.",
            inverse=None,
        ),
    ),
    on_change=_on_change,
    reads_keeps=True,
)
