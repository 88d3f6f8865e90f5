"""How often force is told right in texts that the rules of force were not made on.

    python benchmarks/quality/force_elsewhere.py --corpora DIR [--check] [--errors N]

Edited sentences of the alignment corpora, of drafts of bills and of UN drafts, drawn at random among those whose words
of force changed and those whose did not, and labelled by a second reader who did not know what the rules say. The
labels stand in force_elsewhere.tsv without the sentences: these are read from the corpora by document, paragraph and
characters. Half of the documents (`dev`) were then read for faults, the other half (`test`) never was; its figure is
the one to expect of other texts, and is thin: 22 of its sure pairs change in force. Only sure pairs are counted.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from measuring import corpora_of, parser_of, status, tell
from strength import CLASSES, Row, class_f1, macro, said_of, verdict

HERE = Path(__file__).parent
FLOORS = HERE / "force_elsewhere_floors.toml"
TURNED = {"softened": "strengthened", "strengthened": "softened", "neutral": "neutral"}


def main() -> int:
    """Measure, print, and with --check hold the floors."""
    parser = parser_of(__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong pairs of the half read")
    arguments = parser.parse_args()
    rows = rows_of(corpora_of(arguments, "force elsewhere"))
    said = said_of(rows, verdict)
    figures = measure(rows, said)
    tell("force elsewhere", figures)
    wrong = [row for row in rows if row["half"] == "dev" and said[row["id"]] != row["label"]]
    for row in wrong[: arguments.errors]:
        print(f"  {row['id']} {row['label']} said {said[row['id']]}\n    - {row['old']}\n    + {row['new']}")
    return status("force elsewhere", figures, FLOORS, arguments.check)


def rows_of(corpora: Path) -> list[Row]:
    """Return the sure pairs with their sentences, each in both directions so that both classes are of one size."""
    with (HERE / "force_elsewhere.tsv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file, delimiter="\t") if row["sure"] == "sure"]
    rows = []
    for row in found:
        texts = {
            side: _cut(paragraph(corpora, row["set"], side, row[f"{side}_id"]), row[f"{side}_sentence"])
            for side in ("old", "new")
        }
        rows.append({**row, **texts})
        back = {"id": f"{row['id']} back", "label": TURNED[row["label"]]}
        rows.append({**row, **back, "old": texts["new"], "new": texts["old"]})
    return rows


def _cut(text: str, places: str) -> str:
    start, end = map(int, places.split("-"))
    return text[start:end]


def paragraph(corpora: Path, name: str, side: str, id: str) -> str:
    """Return the text of a paragraph of a set: by its id in the gold, its characters, or its place in an XML file."""
    for family in ("align", "un_align"):
        path = corpora / family / name / "gold.json"
        if path.exists():
            return _gold(path, side)[id]
    folder = corpora / "drafts" / name
    if "#" in id:
        file, _, number = id.partition("#")
        return _texts(folder / file)[int(number)]
    file, _, places = id.partition("@")
    return _plain(_cut((folder / file).read_bytes().decode("latin-1"), places))


@cache
def _gold(path: Path, side: str) -> dict[str, str]:
    return {item["id"]: item["text"] for item in json.loads(path.read_text("utf-8"))[side]}


@cache
def _texts(path: Path) -> tuple[str, ...]:
    """Return the text elements of a bill in XML; its document type is left out, since it names other files."""
    root = ET.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", path.read_text("utf-8")).encode())
    return tuple(_plain("".join(element.itertext())) for element in root.iter("text"))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def measure(rows: Sequence[Row], said: dict[str, str]) -> dict[str, float]:
    """Return, by half, macro-F1, the F1 of each class, and the share of neutral pairs without a label of force."""
    figures = {}
    for half in ("dev", "test"):
        some = [row for row in rows if row["half"] == half]
        neutral = [row for row in some if row["label"] == "neutral"]
        figures[f"{half}_macro_f1"] = macro(some, said)
        figures |= {f"{half}_f1_{name}": class_f1(some, said, name) for name in CLASSES}
        figures[f"{half}_neutral_without_label"] = sum(said[row["id"]] == "neutral" for row in neutral) / len(
            neutral
        )
    return figures


if __name__ == "__main__":
    sys.exit(main())
