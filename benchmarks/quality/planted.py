"""Score what the gold cannot see: our own moves, sections and transfers, on drafts with planted operations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator import Planted, Pool, pool_of, with_moves, with_sections, with_transfers

from draftdiff import align
from draftdiff.model import Alignment

Scores = dict[str, float]
CHANGED = (0.0, 0.1, 0.2, 0.3, 0.5)
DRAFTS = 8
"""Pairs of drafts for each share of changed words, each with ten moves: one pair alone is luck."""


def planted_scores(folder: Path, seed: int = 7) -> Scores:
    """Return recall and precision of planted moves, transfers and section operations."""
    scores: Scores = {}
    rounds: list[tuple[Alignment, Planted]] = []
    for share in CHANGED:
        made = _rounds(folder, seed, DRAFTS, partial(with_moves, share=share))
        scores[f"moves at {share:.0%}"] = sum(_moves_found(*one) for one in made) / DRAFTS
        rounds += made
    scores |= _rates("planted links", rounds, _links)
    scores["planted calibration, 1 - error"] = 1 - calibration_error(
        [p for one in rounds for p in _judged(*one)]
    )
    scores |= _rates("transfers", _rounds(folder, seed, 20, with_transfers), _transfers)
    sections = _rounds(folder, seed + 500, 30, with_sections)
    for event in ("reordered", "moved", "retitled"):
        scores |= _rates(f"sections {event}", sections, _told(event))
    return scores


def calibration_error(points: list[tuple[float, float]], bins: int = 10) -> float:
    """Return the expected calibration error: how far score and truth are apart, over bins of equal width."""
    by_bin: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for score, right in points:
        by_bin[min(bins - 1, int(score * bins))].append((score, right))
    total = sum(abs(sum(s for s, _ in members) - sum(r for _, r in members)) for members in by_bin.values())
    return total / max(1, len(points))


def _rounds(
    folder: Path, seed: int, count: int, make: Callable[[Pool], Planted]
) -> list[tuple[Alignment, Planted]]:
    made = [make(pool_of(folder, seed + k)) for k in range(count)]
    return [(align(planted.old, planted.new), planted) for planted in made]


def _moves_found(alignment: Alignment, planted: Planted) -> float:
    """Return the share of the planted moves that are linked and called moved."""
    moved = {(i, j) for bead in alignment.beads if bead.moved for i in bead.old for j in bead.new}
    return sum(pair in moved for pair in planted.truth["moved"]) / len(planted.truth["moved"])


def _judged(alignment: Alignment, planted: Planted) -> list[tuple[float, float]]:
    """Return the score of each inexact pair and whether it is right."""
    kept = set(planted.truth["kept"])
    return [
        (bead.score, float((i, j) in kept))
        for bead in alignment.beads
        if bead.score < 1
        for i in bead.old
        for j in bead.new
    ]


Counts = tuple[int, int, int]
"""Found of the planted ones, planted, told in all."""


def _links(alignment: Alignment, planted: Planted) -> Counts:
    told = {(i, j) for bead in alignment.beads for i in bead.old for j in bead.new}
    kept = set(planted.truth["kept"])
    return len(told & kept), len(kept), len(told)


def _transfers(alignment: Alignment, planted: Planted) -> Counts:
    told = [(t.old.paragraph, t.new.paragraph) for t in alignment.transfers]
    truth = set(planted.truth["transfer"])
    return len(truth & set(told)), len(truth), len(told)


def _told(event: str) -> Callable[[Alignment, Planted], Counts]:
    def count(alignment: Alignment, planted: Planted) -> Counts:
        told = {(c.old[0], c.new[0]) for c in alignment.sections if event in c.events}
        truth = set(planted.truth[event])
        if event == "reordered":  # of two swapped neighbours either may be named
            return int(bool(told & truth)), 1, len(told)
        return len(told & truth), len(truth), len(told)

    return count


def _rates(
    name: str, rounds: list[tuple[Alignment, Planted]], count: Callable[[Alignment, Planted], Counts]
) -> Scores:
    found, planted, told = (sum(column) for column in zip(*(count(*one) for one in rounds)))
    return {f"{name}, recall": found / planted, f"{name}, precision": found / max(1, told)}
