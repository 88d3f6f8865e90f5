"""How often the verdict on an ask is right.

    python benchmarks/quality/asks.py --corpora DIR [--check]

Three measures. `edits`: asks made of edits that people labelled, balanced: the edit's words (taken), the reverse edit
(refused), a draft that took half of the words (part). `tabled`: amendments that delegations tabled, against what was
adopted. `applied`: amendments carried out on the draft they amend; every placed one must come out as taken.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from measuring import corpora_of, parser_of, status, tell
from un_extracts import draft_of, load_texts

import draftdiff
from draftdiff.inputs import Ask, Overrides, Pairing
from draftdiff.model import Draft
from draftdiff.overview.amendments import asks_of
from draftdiff.overview.apply import apply_amendment

FLOORS = Path(__file__).with_name("asks_floors.toml")
VERDICTS = ("taken", "refused", "part")
HALF_WORDS = 4
"""Words that an edit must have for half of it to be told from all of it."""


@dataclass(frozen=True)
class Made:
    """An ask made of a labelled edit, the two texts, and the verdict that is right."""

    old: str
    new: str
    ask: Ask
    right: str


def main() -> int:
    """Measure, print, and with --check hold the floors."""
    parser = parser_of(__doc__)
    parser.add_argument("--errors", action="store_true", help="print every wrong verdict")
    arguments = parser.parse_args()
    corpora = corpora_of(arguments, "asks")
    texts = load_texts(corpora)
    figures = {
        **measure_edits(corpora, arguments.errors),
        **measure_tabled(corpora, texts, arguments.errors),
        **measure_applied(texts, arguments.errors),
    }
    tell("asks", figures)
    return status("asks", figures, FLOORS, arguments.check)


def verdict(old: str | Draft, new: str | Draft, ask: Ask, paired: bool = False) -> str:
    """Return what the comparison of two drafts says of one ask."""
    drafts = [d if isinstance(d, Draft) else _one_paragraph(d) for d in (old, new)]
    overrides = Overrides(pair=(Pairing(old="#0", new="#0"),)) if paired else None
    comparison = draftdiff.compare(*drafts, asks=[ask], watch=[], overrides=overrides)
    return next(f.name for f in comparison.findings if f.name.startswith("ask-")).removeprefix("ask-")


def _one_paragraph(text: str) -> Draft:
    return draftdiff.read(text.encode(), read_as="text", name="paragraph.txt")


def measure_edits(corpora: Path, errors: bool) -> dict[str, float]:
    """Return the F1 of each verdict on asks made of labelled edits, and its mean; also for asks that name no place."""
    rows = [json.loads(line) for line in (corpora / "un_edits" / "dev.jsonl").read_text("utf-8").splitlines()]
    made = balanced([one for row in rows if row["sure"] for one in made_of(row)])
    placed = [(one.right, _said(one, one.ask, errors)) for one in made]
    unplaced = [(one.right, _said(one, replace(one.ask, near=""), errors=False)) for one in made]
    scores = {f"f1_{name}": f1(placed, name) for name in VERDICTS}
    without = [f1(unplaced, name) for name in VERDICTS]
    return {
        "edits": len(made),
        **scores,
        "macro_f1": sum(scores.values()) / len(scores),
        "macro_f1_without_place": sum(without) / len(without),
    }


def _said(one: Made, ask: Ask, errors: bool) -> str:
    said = verdict(one.old, one.new, ask, paired=True)
    if errors and said != one.right:
        print(f"  {ask.id} {ask.kind}: {one.right} said {said}: {ask.words!r} for {ask.instead_of!r}")
    return said


def f1(pairs: Sequence[tuple[str, str]], name: str) -> float:
    """Return the F1 of one verdict over (right, said) pairs."""
    counts = Counter(pairs)
    hit = counts[name, name]
    right = sum(count for (gold, _), count in counts.items() if gold == name)
    said = sum(count for (_, guess), count in counts.items() if guess == name)
    return 2 * hit / (right + said) if right + said else 0.0


def balanced(made: Sequence[Made]) -> list[Made]:
    """Return as many asks of each verdict as the rarest has, the first of each in the order of the file."""
    by_verdict = {name: [one for one in made if one.right == name] for name in VERDICTS}
    few = min(len(found) for found in by_verdict.values())
    return [one for found in by_verdict.values() for one in found[:few]]


def made_of(row: dict) -> Iterator[Made]:
    """Yield asks made of the labels of one pair of paragraphs: the edit, its reverse, and half of it."""
    old, new = row["old"], row["new"]
    for number, label in enumerate(row["labels"]):
        before, after = label["old_words"].strip(), label["new_words"].strip()
        if label["name"] == "editorial" or not _is_usable(old, new, before, after):
            continue
        id = f"{row['id']}.{number}"
        near = " ".join(old.split()[:12])
        yield Made(old, new, _edit_ask(id, before, after, near), "taken")
        yield Made(old, new, _edit_ask(f"{id}-reverse", after, before, near), "refused")
        if len(after.split()) >= HALF_WORDS:
            half = " ".join(after.split()[: len(after.split()) // 2])
            yield Made(old, new.replace(after, half, 1), _edit_ask(f"{id}-half", before, after, near), "part")


def _is_usable(old: str, new: str, before: str, after: str) -> bool:
    """Return whether the words of an edit stand in one place, and on their own side only."""
    if len((before or after).split()) < 2 or old.count(before or old) != 1 or new.count(after or new) != 1:
        return False
    return (not before or before not in new) and (not after or after not in old)


def _edit_ask(id: str, before: str, after: str, near: str) -> Ask:
    if not before:
        return Ask(id=id, kind="add", words=after, near=near)
    if not after:
        return Ask(id=id, kind="delete", words=before, near=near)
    return Ask(id=id, kind="replace", words=after, instead_of=before, near=near)


def measure_tabled(corpora: Path, texts: dict[str, str], errors: bool) -> dict[str, float]:
    """Return the share of tabled amendments whose fate is known that come out right, and of unknown ones said unclear.

    Where the amended draft is not among the texts the adopted text stands for it: such amendments name paragraphs
    that the adopted text still has under the same number.
    """
    rows = json.loads((corpora / "un_asks" / "dev.json").read_text("utf-8"))
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for row in rows:
        known = row["outcome"] != "unknown"
        said = verdict(*_drafts_of(row, texts), _tabled_ask(row))
        wanted = row["outcome"] if known else "unclear"
        count[known] += 1
        right[known] += said == wanted
        if errors and said != wanted:
            print(f"  {row['id']}: {wanted} said {said}")
    return {"tabled_known": right[True] / count[True], "tabled_unknown": right[False] / count[False]}


def _drafts_of(row: dict, texts: dict[str, str]) -> tuple[Draft, Draft]:
    adopted = row["adopted"]
    new = draft_of(texts, adopted) if adopted else _one_paragraph("")
    if row["target"] in texts:
        return draft_of(texts, row["target"]), new
    return (new if adopted else _one_paragraph("")), new


def _tabled_ask(row: dict) -> Ask:
    kind = {"delete": "delete", "insert": "add", "replace": "replace"}[row["instruction"]]
    place, _, near = row["where"].partition(", after ")
    return Ask(
        id=row["id"],
        kind=kind,
        party=row["party"],
        words=row["new_words"] or row["old_words"],
        instead_of=row["old_words"] if kind == "replace" else "",
        paragraph=place,
        near=near.strip("“”"),
    )


AMENDED = (("A/80/L.18", "A/80/L.19"), ("A/80/L.18", "A/80/L.20"))
"""Drafts whose amendment documents are both among the texts."""


def measure_applied(texts: dict[str, str], errors: bool) -> dict[str, float]:
    """Return the share of instructions placed, and of those placed the share that comes out as taken."""
    placed = taken = count = 0
    for target, symbol in AMENDED:
        draft, amendment = draft_of(texts, target), draft_of(texts, symbol)
        amended = apply_amendment(amendment, draft)
        done = {instruction.text + instruction.paragraph for instruction in amended.placed}
        for ask, instruction in zip(asks_of(amendment), (*amended.placed, *amended.unplaced), strict=True):
            count += 1
            if instruction.text + instruction.paragraph in done:
                placed += 1
                said = verdict(draft, amended.draft, ask)
                taken += said == "taken"
                if errors and said != "taken":
                    print(f"  {ask.id}: said {said}")
    return {"applied": count, "placed": placed / max(1, count), "placed_taken": taken / max(1, placed)}


if __name__ == "__main__":
    sys.exit(main())
