"""TOML files of a wrong shape are told with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftdiff.errors import InputFileError
from draftdiff.inputs import load_asks, load_overrides, load_watch


def written(folder: Path, text: str) -> Path:
    path = folder / "input.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_watch_list_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, '[[term]]\nterm = "due diligence"\nvariants = ["due-diligence"]\n')

    (term,) = load_watch(path)

    assert (term.id, term.term, term.variants) == ("due diligence", "due diligence", ("due-diligence",))


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('[[term]]\nterm = "a"\nwords = ["b"]\n', "line 3", "unknown key 'term[1].words'"),
        ("[[term]]\nterm = 5\n", "line 2", "is a whole number"),
        ('[[term]]\nid = "x"\n', "line 1", "lacks the key 'term'"),
        ("[[term]\n", "", "is not TOML"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, line: str, what: str) -> None:
    path = written(tmp_path, text)

    with pytest.raises(InputFileError) as raised:
        load_watch(path)

    assert line in raised.value.where
    assert what in raised.value.what
    assert raised.value.mend


def test_an_unknown_kind_of_ask_lists_the_known_ones(tmp_path: Path) -> None:
    path = written(tmp_path, '[[ask]]\nkind = "beg"\nwords = "more"\n')

    with pytest.raises(InputFileError, match="bring-in"):
        load_asks(path)


def test_overrides_name_the_draft_of_a_part(tmp_path: Path) -> None:
    path = written(tmp_path, 'part = [{ draft = "both", heading = "Annex", name = "annexed" }]\n')

    with pytest.raises(InputFileError, match="old or new"):
        load_overrides(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="cannot be read"):
        load_watch(tmp_path / "none.toml")
