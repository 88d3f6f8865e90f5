"""Edits in pieces: the smallest words that stand in one draft and not in the other.

An edit of a rewritten stretch may hold words that both drafts have; it is told in the pieces between them:
    old  by the end of May, with the help of the ports       "by the end of May" became "in June";
    new  in June, with the help of the ports and the towns   "and the towns" was added
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from draftdiff.model import Change, Edit, Place
from draftdiff.overview.phrases import Words, words_of
from draftdiff.overview.runs import Gram, grams
from draftdiff.overview.sifting import FEW, Piece, sifted
from draftdiff.overview.telling import stripped
from draftdiff.overview.words import quoted

COMMON = 2.0
"""Weight of a run of words on both sides of an edit from which on the edit may be told in two pieces."""

SHARED = 0.35
"""Share of the words of an edit, by weight, that such runs must have: of less the pieces say less than the whole."""

RUN = 4
"""Words in a row that stand in another place of the other text too, so that they neither went nor came in."""

LONG_RUN = 7
"""Words in a row that are told to have moved however small a part of an edit they are."""

MOST_PAIRS = 250_000
"""Pairs of words up to which an edit is cut: one of 500 words against 500 is told by its first words either way."""


def pieces_of(change: Change, edits: Sequence[Edit]) -> list[Piece]:
    """Return the pieces of the substantive edits that say something, in the order of the text."""
    edited = tuple(
        set(grams("\n".join(_stretch(change, side, getattr(edit, side)).words for edit in change.edits), RUN))
        for side in ("old", "new")
    )
    pieces: list[Piece] = []
    for edit in edits:
        if edit.kind == "substantive":
            old, new = _stretch(change, "old", edit.old), _stretch(change, "new", edit.new)
            for cut_old, cut_new in _finer(old, new):
                pieces += _fresh(_with_whole_symbol(cut_old), _with_whole_symbol(cut_new), edited)
    return sifted(pieces, change)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A range of a paragraph's text."""

    text: str
    """Of the whole paragraph."""
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    def cut(self, start: int, end: int) -> _Stretch:
        """Return a range of it, counted from its start."""
        return _Stretch(self.text, self.start + start, self.start + end)


_NOWHERE = _Stretch("", 0, 0)


def _stretch(change: Change, side: str, place: Place | None) -> _Stretch:
    if place is None:
        return _NOWHERE
    paragraphs = change.old if side == "old" else change.new
    text = next((p.text for p in paragraphs if p.index == place.paragraph), "")
    return _Stretch(text, place.span.start, place.span.end)


_SYMBOL = re.compile(r"\S*\d\S*/\S*|\S*/\S*\d\S*")


MOST_SIGNS = 40
"""Characters of a symbol before a stretch that begins inside it."""


def _with_whole_symbol(stretch: _Stretch) -> _Stretch:
    """Return a stretch that begins inside a symbol, "68)/RES/14" of "GC(68)/RES/14", from the symbol's start."""
    start = stretch.start
    least = max(0, start - MOST_SIGNS)
    while stretch.words and start > least and not stretch.text[start - 1].isspace():
        start -= 1
    if start == stretch.start or stretch.words[0] in ",;:":
        return stretch
    match = _SYMBOL.match(stretch.text, start)
    return _Stretch(stretch.text, start, stretch.end) if match and match.end() > stretch.start else stretch


def _finer(old: _Stretch, new: _Stretch) -> Iterator[tuple[_Stretch, _Stretch]]:
    """Yield the pieces of an edit between the runs of words that stand on both sides."""
    before, after = words_of(old.words), words_of(new.words)
    runs = [
        _on_whole_words(run, (old.words, before), (new.words, after)) for run in _shared_runs(before, after)
    ]
    cut = list(_cuts(old, new, [run for run in runs[:-1] if run[2]] + runs[-1:]))
    yield from cut if all(_is_closed(piece.words) for pair in cut for piece in pair) else [(old, new)]


def _is_closed(words: str) -> bool:
    """Return whether quotation marks and parentheses that open in a stretch close in it: a cut inside them misleads."""
    return all(words.count(opened) == words.count(closed) for opened, closed in ("“”", "()"))


_Run = tuple[int, int, int]
"""Words that two texts share: place in the one, place in the other, how many."""


def _on_whole_words(run: _Run, old: tuple[str, Words], new: tuple[str, Words]) -> _Run:
    """Return a run without words at its ends that are halves of one with a hyphen: "Twenty-" of "Twenty-second"."""
    a, b, size = run
    while size and any(
        _has_hyphen(text, found.ranges[at + size - 1][1], 0) for text, found, at in ((*old, a), (*new, b))
    ):
        size -= 1
    while size and any(
        _has_hyphen(text, found.ranges[at][0], -1) for text, found, at in ((*old, a), (*new, b))
    ):
        a, b, size = a + 1, b + 1, size - 1
    return a, b, size


def _has_hyphen(text: str, at: int, side: int) -> bool:
    return text[at + side : at + side + 1] in ("-", "\u2010", "\u2011") if at + side >= 0 else False


def _cuts(old: _Stretch, new: _Stretch, runs: Sequence[_Run]) -> Iterator[tuple[_Stretch, _Stretch]]:
    before, after = words_of(old.words), words_of(new.words)
    at_old = at_new = 0
    for a, b, size in runs:
        end_old = before.ranges[a][0] if size else len(old.words)
        end_new = after.ranges[b][0] if size else len(new.words)
        yield old.cut(at_old, end_old), new.cut(at_new, end_new)
        if size:
            at_old, at_new = before.ranges[a + size - 1][1], after.ranges[b + size - 1][1]


def _shared_runs(before: Words, after: Words) -> list[_Run]:
    """Return the runs of words (place before, place after, length) at which an edit is cut, and its end.

    Runs inside the edit count where they are a good part of it: the few words that two whole sentences share are
    chance.
    """
    end = (len(before.stems), len(after.stems), 0)
    if not before.stems or not after.stems or len(before.stems) * len(after.stems) > MOST_PAIRS:
        return [end]
    matcher = SequenceMatcher(None, before.stems, after.stems, autojunk=False)
    edges, inside = [], []
    for a, b, size in matcher.get_matching_blocks():
        weight = sum(before.weights[a : a + size])
        if (a == b == 0 or (a + size, b + size) == end[:2]) and weight >= 1:
            edges.append((a, b, size))
        elif weight >= COMMON:
            inside.append((a, b, size))
    shared = sum(sum(before.weights[a : a + size]) for a, _, size in inside)
    if shared < SHARED * min(before.weight, after.weight):
        inside = []
    return [*sorted([*edges, *inside]), end]


def _fresh(old: _Stretch, new: _Stretch, edited: Sequence[set[Gram]]) -> Iterator[Piece]:
    """Yield a piece without the runs of words that only went to, or came from, another edit of the change."""
    old, new = _slid(old, new), _slid(new, old)
    gone, come = _without_runs(old, edited[1]), _without_runs(new, edited[0])
    if len(gone) == len(come) == 1:
        yield Piece(*(stripped(half.words) for half in _with_next(gone[0], come[0])))
        return
    for side, cuts in (("old", gone), ("new", come)):
        for cut in cuts:
            words = stripped(cut.words)
            beside = _beside(cut) if len(words.split()) <= FEW else ""
            yield Piece(words, "", beside) if side == "old" else Piece("", words, beside)


_JOINING = re.compile(r"\w\s+(?:and|or)\s*$")
_WORD = re.compile(r"\s*[\w\u2019'\u2010\u2011-]+")


def _with_next(old: _Stretch, new: _Stretch) -> tuple[_Stretch, _Stretch]:
    """Return two halves of few words with the word behind them, where one of them ends in a joining word.

    "[traditions and] knowledge" and "[traditional] knowledge": without the word behind, what was dropped is lost.
    """
    few = all(len(half.words.split()) <= FEW for half in (old, new))
    if not few or bool(_JOINING.search(old.words)) == bool(_JOINING.search(new.words)):
        return old, new
    ends = [_WORD.match(half.text, half.end) for half in (old, new)]
    if ends[0] is None or ends[1] is None or ends[0][0].split() != ends[1][0].split():
        return old, new
    return _Stretch(old.text, old.start, ends[0].end()), _Stretch(new.text, new.start, ends[1].end())


_SHIFTED = re.compile(r"[,;]\s*(?P<word>\w+)\s*$")


def _slid(stretch: _Stretch, other: _Stretch) -> _Stretch:
    """Return words of one side only, moved over a word that stands right before them and ends them too.

    "to [the Convention, to] be held" and "[to the Convention,] to be held" are one edit; the second is a phrase.
    """
    match = _SHIFTED.search(stretch.words)
    if match is None or other.words.strip():
        return stretch
    before = re.compile(rf"\b{match['word']}\s*$").search(
        stretch.text, max(0, stretch.start - 30), stretch.start
    )
    return _Stretch(stretch.text, before.start(), stretch.start + match.start() + 1) if before else stretch


def _without_runs(stretch: _Stretch, there: set[Gram]) -> list[_Stretch]:
    """Return what is left of a stretch without runs of words that another text, of these shingles, has too."""
    found = words_of(stretch.words)
    common = [False] * len(found.stems)
    for at in range(len(found.stems) - RUN + 1):
        if found.stems[at : at + RUN] in there and sum(found.weights[at : at + RUN]) >= COMMON:
            common[at : at + RUN] = [True] * RUN
    shared = sum(weight for weight, is_common in zip(found.weights, common, strict=True) if is_common)
    longest = max((len(list(run)) for is_common, run in groupby(common) if is_common), default=0)
    if (shared < SHARED * found.weight and longest < LONG_RUN) or not shared:
        return [stretch] if stretch.words.strip() else []
    left = []
    for is_common, group in groupby(range(len(common)), key=lambda at: common[at]):
        run = list(group)
        if not is_common:
            left.append(stretch.cut(found.ranges[run[0]][0], found.ranges[run[-1]][1]))
    return [cut for cut in left if words_of(cut.words).weight >= 1]


_NEXT = re.compile(r"\s*((?:[\w\u2019'\u2010\u2011-]+)(?:\s+[\w\u2019'\u2010\u2011-]+){0,2})")
_LAST = re.compile(r"((?:[\w\u2019'\u2010\u2011-]+\s+){0,2}[\w\u2019'\u2010\u2011-]+)[\s,;:]*$")


_BEFORE = 200
"""Characters before a stretch in which its last words are sought, so that a long paragraph costs no more."""


def _beside(cut: _Stretch) -> str:
    """Return the words before or after which a stretch stands."""
    match, word = _NEXT.match(cut.text, cut.end), "before"
    if match is None:
        match, word = _LAST.search(cut.text, max(0, cut.start - _BEFORE), cut.start), "after"
    tells = match is not None and any(sign.isalpha() for sign in match[1])
    return f"{word} {quoted(match[1])}" if match is not None and tells else ""
