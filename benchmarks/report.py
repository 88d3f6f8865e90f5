"""Run the measurements and write docs/evaluation.md from what they print.

    python benchmarks/report.py --corpora DIR [--date 2026-11-22] [--logs FOLDER] [--page docs/evaluation.md]

`make bench` is the same, with the corpora in DRAFTDIFF_CORPORA and, if other programs are to be timed in the same run,
a Python that has them in DRAFTDIFF_PEERS (`docx-trackdiff`, `python-redlines[docxodus]`, `redlines`, `xmldiff`).

With --logs what a measurement printed is kept there, and one that has been kept is not run again: a run that was
stopped goes on where it was. Without corpora the script says so, writes nothing and exits 0.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from measurements import MEASUREMENTS, Measurement

HERE = Path(__file__).resolve().parent
LIBRARIES = (
    "numpy",
    "scipy",
    "rapidfuzz",
    "lxml",
    "python-docx",
    "pypdfium2",
    "sentencex",
    "diff-match-patch",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A row of the short table: what is said, and where a measurement prints the value."""

    what: str
    name: str
    pattern: str


FIGURES = (
    Figure(
        what="paragraphs linked, documents of many kinds (mean F1)",
        name="quality-align",
        pattern=r"^align mean all +(\S+)",
    ),
    Figure(
        what="paragraphs linked, UN drafts (mean F1)",
        name="quality-align",
        pattern=r"^un_align mean all +(\S+)",
    ),
    Figure(
        what="edited paragraphs linked (mean F1)", name="quality-align", pattern=r"^align mean edited +(\S+)"
    ),
    Figure(
        what="moved paragraphs linked (mean F1)", name="quality-align", pattern=r"^align mean moved +(\S+)"
    ),
    Figure(
        what="splits and merges, whole (mean)",
        name="quality-align",
        pattern=r"^align mean multi_exact +(\S+)",
    ),
    Figure(
        what="planted moves found, 30 % of their words changed",
        name="quality-align",
        pattern=r"^moves at 30% +(\S+)",
    ),
    Figure(
        what="softened, strengthened, neither (macro F1)", name="quality-strength", pattern=r"macro_f1: (\S+)"
    ),
    Figure(
        what="the same on repositories never read",
        name="quality-strength",
        pattern=r"macro_f1_never_read: (\S+)",
    ),
    Figure(
        what="all labels of edits between UN drafts (micro F1)",
        name="quality-labels",
        pattern=r"micro_f1: (\S+)",
    ),
    Figure(
        what="evidence: words shared with the words marked by readers",
        name="quality-labels",
        pattern=r"evidence_overlap: (\S+)",
    ),
    Figure(
        what="planted brackets told",
        name="quality-bracket_changes",
        pattern=r"bracket_changes all: (\S+ over \d+)",
    ),
    Figure(what="verdicts on asks (macro F1)", name="quality-asks", pattern=r"asks macro_f1: (\S+)"),
    Figure(
        what="links through chains, agreeing with direct ones",
        name="quality-chains",
        pattern=r"^links: (\S+)",
    ),
    Figure(
        what="redlines proved, real pairs",
        name="quality-redline",
        pattern=r"^(?!generated|constructs)[^:]+: (\d+ of \d+) proved",
    ),
    Figure(
        what="redlines proved, generated pairs",
        name="quality-redline",
        pattern=r"^(?:generated|constructs)[^:]*: (\d+ of \d+) proved",
    ),
    Figure(
        what="words of PDFs kept, documents that hold",
        name="quality-readers_pdf",
        pattern=r"^documents that hold: (\d+ of \d+)",
    ),
    Figure(
        what="time grows with the size to the power of", name="speed-align", pattern=r"fitted exponent (\S+)"
    ),
    Figure(
        what="labels cost, beside aligning (warm)",
        name="speed-classify",
        pattern=r"^warm: classify costs (\S+)",
    ),
    Figure(
        what="comparing two Word files of 3,000 paragraphs (warm)",
        name="speed-redline",
        pattern=r"compare (\S+ s)",
    ),
    Figure(what="a redline of them, written", name="speed-redline", pattern=r"write (\S+ s)"),
    Figure(what="and proved", name="speed-redline", pattern=r"prove (\S+ s)"),
    Figure(
        what="the redline command in all, a fresh process",
        name="speed-redline",
        pattern=r"^draftdiff: (\S+ s of work)",
    ),
)

HEAD = """# Evaluation

One run of the measurements in `benchmarks/`, as they printed it. The corpora are real texts that nobody
on this project wrote: policies, standards and guidelines whose history links their paragraphs, drafts
and resolutions of the United Nations linked and labelled by reading, edited sentences from public
repositories. They are not shipped with draftdiff. To repeat:

```console
$ make bench DRAFTDIFF_CORPORA=DIR
```

The page is written by that run, which takes an hour or two on two cores. What the figures do not say stands at the end.
"""

FOOT = """## How far to trust the figures

- The rules, ladders and weights were made while looking at these corpora. Figures on texts that nobody
  read are lower; where a part was set aside (`set_aside`, `never_read`), its figure is the one to expect
  of other texts.
- The gold links of `align` were found with the help of word similarity, so they flatter every aligner
  that goes by words; 12 to 14 % of the paragraphs are unknown and not scored. Splits and merges are
  under-counted. Of the non-trivial links checked by eye 0.4 % were wrong and 2.3 % doubtful.
- The sentences of `strength` were chosen because a word of force changed: hard cases are more frequent
  than in a negotiation. One careful reader labelled them.
- Labels that were met fewer than ten times say little; `draftdiff labels NAME` gives the number.
- Seconds are of one machine that may have been shared with other work; processor time, ratios and
  exponents carry over, seconds on the clock do not.
"""


def main() -> int:
    """Return 0 when the page was written, or when there are no corpora."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", default=os.environ.get("DRAFTDIFF_CORPORA", ""))
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="put on the page")
    parser.add_argument("--logs", type=Path, help="keep what was printed here, and take what is kept")
    parser.add_argument("--kept", action="store_true", help="run nothing; write the page from the logs")
    parser.add_argument(
        "--peers", default=os.environ.get("DRAFTDIFF_PEERS", ""), help="a Python with other programs"
    )
    parser.add_argument("--page", type=Path, default=HERE.parent / "docs" / "evaluation.md")
    arguments = parser.parse_args()
    if not arguments.corpora or not Path(arguments.corpora).is_dir():
        print("report: skipped, no corpora given (--corpora DIR or DRAFTDIFF_CORPORA)")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        logs = arguments.logs or Path(scratch)
        logs.mkdir(parents=True, exist_ok=True)
        printed = {
            item.name: printed_by(item, arguments.corpora, arguments.peers, logs, arguments.kept)
            for item in MEASUREMENTS
        }
    arguments.page.write_text(page(printed, arguments.date), "utf-8")
    print(f"report: wrote {arguments.page}")
    return 0


def printed_by(measurement: Measurement, corpora: str, peers: str, logs: Path, kept: bool) -> str:
    """Return what a measurement prints, from its log if it was run before."""
    log = logs / f"{measurement.name}.txt"
    if kept and not log.exists():
        return "not measured in this run"
    if not log.exists():
        print(f"report: {measurement.script}", flush=True)
        command = [sys.executable, str(HERE / f"{measurement.script}.py"), *measurement.arguments]
        command += ["--corpora", corpora] if measurement.corpora else []
        command += ["--peers", peers] if measurement.peers and peers else []
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        ended = f"\n(ended with status {done.returncode})\n" if done.returncode else ""
        printed = re.sub(
            rf"{re.escape(tempfile.gettempdir())}/\S+", "FOLDER", done.stdout.replace(corpora, "DIR")
        )
        log.write_text((printed.replace(peers, "PYTHON") if peers else printed) + ended, "utf-8")
    return log.read_text("utf-8")


def page(printed: dict[str, str], date: str) -> str:
    """Return the page of one run."""
    return "\n".join(
        [HEAD, the_run(date), in_short(printed), *map(section, MEASUREMENTS, printed.values()), FOOT]
    )


def the_run(date: str) -> str:
    """Return the table of versions."""
    commit = subprocess.run(
        ["git", "-C", str(HERE), "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True
    ).stdout.strip()
    rows = [
        ("date", date),
        ("draftdiff", f"{metadata.version('draftdiff-report')}, commit {commit or 'unknown'}"),
        ("Python", f"{platform.python_version()} on {platform.system()}, {os.cpu_count()} cores"),
        ("libraries", ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)),
    ]
    return table("The run", ("what", "value"), rows)


def in_short(printed: dict[str, str]) -> str:
    """Return the table of the figures asked for most; one that was not printed is said to be missing."""
    rows: list[tuple[str, ...]] = []
    for figure in FIGURES:
        found = re.findall(figure.pattern, printed[figure.name], re.MULTILINE)
        rows.append(
            (figure.what, "; ".join(found) or "not measured in this run", figure.name.replace("-", "/", 1))
        )
    return table("In short", ("what", "value", "measured by"), rows)


def table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a heading and a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join([f"## {title}", "", *(f"| {' | '.join(line)} |" for line in lines), ""])


def section(measurement: Measurement, printed: str) -> str:
    """Return what one measurement printed, with a sentence on what it is."""
    command = " ".join([f"benchmarks/{measurement.script}.py", *measurement.arguments])
    return f"## {measurement.name}\n\n{measurement.about} `{command}`\n\n```text\n{printed.strip()}\n```\n"


if __name__ == "__main__":
    sys.exit(main())
