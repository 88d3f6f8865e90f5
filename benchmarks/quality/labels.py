"""How often each label is right on labelled edits between real UN drafts.

    python benchmarks/quality/labels.py --corpora DIR [--check] [--errors LABEL] [--write]

Each pair is compared through the public API as two one-paragraph drafts whose part and number the corpus gives. Sure
pairs only; `reworded` is no label. --write puts the measured precision into the package, from where `draftdiff labels`
tells it, and renders docs/labels.md.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from measuring import corpora_of, parser_of, status, tell
from pairs import compared, f1, resolution_draft, rows_of, share_of_words

from draftdiff.classifiers import LABELS
from draftdiff.model import Change

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).with_name("labels_floors.toml")
READ = Path(__file__).with_name("firings_read.toml")
MEASURED = ROOT / "src" / "draftdiff" / "classifiers" / "measured.toml"
PAGE = ROOT / "docs" / "labels.md"
FORCE = ("softened", "strengthened")
Row = dict[str, Any]


def main() -> int:
    """Measure, print, and with --check hold the floors."""
    parser = parser_of(__doc__)
    parser.add_argument(
        "--errors", default="", metavar="LABEL", help="print the pairs where this label is wrong"
    )
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = [row for row in rows_of(corpora_of(arguments, "labels") / "un_edits" / "dev.jsonl") if row["sure"]]
    changes = {row["id"]: described(row) for row in rows}
    counts = count(rows, changes)
    figures = measure(rows, changes, counts)
    for name in sorted(counts["gold"] | counts["said"]):
        hits, said, gold = (counts[key][name] for key in ("hit", "said", "gold"))
        print(
            f"labels {name:24} F1 {f1(hits, said, gold):.3f}  right {hits} of {said} said, {gold} in the gold"
        )
    tell("labels", figures)
    _print_errors(rows, changes, arguments.errors)
    if arguments.write:
        write(counts)
    return status("labels", figures, FLOORS, arguments.check)


def described(row: Row) -> Change:
    """Return the change of a pair, with every label asked for."""
    old = resolution_draft(row["old"], row["old_doc"], row["old_no"], "old")
    new = resolution_draft(row["new"], row["new_doc"], row["new_no"], "new")
    return compared(old, new, LABELS)


def gold_names(row: Row) -> set[str]:
    """Return the labels of the gold, without `reworded`."""
    return {label["name"] for label in row["labels"]} - {"reworded"}


def said_names(change: Change) -> set[str]:
    """Return the labels given."""
    return {label.name for label in change.labels}


def count(rows: Sequence[Row], changes: dict[str, Change]) -> dict[str, Counter[str]]:
    """Return, by label, the pairs that bear it in the gold, in the output, and in both."""
    counts: dict[str, Counter[str]] = {"gold": Counter(), "said": Counter(), "hit": Counter()}
    for row in rows:
        gold, said = gold_names(row), said_names(changes[row["id"]])
        counts["gold"].update(gold)
        counts["said"].update(said)
        counts["hit"].update(gold & said)
    return counts


def measure(
    rows: Sequence[Row], changes: dict[str, Change], counts: dict[str, Counter[str]]
) -> dict[str, float]:
    """Return micro-F1 over the labels built, the F1 of the frequent ones, evidence and false alarms."""
    built = [name for name in counts["gold"] | counts["said"] if name in LABELS]
    totals = [sum(counts[key][name] for name in built) for key in ("hit", "said", "gold")]
    editorial = [row for row in rows if gold_names(row) == {"editorial"}]
    overlap = [
        shown(row, changes[row["id"]], name)
        for row in rows
        for name in gold_names(row) & said_names(changes[row["id"]])
    ]
    return {
        "micro_f1": f1(*totals),
        **{
            f"f1_{name}": f1(*(counts[key][name] for key in ("hit", "said", "gold")))
            for name in sorted(built)
        },
        "evidence_overlap": sum(overlap) / len(overlap),
        "editorial_without_other_label": sum(said_names(changes[r["id"]]) <= {"editorial"} for r in editorial)
        / len(editorial),
        "exact_set": sum(gold_names(row) == said_names(changes[row["id"]]) for row in rows) / len(rows),
    }


def shown(row: Row, change: Change, name: str) -> bool:
    """Return whether the evidence of a label shares a word with the gold's words for it."""
    gold = " ".join(
        f"{label['old_words']} {label['new_words']}" for label in row["labels"] if label["name"] == name
    )
    found = " ".join(piece.text for label in change.labels if label.name == name for piece in label.evidence)
    return share_of_words(gold, found) or not share_of_words(gold, gold)


def write(counts: dict[str, Counter[str]]) -> None:
    """Put the measured precision into the package and render the page of labels."""
    lines = ['source = "Written by benchmarks/quality/labels.py --write"']
    read = tomllib.loads(READ.read_text("utf-8"))["label"]
    for name in LABELS:
        row = {"right": 0, "read": 0, "resolutions": 0, "resolutions_right": 0} | read.get(name, {})
        edits = counts["said"][name]
        said, hits = edits + row["read"], counts["hit"][name] + row["right"]
        if said:
            texts = [
                *(["read edits between UN drafts"] if edits else []),
                *(["firings in whole drafts"] if row["read"] else []),
            ]
            lines += ["", f"[label.{name}]", f"precision = {hits / said:.3f}", f"n = {said}"]
            lines += [f'on = "{" and ".join(texts)}"', f"edits = {edits}"]
            lines += [f"{key} = {row[key]}" for key in ("resolutions", "resolutions_right")]
    MEASURED.write_text("\n".join(lines) + "\n", "utf-8")
    from draftdiff.classifiers import labels_page
    from draftdiff.classifiers.trust import measured

    measured.cache_clear()
    PAGE.write_text(labels_page(), "utf-8")


def _print_errors(rows: Sequence[Row], changes: dict[str, Change], name: str) -> None:
    for row in rows:
        change = changes[row["id"]]
        in_gold, in_said = name in gold_names(row), name in said_names(change)
        if name and in_gold != in_said:
            print(
                f"  {row['id']} {'missed' if in_gold else 'extra'} {name}\n    - {row['old']}\n    + {row['new']}"
            )


if __name__ == "__main__":
    sys.exit(main())
