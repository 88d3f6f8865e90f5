"""What the overview costs on top of aligning and classifying, on the shipped example of some 90 numbered paragraphs.

    python benchmarks/speed/overview.py [--check]

Processor time, the best of five runs with all caches of texts emptied; the ceiling is 0.3 s with every further input.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from draftdiff import pipeline
from draftdiff.inputs import Inputs
from draftdiff.model import Comparison
from draftdiff.overview import story, summarize
from draftdiff.text.remembering import forget

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "oewg"
CEILING = 0.3


def main() -> int:
    """Measure with and without further inputs; with --check fail over the ceiling."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    described = pipeline.describe(
        pipeline.align(pipeline.read(EXAMPLE / "first-draft.md"), pipeline.read(EXAMPLE / "final-report.md"))
    )
    classified = pipeline.classify(described)
    seconds = {
        name: cost(classified, inputs) for name, inputs in (("plain", Inputs()), ("all inputs", all_inputs()))
    }
    for name, value in seconds.items():
        print(f"overview, {name}: {value:.3f} s")
    return int(arguments.check and max(seconds.values()) > CEILING)


def all_inputs() -> Inputs:
    """Return every further input of the example."""
    return pipeline.gather_inputs(
        pipeline.Options(),
        watch=EXAMPLE / "watch.toml",
        asks=EXAMPLE / "asks.toml",
        aliases=EXAMPLE / "aliases.toml",
        concepts=EXAMPLE / "concepts.toml",
        sources=[EXAMPLE / "source-report-2015.md"],
        earlier=[EXAMPLE / "zero-draft.md"],
    )


def cost(comparison: Comparison, inputs: Inputs) -> float:
    """Return the processor seconds of findings and sentences together."""
    return min(_once(comparison, inputs) for _ in range(5))


def _once(comparison: Comparison, inputs: Inputs) -> float:
    forget()
    start = time.process_time()
    story(summarize(comparison, inputs))
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
