"""How long a history of six drafts takes, and how large its page is.

    python benchmarks/speed/history.py [--drafts 6] [--paragraphs 90] [--check]

The drafts are made here: of each the next has a sixth of the paragraphs reworded, two dropped, three new, one moved.
Floors, for the drafts of a usual report: 3 s for all, page under 2 MB.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator

import draftdiff
from draftdiff.model import Draft
from draftdiff.renderers import render

SECONDS, BYTES = 3.0, 2_000_000
WORDS = (
    "States should consider the report of the Working Group on measures to build confidence and capacity in "
    "accordance with international law taking into account the views of parties regional organizations experts "
    "as appropriate each year invites encourages recalls notes decides water energy health infrastructure"
).split()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--drafts", type=int, default=6)
    parser.add_argument("--paragraphs", type=int, default=90)
    parser.add_argument("--check", action="store_true", help="exit with 1 over a floor")
    given = parser.parse_args()
    chain = list(drafts(given.drafts, given.paragraphs))
    draftdiff.history(chain[:2])  # the first comparison pays for imports
    wall, cpu = time.perf_counter(), time.process_time()
    history = draftdiff.history(chain)
    traced = time.process_time() - cpu
    page = render(history, "html")
    took, spent = time.perf_counter() - wall, time.process_time() - cpu
    print(
        f"{given.drafts} drafts of {given.paragraphs} paragraphs: {took:.2f} s ({spent:.2f} s of processor time, "
        f"{traced:.2f} s without the page), page {len(page) / 1e6:.2f} MB"
    )
    return int(given.check and (spent > SECONDS or len(page) > BYTES))


def drafts(count: int, size: int) -> Iterator[Draft]:
    """Yield drafts, each made from the one before."""
    chance = random.Random(1)
    texts = [paragraph(chance) for _ in range(size)]
    for number in range(count):
        lines = [f"{at}. {text}" for at, text in enumerate(texts, 1)]
        options = draftdiff.Options(read_as="markdown", profile="un-report", language="en")
        yield draftdiff.read("\n\n".join(lines).encode(), options=options, name=f"draft-{number + 1}.md")
        for at in chance.sample(range(len(texts)), size // 6):
            texts[at] = reworded(chance, texts[at])
        for _ in range(2):
            texts.pop(chance.randrange(len(texts)))
        for _ in range(3):
            texts.insert(chance.randrange(len(texts)), paragraph(chance))
        texts.insert(chance.randrange(len(texts)), texts.pop(chance.randrange(len(texts))))


def paragraph(chance: random.Random) -> str:
    """Return a paragraph of 40 to 110 words."""
    return " ".join(chance.choices(WORDS, k=chance.randint(40, 110))).capitalize() + "."


def reworded(chance: random.Random, text: str) -> str:
    """Return a paragraph with some words replaced."""
    words = text.split()
    for _ in range(4):
        words[chance.randrange(len(words))] = chance.choice(WORDS)
    return " ".join(words)


if __name__ == "__main__":
    sys.exit(main())
