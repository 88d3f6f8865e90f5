"""Score the alignment against gold links, simple aligners and planted operations.

    python benchmarks/quality/align.py --corpora DIR [--check | --raise-floors] [--quick]

Every set runs through the public API; the definitions are those of `score_align.py` in the corpora. Without corpora
the script says so and exits 0. `--check` exits 1 under a floor of `align_floors.json`; floors only rise.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from corpora import GoldSet, corpora_folder, fingerprint, gold_pairs, gold_sets
from planted import calibration_error, planted_scores

import draftdiff
from draftdiff.model import Alignment, Draft

FLOORS = Path(__file__).with_name("align_floors.json")
KINDS = ("all", "edited", "moved", "multi", "deleted", "inserted")
LEAST_ITEMS = 5
"""Gold items of a kind from which a set counts in its mean."""
SLACK = 0.005
"""What a floor stays under the figure it was set on."""


def scorer(folder: Path) -> Any:
    """Return the module `score_align.py` of the corpora."""
    spec = importlib.util.spec_from_file_location("score_align", folder / "score_align.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def baselines(folder: Path) -> dict[str, float]:
    """Return the best simple aligner's F1 of all pairs for each set, from BASELINES.md."""
    text = (folder / "BASELINES.md").read_text(encoding="utf-8")
    table = text.split("## F1 of all pairs\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| ([\w.-]+) \| \d+ \|(.*)\|$", table, flags=re.M)
    return {name: max(float(cell) for cell in cells.split("|")) for name, cells in rows}


def links_of(alignment: Alignment) -> dict[str, Any]:
    """Return an alignment in the form that the scorer reads."""
    return {"links": [{"old": list(b.old), "new": list(b.new)} for b in alignment.beads if b.old and b.new]}


def own_moves(gold: GoldSet, alignment: Alignment) -> tuple[int, int, int]:
    """Return found, gold and told moves: our flag, or standing in a section called moved or reordered.

    Splits and merges are left out: the gold does not say whether they cross.
    """
    known = gold_pairs(gold.gold)
    spans = [
        (_below(gold.old, change.old[0]), _below(gold.new, change.new[0]))
        for change in alignment.sections
        if {"moved", "reordered"} & set(change.events)
    ]
    told = set()
    for bead in alignment.beads:
        if len(bead.old) == len(bead.new) == 1:
            i, j = bead.old[0], bead.new[0]
            places = gold.old.paragraphs[i].section, gold.new.paragraphs[j].section
            if bead.moved or any(places[0] in one and places[1] in other for one, other in spans):
                told.add((i, j))
    several = {i for i, _ in known.pairs if sum(a == i for a, _ in known.pairs) > 1}
    told = {pair for pair in told if pair in known.pairs and pair[0] not in several}
    return len(told & known.crossing), len(known.crossing), len(told)


def _below(draft: Draft, section: int) -> set[int | None]:
    return {s.id for top in draft.sections() if top.id == section for s in top.walk()}


def calibration(gold: GoldSet, alignment: Alignment) -> list[tuple[float, float]]:
    """Return the score of each inexact linked bead that the gold knows, and whether all its pairs are right."""
    known = gold_pairs(gold.gold)
    found = []
    for bead in alignment.beads:
        pairs = [(i, j) for i in bead.old for j in bead.new]
        if pairs and bead.score < 1 and all(known.scored(*pair) for pair in pairs):
            found.append((bead.score, float(all(pair in known.pairs for pair in pairs))))
    return found


def measure(folder: Path, quick: bool) -> dict[str, float]:
    """Return all figures by name; prints a line a set."""
    score, best = scorer(folder).score, baselines(folder)
    means: dict[str, list[float]] = defaultdict(list)
    figures: dict[str, float] = {}
    moves = [0, 0, 0]
    points: list[tuple[float, float]] = []
    for gold in gold_sets(folder):
        alignment = draftdiff.align(gold.old, gold.new)
        result = score(gold.gold, links_of(alignment))
        figures[f"{gold.family} {gold.name}"] = result["all"]["f1"]
        for kind in KINDS:
            if result[kind]["n_gold"] >= LEAST_ITEMS:
                means[f"{gold.family} mean {kind}"].append(result[kind]["f1"])
        if result["multi"]["n_gold"] >= LEAST_ITEMS:
            means[f"{gold.family} mean multi_exact"].append(result["multi_exact"])
        moves = [a + b for a, b in zip(moves, own_moves(gold, alignment), strict=True)]
        points += calibration(gold, alignment)
        _print_set(gold, result, best.get(gold.name))
    figures |= {name: sum(values) / len(values) for name, values in means.items()}
    figures["own moves, recall"] = moves[0] / moves[1]
    figures["own moves, precision"] = moves[0] / max(1, moves[2])
    figures["calibration, 1 - error"] = 1 - calibration_error(points)
    return figures if quick else figures | planted_scores(folder)


def _print_set(gold: GoldSet, result: dict[str, Any], best: float | None) -> None:
    cells = [
        f"{result[kind]['f1']:.3f}" if result[kind]["n_gold"] >= LEAST_ITEMS or kind == "all" else "  -  "
        for kind in KINDS
    ]
    against = "" if best is None else f"   best simple {best:.3f}"
    print(f"{gold.name[:28]:28}", *cells, f"whole groups {result['multi_exact']:.2f}{against}")


def check(figures: dict[str, float], folder: Path) -> int:
    """Return 1 if a figure is under its floor; prints each such figure."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if floors["corpus"] != fingerprint(folder):
        print("The corpus is not the one that the floors were set on: not checked.")
        return 0
    under = {n: f for n, f in floors["floors"].items() if n in figures and figures[n] < f}
    for name, floor in under.items():
        print(f"under its floor: {name} {figures[name]:.4f} < {floor:.4f}")
    print(f"{len(floors['floors']) - len(under)} of {len(floors['floors'])} floors hold")
    return 1 if under else 0


def raise_floors(figures: dict[str, float], folder: Path) -> None:
    """Write floors a little under the figures; none is lowered on the same corpus."""
    before = (
        json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"corpus": "", "floors": {}}
    )
    kept = before["floors"] if before["corpus"] == fingerprint(folder) else {}
    floors = {n: max(round(f - SLACK, 4), kept.get(n, 0.0)) for n, f in sorted(figures.items())}
    FLOORS.write_text(
        json.dumps({"corpus": fingerprint(folder), "floors": {**kept, **floors}}, indent=1) + "\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Score the alignment.")
    parser.add_argument("--corpora", help="folder of the corpora; else the environment's DRAFTDIFF_CORPORA")
    parser.add_argument("--check", action="store_true", help="exit 1 if a figure is under its floor")
    parser.add_argument("--raise-floors", action="store_true", help="write floors from this run")
    parser.add_argument("--quick", action="store_true", help="leave the planted operations out")
    given = parser.parse_args()
    folder = corpora_folder(given.corpora)
    if folder is None:
        print("No corpora: pass --corpora DIR or set DRAFTDIFF_CORPORA.")
        return 0
    print(f"{'set':28}", *(f"{kind[:5]:5}" for kind in KINDS))
    figures = measure(folder, given.quick)
    for name, value in figures.items():
        if "mean" in name or not name.startswith(("align", "un_align")):
            print(f"{name:40} {value:.4f}")
    if given.raise_floors:
        raise_floors(figures, folder)
    return check(figures, folder) if given.check else 0


if __name__ == "__main__":
    sys.exit(main())
