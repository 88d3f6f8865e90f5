"""Force in French and Spanish, on sentence pairs written by someone who did not write the lexicons."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from draftdiff.classifiers import classify
from draftdiff.wording import describe
from tests.wording.drafting import alignment

CASES = Path(__file__).parents[1] / "cases" / "force"
CLASSES = ("softened", "strengthened", "neutral")
FLOOR = 0.85


def said(old: str, new: str, language: str) -> str:
    pair = alignment(([old], [new]))
    pair = replace(pair, old=replace(pair.old, language=language), new=replace(pair.new, language=language))
    change = classify(describe(pair)).changes[0]
    found = {label.name for label in change.labels} & {"softened", "strengthened"}
    return found.pop() if len(found) == 1 else "mixed" if found else "neutral"


def macro_f1(pairs: list[dict[str, str]], language: str) -> float:
    counts = Counter((pair["label"], said(pair["old"], pair["new"], language)) for pair in pairs)
    scores = []
    for name in CLASSES:
        hits = counts[name, name]
        wrong = sum(n for (gold, guess), n in counts.items() if (gold == name) != (guess == name))
        scores.append(2 * hits / (2 * hits + wrong))
    return sum(scores) / len(scores)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_force_is_told_in_other_languages(language):
    pairs = tomllib.loads((CASES / f"{language}.toml").read_text("utf-8"))["pair"]

    assert macro_f1(pairs, language) >= FLOOR


@pytest.mark.parametrize("file", ["fresh.toml", "second.toml"])
@pytest.mark.parametrize("language", ["fr", "es"])
def test_force_is_told_in_pairs_written_after_the_lexicons(language, file):
    pairs = tomllib.loads((CASES / file).read_text("utf-8"))["pair"]

    assert macro_f1([pair for pair in pairs if pair["language"] == language], language) >= FLOOR


@pytest.mark.parametrize("language", ["zh", "ar", "ru"])
def test_that_force_was_not_checked_is_said_once(language):
    pair = alignment((["甲"], ["乙"]), (["丙"], ["丁"]))
    pair = replace(pair, old=replace(pair.old, language=language), new=replace(pair.new, language=language))

    notes = [note.what for note in classify(describe(pair)).notes if "no lexicon of force" in note.what]

    assert len(notes) == 1


@pytest.mark.parametrize("language", ["zh", "ar", "ru"])
def test_in_languages_without_a_lexicon_the_edits_stand_at_the_right_words_and_force_is_not_said(language):
    for pair in tomllib.loads((CASES / f"{language}.toml").read_text("utf-8"))["pair"]:
        made = alignment(([pair["old"]], [pair["new"]]))
        made = replace(
            made, old=replace(made.old, language=language), new=replace(made.new, language=language)
        )

        change = classify(describe(made)).changes[0]

        assert said(pair["old"], pair["new"], language) == "neutral"
        for side, paragraph in (("old", change.old[0]), ("new", change.new[0])):
            places = [place for edit in change.edits if (place := getattr(edit, side)) is not None]
            edited = [place.span.of(paragraph.text).strip(" ،,，、") for place in places]
            wanted = pair[f"{side}_words"]
            assert bool(wanted) == any(edited), (pair, edited)
            for words in filter(None, edited):
                assert any(words in one or one in words for one in wanted), (pair, edited)
