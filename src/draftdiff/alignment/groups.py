"""Find splits and merges: a paragraph left alone that is a piece of one that has a partner.

    before   old  "A. B. C."      new  "A. B."  "C."      linked: "A. B. C." with "A. B."
    after    "A. B. C." with both; the second covers what the first left of the old paragraph

Coverage is measured on runs of equal words, weighted by rarity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from draftdiff.alignment.candidates import numbers_of, search
from draftdiff.alignment.sides import Side
from draftdiff.alignment.table import Link, LinkTable
from draftdiff.alignment.weights import PIECE, TAKE_PIECE
from draftdiff.text.subsequence import common_blocks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

PIECE_FEATURES = ("part", "fresh", "lack", "beside", "section", "short", "run", "lead")
RUN = 2
"""Words that must agree in a row; single words agree by chance."""
LONG_RUN = 5
"""Words of a run from which it is wording that was kept, not words of the same subject."""
HOSTS = 4
"""Hosts looked at for each free paragraph, by shared wording; those of its neighbours come on top."""
LEAST = 0.4
"""Share of its words, by weight, that a piece has in common with its host; with less it is not looked at closer."""
FRESH = 0.25
"""Share of a piece's words that its host has and no partner of the host: with less it is a repetition, not a piece."""
FRESH_APART = 0.5
"""The same where the piece stands in another section than the partner: with less a sentence went there, not a piece."""
LONGEST = 3_000
"""Words of a paragraph that are compared; the rest is left out of splits and merges."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A free paragraph and a paragraph of the other side that may hold its words."""

    piece: int
    host: int
    old_is_host: bool
    """Whether it would be a split (else a merge)."""
    features: tuple[float, ...]
    covered: frozenset[int]
    """Words of the host, by position, that the piece covers."""

    @property
    def pair(self) -> tuple[int, int]:
        """The old and the new paragraph."""
        return (self.host, self.piece) if self.old_is_host else (self.piece, self.host)


def match_pieces(table: LinkTable) -> None:
    """Link free paragraphs to those of which they are a piece."""
    found = [piece for old_is_host in (True, False) for piece in pieces(table, old_is_host)]
    ranked = sorted(found, key=lambda p: (-chance_of_piece(p), p.pair))
    taken: dict[tuple[bool, int], frozenset[int]] = {}
    placed: set[tuple[bool, int]] = set()
    for piece in ranked:
        if chance_of_piece(piece) < TAKE_PIECE:
            break
        host, own = (piece.old_is_host, piece.host), (piece.old_is_host, piece.piece)
        before = taken.get(host, frozenset())
        if own in placed or len(piece.covered & before) > len(piece.covered) / 2:
            continue
        placed.add(own)
        taken[host] = before | piece.covered
        table.add_to_group(Link(*piece.pair, chance_of_piece(piece), _why(piece)))


def chance_of_piece(piece: Piece) -> float:
    """Return the probability that a careful reader takes the piece for one."""
    from math import exp

    total = PIECE["bias"] + sum(
        PIECE[name] * value for name, value in zip(PIECE_FEATURES, piece.features, strict=True)
    )
    return 1 / (1 + exp(-max(-40.0, min(40.0, total))))


def pieces(table: LinkTable, old_is_host: bool) -> Iterator[Piece]:
    """Yield the free paragraphs of one side with their possible hosts on the other, and what speaks for each."""
    host_side, own_side = (table.old, table.new) if old_is_host else (table.new, table.old)
    partners = table.old_to if old_is_host else table.new_to
    by_piece: dict[int, list[int]] = {}
    for host, piece in _hosts(table, old_is_host):
        by_piece.setdefault(piece, []).append(host)
    for piece, hosts in sorted(by_piece.items()):
        weights = _weights(table, own_side, piece)
        if not len(weights):
            continue
        runs = {
            host: equal_runs(host_side.stems[host][:LONGEST], own_side.stems[piece][:LONGEST])
            for host in hosts
        }
        parts = {
            host: sum(weights[b + k] for _, b, n in runs[host] for k in range(n)) / sum(weights)
            for host in hosts
        }
        for host in hosts:
            rival = max((value for other, value in parts.items() if other != host), default=0.0)
            partner = partners.get(host, -1)
            covered = frozenset(a + k for a, _, n in runs[host] for k in range(n))
            if partner >= 0 and len(covered) == len(host_side.stems[host]):
                # a piece that is the whole of its host leaves nothing for the partner: a line that recurs
                continue
            features = _features(table, host_side, own_side, piece, host, partner, runs[host], weights)
            apart = partner >= 0 and own_side.section[piece] != own_side.section[partner]
            if features[1] >= (FRESH_APART if apart else FRESH):
                yield Piece(piece, host, old_is_host, (*features, parts[host] - rival), covered)


def _hosts(table: LinkTable, old_is_host: bool) -> list[tuple[int, int]]:
    """Return pairs of a possible host and a free paragraph: by shared wording, and the partners of neighbours."""
    free = table.free_new() if old_is_host else table.free_old()
    own = table.new if old_is_host else table.old
    back = table.new_to if old_is_host else table.old_to
    if old_is_host:
        shared = search(table.wording(), range(table.old.size), free, HOSTS)
        found = set(zip(shared.old.tolist(), shared.new.tolist()))
    else:
        shared = search(table.wording(), free, range(table.new.size), HOSTS)
        found = set(zip(shared.new.tolist(), shared.old.tolist()))
    for piece in free:
        for step in (-2, -1, 1, 2):
            if (host := back.get(piece + step)) is not None and own.stream[piece] == own.stream[piece + step]:
                found.add((host, piece))
    hosts = table.old if old_is_host else table.new
    vetoed = {(i, j) if old_is_host else (j, i) for i, j in table.vetoes}
    fine = [
        (host, piece)
        for host, piece in sorted(found - vetoed)
        if hosts.stream[host] == own.stream[piece] and not hosts.heading[host] and not own.heading[piece]
    ]
    shares = _shares(table, fine, old_is_host)
    return [pair for pair, share in zip(fine, shares, strict=True) if share >= LEAST]


def _shares(table: LinkTable, pairs: Sequence[tuple[int, int]], old_is_host: bool) -> list[float]:
    """Return how much of the words of each piece its host has, by weight: no less than the runs will cover."""
    import numpy as np

    if not pairs:
        return []
    wording = table.wording()
    hosts, free = np.array(pairs).T
    host_rows, own_rows = (wording.old, wording.new) if old_is_host else (wording.new, wording.old)
    weighed = own_rows[free].sign().multiply(wording.rarity).tocsr()
    shared = np.asarray(weighed.multiply(host_rows[hosts].sign()).sum(axis=1)).ravel()
    total = np.asarray(weighed.sum(axis=1)).ravel()
    share: list[float] = (shared / np.maximum(total, 1e-9)).tolist()
    return share


def equal_runs(one: str, other: str) -> list[tuple[int, int, int]]:
    """Return the runs of equal words on a longest common subsequence: start in one, start in other, length."""
    return [block for block in common_blocks(one, other) if block[2] >= RUN]


def _features(
    table: LinkTable,
    host_side: Side,
    own_side: Side,
    piece: int,
    host: int,
    partner: int,
    runs: Sequence[tuple[int, int, int]],
    weights: Sequence[float],
) -> tuple[float, ...]:
    """Return the features but the last: coverage, what of it no partner has, how near the partner stands, long runs."""
    left = set()
    if partner >= 0:
        shared = equal_runs(host_side.stems[host][:LONGEST], own_side.stems[partner][:LONGEST])
        left = {a + k for a, _, n in shared for k in range(n)}
    total = sum(weights)
    part = sum(weights[b + k] for _, b, n in runs for k in range(n)) / total
    fresh = sum(weights[b + k] for a, b, n in runs for k in range(n) if a + k not in left)
    of_host = sum(_weights(table, host_side, host))
    beside = 0.0 if partner < 0 else 1 / abs(piece - partner)
    section = float(partner >= 0 and own_side.section[piece] == own_side.section[partner])
    kept = sum(weights[b + k] for _, b, n in runs if n >= LONG_RUN for k in range(n)) / total
    return part, fresh / total, fresh / of_host, beside, section, 1 / len(weights) ** 0.5, kept


def _weights(table: LinkTable, side: Side, index: int) -> list[float]:
    weights: list[float] = table.wording().rarity[numbers_of(side.stems[index][:LONGEST])].tolist()
    return weights


def _why(piece: Piece) -> str:
    share = round(100 * piece.features[0])
    return f"piece: {share} % of its words stand in the longer paragraph, where its partner leaves them"
