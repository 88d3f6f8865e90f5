"""The labels as told to a person: meaning, example, source, inverse, and how often they are right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from draftdiff.classifiers.rule import LabelDoc
from draftdiff.classifiers.rules import RULES
from draftdiff.tables import Shape, parse_table

EDITORIAL = LabelDoc(
    name="editorial",
    meaning="No edit bears meaning: typography, spelling, capitals, grammar, names and dates written out.",
    example="decision making, also recalling -> decision-making, recalling",
    source="Given by the description of the edits; editors' manuals and the labelling rules of UN editors.",
    inverse="editorial",
)

BORROWED = LabelDoc(
    name="borrowed",
    meaning="Words that the old draft does not have stand in a source text that was given: in a row, or nearly so.",
    example="a new sentence -> eight words or more of it stand in the report of 2015",
    source="Given by the overview, which alone sees the sources; how followers of negotiations trace agreed language.",
    inverse=None,
)

LABELS: dict[str, LabelDoc] = {
    EDITORIAL.name: EDITORIAL,
    **{doc.name: doc for rule in RULES for doc in rule.labels},
    BORROWED.name: BORROWED,
}
"""Every label that the classifiers may give, by name."""

_MEASURED_SHAPE: Shape = {
    "source": str,
    "label": {"*": {"precision!": float, "n!": int, "on!": str}},
}


_ENOUGH = 15
"""Firings from which a measured precision may be relied on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How often a label was right on text read by a person."""

    precision: float
    n: int
    """Firings read."""
    on: str
    """Which texts."""


@cache
def measured() -> dict[str, Measured]:
    """Return the measured precision of the labels, as the benchmark wrote it down."""
    file = resources.files("draftdiff.classifiers").joinpath("measured.toml")
    rows = parse_table(file.read_text("utf-8"), _MEASURED_SHAPE, "measured.toml").get("label", {})
    return {name: Measured(**row) for name, row in rows.items()}


def describe_label(name: str) -> str:
    """Return a label's meaning, example, source, inverse and measured precision, as Markdown. Raises `KeyError`."""
    doc = LABELS[name]
    lines = [f"## {name}", "", doc.meaning, "", f"- Example: {doc.example}"]
    lines.append(f"- Swapped drafts: {_inverse(doc)}")
    lines.append(f"- Measured: {_measure(name)}")
    if not doc.default:
        lines.append(f"- Off unless asked for (`--label {name}`).")
    lines.append(f"- Source: {doc.source}")
    return "\n".join(lines) + "\n"


def labels_page() -> str:
    """Return the page of all labels, as Markdown."""
    return "# Labels\n\n" + "\n".join(describe_label(name) for name in LABELS)


def _inverse(doc: LabelDoc) -> str:
    if doc.inverse is None:
        return "no label is promised"
    return "the same label" if doc.inverse == doc.name else doc.inverse


def _measure(name: str) -> str:
    row = measured().get(name)
    if row is None:
        return "not yet; it fired on none of the read pairs"
    care = " (too few to rely on)" if row.n < _ENOUGH else ""
    return f"precision {row.precision:.2f} over {row.n} firings{care}, {row.on}"
