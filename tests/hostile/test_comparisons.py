"""Two drafts of a hard kind are compared in a time that grows with their length, and every law still holds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import draftdiff
from draftdiff.model import Comparison
from draftdiff.options import Limits, Options
from draftdiff.renderers import render
from draftdiff.text.subsequence import common_blocks
from draftdiff.wording.describe import apply_edits, joined_text

WORDS = "States should report each year on measures taken and invite all parties to consider the fund".split()


def prose(words: int, seed: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def reworded(text: str, every: int) -> str:
    """Return the text with another word in the place of each so-manieth."""
    return " ".join("trust" if n % every == 0 else word for n, word in enumerate(text.split()))


LONG = prose(24_000, 1)
PAIRS = {
    "equal paragraphs": ("The same.\n\n" * 2_000, "The same.\n\n" * 1_999 + "Another."),
    "a long paragraph": (LONG, LONG.replace("fund", "trust fund", 40)),
    "a long paragraph with small edits all over": (LONG, reworded(LONG, 12)),
    "many paragraphs of few words said again and again": (
        "\n\n".join(prose(180, n % 200) for n in range(2_000)),
        "Nothing is left.",
    ),
    "no spaces": ("abcdefghij" * 20_000, "abcdefghij" * 10_000 + "." + "abcdefghij" * 10_000),
    "only numbers": (
        "\n\n".join(f"{n}. {7 * n}" for n in range(1_000)),
        "\n\n".join(f"{n}. {7 * n + 1}" for n in range(1_000)),
    ),
    "bracketed words": ("[shall] [should] " * 800, "[should] [shall] " * 800),
    "short headings": (
        "\n\n".join(f"## H{n % 7}" for n in range(1_000)),
        "\n\n".join(f"## H{n * 3 % 7}" for n in range(1_000)),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PAIRS)
def test_a_hard_pair_is_compared_whole_within_its_time(name: str) -> None:
    from draftdiff.cli.patience import time_limit

    old, new = (draftdiff.read(text.encode(), name="draft.md") for text in PAIRS[name])
    with time_limit(60):
        comparison = draftdiff.compare(old, new)
        page = render(comparison, "html")

    assert_whole(comparison)
    assert page.startswith(b"<!doctype html>")


def assert_whole(comparison: Comparison) -> None:
    """Every paragraph is in one change, and the edits of each change lead from its old text to its new one."""
    for drafts in ("old", "new"):
        found = sorted(p.index for change in comparison.changes for p in getattr(change, drafts))
        assert found == list(range(len(getattr(comparison, drafts).paragraphs)))
    for change in comparison.changes:
        if change.old and change.new:
            assert apply_edits(change) == joined_text(change.new)


def test_a_change_too_long_for_the_rules_is_told() -> None:
    comparison = draftdiff.compare(
        LONG.encode(), LONG.replace("should", "may", 1).encode(), options=Options(read_as="text")
    )

    assert any("not checked: the labels" in note.what for note in comparison.notes)


def test_words_in_common_of_long_texts_are_found_between_anchors() -> None:
    old = LONG.split()
    new = [*old[:100], "new", *old[100:40_000], *old[40_010:]]

    blocks = common_blocks(old, new)

    assert sum(size for _, _, size in blocks) == len(new) - 1
    assert all(old[a : a + size] == new[b : b + size] for a, b, size in blocks)
    assert [(b, a, size) for a, b, size in common_blocks(new, old)] == blocks


def test_long_texts_with_nothing_in_common_have_no_blocks() -> None:
    assert common_blocks(["a"] * 30_000, ["b"] * 30_000) == []


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.xml", "a.akn"])
def test_more_text_than_the_limit_is_refused_in_every_format_that_is_text(name: str) -> None:
    options = Options(limits=Limits(text_bytes=20))

    with pytest.raises(draftdiff.DraftdiffError, match="text_bytes"):
        draftdiff.read(b"<p>States should report each year.</p>", name=name, options=options)


def test_the_limit_of_text_is_none_for_files_that_hold_more_than_text(example: Path) -> None:
    options = Options(limits=Limits(text_bytes=20))

    assert draftdiff.read(example / "first-draft.docx", options=options).paragraphs


def test_a_limit_that_is_passed_names_itself() -> None:
    options = Options(read_as="markdown", limits=Limits(paragraphs=3))

    with pytest.raises(draftdiff.DraftdiffError, match="paragraphs"):
        draftdiff.read(b"a\n\nb\n\nc\n\nd\n", options=options)
