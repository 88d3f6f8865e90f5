"""Pairs of drafts that are no attack and no office paper either: each asks one stage for more than it likes to give."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_WORDS = (
    "States should report each year on measures taken under this decision and invite all parties to consider the "
    "fund for capacity building whether or not the Committee has met since rules apply to ports and railways"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two drafts of one format that are compared with each other."""

    name: str
    why: str
    make: Callable[[], tuple[bytes, bytes]]


def _sentence(source: random.Random, words: int) -> str:
    return " ".join(source.choices(_WORDS, k=words)).capitalize() + "."


def _paragraphs(count: int, words: int = 25, seed: int = 1) -> list[str]:
    source = random.Random(seed)
    return [_sentence(source, words) for _ in range(count)]


def _joined(paragraphs: list[str] | Iterator[str]) -> bytes:
    return "\n\n".join(paragraphs).encode()


def identical() -> tuple[bytes, bytes]:
    text = "States should report each year on the measures that they have taken."
    return _joined([text] * 20_000), _joined([text] * 19_999 + [text.replace("should", "may")])


def long_paragraph() -> tuple[bytes, bytes]:
    source = random.Random(2)
    words = source.choices(_WORDS, k=340_000)
    old = " ".join(words)
    for at in source.sample(range(len(words)), 2_000):
        words[at] = source.choice(_WORDS)
    return old.encode(), " ".join(words).encode()


def unlike_paragraphs() -> tuple[bytes, bytes]:
    return tuple(" ".join(random.Random(seed).choices(_WORDS, k=340_000)).encode() for seed in (3, 4))  # type: ignore[return-value]


def short_headings() -> tuple[bytes, bytes]:
    return (
        _joined(f"## H{n % 7}" for n in range(10_000)),
        _joined(f"## H{(n * 3) % 7}" for n in range(10_000)),
    )


def headings_apart() -> tuple[bytes, bytes]:
    numbers = list(range(10_000))
    random.Random(5).shuffle(numbers)
    return _joined(f"## H{n}" for n in range(10_000)), _joined(f"## H{n}" for n in numbers)


def reversed_order() -> tuple[bytes, bytes]:
    paragraphs = _paragraphs(10_000)
    return _joined(paragraphs), _joined(paragraphs[::-1])


def no_spaces() -> tuple[bytes, bytes]:
    source = random.Random(6)
    letters = source.choices("abcdefghijklmnopqrstuvwxyz", k=1_000_000)
    old = "".join(letters)
    for at in source.sample(range(len(letters)), 1_000):
        letters[at] = "."
    return old.encode(), "".join(letters).encode()


def only_numbers() -> tuple[bytes, bytes]:
    return (
        _joined(f"{n}. {n * 7}" for n in range(10_000)),
        _joined(f"{n}. {n * 7 + 1}" for n in range(10_000)),
    )


def deep_brackets() -> tuple[bytes, bytes]:
    old = b"1. States " + b"[" * 10_000 + b"shall" + b"]" * 10_000 + b" report."
    return old, old.replace(b"shall", b"should")


def bracketed_words() -> tuple[bytes, bytes]:
    return (
        b"1. " + b"[shall] [should] " * 10_000,
        b"1. " + b"[should] [shall] " * 10_000,
    )


def unlike_drafts() -> tuple[bytes, bytes]:
    return _joined(_paragraphs(10_000, seed=7)), _joined(_paragraphs(10_000, seed=8))


def one_swapped_word() -> tuple[bytes, bytes]:
    return (
        _joined(f"States should report on item {n}." for n in range(10_000)),
        _joined(f"States may report on item {n}." for n in range(10_000)),
    )


def halved() -> tuple[bytes, bytes]:
    whole = _paragraphs(10_000, words=40, seed=9)
    halves = [half for text in whole for half in (text[:120], text[120:])]
    return _joined(whole), _joined(halves)


def one_into_all() -> tuple[bytes, bytes]:
    paragraphs = _paragraphs(5_000, seed=10)
    return " ".join(paragraphs).encode(), _joined(paragraphs)


def emptied() -> tuple[bytes, bytes]:
    return _joined(_paragraphs(20_000, seed=11)), b"Nothing is left."


def large_text(size: int = 199_000_000) -> tuple[bytes, bytes]:
    data = _joined(_paragraphs(1_000, words=180, seed=12)) * 165
    return data[:size], b"Nothing is left."


def as_much_as_may_be() -> tuple[bytes, bytes]:
    return large_text(24_900_000)


def large_page() -> tuple[bytes, bytes]:
    rows = "".join(f"<p>{text}</p>\n" for text in _paragraphs(1_000, words=180, seed=13) * 21)
    return rows.encode()[:24_900_000], b"<p>Nothing is left.</p>"


def one_line_of_200_mb() -> tuple[bytes, bytes]:
    return b"States should report. " * 9_000_000, b"Nothing is left."


def over_200_mb() -> tuple[bytes, bytes]:
    return b"States should report.\n\n" * 9_000_000, b"Nothing is left."


def large_table() -> tuple[bytes, bytes]:
    rows = [f"| {n} | item {n % 50} | States report |" for n in range(5_000)]
    head = ["| a | b | c |", "| --- | --- | --- |"]
    return "\n".join(head + rows).encode(), "\n".join(head + rows[::-1]).encode()


PAIRS: tuple[Pair, ...] = (
    Pair(name="identical.md", why="20,000 equal paragraphs, one changed", make=identical),
    Pair(name="long.md", why="one paragraph of 2 MB with 2,000 words changed", make=long_paragraph),
    Pair(
        name="unlike-long.md",
        why="two paragraphs of 2 MB of the same words at random",
        make=unlike_paragraphs,
    ),
    Pair(name="headings.md", why="10,000 headings of seven titles in another order", make=short_headings),
    Pair(name="shuffled.md", why="10,000 headings of their own titles, shuffled", make=headings_apart),
    Pair(name="reversed.md", why="10,000 paragraphs, the last first", make=reversed_order),
    Pair(name="nospaces.txt", why="1 MB without a space, 1,000 letters changed", make=no_spaces),
    Pair(name="numbers.md", why="10,000 paragraphs of nothing but numbers", make=only_numbers),
    Pair(name="brackets.md", why="a word in brackets 10,000 deep changed", make=deep_brackets),
    Pair(
        name="bracketed.md", why="20,000 bracketed words in one paragraph, each changed", make=bracketed_words
    ),
    Pair(name="unlike.md", why="10,000 paragraphs of the same words at random", make=unlike_drafts),
    Pair(name="alike.md", why="10,000 paragraphs alike but for a number, all changed", make=one_swapped_word),
    Pair(name="halved.md", why="10,000 paragraphs, each cut in two", make=halved),
    Pair(name="one-into-all.md", why="one paragraph cut into 5,000", make=one_into_all),
    Pair(name="emptied.md", why="20,000 paragraphs against one", make=emptied),
    Pair(name="table.md", why="a table of 5,000 rows, the last first", make=large_table),
    Pair(name="large.txt", why="199 MB of text in paragraphs", make=large_text),
    Pair(name="most.txt", why="25 MB of text in paragraphs, just under the limit", make=as_much_as_may_be),
    Pair(name="most.html", why="25 MB of HTML, just under the limit", make=large_page),
    Pair(name="one-line.txt", why="198 MB of text in one line", make=one_line_of_200_mb),
    Pair(name="over.txt", why="more than 200 MB of text", make=over_200_mb),
)
