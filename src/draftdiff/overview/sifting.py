"""Which pieces of an edit say something: those whose words one text has and the other lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftdiff.model import Change
from draftdiff.overview.phrases import find_phrases, words_of
from draftdiff.overview.telling import stripped

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


def sifted(pieces: Sequence[Piece], change: Change) -> list[Piece]:
    """Return the pieces without words that only moved, stand on both sides, carry grammar only, or are told already."""
    news = _news(change)
    left = [_without_what_stays(piece, change, news) for piece in _without_moves(pieces)]
    return _without_written_out(_without_doubles([piece for piece in left if _says_something(piece)]))


def _without_written_out(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without an abbreviation on one side whose letters the words of another piece begin with."""
    gone = [piece.old for piece in pieces if not piece.new]
    come = [piece.new for piece in pieces if not piece.old]
    same: set[str] = set()
    for shorts, longs in ((gone, come), (come, gone)):
        written = {"".join(word[0] for word in long.split()).upper(): long for long in longs}
        for short in shorts:
            if 1 < len(short) <= LETTERS and short.isupper() and short.isalpha() and short in written:
                same |= {short, written[short]}
    return [piece for piece in pieces if (piece.old and piece.new) or (piece.old or piece.new) not in same]


LETTERS = 5
"""Letters of an abbreviation that is known by the first letters of the words it stands for."""


def _without_doubles(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without one that another tells in more words, as "Fifth" that became "Sixth Meeting"."""
    stems = [(words_of(piece.old).stems, words_of(piece.new).stems) for piece in pieces]

    if len(pieces) > MOST_COMPARED:
        return list(pieces)

    def is_told(at: int) -> bool:
        old, new = stems[at]
        return bool(old and new) and any(
            other != (old, new) and other[0][: len(old)] == old and other[1][: len(new)] == new
            for other in stems
        )

    return [piece for at, piece in enumerate(pieces) if not is_told(at)]


MOST_COMPARED = 100
"""Pieces of one change that are compared with each other; of more, few are told."""


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
