"""The labels as told to a person: meaning, example, source, inverse, and how often they are right."""

from __future__ import annotations

from draftdiff.classifiers.rule import LabelDoc
from draftdiff.classifiers.rules import RULES
from draftdiff.classifiers.trust import ENOUGH, READ, READ_RIGHT, RIGHT, measured, trust_of

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


_ABOUT = f"""All are given unless `--label` asks for some. How far to trust each was read off texts by a person:

- **measured**: of at least {ENOUGH} firings, on labelled edits between drafts and in whole drafts, {RIGHT:.0%} or more
  were right;
- **earned by reading**: rare on the labelled edits; of at least {READ} firings in whole resolutions of the First and
  Second Committees of the General Assembly {READ_RIGHT} or more were right;
- **on trial**: too few firings were found, or too many of them were wrong. Read the words that a label points at
  before you rely on it.
"""


def describe_label(name: str) -> str:
    """Return a label's meaning, example, source, inverse and measured precision, as Markdown. Raises `KeyError`."""
    doc = LABELS[name]
    lines = [f"## {name}", "", doc.meaning, "", f"- Example: {doc.example}"]
    lines.append(f"- Swapped drafts: {_inverse(doc)}")
    lines.append(f"- Trust: {_measure(name)}")
    if not doc.default:
        lines.append(f"- Off unless asked for (`--label {name}`).")
    lines.append(f"- Source: {doc.source}")
    return "\n".join(lines) + "\n"


def labels_page() -> str:
    """Return the page of all labels, as Markdown."""
    return "# Labels\n\n" + _ABOUT + "\n" + "\n".join(describe_label(name) for name in LABELS)


def _inverse(doc: LabelDoc) -> str:
    if doc.inverse is None:
        return "no label is promised"
    return "the same label" if doc.inverse == doc.name else doc.inverse


def _measure(name: str) -> str:
    row = measured().get(name)
    if row is None:
        return "on trial: none of its firings was read"
    told = f"{trust_of(name)}: {row.right} of {row.n} firings right (precision {row.precision:.2f}), {row.on}"
    if row.resolutions:
        told += f"; in whole resolutions of two committees {row.resolutions_right} of {row.resolutions}"
    return told
