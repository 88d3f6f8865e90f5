"""Find sentences and clauses that left one paragraph for another, or were copied there.

    before   old  "A. B. C."  "D."      new  "A. C."  "D. B."     both paragraphs are linked with their own
    after    B moved from the first to the second

A sentence is lost if its partner paragraphs do not hold its words, fresh if it came to a paragraph whose partners
did not have them. Lost and fresh sentences are paired like paragraphs; a fresh one whose words also stay where they
were is a copy.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from draftdiff.alignment.assign import assign
from draftdiff.alignment.candidates import KEEP, best_of, distinct, empty_pairs, make_pairs, numbers_of
from draftdiff.alignment.groups import equal_runs
from draftdiff.alignment.sides import WORD, Side
from draftdiff.alignment.table import LinkTable
from draftdiff.model import Span
from draftdiff.text import sentence_spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from draftdiff.alignment.candidates import Pairs

    Ints = NDArray[np.int64]

MIN_WORDS = 8
"""Fewer words in common ("in accordance with international law") stand in many paragraphs by themselves."""
LONG = 2 * MIN_WORDS
"""Words of a sentence from which its clauses are looked at one by one."""
FREQUENT = 20
"""Units on the other side in which a pair of neighbouring words stands before it tells nothing."""
NEIGHBOURS = 0.25
"""Pairs of neighbouring words in common, for each word of the longer unit, below which LIKE is out of reach."""
STAYS, GONE = 0.8, 0.5
"""Share of a unit's words that its partners hold: from STAYS on it stays, below GONE it is lost or fresh."""
LIKE = 0.6
"""Least share of both units' words that must agree for a move; for a copy it is STAYS."""
_BITS = 21
"""Bits of the number of a word."""
Kind = Literal["moved", "copied", "folded"]
Group = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or clause of a paragraph."""

    paragraph: int
    span: Span
    stems: str
    held: float
    """Share of its words that stand in the partners of its paragraph."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one paragraph: a character each, where each starts, and whether the partners have it."""

    paragraph: int
    text: str
    stems: str
    starts: Sequence[int]
    held: bytearray

    def span(self, first: int, last: int) -> Span:
        """Return the place from the start of one word to the end of another."""
        start = self.starts[last]
        match = WORD.match(self.text, start)
        return Span(self.starts[first], match.end() if match else start)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words on both sides that are the same: moved, copied, or (seen from the other side) folded into one place."""

    kind: Kind
    old: Unit
    new: Unit
    score: float


def find_transfers(table: LinkTable, groups: Sequence[Group]) -> list[Passage]:
    """Return the passages that moved or were copied across groups. Symmetric in the two drafts."""
    old_partners = {i: group[1] for group in groups for i in group[0]}
    new_partners = {j: group[0] for group in groups for j in group[1]}
    old = list(_units(table.old, table.new, old_partners))
    new = list(_units(table.new, table.old, new_partners))
    lost = [unit for unit in old if unit.held < GONE]
    fresh = [unit for unit in new if unit.held < GONE]
    moved = _paired(table, lost, fresh, "moved", LIKE)
    gone_old = {(p.old.paragraph, p.old.span) for p in moved}
    gone_new = {(p.new.paragraph, p.new.span) for p in moved}
    fresh = [unit for unit in fresh if (unit.paragraph, unit.span) not in gone_new]
    lost = [unit for unit in lost if (unit.paragraph, unit.span) not in gone_old]
    copied = _paired(table, _staying(table.old, fresh, old_partners), fresh, "copied", STAYS)
    folded = _paired(table, lost, _staying(table.new, lost, new_partners), "folded", STAYS)
    return [*_joined(moved), *_joined(copied), *_joined(folded)]


def _units(own: Side, other: Side, partners: Mapping[int, tuple[int, ...]]) -> Iterator[Unit]:
    """Yield the sentences, and clauses of long sentences, of all paragraphs that changed."""
    for index in range(own.size):
        beside = partners.get(index, ())
        changed = len(beside) != 1 or own.keys[index] != other.keys[beside[0]]
        if changed and own.lengths[index] >= MIN_WORDS and not own.heading[index]:
            yield from _units_of(own, index, "".join(other.stems[j] for j in beside))


def _units_of(side: Side, index: int, partner: str) -> Iterator[Unit]:
    if not partner:
        yield from _sentences(side, index, 0.0)
        return
    runs = equal_runs(side.stems[index], partner)
    if len(side.stems[index]) - sum(n for _, _, n in runs) < MIN_WORDS:
        return
    text = side.draft.paragraphs[index].text
    starts = [match.start() for match in WORD.finditer(text)]
    stems = side.stems[index]
    if len(stems) != len(starts):
        stems = side.vocabulary.coded(text.casefold())
        runs = equal_runs(stems, partner)
    held = bytearray(len(stems))
    for at, _, size in runs:
        held[at : at + size] = bytes([1]) * size
    words = _Words(index, text, stems, starts, held)
    for span in sentence_spans(text, side.draft.language):
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        whole = _unit(words, span, first, last)
        if whole is not None and whole.held < GONE:
            yield whole
        elif last - first >= LONG:
            yield from _clauses(words, first, last)


def _clauses(words: _Words, first: int, last: int) -> Iterator[Unit]:
    """Yield the runs of words between commas and semicolons that the partners lack, as long as they go."""
    run: list[int] = []
    for k in [*range(first, last), -1]:
        if k >= 0 and not words.held[k] and (not run or k - run[-1] <= 2):
            run.append(k)
            continue
        if len(run) >= MIN_WORDS:
            unit = _unit(words, words.span(run[0], run[-1]), run[0], run[-1] + 1)
            if unit is not None:
                yield unit
        run = [k] if k >= 0 and not words.held[k] else []


def _unit(words: _Words, span: Span, first: int, last: int) -> Unit | None:
    if last - first < MIN_WORDS:
        return None
    return Unit(words.paragraph, span, words.stems[first:last], sum(words.held[first:last]) / (last - first))


def _staying(side: Side, wanted: Sequence[Unit], partners: Mapping[int, tuple[int, ...]]) -> list[Unit]:
    """Return the sentences of paragraphs with a partner that may be what some wanted unit repeats."""
    rare = {shingle for unit in wanted for shingle in _shingles(unit.stems)}
    found = []
    for index in sorted(partners):
        if rare and any(shingle in rare for shingle in _shingles(side.stems[index])):
            found += _sentences(side, index, 1.0)
    return found


def _shingles(stems: str) -> list[str]:
    return [stems[k : k + 5] for k in range(len(stems) - 4)]


def _sentences(side: Side, index: int, held: float) -> list[Unit]:
    """Return the sentences of a paragraph that are long enough, all held to the same share."""
    paragraph = side.draft.paragraphs[index]
    found = []
    for span in sentence_spans(paragraph.text, side.draft.language):
        stems = side.vocabulary.coded(span.of(paragraph.text).casefold())
        if len(stems) >= MIN_WORDS:
            found.append(Unit(index, span, stems, held))
    return found


def _paired(
    table: LinkTable, old: Sequence[Unit], new: Sequence[Unit], kind: Kind, least: float
) -> list[Passage]:
    """Return the best one-to-one pairs of units that share at least that much of their words."""
    import numpy as np

    pairs = _alike(old, new)
    linked = set(table.links)
    scores = []
    for a, b in zip(pairs.old.tolist(), pairs.new.tolist()):
        one, other = old[a], new[b]
        apart = (one.paragraph, other.paragraph) not in linked
        scores.append(_agreement(one.stems, other.stems) if apart else 0.0)
    gain = np.array(scores, dtype=np.float64)
    taken = np.flatnonzero(assign(pairs, np.where(gain >= least, gain, 0.0)))
    return [
        Passage(kind, old[int(pairs.old[k])], new[int(pairs.new[k])], round(float(gain[k]), 4)) for k in taken
    ]


def _agreement(one: str, other: str) -> float:
    """Return the share of the longer unit's words that run equal in both; 0 under the least number of words."""
    shared = sum(n for _, _, n in equal_runs(one, other))
    return shared / max(len(one), len(other)) if shared >= MIN_WORDS - 2 else 0.0


def _alike(old: Sequence[Unit], new: Sequence[Unit]) -> Pairs:
    """Return the pairs of units that share most pairs of neighbouring words."""
    import numpy as np

    if not old or not new:
        return empty_pairs()
    (row, pair), (holder, held) = _neighbours(old), _neighbours(new)
    order = np.argsort(held, kind="stable")
    holder, held = holder[order], held[order]
    first = np.searchsorted(held, pair, side="left")
    count = np.searchsorted(held, pair, side="right") - first
    count[count > FREQUENT] = 0
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    a, b = np.repeat(row, count), holder[np.repeat(first, count) + within]
    both, votes = np.unique(a * len(new) + b, return_counts=True)
    a, b = np.divmod(both, len(new))
    length_old, length_new = (np.array([len(u.stems) for u in s], dtype=np.int64) for s in (old, new))
    enough = (votes >= NEIGHBOURS * length_old[a]) & (votes >= NEIGHBOURS * length_new[b])
    a, b, votes = a[enough], b[enough], votes[enough]
    chosen = best_of(a, votes, b, KEEP)
    return make_pairs(a[chosen], b[chosen])


def _neighbours(units: Sequence[Unit]) -> tuple[Ints, Ints]:
    """Return the pairs of neighbouring words of each unit, each once: the unit and the pair as a number."""
    import numpy as np

    words = numbers_of("".join(unit.stems for unit in units))
    row = np.repeat(np.arange(len(units)), [len(unit.stems) for unit in units])
    inside = row[1:] == row[:-1]
    pair = (words[:-1] << _BITS) | words[1:]
    both = distinct((row[1:] << 2 * _BITS | pair)[inside])
    return both >> 2 * _BITS, both & ((1 << 2 * _BITS) - 1)


def _joined(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with neighbours of the same two paragraphs joined into one."""
    found: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (p.old.paragraph, p.new.paragraph, p.old.span, p.new.span)):
        last = found[-1] if found else None
        if last is not None and _follows(last, passage):
            found[-1] = Passage(
                passage.kind,
                _both(last.old, passage.old),
                _both(last.new, passage.new),
                min(last.score, passage.score),
            )
        else:
            found.append(passage)
    return found


def _follows(one: Passage, other: Passage) -> bool:
    """Return whether two passages of the same paragraphs touch on both sides but for white space."""
    return (
        one.old.paragraph == other.old.paragraph
        and one.new.paragraph == other.new.paragraph
        and 0 <= other.old.span.start - one.old.span.end <= 2
        and 0 <= other.new.span.start - one.new.span.end <= 2
    )


def _both(one: Unit, other: Unit) -> Unit:
    return Unit(one.paragraph, Span(one.span.start, other.span.end), one.stems + other.stems, one.held)
