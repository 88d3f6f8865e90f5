"""Refit the weights of `draftdiff.alignment.weights` on gold links.

    python benchmarks/quality/fit_alignment.py --corpora DIR [--without SET]

Logistic regression with a light ridge. A set counts with the square root of its size, so that no large document
rules. Of a split or merge only the likest pair is an example of a one-to-one link; unknown paragraphs are left out.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from align import links_of, scorer
from corpora import GoldPairs, GoldSet, corpora_folder, gold_pairs, gold_sets
from scipy.optimize import minimize

from draftdiff.alignment import PASSES, align, groups, similar
from draftdiff.alignment.candidates import Pairs
from draftdiff.alignment.evidence import WORDING_FEATURES, lead_of
from draftdiff.alignment.groups import PIECE_FEATURES, pieces
from draftdiff.alignment.places import PLACE_FEATURES, anchors_of, place_evidence
from draftdiff.alignment.sides import Vocabulary, side_of
from draftdiff.alignment.similar import Field, gather, judged, match_similar, tentative
from draftdiff.alignment.table import LinkTable
from draftdiff.alignment.weights import TAKE, Weights

NAMES = (*WORDING_FEATURES, *PLACE_FEATURES)


@dataclass(frozen=True, slots=True)
class Examples:
    """The judged pairs of one set."""

    name: str
    pairs: Pairs
    rows: Any
    linked: Any
    used: Any


def table_before_similar(gold: GoldSet) -> LinkTable:
    """Return the table as the similar pass finds it."""
    vocabulary = Vocabulary()
    table = LinkTable(side_of(gold.old, vocabulary), side_of(gold.new, vocabulary))
    for match in PASSES:
        if match is match_similar:
            break
        match(table)
    return table


def examples_of(gold: GoldSet) -> Examples:
    """Return the pairs of a set with all their features and what the gold says."""
    known = gold_pairs(gold.gold)
    table = table_before_similar(gold)
    field = gather(table)
    chance = judged(table, field, field.anchors)
    anchors = anchors_of(table, tentative(field.pairs, chance, TAKE))
    rows = np.hstack([field.wording, place_evidence(table, field.pairs, anchors)])
    linked, used = _told(known, field)
    return Examples(gold.name, field.pairs, rows, linked, used)


def _told(known: GoldPairs, field: Field) -> tuple[Any, Any]:
    pairs = list(zip(field.pairs.old.tolist(), field.pairs.new.tolist()))
    linked = np.array([pair in known.pairs for pair in pairs], dtype=bool)
    used = np.array([known.scored(*pair) for pair in pairs], dtype=bool)
    alike = field.wording[:, 0] + field.wording[:, 2]
    for side in (0, 1):
        best: dict[int, int] = {}
        for k in np.flatnonzero(linked & used).tolist():
            rival = best.setdefault(pairs[k][side], k)
            if rival != k:
                loser = rival if alike[k] > alike[rival] else k
                best[pairs[k][side]] = k + rival - loser
                used[loser] = False
    return linked, used


def piece_examples(gold: GoldSet) -> tuple[Any, Any]:
    """Return the features of possible pieces of splits and merges, and which the gold links."""
    known = gold_pairs(gold.gold)
    table = table_before_similar(gold)
    match_similar(table)
    found = [p for side in (True, False) for p in pieces(table, side) if known.scored(*p.pair)]
    rows = np.array([p.features for p in found]).reshape(-1, len(PIECE_FEATURES))
    return rows, np.array([p.pair in known.pairs for p in found], dtype=float)


def fit_pieces(sets: list[tuple[Any, Any]]) -> dict[str, float]:
    """Return the weights of a piece."""
    weight = np.concatenate([np.full(len(linked), 1 / np.sqrt(len(linked) + 20)) for _, linked in sets])
    rows, linked = np.vstack([rows for rows, _ in sets]), np.concatenate([linked for _, linked in sets])
    return _named(logistic(rows, linked, weight / weight.mean()), PIECE_FEATURES)


def logistic(rows: Any, linked: Any, weight: Any, ridge: float = 1.0) -> Any:
    """Return the coefficients, the bias last."""
    spread = rows.std(axis=0) + 1e-9
    scaled = np.c_[rows / spread, np.ones(len(rows))]

    def loss(beta: Any) -> tuple[float, Any]:
        odds = scaled @ beta
        miss = 1 / (1 + np.exp(-odds)) - linked
        cost = (weight * (np.logaddexp(0, odds) - linked * odds)).sum() + ridge * (beta[:-1] ** 2).sum() / 2
        return cost, scaled.T @ (weight * miss) + ridge * np.r_[beta[:-1], 0]

    beta = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    return np.r_[beta[:-1] / spread, beta[-1]]


def fit(examples: list[Examples], names: tuple[str, ...]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of pairs alone and of pairs among rivals, on the first features of that number."""
    width = len(names)
    weight = np.concatenate([np.full(e.used.sum(), 1 / np.sqrt(e.used.sum() + 50)) for e in examples])
    weight /= weight.mean()
    linked = np.concatenate([e.linked[e.used] for e in examples]).astype(float)
    alone = logistic(np.vstack([e.rows[e.used, :width] for e in examples]), linked, weight)
    led = [
        np.c_[e.rows[:, :width], lead_of(e.pairs, e.rows[:, :width] @ alone[:-1] + alone[-1])]
        for e in examples
    ]
    among = logistic(np.vstack([x[e.used] for x, e in zip(led, examples)]), linked, weight)
    return _named(alone, names), _named(among, (*names, "lead"))


def _named(beta: Any, names: tuple[str, ...]) -> dict[str, float]:
    return {"bias": round(float(beta[-1]), 2), **{n: round(float(b), 2) for n, b in zip(names, beta)}}


def leave_one_out(folder: Path, golds: list[GoldSet], examples: dict[str, Examples]) -> None:
    """Print for each set the F1 of all pairs with our weights and with weights fitted without the set."""
    score = scorer(folder).score
    piece = {gold.name: piece_examples(gold) for gold in golds}
    losses = []
    for gold in golds:
        others = [name for name in piece if name != gold.name]
        rest = [examples[name] for name in others if name in examples]
        weights = {
            (similar, "BY_WORDING"): Weights(*fit(rest, WORDING_FEATURES)),
            (similar, "BY_WORDING_AND_PLACE"): Weights(*fit(rest, NAMES)),
            (groups, "PIECE"): fit_pieces([piece[name] for name in others]),
        }
        ours = score(gold.gold, links_of(align(gold.old, gold.new)))["all"]["f1"]
        kept = {place: getattr(*place) for place in weights}
        for (module, name), value in weights.items():
            setattr(module, name, value)
        without = score(gold.gold, links_of(align(gold.old, gold.new)))["all"]["f1"]
        for (module, name), value in kept.items():
            setattr(module, name, value)
        losses.append(ours - without)
        print(f"{gold.name:30} {ours:.4f} without it {without:.4f} loss {losses[-1]:+.4f}", flush=True)
    print(f"mean loss {sum(losses) / len(losses):+.4f}, greatest {max(losses):+.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpora")
    parser.add_argument("--without", default="", help="leave this set out")
    parser.add_argument("--leave-one-out", action="store_true", help="say what each set loses when left out")
    given = parser.parse_args()
    folder = corpora_folder(given.corpora)
    if folder is None:
        print("No corpora: pass --corpora DIR or set DRAFTDIFF_CORPORA.")
        return
    golds = [gold for gold in gold_sets(folder) if gold.name != given.without]
    by_name = {gold.name: example for gold in golds if len((example := examples_of(gold)).pairs)}
    if given.leave_one_out:
        leave_one_out(folder, golds, by_name)
        return
    examples = list(by_name.values())
    for title, names in (("BY_WORDING", WORDING_FEATURES), ("BY_WORDING_AND_PLACE", NAMES)):
        alone, among = fit(examples, names)
        print(f"{title} = Weights(\n    alone={alone},\n    among={among},\n)")
    print(f"PIECE = {fit_pieces([piece_examples(gold) for gold in golds])}")


if __name__ == "__main__":
    main()
