"""Measure the PDF reader on real documents: nothing lost, furniture small, numbers in sequence, two formats alike.

    python benchmarks/quality/readers_pdf.py --corpora DIR [--compare] [--verbose]

DIR (or the variable DRAFTDIFF_CORPORA) holds `drafts/un-ga80/pdf`, `drafts/un-ga80/txt`, `drafts/unece-r171`. The
referee of the words is `pdftotext` (poppler). Without the corpora or the program it says so and exits 0.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from draftdiff.model import Draft, Operation
from draftdiff.readers import read

FLOOR_KEPT = 0.995  # share of the words of pdftotext that the draft and its notes bear
CEILING_FURNITURE = 0.08  # beside masthead and sponsors' notes, in documents of two pages or more
CEILING_PARAGRAPHS = 0.01  # difference of the paragraph count from that of the same document's text
FLOOR_SAME = 0.98  # share of words outside substantive edits between a PDF and its text

# pdftotext sets a space before some hyphens and joins some broken words; so hyphens between letters count for neither.
_HYPHEN = re.compile(r"(?<=\w)\s*[-\u2010\u2011\u00ad\u2212]\s*(?=\w)")
_LISTED = re.compile(r'"([^"]*)" \(pages? ([\d, ]+)\)')


@dataclass
class Row:
    """What one PDF shows."""

    name: str
    words: int
    kept: float
    furniture: float
    pages: int
    gaps: list[str]


def main() -> int:
    """Print one line a document and a summary; exit 1 where a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", default=os.environ.get("DRAFTDIFF_CORPORA", ""))
    parser.add_argument("--compare", action="store_true", help="also compare each PDF with its text (slow)")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    root = Path(arguments.corpora or "no-corpora") / "drafts"
    if not root.is_dir() or not shutil.which("pdftotext"):
        print("readers_pdf: needs --corpora DIR and pdftotext; not measured")
        return 0
    failed = [_measure(path, arguments.verbose, arguments.compare) for path in sorted(root.rglob("*.pdf"))]
    print(f"documents that hold: {failed.count(False)} of {len(failed)}")
    return int(any(failed))


def _measure(path: Path, verbose: bool, compare: bool) -> bool:
    draft = read(path)
    row = words_row(path, draft, verbose)
    bad = row.kept < FLOOR_KEPT or (row.pages > 1 and row.furniture > CEILING_FURNITURE) or bool(row.gaps)
    text = path.parent.parent / "txt" / f"{path.stem}.txt"
    beside = ""
    if text.exists():
        beside, broken = _beside_text(draft, read(text), compare, verbose)
        bad |= broken
    print(
        f"{'FAIL' if bad else 'ok  '} {row.name:24} words {row.words:6} kept {row.kept:.4f}"
        f" furniture {row.furniture:.3f} {beside}{' '.join(row.gaps)}",
        flush=True,
    )
    return bad


def words_row(path: Path, draft: Draft, verbose: bool = False) -> Row:
    """Return how the words of a draft and its notes stand to those of `pdftotext`."""
    printed = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, text=True).stdout
    expected = _words(printed.replace("\f", "\n"))
    have = Counter[str]()
    for paragraph in draft.paragraphs:
        have += _words(f"{paragraph.number} {paragraph.text}")
        have += _words(" ".join(mark.value for mark in paragraph.marks if mark.kind == "note-reference"))
    named = _named_words(draft)
    furniture = sum((named["all"] - named["masthead"] - named["sponsors"]).values())
    missing = expected - (have + named["all"])
    surplus = (have + named["all"]) - expected
    _forgive_the_referee(_sequence(printed.replace("\f", "\n")), missing, surplus)
    if verbose and +missing:
        print("   missing:", dict((+missing).most_common(12)), " surplus:", dict((+surplus).most_common(12)))
    total = sum(expected.values())
    return Row(
        name=path.name,
        words=total,
        kept=1 - sum((+missing).values()) / max(total, 1),
        furniture=furniture / max(total, 1),
        pages=printed.count("\f"),
        gaps=_gaps(draft),
    )


def _words(text: str) -> Counter[str]:
    return Counter(_sequence(text))


def _sequence(text: str) -> list[str]:
    return re.findall(r"\w+", _HYPHEN.sub("", text).lower().replace("_", " "))


def _forgive_the_referee(words: list[str], missing: Counter[str], surplus: Counter[str]) -> None:
    """Take out what pdftotext broke ("arrangeme nts") or glued ("20304" for 2030 and note 4)."""
    for at in range(len(words)):
        for length in (2, 3, 4):
            pieces = Counter(words[at : at + length])
            whole = "".join(words[at : at + length])
            if surplus[whole] > 0 and all(missing[piece] >= count for piece, count in pieces.items()):
                surplus[whole] -= 1
                missing.subtract(pieces)
    for word in list(missing):
        for cut in range(1, len(word)):
            halves = Counter((word[:cut], word[cut:]))
            if missing[word] > 0 and all(surplus[half] >= count for half, count in halves.items()):
                missing[word] -= 1
                surplus.subtract(halves)


def _named_words(draft: Draft) -> dict[str, Counter[str]]:
    named: dict[str, Counter[str]] = {"all": Counter(), "masthead": Counter(), "sponsors": Counter()}
    for note in draft.notes:
        for text, pages in _LISTED.findall(note.what):
            counted = Counter({word: count * len(pages.split(",")) for word, count in _words(text).items()})
            named["all"] += counted
            for kind in ("masthead", "sponsors"):
                if f"left out as {kind}" in note.what:
                    named[kind] += counted
    return named


def _gaps(draft: Draft) -> list[str]:
    """Return where the printed numbers 1., 2., ... leave their own sequence in the operative part."""
    printed = [
        int(p.number[:-1])
        for p in draft.paragraphs
        if re.fullmatch(r"\d+\.", p.number) and p.stream == "body"
    ]
    if draft.profile != "un-resolution":
        return []
    return [
        f"number {b} after {a}" for a, b in zip([0, *printed], printed, strict=False) if b not in (a + 1, 1)
    ]


def _beside_text(draft: Draft, text: Draft, compare: bool, verbose: bool) -> tuple[str, bool]:
    ours, theirs = len(draft.paragraphs), len(text.paragraphs)
    shown = f"paragraphs {ours}/{theirs} "
    bad = abs(ours - theirs) > CEILING_PARAGRAPHS * theirs
    if compare:
        share = same_share(draft, text, verbose)
        shown += f"same {share:.4f} "
        bad |= share < FLOOR_SAME
    return shown, bad


def same_share(old: Draft, new: Draft, verbose: bool = False) -> float:
    """Return the share of the words of two drafts that stand outside substantive edits and one-sided paragraphs."""
    from draftdiff.pipeline import compare

    total = sum(sum(_words(p.text).values()) for draft in (old, new) for p in draft.paragraphs)
    touched = 0
    for change in compare(old, new).changes:
        if change.operation in (Operation.INSERT, Operation.DELETE):
            touched += sum(sum(_words(p.text).values()) for p in (*change.old, *change.new))
            if verbose:
                print("  ", change.operation, [p.text[:100] for p in (*change.old, *change.new)])
            continue
        for edit in change.edits:
            if edit.kind != "substantive":
                continue
            pieces = [_edited(draft, place) for draft, place in ((old, edit.old), (new, edit.new)) if place]
            touched += sum(sum(_words(piece).values()) for piece in pieces)
            if verbose:
                print("   edit", [piece[:100] for piece in pieces])
    return 1 - touched / max(total, 1)


def _edited(draft: Draft, place: object) -> str:
    text = draft.paragraphs[place.paragraph].text  # type: ignore[attr-defined]
    return str(place.span.of(text))  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
