"""A reader's corrections are taken, and a correction that cannot be placed is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import draftdiff
from draftdiff.errors import InputFileError

OLD = b"""# Report

## Talks

1. Members discussed a fund for harbours.

2. The secretariat shall publish the budget in March.

## Annex

3. A list of harbours follows below.
"""
NEW = b"""# Report

## Talks

1. The secretariat may publish the budget in March.

2. Members discussed a fund for harbours.

## Annex

3. Weather tables for sailors are given here.
"""


def overrides(folder: Path, text: str) -> Path:
    path = folder / "overrides.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_pair_that_the_reader_sets_is_one_change(tmp_path: Path) -> None:
    path = overrides(tmp_path, 'pair = [{ old = "3", new = "3" }]\n')

    comparison = draftdiff.compare(OLD, NEW, options=draftdiff.Options(read_as="markdown"), overrides=path)

    (change,) = [c for c in comparison.changes if c.old and c.old[0].text.startswith("A list of harbours")]
    assert [p.text for p in change.new] == ["Weather tables for sailors are given here."]
    assert "override" in change.why


def test_a_pair_that_the_reader_undoes_is_a_deletion_and_an_insertion(tmp_path: Path) -> None:
    path = overrides(tmp_path, 'unpair = [{ old = "1", new = "2" }]\n')

    comparison = draftdiff.compare(OLD, NEW, options=draftdiff.Options(read_as="markdown"), overrides=path)

    (change,) = [c for c in comparison.changes if c.old and c.old[0].text.startswith("Members discussed")]
    assert "Members discussed a fund for harbours." not in [p.text for p in change.new]


def test_a_part_that_the_reader_sets_counts_for_the_rules(tmp_path: Path) -> None:
    path = overrides(tmp_path, 'part = [{ draft = "old", heading = "Talks", name = "annexed" }]\n')

    comparison = draftdiff.compare(OLD, NEW, options=draftdiff.Options(read_as="markdown"), overrides=path)

    talks = [p for p in comparison.old.paragraphs if "discussed" in p.text]
    assert [p.part for p in talks] == ["annexed"]
    assert any("override" in note.what for note in comparison.old.notes)


def test_a_label_that_the_reader_strikes_is_not_given(tmp_path: Path) -> None:
    options = draftdiff.Options(read_as="markdown")
    (change,) = draftdiff.compare(OLD, NEW, options=options).with_label("softened")
    path = overrides(tmp_path, f'strike = [{{ id = "{change.id}", label = "softened" }}]\n')

    comparison = draftdiff.compare(OLD, NEW, options=options, overrides=path)

    assert comparison.with_label("softened") == ()


@pytest.mark.parametrize(
    "text",
    [
        'pair = [{ old = "99", new = "1" }]\n',
        'part = [{ draft = "old", heading = "Nowhere", name = "annexed" }]\n',
        'part = [{ draft = "old", heading = "Talks", name = "binding" }]\n',
        'section = [{ old = "Nowhere", new = "Talks" }]\n',
    ],
)
def test_a_correction_that_finds_no_place_is_an_error(tmp_path: Path, text: str) -> None:
    path = overrides(tmp_path, text)

    with pytest.raises(InputFileError, match="overrides"):
        draftdiff.compare(OLD, NEW, options=draftdiff.Options(read_as="markdown"), overrides=path)
