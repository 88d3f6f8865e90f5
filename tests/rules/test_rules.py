"""Each rule on the pairs of sentences beside this file: which labels they earn, on which words."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from draftdiff.classifiers import LABELS, classify
from draftdiff.model import Change
from draftdiff.options import Options
from draftdiff.wording import describe
from tests.wording.drafting import alignment

HERE = Path(__file__).parent
FORCE = {
    "softened": "softened",
    "qualified": "softened",
    "strengthened": "strengthened",
    "unqualified": "strengthened",
}
KNOWN_HARD = frozenset(["two axes fall together"])
"""Patterns told in docs/tricky-cases.md as not seen."""


def labelled(old: str, new: str, profile: str = "plain") -> Change:
    pair = alignment(([old], [new]))
    pair = replace(pair, old=replace(pair.old, profile=profile), new=replace(pair.new, profile=profile))
    return classify(describe(pair, Options(labels=tuple(LABELS)))).changes[0]


def rows(kind: str) -> list[Any]:
    found = []
    for path in sorted(HERE.glob("*.toml")):
        for number, row in enumerate(tomllib.loads(path.read_text("utf-8")).get(kind, ()), 1):
            found.append(pytest.param({"label": path.stem, **row}, id=f"{path.stem}-{number}"))
    return found


@pytest.mark.parametrize("row", rows("labelled"))
def test_the_pair_earns_the_label_on_these_words(row):
    change = labelled(row["old"], row["new"], row.get("profile", "plain"))

    found = [label for label in change.labels if label.name == row["label"]]
    shown = " | ".join(piece.text for label in found for piece in label.evidence)
    assert found, [label.name for label in change.labels]
    assert all(words in shown for words in row.get("words", ()))


@pytest.mark.parametrize("row", rows("unlabelled"))
def test_the_pair_does_not_earn_the_label(row):
    assert not labelled(row["old"], row["new"]).has_label(row["label"])


@pytest.mark.parametrize(
    "row", [param for param in rows("pair") if param.values[0].get("name") not in KNOWN_HARD]
)
def test_patterns_that_lists_of_modals_get_wrong(row):
    change = labelled(row["old"], row["new"])

    found = {FORCE[label.name] for label in change.labels if label.name in FORCE} or {"neutral"}
    assert found == {row["label"]}, [label.because for label in change.labels]


@pytest.mark.parametrize("row", [*rows("labelled"), *rows("unlabelled"), *rows("pair")])
def test_evidence_is_a_slice_of_the_paragraph_that_it_names(row):
    change = labelled(row["old"], row["new"])

    for label in change.labels:
        for piece in label.evidence:
            paragraphs = change.old if piece.side == "old" else change.new
            text = next(p.text for p in paragraphs if p.index == piece.paragraph)
            assert piece.span.of(text) == piece.text != ""


@pytest.mark.parametrize("row", [*rows("labelled"), *rows("unlabelled"), *rows("pair")])
def test_swapped_drafts_earn_the_inverse_labels(row):
    forth, back = labelled(row["old"], row["new"]), labelled(row["new"], row["old"])

    turned = sorted(inverse for label in forth.labels if (inverse := LABELS[label.name].inverse))
    assert turned == sorted(label.name for label in back.labels if LABELS[label.name].inverse)
