"""Time the alignment: against git's word diff, against other Python tools, and over sizes.

    python benchmarks/speed/align.py --corpora DIR [--sizes 2500,5000,10000,20000,40000] [--peers PYTHON]

Wall time of a warm process, imports excluded, the best of three; ratios to `git diff --no-index --word-diff` of the
same run carry over between machines, seconds do not. PYTHON is one that has `redlines`, `xmldiff` and `lxml`; those
are not installed with this project.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

# In place of this folder, whose names would hide modules of the standard library.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "quality")

from corpora import corpora_folder  # noqa: E402
from generator import of_size, pool_of  # noqa: E402

import draftdiff  # noqa: E402
from draftdiff.model import Draft  # noqa: E402

PAIRS = ("quic-transport-13-23", "nist-800-53-r4-r5", "cabf-br")


def seconds(run: Callable[[], Any], times: int = 3) -> float:
    """Return the least wall time of several runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def git_seconds(old: Path, new: Path) -> float:
    """Return the time of git's word diff, its start included."""
    command = ["git", "diff", "--no-index", "--word-diff", str(old), str(new)]
    return seconds(lambda: subprocess.run(command, capture_output=True, check=False))


PEERS = {
    "redlines": """
from redlines import Redlines
Redlines(*("\\n\\n".join(side) for side in SIDES)).output_markdown
""",
    "xmldiff": """
from lxml import builder
from xmldiff import main
main.diff_trees(*(builder.E.d(*map(builder.E.p, side)) for side in SIDES))
""",
    "lxml.html.diff": """
from lxml.html import diff
diff.htmldiff(*("".join(f"<p>{html.escape(text)}</p>" for text in side) for side in SIDES))
""",
}
"""Python programs that compare two texts, given the paragraphs of both as SIDES."""
TIMED = """
import html, json, sys, time
SIDES = json.load(sys.stdin)
def once():
    exec(PEER, globals())
    return time.process_time()
exec("\\n".join(line for line in PEER.splitlines() if "import" in line))
start = time.process_time()
print(once() - start)
"""
PATIENCE = 60
"""Seconds after which another program is given up."""


def peer_seconds(python: str, script: str, old: Draft, new: Draft) -> float | None:
    """Return the processor time of another program, its imports left out; None where it fails or does not end."""
    sides = json.dumps([[p.text for p in draft.paragraphs] for draft in (old, new)])
    command = [python, "-c", f"PEER = {script!r}\n{TIMED}"]
    try:
        done = subprocess.run(command, input=sides, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    return float(done.stdout) if not done.returncode else None


def compare_pairs(folder: Path, peers: str) -> None:
    """Print seconds and ratios on pairs of the corpora."""
    for name in PAIRS:
        paths = [folder / "align" / name / f"{side}.md" for side in ("old", "new")]
        old, new = (draftdiff.read(path) for path in paths)
        draftdiff.align(old, new)
        ours, git = seconds(partial(draftdiff.align, old, new)), git_seconds(*paths)
        sizes = f"{len(old.paragraphs)} -> {len(new.paragraphs)}"
        print(f"{name:24} {sizes:14} {ours:.2f} s, {ours / git:.1f} times git ({git:.3f} s)")
        start = time.process_time()
        draftdiff.align(old, new)
        work = time.process_time() - start
        for peer, script in PEERS.items() if peers else ():
            took = peer_seconds(peers, script, old, new)
            told = (
                f"{took:.2f} s, {took / work:.1f} times ours" if took else "failed, or not done in a minute"
            )
            print(f"{'':24} {peer:14} {told}", flush=True)


def exponent(sizes: list[int], times: list[float]) -> float:
    """Return the slope of log time over log size, by least squares."""
    x, y = [math.log(size) for size in sizes], [math.log(took) for took in times]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    rise = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return rise / sum((a - mean_x) ** 2 for a in x)


def grow(folder: Path, sizes: list[int]) -> None:
    """Print seconds over sizes, the fitted exponent, and the peak memory of this process."""
    times = []
    for size in sizes:
        old, new = of_size(pool_of(folder, size), size)
        times.append(seconds(partial(draftdiff.align, old, new), 1))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(old.paragraphs)} -> {len(new.paragraphs)}: {times[-1]:.2f} s, peak {peak:.0f} MB",
            flush=True,
        )
    if len(sizes) > 1:
        print(f"fitted exponent {exponent(sizes, times):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the alignment.")
    parser.add_argument("--corpora", help="folder of the corpora; else the environment's DRAFTDIFF_CORPORA")
    parser.add_argument("--sizes", default="2500,5000,10000,20000,40000")
    parser.add_argument("--peers", default="", help="a Python with the other programs")
    given = parser.parse_args()
    folder = corpora_folder(given.corpora)
    if folder is None:
        print("No corpora: pass --corpora DIR or set DRAFTDIFF_CORPORA.")
        return
    compare_pairs(folder, given.peers)
    grow(folder, [int(size) for size in given.sizes.split(",") if size])


if __name__ == "__main__":
    main()
