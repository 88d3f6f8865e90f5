"""Make pairs of drafts with known answers from the texts of the corpora: planted operations among ordinary edits.

Old paragraphs and inserted ones are sampled without overlap. Of the old ones about 55 % stay, 25 % have 5 to 50 % of
their words changed, the rest is deleted, moved, or made room for by insertions.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from corpora import gold_sets

from draftdiff.model import Draft
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.structure import build_draft
from draftdiff.text import sentence_spans

SECTIONS, SUBSECTIONS, PARAGRAPHS = 5, 3, 4


@dataclass(slots=True, eq=False)
class Item:
    """A paragraph or heading under construction; the same item in both drafts is the same paragraph."""

    text: str
    level: int = 0
    """0: a paragraph; else the level of a heading."""


@dataclass(frozen=True, slots=True)
class Planted:
    """Two drafts and what was done: tuples of old and new paragraph indexes by the name of the operation.

    `kept` holds every pair that belongs together, whatever was done to it.
    """

    old: Draft
    new: Draft
    truth: dict[str, list[tuple[int, int]]]


@dataclass(slots=True)
class Pool:
    """Texts to draw from, each once."""

    texts: list[str]
    titles: list[str]
    words: list[str]
    random: random.Random

    def text(self) -> str:
        return self.texts.pop() if self.texts else self.fresh()

    def fresh(self) -> str:
        """Return made-up sentences for drafts larger than the corpora; their vocabulary grows with the number."""
        length = self.random.randint(10, 50)
        made = [self.random.choice(self.words) for _ in range(length)]
        at = self.random.randrange(length)
        made[at] = f"{made[at]}{self.random.randrange(10**6)}"
        return " ".join(made).capitalize() + "."

    def title(self) -> str:
        return (
            self.titles.pop() if self.titles else " ".join(self.random.choices(self.words, k=3)).capitalize()
        )


def pool_of(folder: Path, seed: int) -> Pool:
    """Return all paragraphs of 12 to 120 words of the align sets, shuffled."""
    rng = random.Random(seed)
    texts, names = _material(folder)
    shuffled, titles = list(texts), list(names)
    words = sorted({word for text in texts for word in text.split() if word.isalpha()})
    rng.shuffle(shuffled)
    rng.shuffle(titles)
    return Pool(shuffled, titles, words, rng)


@cache
def _material(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    texts: dict[str, None] = {}
    titles: dict[str, None] = {}
    for gold in gold_sets(folder, ("align",)):
        for paragraph in gold.old.paragraphs:
            if paragraph.kind == "heading":
                titles[paragraph.text] = None
            elif 12 <= len(paragraph.text.split()) <= 120:
                texts[paragraph.text] = None
    return tuple(texts), tuple(titles)


@dataclass(slots=True)
class Workshop:
    """An old draft as items, and the new one as it is being made from them."""

    pool: Pool
    old: list[Item] = field(default_factory=list)
    new: list[Item] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    """New text of an item by its identity, where it changed."""
    used: set[int] = field(default_factory=set)

    def fill(self, sections: int = SECTIONS) -> None:
        for _ in range(sections):
            self.old.append(Item(self.pool.title(), 1))
            for _ in range(SUBSECTIONS):
                self.old.append(Item(self.pool.title(), 2))
                self.old += [Item(self.pool.text()) for _ in range(PARAGRAPHS)]
        self.new = list(self.old)

    def text(self, item: Item) -> str:
        return self.texts.get(id(item), item.text)

    def free(self, count: int, sentences: int = 1) -> list[Item]:
        """Return paragraphs that nothing was done to, with at least that many sentences, and take them."""
        fine = [
            item
            for item in self.new
            if not item.level and id(item) not in self.used and len(_sentences(item.text)) >= sentences
        ]
        chosen = self.pool.random.sample(fine, min(count, len(fine)))
        self.used |= {id(item) for item in chosen}
        return chosen

    def disturb(self) -> None:
        """Edit 25 % of the paragraphs, delete 8 % and insert 8 %."""
        rng, size = self.pool.random, sum(not item.level for item in self.new)
        for item in self.free(size // 4):
            self.texts[id(item)] = edited(item.text, rng.uniform(0.05, 0.5), self.pool)
        for item in self.free(size // 12):
            self.new.remove(item)
        for _ in range(size // 12):
            self.new.insert(rng.randrange(1, len(self.new) + 1), Item(self.pool.text()))

    def finished(self, truth: dict[str, list[tuple[Item, Item]]]) -> Planted:
        places = [{id(item): at for at, item in enumerate(items)} for items in (self.old, self.new)]
        known = {
            name: [(places[0][id(a)], places[1][id(b)]) for a, b in pairs] for name, pairs in truth.items()
        }
        known["kept"] = [(at, places[1][name]) for name, at in places[0].items() if name in places[1]]
        old = _draft(self.old, {}, "old")
        return Planted(old, _draft(self.new, self.texts, "new"), known)


def _draft(items: list[Item], texts: dict[int, str], name: str) -> Draft:
    blocks = [
        Block(
            text=texts.get(id(item), item.text),
            kind="heading" if item.level else "paragraph",
            level=item.level or None,
            typed_number=False,
        )
        for item in items
    ]
    return build_draft(blocks, name=name, format="text", options=Options(profile="plain", language="en"))


def edited(text: str, share: float, pool: Pool) -> str:
    """Return the text with that share of its words replaced, dropped or followed by a new one."""
    words = text.split()
    for at in sorted(pool.random.sample(range(len(words)), round(share * len(words))), reverse=True):
        act = pool.random.choice(("replace", "replace", "drop", "add"))
        fresh = pool.random.choice(pool.words)
        words[at : at + 1] = {"replace": [fresh], "drop": [], "add": [words[at], fresh]}[act]
    return " ".join(words) or pool.random.choice(pool.words)


def _sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text)]


def with_moves(pool: Pool, share: float, count: int = 10) -> Planted:
    """Return drafts in which paragraphs moved to another section, with that share of their words changed."""
    shop = Workshop(pool)
    shop.fill()
    moved = shop.free(count)
    shop.disturb()
    for item in moved:
        shop.texts[id(item)] = edited(item.text, share, pool)
        at = shop.new.index(item)
        shop.new.remove(item)
        far = [k for k in range(1, len(shop.new) + 1) if abs(k - at) > 8]
        shop.new.insert(pool.random.choice(far), item)
    return shop.finished({"moved": [(item, item) for item in moved]})


def with_transfers(pool: Pool, count: int = 10, decoys: int = 5) -> Planted:
    """Return drafts in which sentences left one paragraph for another; decoys only changed or came and went."""
    shop = Workshop(pool)
    shop.fill()
    sources, targets = shop.free(count, 2), shop.free(count)
    fakes, strangers = shop.free(decoys, 2), shop.free(decoys)
    shop.disturb()
    pairs = []
    for source, target in zip(sources, targets, strict=False):
        parts = _sentences(source.text)
        long = [k for k, part in enumerate(parts) if len(part.split()) >= 10]
        if not long:
            continue
        taken = parts.pop(pool.random.choice(long))
        shop.texts[id(source)] = " ".join(parts)
        changed = edited(taken, pool.random.choice((0.0, 0.0, 0.1, 0.2)), pool)
        shop.texts[id(target)] = _with_sentence(target.text, changed, pool)
        pairs.append((source, target))
    for fake, stranger in zip(fakes, strangers, strict=False):
        parts = _sentences(fake.text)
        gone = parts.pop(pool.random.randrange(len(parts)))
        shop.texts[id(fake)] = " ".join([*parts, edited(gone, 0.4, pool)])
        other = pool.random.choice(_sentences(pool.text()))
        shop.texts[id(stranger)] = _with_sentence(stranger.text, other, pool)
    return shop.finished({"transfer": pairs})


def _with_sentence(text: str, sentence: str, pool: Pool) -> str:
    parts = _sentences(text)
    parts.insert(pool.random.randint(0, len(parts)), sentence)
    return " ".join(parts)


def with_sections(pool: Pool) -> Planted:
    """Return drafts with two swapped neighbours, a sub-section under another parent, and two new titles."""
    shop = Workshop(pool)
    shop.fill(6)
    shop.disturb()
    heads = [item for item in shop.old if item.level == 2 and item in shop.new]
    swap = pool.random.choice([k for k in range(len(heads) - 1) if k % SUBSECTIONS < SUBSECTIONS - 1])
    one, other = heads[swap], heads[swap + 1]
    far = [k for k in range(len(heads)) if k // SUBSECTIONS != swap // SUBSECTIONS]
    mover = heads[pool.random.choice(far)]
    _carry(shop.new, other, shop.new.index(one))
    home = heads.index(mover) // SUBSECTIONS
    goals = [item for item in shop.new if item.level == 1 and abs(home - _rank(shop, item)) > 1]
    goal = pool.random.choice(goals)
    _carry(shop.new, mover, shop.new.index(goal) + 1 + _lead(shop.new, goal))
    titled = pool.random.sample([h for h in heads if h not in (one, other, mover)], 2)
    for head in titled:
        shop.texts[id(head)] = pool.title()
    return shop.finished(
        {
            "reordered": [(one, one), (other, other)],
            "moved": [(mover, mover)],
            "retitled": [(h, h) for h in titled],
        }
    )


def _rank(shop: Workshop, head: Item) -> int:
    return [item for item in shop.old if item.level == 1].index(head)


def _lead(items: list[Item], head: Item) -> int:
    """Return how many paragraphs stand between a heading and the next one."""
    at = items.index(head) + 1
    return next((k for k, item in enumerate(items[at:]) if item.level), len(items) - at)


def _carry(items: list[Item], head: Item, to: int) -> None:
    """Move a sub-section with all it holds to before that position."""
    start = items.index(head)
    stop = next((k for k in range(start + 1, len(items)) if items[k].level), len(items))
    taken = items[start:stop]
    del items[start:stop]
    to -= len(taken) if to > start else 0
    items[to:to] = taken


def of_size(pool: Pool, size: int) -> tuple[Draft, Draft]:
    """Return drafts of about that many old paragraphs and a tenth more new ones, with ordinary changes."""
    shop = Workshop(pool)
    shop.fill(max(1, size // (1 + SUBSECTIONS * (1 + PARAGRAPHS))))
    for item in shop.free(size // 20):
        shop.new.remove(item)
        shop.new.insert(pool.random.randrange(1, len(shop.new) + 1), item)
    shop.disturb()
    for _ in range(size // 10):
        shop.new.insert(pool.random.randrange(1, len(shop.new) + 1), Item(pool.text()))
    planted = shop.finished({})
    return planted.old, planted.new
