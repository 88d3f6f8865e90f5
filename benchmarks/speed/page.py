"""How large the annotated page of long drafts is, how soon it answers, and how long it ever freezes.

    python benchmarks/speed/page.py [--large] [--check] [--keep FOLDER]

Drafts are made up (no corpora needed): paragraphs of 20 to 120 words under numbered headings; of the new one a third is
reworded, some dropped, the rest added. Figures of the browser are milliseconds of its main thread's own time, so that
other work on the machine does not count; `longest` is the longest task, while the page cannot answer.
Floors: 1,200 -> 1,500 paragraphs under 2.5 MB, ready in under 1.5 s, a filter in under 150 ms; with --large also
10,000 -> 11,000, no task longer than 1 s.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import draftdiff
from draftdiff.model import Alignment, Bead, Draft
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.structure import build_draft
from draftdiff.renderers.html import render

WORDS = (
    "States should consider the report of the Working Group on measures to build confidence and capacity "
    "in accordance with international law and the Charter of the United Nations taking into account views of "
    "parties regional organizations experts and other stakeholders as appropriate each year must may "
    "invites encourages recalls notes decides water energy health infrastructure information technologies"
).split()
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
ACT = """(selector) => new Promise((done) => {
  const box = document.querySelector(selector);
  box.click();
  document.body.offsetHeight;
  requestAnimationFrame(() => setTimeout(done));
})"""
ACTS = {
    "filter": "input[name=op][value=reworded]",
    "clear": "#clear",
    "view": "input[name=view][value=inline]",
    "unfold": "#unfold",
}


def text(chance: random.Random) -> str:
    """Return a paragraph of 20 to 120 words."""
    return " ".join(chance.choices(WORDS, k=chance.randint(20, 120))).capitalize() + "."


def reworded(chance: random.Random, words: str) -> str:
    """Return a paragraph with a few words replaced."""
    found = words.split()
    for _ in range(3):
        found[chance.randrange(len(found))] = chance.choice(WORDS)
    return " ".join(found)


def drafts_of(old_size: int, new_size: int) -> tuple[Draft, Draft, tuple[Bead, ...]]:
    """Return two drafts of so many paragraphs, and which of them belong together."""
    chance = random.Random(7)
    old = [Block(text=text(chance), number=f"{n}.") for n in range(1, old_size + 1)]
    pairs: list[tuple[Block | None, Block | None]] = []
    for block in old:
        lot = chance.random()
        if lot < 0.03:
            pairs.append((block, None))
        else:
            pairs.append(
                (block, Block(text=reworded(chance, block.text)) if lot < 0.36 else Block(text=block.text))
            )
    while sum(new is not None for _, new in pairs) < new_size:
        pairs.insert(chance.randrange(len(pairs)), (None, Block(text=text(chance))))
    return _with_headings(pairs)


def _with_headings(pairs: list[tuple[Block | None, Block | None]]) -> tuple[Draft, Draft, tuple[Bead, ...]]:
    sides: tuple[list[Block], list[Block]] = ([], [])
    beads = []
    for at, pair in enumerate(pairs):
        if at % 25 == 0:
            beads.append(Bead(old=(len(sides[0]),), new=(len(sides[1]),)))
            for side in sides:
                side.append(Block(text=f"Section {at // 25 + 1}", kind="heading", level=1 + (at % 100 > 0)))
        places: list[tuple[int, ...]] = []
        for block, side in zip(pair, sides, strict=True):
            places.append(() if block is None else (len(side),))
            if block is not None:
                side.append(Block(text=block.text, number=f"{len(side)}."))
        beads.append(Bead(old=places[0], new=places[1]))
    options = Options(profile="plain", language="en")
    old, new = (
        build_draft(s, name=n, format="text", options=options)
        for s, n in zip(sides, ("old", "new"), strict=True)
    )
    return old, new, tuple(beads)


def page_of(old_size: int, new_size: int) -> tuple[bytes, float]:
    """Return the page and the seconds it took to render, the comparison not counted."""
    old, new, beads = drafts_of(old_size, new_size)
    comparison = draftdiff.classify(draftdiff.describe(Alignment(old=old, new=new, beads=beads)))
    start = time.perf_counter()
    page = render(comparison, Options())
    return page, time.perf_counter() - start


def measure(path: Path, chromium: str) -> dict[str, float]:
    """Return main-thread milliseconds: until the page is ready, of four acts of a reader, and of the longest task."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def spent() -> float:
            metrics = session.send("Performance.getMetrics")["metrics"]
            return 1000 * next(float(m["value"]) for m in metrics if m["name"] == "TaskDuration")

        browser.start_tracing(page=page, categories=["toplevel"])
        before = spent()
        page.goto(path.as_uri())
        page.wait_for_timeout(1000)
        figures = {"ready": spent() - before}
        for name, selector in ACTS.items():
            before = spent()
            page.evaluate(ACT, selector)
            figures[name] = spent() - before
            page.wait_for_timeout(500)
        figures["longest"] = longest_task(json.loads(browser.stop_tracing()))
        browser.close()
    return figures


def longest_task(trace: dict[str, Any]) -> float:
    """Return the longest time that a task took on the page's main thread, in milliseconds of that thread."""
    events = trace["traceEvents"]
    named = (
        e for e in events if e.get("name") == "thread_name" and e["args"].get("name") == "CrRendererMain"
    )
    main = {(event["pid"], event["tid"]) for event in named}
    return max(
        (e["tdur"] / 1000 for e in events if "tdur" in e and (e["pid"], e["tid"]) in main), default=0.0
    )


def main() -> int:
    """Print the figures; with --check fail over a floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--large", action="store_true", help="also 10,000 -> 11,000 paragraphs")
    parser.add_argument("--check", action="store_true", help="fail over a floor")
    parser.add_argument("--keep", type=Path, help="leave the pages in this folder")
    arguments = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
    if not chromium:
        print("html: skipped, no Chromium on this machine")
        return 0
    over = []
    with tempfile.TemporaryDirectory() as folder:
        for sizes in [(1200, 1500), *([(10_000, 11_000)] if arguments.large else [])]:
            data, seconds = page_of(*sizes)
            path = (arguments.keep or Path(folder)).resolve() / f"page-{sizes[0]}.html"
            path.write_bytes(data)
            figures = {"bytes": float(len(data)), "render": seconds * 1000, **measure(path, chromium)}
            print(
                f"{sizes[0]} -> {sizes[1]}: "
                + ", ".join(f"{name} {value:,.0f}" for name, value in figures.items())
            )
            over += [
                f"{sizes[0]}: {name}" for name, most in floors(sizes[0]).items() if figures[name] >= most
            ]
    print(f"html: over the floor: {', '.join(over)}" if over else "html: all held")
    return 1 if over and arguments.check else 0


def floors(size: int) -> dict[str, float]:
    """Return the most that each figure may be; bytes, or milliseconds."""
    if size <= 1200:
        return {"bytes": 2_500_000, "ready": 1500, "filter": 150}
    return {"longest": 1000}


if __name__ == "__main__":
    sys.exit(main())
