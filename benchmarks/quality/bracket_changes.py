"""How often brackets that were set, lifted, nested or chosen from are told, in paragraphs of real drafts.

    python benchmarks/quality/bracket_changes.py --corpora DIR [--check] [--errors KIND] [--per-kind N]

DIR (or the variable DRAFTDIFF_CORPORA) holds `un_align` and `align`. Without it, it says so and exits 0. Each change is
planted in a paragraph without brackets. It is said right if it earns exactly the labels meant, out of the five of
brackets, and the evidence holds the planted words; editorial brackets must earn none.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from measuring import corpora_of, parser_of

import draftdiff
from draftdiff.classifiers import LABELS
from draftdiff.model import Alignment, Bead, Change, Draft, Paragraph
from draftdiff.readers.brackets import mark_negotiation

FLOOR = 0.95
MEASURED = frozenset(["bracketed", "unbracketed", "option-chosen", "credit-dropped"])
EDITORIAL = ("[sic]", "[English only]", "[12]", "[emphasis added]", "[see annex II]")
PARTIES = ("EU", "Norway", "Brazil, Mexico", "G77", "AOSIS")
RIVALS = (
    "in principle",
    "shall",
    "by all possible means",
    "as of the next year",
    "to the extent practicable",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A change of brackets: both sides, the labels meant, the words that the evidence must hold."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    labels: frozenset[str]
    words: str


def main() -> int:
    """Plant, measure, print, and with --check hold the floor."""
    parser = parser_of(__doc__)
    parser.add_argument("--errors", default="", metavar="KIND", help="print what went wrong with this kind")
    parser.add_argument("--per-kind", type=int, default=100)
    arguments = parser.parse_args()
    texts = paragraphs(corpora_of(arguments, "bracket_changes"))
    right, total, others = Counter[str](), Counter[str](), 0
    for name, plant in KINDS.items():
        dice = random.Random(name)
        for text in dice.sample(texts, min(arguments.per_kind, len(texts))):
            planted = plant(text.split(), dice)
            change = compared(planted)
            good = is_right(planted, change)
            total[name] += 1
            right[name] += good
            others += bool({label.name for label in change.labels} - MEASURED)
            if name == arguments.errors and not good:
                print(f"  - {planted.old}\n  + {planted.new}\n    {[one.because for one in change.labels]}")
    for name in KINDS:
        print(f"bracket_changes {name:18} {right[name]} of {total[name]} right")
    share = sum(right.values()) / sum(total.values())
    print(f"bracket_changes all: {share:.3f} over {sum(total.values())}; {others} with another label too")
    held = share >= FLOOR and right["editorial"] == total["editorial"]
    return int(arguments.check and not held)


def paragraphs(folder: Path) -> list[str]:
    """Return paragraphs of 15 to 90 words without any bracket, in the order of their files."""
    found = []
    for path in sorted([*folder.glob("un_align/*/old.md"), *folder.glob("align/*/old.md")]):
        found += [p.text for p in draftdiff.read(path).paragraphs if p.kind in ("paragraph", "list-item")]
    plain = [" ".join(text.split()) for text in found if "[" not in text and "/" not in text]
    return sorted({text for text in plain if 15 <= len(text.split()) <= 90})


def compared(planted: Planted) -> Change:
    """Return the first change; further old paragraphs are gone from the new side."""
    old, new = (
        mark_negotiation(draft(name, side)) for name, side in (("old", planted.old), ("new", planted.new))
    )
    beads = (
        Bead(old=(0,), new=(0,)),
        *(Bead(old=(at,), new=()) for at in range(1, len(old.paragraphs))),
        *(Bead(old=(), new=(at,)) for at in range(1, len(new.paragraphs))),
    )
    options = draftdiff.Options(labels=tuple(LABELS))
    described = draftdiff.describe(Alignment(old=old, new=new, beads=beads), options=options)
    return draftdiff.classify(described).changes[0]


def draft(name: str, texts: tuple[str, ...]) -> Draft:
    """Return a draft of these paragraphs."""
    made = tuple(Paragraph(index=at, kind="paragraph", text=text) for at, text in enumerate(texts))
    return Draft(name=name, format="markdown", paragraphs=made)


def is_right(planted: Planted, change: Change) -> bool:
    """Return whether the labels are those meant and point at the planted words."""
    said = {label.name for label in change.labels} & MEASURED
    shown = " ".join(piece.text for label in change.labels for piece in label.evidence)
    return said == planted.labels and (not planted.labels or planted.words in shown)


Words = list[str]
Dice = random.Random


def cut(words: Words, dice: Dice, most: int = 10) -> tuple[str, str, str]:
    """Return a text in three pieces, the middle one of at least one word."""
    size = dice.randint(1, min(most, len(words) - 2))
    at = dice.randint(1, len(words) - size - 1)
    return " ".join(words[:at]), " ".join(words[at : at + size]), " ".join(words[at + size :])


def plain(old: str, new: str, labels: str, words: str) -> Planted:
    """Return a planted change of one paragraph; `labels` are parted by spaces."""
    return Planted(old=(old,), new=(new,), labels=frozenset(labels.split()), words=words)


def bracket(words: Words, dice: Dice) -> Planted:
    """Set brackets."""
    a, b, c = cut(words, dice)
    return plain(f"{a} {b} {c}", f"{a} [{b}] {c}", "bracketed", b)


def bracket_edited(words: Words, dice: Dice) -> Planted:
    """Set brackets and change a word elsewhere."""
    a, b, c = cut(words[1:], dice)
    return plain(f"{words[0]} {a} {b} {c}", f"Whereupon {a} [{b}] {c}", "bracketed", b)


def unbracket(words: Words, dice: Dice) -> Planted:
    """Lift brackets."""
    a, b, c = cut(words, dice)
    return plain(f"{a} [{b}] {c}", f"{a} {b} {c}", "unbracketed", b)


def lift_all(words: Words, dice: Dice) -> Planted:
    """Lift brackets around a whole paragraph."""
    text = " ".join(words)
    return plain(f"[{text}]", text, "unbracketed", text)


def nest(words: Words, dice: Dice) -> Planted:
    """Set brackets inside brackets."""
    a, b, c = cut(words, dice, 4)
    return plain(f"[{a} {b} {c}]", f"[{a} [{b}] {c}]", "bracketed", b)


def lift_inner(words: Words, dice: Dice) -> Planted:
    """Lift the inner of two brackets."""
    a, b, c = cut(words, dice, 4)
    return plain(f"[{a} [{b}] {c}]", f"[{a} {b} {c}]", "unbracketed", b)


def lift_outer(words: Words, dice: Dice) -> Planted:
    """Lift the outer of two brackets."""
    a, b, c = cut(words, dice, 4)
    return plain(f"[{a} [{b}] {c}]", f"{a} [{b}] {c}", "unbracketed", b)


def move(words: Words, dice: Dice) -> Planted:
    """Lift brackets here and set others there."""
    a, b, c = cut(words, dice, 4)
    first, rest = a.split()[0], " ".join(a.split()[1:])
    return plain(
        f"[{first}] {rest} {b} {c}".replace("  ", " "),
        f"{first} {rest} [{b}] {c}".replace("  ", " "),
        "bracketed unbracketed",
        b,
    )


def choose(words: Words, dice: Dice) -> Planted:
    """Resolve alternatives side by side."""
    a, b, c = cut(words, dice, 5)
    row = [f"[{b}]", f"[{dice.choice(RIVALS)}]"]
    dice.shuffle(row)
    return plain(
        f"{a} {dice.choice([' ', '', '/', ' or ']).join(row)} {c}",
        f"{a} {b} {c}",
        "option-chosen unbracketed",
        b,
    )


def choose_of_three(words: Words, dice: Dice) -> Planted:
    """Resolve three alternatives, the chosen one still in brackets."""
    a, b, c = cut(words, dice, 5)
    row = [f"[{b}]", *(f"[{rival}]" for rival in dice.sample(RIVALS, 2))]
    dice.shuffle(row)
    return plain(f"{a} {' '.join(row)} {c}", f"{a} [{b}] {c}", "option-chosen", b)


def choose_slash(words: Words, dice: Dice) -> Planted:
    """Resolve alternatives parted by a slash."""
    a, b, c = cut(words, dice, 1)
    row = [b, "evidently"]
    dice.shuffle(row)
    return plain(f"{a} [{'/'.join(row)}] {c}", f"{a} {b} {c}", "option-chosen unbracketed", b)


def drop_option(words: Words, dice: Dice) -> Planted:
    """Drop one of three alternatives: nothing is chosen yet."""
    a, b, c = cut(words, dice, 5)
    return plain(f"{a} [{b}] [evidently] [in principle] {c}", f"{a} [{b}] [evidently] {c}", "", b)


def choose_paragraph(words: Words, dice: Dice) -> Planted:
    """Resolve numbered options that are paragraphs."""
    text = " ".join(words)
    return Planted(
        old=(f"Option 1: {text}", "Option 2: No text.", "Option 3: Another text stands here."),
        new=(text,),
        labels=frozenset(["option-chosen"]),
        words="Option 1",
    )


def uncredit(words: Words, dice: Dice) -> Planted:
    """Drop a proposer, keep the brackets."""
    a, b, c = cut(words, dice)
    party = dice.choice(PARTIES)
    return plain(f"{a} [{party}: {b}] {c}", f"{a} [{b}] {c}", "credit-dropped", party)


def uncredit_and_lift(words: Words, dice: Dice) -> Planted:
    """Drop a proposer with the brackets."""
    a, b, c = cut(words, dice)
    party = dice.choice(PARTIES)
    return plain(f"{a} [{party}: {b}] {c}", f"{a} {b} {c}", "credit-dropped unbracketed", party)


def delete(words: Words, dice: Dice) -> Planted:
    """Take bracketed words out."""
    a, b, c = cut(words, dice)
    return plain(f"{a} [{b}] {c}", f"{a} {c}", "", b)


def editorial(words: Words, dice: Dice) -> Planted:
    """Set or take away what an editor says in brackets."""
    a, b, c = cut(words, dice)
    sides = [f"{a} {b} {dice.choice(EDITORIAL)} {c}", f"{a} {b} {c}"]
    dice.shuffle(sides)
    return plain(sides[0], sides[1], "", b)


KINDS: dict[str, Callable[[Words, Dice], Planted]] = {
    plant.__name__: plant
    for plant in (
        bracket,
        bracket_edited,
        unbracket,
        lift_all,
        nest,
        lift_inner,
        lift_outer,
        move,
        choose,
        choose_of_three,
        choose_slash,
        drop_option,
        choose_paragraph,
        uncredit,
        uncredit_and_lift,
        delete,
        editorial,
    )
}


if __name__ == "__main__":
    sys.exit(main())
