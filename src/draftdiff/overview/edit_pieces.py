"""Edits in pieces: the smallest words that stand in one draft and not in the other.

An edit of a rewritten stretch may hold words that both drafts have; it is told in the pieces between them:
    old  by the end of May, with the help of the ports       "by the end of May" became "in June";
    new  in June, with the help of the ports and the towns   "and the towns" was added
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from draftdiff.model import Change, Edit, Place
from draftdiff.overview.phrases import Words, find_phrases, words_of
from draftdiff.overview.runs import Gram, grams
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

FEW = 3
"""Words up to which the place of a piece is told: alone they say little."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that went, came in, or took each other's place."""

    old: str
    new: str
    beside: str = ""
    """Of few words on one side only: where they stand, as in "before “the ports”"."""

    @property
    def size(self) -> int:
        """Length in characters, of both sides."""
        return len(self.old) + len(self.new)


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
    news = _news(change)
    pieces = [_without_what_stays(piece, change, news) for piece in _without_moves(pieces)]
    pieces = _without_doubles([piece for piece in pieces if _says_something(piece)])
    return _without_written_out(pieces)


def _without_written_out(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without an abbreviation on one side whose letters the words of another piece begin with."""

    def are_one(short: str, long: str) -> bool:
        initials = "".join(word[0] for word in long.split())
        return 1 < len(short) <= 5 and short.isupper() and short.isalpha() and initials.upper() == short

    same = [
        {at, there}
        for at, one in enumerate(pieces)
        for there, other in enumerate(pieces)
        if (are_one(one.old, other.new) and not one.new and not other.old)
        or (are_one(one.new, other.old) and not one.old and not other.new)
    ]
    return [piece for at, piece in enumerate(pieces) if not any(at in pair for pair in same)]


def _without_doubles(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without one that another tells in more words, as "Fifth" that became "Sixth Meeting"."""
    stems = [(words_of(piece.old).stems, words_of(piece.new).stems) for piece in pieces]

    def is_told(at: int) -> bool:
        old, new = stems[at]
        return bool(old and new) and any(
            other != (old, new) and other[0][: len(old)] == old and other[1][: len(new)] == new
            for other in stems
        )

    return [piece for at, piece in enumerate(pieces) if not is_told(at)]


def _news(change: Change) -> tuple[Counter[str], Counter[str]]:
    """Return the words, by stem, that the old text has more often than the new one, and the other way round."""
    old, new = (
        Counter(stem for p in side for stem in words_of(p.text).stems) for side in (change.old, change.new)
    )
    return old - new, new - old


NEWS = 0.5
"""Share of the weight of a piece that must be words which the other text has less often: else they only moved."""


MOVED = 0.25
"""Share of the words of a piece that must have moved from one of its ends for it to be told without them."""


def _is_news(words: str, news: Counter[str]) -> bool:
    found = words_of(words)
    weights = [
        (weight, news[stem]) for stem, weight in zip(found.stems, found.weights, strict=True) if weight >= 1
    ]
    return sum(weight for weight, fresh in weights if fresh) >= NEWS * sum(weight for weight, _ in weights)


def _trimmed(words: str, news: Counter[str]) -> str:
    """Return words of one side without those at their ends that the other text has as often, and that only moved."""
    found = words_of(words)
    fresh = [at for at, stem in enumerate(found.stems) if news[stem] and found.weights[at] >= 1]
    if not fresh:
        return words
    moved = [at for at, stem in enumerate(found.stems) if found.weights[at] >= 1 and not news[stem]]
    least = MOVED * (len(moved) + len(fresh))
    start = fresh[0] if sum(at < fresh[0] for at in moved) >= least else 0
    end = fresh[-1] + 1 if sum(at > fresh[-1] for at in moved) >= least else len(found.stems)
    if (start, end) == (0, len(found.stems)):
        return words
    return stripped(words[found.ranges[start][0] : found.ranges[end - 1][1]])


FEW_TO_STAY = 4
"""Words of one half of a piece that are sought in the whole paragraph; more recur only by design."""

MOST_SOUGHT = 100_000
"""Characters of a change, both sides together, in which they are sought: in longer texts few words always recur."""


def _without_what_stays(piece: Piece, change: Change, news: tuple[Counter[str], Counter[str]]) -> Piece:
    """Return a piece without words that the other text has as often, and without halves that carry grammar only."""
    old, new = "\n".join(p.text for p in change.old), "\n".join(p.text for p in change.new)
    if len(old) + len(new) > MOST_SOUGHT:
        return piece

    def is_news(words: str, own: str, other: str, fresh: Counter[str]) -> bool:
        if len(words.split()) > FEW_TO_STAY:
            return bool(piece.old and piece.new) or _is_news(words, fresh)
        content = _CARRYING.sub("", words).strip()
        if not (piece.old and piece.new) and len(content.split()) >= FEW and not _is_news(words, fresh):
            return False
        counts = [len(find_phrases((content,), text)) for text in (own, other)]
        return _bears_meaning(words) and (counts[0] > counts[1] or not counts[0])

    gone, come = is_news(piece.old, old, new, news[0]), is_news(piece.new, new, old, news[1])
    longest = max(len(half.split()) for half in (piece.old, piece.new))
    stand_in = (gone and _STANDS_FOR.fullmatch(piece.new)) or (come and _STANDS_FOR.fullmatch(piece.old))
    if stand_in and longest < FEW:
        return piece
    is_short = longest <= FEW_TO_STAY
    if is_short and not gone and not come and _bears_meaning(piece.old) and _bears_meaning(piece.new):
        return piece  # both recur in the paragraph, and yet the one took the place of the other here
    old_half, new_half = piece.old if gone else "", piece.new if come else ""
    if not (old_half and new_half):
        old_half = _trimmed(_without_opening(old_half, piece.new), news[0])
        new_half = _trimmed(_without_opening(new_half, piece.old), news[1])
    return replace(piece, old=old_half, new=new_half)


def _without_opening(words: str, other: str) -> str:
    """Return words without those at their start of which the other half consists, and which stayed."""
    wanted, found = words_of(other).known, words_of(words)
    if not wanted or not wanted <= found.known:
        return words
    at = next((at for at, stem in enumerate(found.stems) if stem not in wanted and found.weights[at] >= 1), 0)
    return stripped(words[found.ranges[at][0] :]) if at else words


_STANDS_FOR = re.compile(
    r"(?:all|any|both|each|every|it|its|no|others?|some|such|their|them|these|this|those)", re.IGNORECASE
)
"""Words that carry grammar and yet stand in the place of others: "people" became "those"."""


_SMALL = r"(?:and|or|of|the|to|in|a|an|for|on|with)"
_CARRYING = re.compile(rf"^(?:{_SMALL}\s+)+|(?:\s+{_SMALL})+$", re.IGNORECASE)


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


def _with_whole_symbol(stretch: _Stretch) -> _Stretch:
    """Return a stretch that begins inside a symbol, "68)/RES/14" of "GC(68)/RES/14", from the symbol's start."""
    start = stretch.start
    while stretch.words and start and not stretch.text[start - 1].isspace():
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
        yield Piece(stripped(gone[0].words), stripped(come[0].words))
        return
    for side, cuts in (("old", gone), ("new", come)):
        for cut in cuts:
            words = stripped(cut.words)
            beside = _beside(cut) if len(words.split()) <= FEW else ""
            yield Piece(words, "", beside) if side == "old" else Piece("", words, beside)


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


def _without_moves(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without words that only went from one place of the paragraph to another."""
    gone = Counter(words_of(piece.old).joined for piece in pieces if piece.old)
    come = Counter(words_of(piece.new).joined for piece in pieces if piece.new)
    moved = gone & come
    left = []
    for piece in pieces:
        old = "" if moved[words_of(piece.old).joined] and piece.old else piece.old
        new = "" if moved[words_of(piece.new).joined] and piece.new else piece.new
        left.append(replace(piece, old=old, new=new))
    return [piece for piece in left if piece.old or piece.new]


def _says_something(piece: Piece) -> bool:
    """Return whether a piece has a word that bears meaning; a lone digit that came or went is mostly a note's mark."""
    texts = [text for text in (piece.old, piece.new) if text]
    lone = len(texts) == 1 and bool(re.fullmatch(r"[\d,\s]{1,6}", texts[0]))
    return not lone and any(_bears_meaning(text) for text in texts)


def _bears_meaning(text: str) -> bool:
    """Return whether a text has another word than those that carry grammar."""
    return any(weight >= 1 for weight in words_of(_AS_WELL.sub("", text)).weights)


_AS_WELL = re.compile(r"\bas well(?: as)?\b", re.IGNORECASE)
