"""Whether redlines prove themselves, how many words they mark, and what LibreOffice makes of them.

    python benchmarks/quality/redline.py [--corpora DIR] [--generated 200] [--office] [--check]

Proof: accepting every change gives the new document, rejecting every one the old one, by the resolver of
`draftdiff.verification`. Marked: words in insertions and deletions over words of the comparison's edits (typed
numbers and link targets, which edits do not hold, count as marked; pages of contents that differ count as both).
Moves: moved paragraphs outside tables that are not written as deleted and inserted.
`--office` lets LibreOffice accept and reject, and compares the text with the text it reads from both documents. Where
they differ, a named fault of LibreOffice (`office_faults`) must be the cause: without the construct that the fault is
about LibreOffice must be right. A difference without a name fails the check.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from office_faults import FAULTS, around

import draftdiff
from draftdiff.model import Comparison
from draftdiff.ooxml import open_package, qname
from draftdiff.options import Options
from draftdiff.renderers import tracked_docx
from draftdiff.verification import verify

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
UNO_PYTHON = os.environ.get("DRAFTDIFF_UNO_PYTHON", "/usr/bin/python3")
MARKED_LIMIT = 1.2
MOVED_FLOOR = 0.9
# Files that serve as the base of several others and do not say so in their name.
BASES = (
    "WC001-Digits WC002-Unmodified WC004-Large WC006-Table WC007-Unmodified WC009-Table-Unmodified "
    "WC010-Para-Before-Table-Unmodified WC015-Three-Paragraphs WC016-Para-Image-Para WC017-Image "
    "WC032-Para-with-Para-Props WC039-Break-In-Row"
).split()


@dataclass(frozen=True)
class Pair:
    """Two documents to compare."""

    name: str
    old: bytes
    new: bytes


@dataclass(frozen=True)
class Result:
    """What one redline showed."""

    pair: Pair
    redline: bytes
    faults: tuple[str, ...]
    marked: int
    edited: int
    moved: int
    native: int


def main() -> int:
    """Measure and print; with --check return 1 under a limit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", default=os.environ.get("DRAFTDIFF_CORPORA", ""))
    parser.add_argument("--generated", type=int, default=200)
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    groups = {
        "generated": list(generated(arguments.generated, "documents")),
        "constructs": list(generated(arguments.generated, "constructs")),
    }
    if arguments.corpora:
        groups |= corpora_pairs(Path(arguments.corpora))
    else:
        print("redline: no corpora given, only generated pairs are measured")
    sound = True
    for name, pairs in groups.items():
        results = [measure(pair) for pair in pairs]
        sound &= report(name, results)
        # readers differ in what of formulas, symbols and controls is text: not put before LibreOffice
        if arguments.office and name != "constructs":
            sound &= report_office(name, results)
    return 0 if sound or not arguments.check else 1


def generated(count: int, kind: str) -> Iterator[Pair]:
    """Yield pairs made by chance, by seed: plain `documents`, or with all `constructs` that real files hold."""
    from importlib import import_module

    pair = import_module(f"tests.renderers.tracked_docx.{kind}").pair
    for seed in range(count):
        yield Pair(f"seed {seed}", *pair(seed))


def corpora_pairs(folder: Path) -> dict[str, list[Pair]]:
    """Return the pairs of the corpora and the example, both ways round."""
    example = ROOT / "examples" / "oewg"
    large = folder / "drafts" / "docx-large"
    tracked = folder / "drafts" / "docx-tracked-uslm-guide"
    plain = {
        "example": [
            ("first-draft", "final-report"),
            ("zero-draft", "first-draft"),
            ("zero-draft", "final-report"),
        ],
        "docx-large": [("standard-4.0.2", "standard-4.0.3")],
        "tracked input": [(f"USLM-2_0-Review-Guide-v2_0_12-{a}" for a in ("changes", "clean"))],
    }
    folders = {"example": example, "docx-large": large, "tracked input": tracked}
    named = {name: [tuple(pair) for pair in pairs] for name, pairs in plain.items()}
    folders["docx-pairs-wc"] = folder / "drafts" / "docx-pairs-wc"
    named["docx-pairs-wc"] = list(wc_pairs(folders["docx-pairs-wc"]))
    return {
        name: [
            Pair(f"{old} -> {new}", *((folders[name] / f"{side}.docx").read_bytes() for side in (old, new)))
            for one, two in pairs
            for old, new in ((one, two), (two, one))
        ]
        for name, pairs in named.items()
    }


def wc_pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every base with every file that goes with it."""
    names = sorted(path.stem for path in folder.glob("*.docx"))
    bases = [name for name in names if name in BASES or "-Before" in name]
    for base in bases:
        for name in names:
            if name not in bases and name.split("-")[0] == base.split("-")[0]:
                yield base, name


def measure(pair: Pair) -> Result:
    """Return what the redline of a pair shows."""
    comparison = draftdiff.compare(pair.old, pair.new)
    redline = tracked_docx.write(comparison, Options())
    proof = verify(redline, pair.old, pair.new)
    moved, native = moves(comparison, redline)
    return Result(pair, redline, proof.faults, marked_words(redline), edited_words(comparison), moved, native)


def marked_words(redline: bytes) -> int:
    """Return the words in insertions and deletions."""
    from tests.renderers.tracked_docx.redlines import marked_words as count

    return count(redline)


def edited_words(comparison: Comparison) -> int:
    """Return the words that the comparison calls inserted or deleted."""
    from tests.renderers.tracked_docx.redlines import edited_words as count

    return count(comparison)


def moves(comparison: Comparison, redline: bytes) -> tuple[int, int]:
    """Return how many paragraphs outside tables moved, and how many of them are not written as insertions."""
    package = open_package(redline, "redline")
    inserted = {
        "".join(text.text or "" for text in paragraph.iter(qname("w:t")))
        for paragraph in package.tree(package.document).iter(qname("w:p"))
        if paragraph.find(f"{qname('w:pPr')}/{qname('w:rPr')}/{qname('w:ins')}") is not None
        and paragraph.find(qname("w:r")) is None
    }
    moved = [
        paragraph.text
        for change in comparison.changes
        if change.moved and not any(p.cell for p in (*change.old, *change.new))
        for paragraph in change.new
        if paragraph.stream == "body"
    ]
    return len(moved), sum(text not in inserted for text in moved)


def report(name: str, results: list[Result]) -> bool:
    """Print a line of figures; return whether they keep to the limits."""
    proved = sum(not result.faults for result in results)
    marked, edited = sum(r.marked for r in results), sum(r.edited for r in results)
    moved, native = sum(r.moved for r in results), sum(r.native for r in results)
    ratio = marked / edited if edited else 1.0
    print(
        f"{name}: {proved} of {len(results)} proved; marked words {marked} over {edited} of the edits = {ratio:.2f}; "
        f"{native} of {moved} moved paragraphs outside tables are moves"
    )
    for result in results:
        for fault in result.faults[:2]:
            print(f"  {result.pair.name}: {fault[:300]}")
    # what went into or out of a content control, or ends a section, Word cannot track as a move
    floor = 0.0 if name == "constructs" else MOVED_FLOOR * moved
    return proved == len(results) and ratio <= MARKED_LIMIT and native >= floor


def report_office(name: str, results: list[Result]) -> bool:
    """Print how many redlines LibreOffice accepts and rejects rightly; return whether all others are named."""
    questions = [
        Question(result, action, result.redline, side)
        for result in results
        for action, side in (("accept", result.pair.new), ("reject", result.pair.old))
    ]
    wrong = [question for question, right in zip(questions, answers(questions)) if not right]
    named: dict[str, int] = {}
    unnamed = wrong
    for fault in FAULTS:
        open_questions = [question.around(fault) for question in unnamed]
        asked = [question for question in open_questions if question is not None]
        right = {id(question): answer for question, answer in zip(asked, answers(asked))}
        left = []
        for before, after in zip(unnamed, open_questions):
            if after is not None and right[id(after)]:
                told = " and ".join(after.faults)
                named[told] = named.get(told, 0) + 1
            else:
                left.append(after or before)
        unnamed = left
    print(
        f"{name}: LibreOffice right in {len(questions) - len(wrong)} of {len(questions)}; unnamed {len(unnamed)}"
    )
    for fault, count in named.items():
        print(f"  {count}: {fault}")
    for question in unnamed:
        print(f"  no name: {question.action} {question.result.pair.name}")
    return not unnamed


@dataclass(frozen=True)
class Question:
    """Whether LibreOffice makes of a redline, by an action, the text of a document."""

    result: Result
    action: str
    redline: bytes
    wanted: bytes
    faults: tuple[str, ...] = ()
    """The faults that were gone around."""

    def around(self, fault: str) -> Question | None:
        """Return the question about files without the construct of a fault; None if they have none."""
        redline, wanted = (around(data, fault) for data in (self.redline, self.wanted))
        if (redline, wanted) == (self.redline, self.wanted):
            return None
        return replace(self, redline=redline, wanted=wanted, faults=(*self.faults, fault))


def answers(questions: list[Question]) -> list[bool]:
    """Return for each question whether LibreOffice is right."""
    if not questions:
        return []
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for number, question in enumerate(questions):
            for kind, data, action in (
                ("redline", question.redline, question.action),
                # a document may bear tracked changes itself; the comparison read it with those accepted
                ("wanted", question.wanted, "accept"),
            ):
                path = Path(folder) / f"{number}-{kind}.docx"
                path.write_bytes(data)
                jobs.append([str(path), action])
        script = Path(__file__).with_name("office_texts.py")
        command = [UNO_PYTHON, str(script), "2025", f"{folder}/profile"]
        done = subprocess.run(command, input=json.dumps(jobs), capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"LibreOffice could not be asked: {done.stderr.strip()[-300:]}")
    texts = [words(item) for item in json.loads(done.stdout)]
    return [texts[at] == texts[at + 1] for at in range(0, len(texts), 2)]


def words(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs with words, without characters of no width."""
    plain = (re.sub("[\u200b\u200c\u200d\u2060\ufffc]", "", text).strip() for text in paragraphs)
    return [text for text in plain if text]


if __name__ == "__main__":
    raise SystemExit(main())
