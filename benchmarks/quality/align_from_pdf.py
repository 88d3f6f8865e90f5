"""Align pairs of UN papers from their PDFs and from their cleaned text; both must score alike.

    python benchmarks/quality/align_from_pdf.py --corpora DIR

DIR (or the variable DRAFTDIFF_CORPORA) holds `un_align` (sets whose gold names `old_pdf` and `new_pdf`) and
`drafts/un-ga80/pdf`. Pairs of paragraphs are scored as F1 against the gold links; a PDF's paragraph is the gold
paragraph of the same letters. Without the corpora it says so and exits 0.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path

from draftdiff.alignment import align
from draftdiff.model import Draft
from draftdiff.readers import read

CEILING_DIFFERENCE = 0.01


def main() -> int:
    """Print one line a set; exit 1 where the PDFs align worse or better than the text by more than the ceiling."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", default=os.environ.get("DRAFTDIFF_CORPORA", ""))
    root = Path(parser.parse_args().corpora or "no-corpora")
    if not (root / "un_align").is_dir():
        print("align_from_pdf: needs --corpora DIR; not measured")
        return 0
    worst = 0.0
    for path in sorted((root / "un_align").glob("*/gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        if "old_pdf" not in gold:
            continue
        pdfs = root / "drafts" / "un-ga80" / "pdf"
        text = _f1(gold, read(path.parent / "old.txt"), read(path.parent / "new.txt"))
        pdf = _f1(gold, read(pdfs / gold["old_pdf"]), read(pdfs / gold["new_pdf"]))
        worst = max(worst, abs(text - pdf))
        print(f"{path.parent.name:32} text {text:.4f} pdf {pdf:.4f}")
    print(f"largest difference {worst:.4f}, ceiling {CEILING_DIFFERENCE}")
    return int(worst > CEILING_DIFFERENCE)


def _f1(gold: dict[str, list[dict[str, object]]], old: Draft, new: Draft) -> float:
    """Return the F1 of the predicted pairs of gold paragraphs."""
    places = (_gold_places(old, gold["old"]), _gold_places(new, gold["new"]))
    predicted = {
        (places[0][a], places[1][b])
        for bead in align(old, new).beads
        for a in bead.old
        for b in bead.new
        if a in places[0] and b in places[1]
    }
    ids = [{row["id"]: at for at, row in enumerate(gold[side])} for side in ("old", "new")]
    wanted = {
        (_at(ids[0], a), _at(ids[1], b))
        for link in gold["links"]
        if link.get("relation") != "covered"
        for a in link["old"]  # type: ignore[attr-defined]
        for b in link["new"]  # type: ignore[attr-defined]
    }
    right = len(predicted & wanted)
    return 2 * right / (len(predicted) + len(wanted))


def _at(ids: dict[object, int], name: object) -> int:
    return ids[name] if name in ids else int(str(name))


def _gold_places(draft: Draft, gold: list[dict[str, object]]) -> dict[int, int]:
    """Return the gold paragraph of each paragraph of a draft: the next one of the same letters."""
    keys = [_letters(str(row["text"])) for row in gold]
    found: dict[int, int] = {}
    used: set[int] = set()
    for paragraph in draft.paragraphs:
        wanted = {_letters(paragraph.text), _letters(paragraph.number + paragraph.text)}
        at = next((at for at, key in enumerate(keys) if at not in used and key in wanted), None)
        if at is not None:
            found[paragraph.index] = at
            used.add(at)
    return found


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


if __name__ == "__main__":
    sys.exit(main())
