"""The manifest: what it may hold, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftdiff.batches import Manifest
from draftdiff.errors import InputFileError


def manifest(folder: Path, text: str) -> Manifest:
    path = folder / "pairs.csv"
    path.write_text(text, encoding="utf-8")
    return Manifest(path)


def test_a_row_names_a_pair_with_its_options_and_inputs(tmp_path: Path) -> None:
    found = list(manifest(tmp_path, "id,old,new,profile,sources\na,x.md,y.md,un-report,s.md; t.md\n"))

    assert [(e.id, e.drafts, e.options, e.inputs) for e in found] == [
        ("a", ("x.md", "y.md"), {"profile": "un-report"}, {"sources": ("s.md", "t.md")})
    ]


def test_columns_of_drafts_make_chains_of_any_length(tmp_path: Path) -> None:
    found = manifest(tmp_path, "id,draft1,draft2,draft3\na,x,y,z\nb,x,y,\nc,x,,\n")

    assert [entry.drafts for entry in found] == [("x", "y", "z"), ("x", "y"), ("x",)]
    assert len(found) == 3


def test_rows_without_an_id_are_numbered(tmp_path: Path) -> None:
    assert [entry.id for entry in manifest(tmp_path, "old,new\nx,y\nx,z\n")] == ["000001", "000002"]


@pytest.mark.parametrize(
    ("id", "same"),
    [
        ("A_80-L.1", True),
        ("A/80/L.1", False),
        ("../up", False),
        (".hidden", False),
        ("x" * 300, False),
        ("é", False),
    ],
)
def test_a_folder_never_leaves_its_place_whatever_the_id(tmp_path: Path, id: str, same: bool) -> None:
    [entry] = manifest(tmp_path, f"id,old,new\n{id},x,y\n")

    assert (entry.folder == id) is same
    assert "/" not in entry.folder
    assert not entry.folder.startswith(".")
    assert len(entry.folder) < 100


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,old,new,profil\na,x,y,z\n", "unknown column 'profil'"),
        ("id,profile\na,x\n", "no column of drafts"),
        ("id,old,new,draft1\na,x,y,z\n", "both old, new and draft1"),
        ("id,old,new\na,x,y\nA,x,z\n", "row 2: the id 'A' is given twice"),
        ("id,old,new\na,,\n", "row 1: names no draft"),
        ("id,old,new\na,x,y,z\n", "more fields than the header"),
        ('id,old,new\n"a,x,y\n', "is not CSV"),
    ],
)
def test_a_wrong_manifest_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputFileError, match=r"pairs\.csv") as caught:
        manifest(tmp_path, text)

    assert said in str(caught.value)


def test_a_manifest_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="cannot be read"):
        Manifest(tmp_path / "none.csv")
