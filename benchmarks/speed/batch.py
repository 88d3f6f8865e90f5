"""Throughput and peak memory of `draftdiff batch`, on pairs of a corpus or on pairs made here.

    python benchmarks/speed/batch.py [--corpora DIR] [--jobs 2] [--pairs 100]

With --corpora (or DRAFTDIFF_CORPORA) the pairs are the draft resolutions and resolutions of un-ga80; without it,
paragraphs made up. Prints pairs a second, processor time a pair, the peak memory of the largest process.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from draftdiff.cli import run

WORDS = (
    "States should consider the report of the Working Group on measures to build confidence and capacity in "
    "accordance with international law taking into account the views of parties as appropriate each year"
).split()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", default=os.environ.get("DRAFTDIFF_CORPORA", ""))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=100, help="pairs made up without a corpus")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = Path(given.corpora, "drafts", "un-ga80") if given.corpora else None
        pairs = resolutions(corpus, folder) if corpus and corpus.is_dir() else made_up(folder, given.pairs)
        wall = time.perf_counter()
        status = run(
            ["batch", str(folder / "pairs.csv"), "-o", str(folder / "out"), "--jobs", str(given.jobs)]
        )
        wall = time.perf_counter() - wall
        report(pairs, given.jobs, wall, folder / "out")
    return status


def report(pairs: int, jobs: int, wall: float, out: Path) -> None:
    """Print what the run cost."""
    children, own = resource.getrusage(resource.RUSAGE_CHILDREN), resource.getrusage(resource.RUSAGE_SELF)
    processor = sum(usage.ru_utime + usage.ru_stime for usage in (children, own))
    peak = max(children.ru_maxrss, own.ru_maxrss) / 1024
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{pairs} pairs, {jobs} jobs: {wall:.1f} s, {pairs / wall:.2f} pairs a second")
    print(f"processor time {processor / pairs:.2f} s a pair; peak {peak:.0f} MB a process")
    print(f"outputs {size / pairs / 1e6:.2f} MB a pair")


def write_manifest(folder: Path, rows: list[tuple[str, str, str]]) -> int:
    """Write pairs of id, old text, new text with their manifest."""
    with (folder / "pairs.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "old", "new"))
        for at, (id, old, new) in enumerate(rows):
            for side, text in (("old", old), ("new", new)):
                (folder / f"{at}-{side}.txt").write_text(text, encoding="utf-8")
            writer.writerow((id, f"{at}-old.txt", f"{at}-new.txt"))
    return len(rows)


def resolutions(corpus: Path, folder: Path) -> int:
    """Write every draft resolution with its resolution of which both texts are given; return how many."""
    with lzma.open(corpus / "all-texts.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = {row["symbol"]: row["text"] for row in map(json.loads, lines)}
    with (corpus / "pairs.csv").open(newline="", encoding="utf-8") as file:
        wanted = [row for row in csv.DictReader(file) if row["kind"] == "draft-to-resolution"]
    known = [row for row in wanted if row["old"] in texts and row["new"] in texts]
    return write_manifest(
        folder, [(f"{row['old']} {row['new']}", texts[row["old"]], texts[row["new"]]) for row in known]
    )


def made_up(folder: Path, count: int) -> int:
    """Write pairs of 60 paragraphs, of which a fifth is reworded; return how many."""
    chance = random.Random(1)
    rows = []
    for number in range(count):
        old = [" ".join(chance.choices(WORDS, k=60)) for _ in range(60)]
        new = [text if chance.random() < 0.8 else text.replace("should", "may", 1) for text in old]
        rows.append((f"made-up-{number}", "\n\n".join(old), "\n\n".join(new)))
    return write_manifest(folder, rows)


if __name__ == "__main__":
    sys.exit(main())
