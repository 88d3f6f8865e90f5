"""draftdiff batch on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftdiff.cli import run
from tests.conftest import EXAMPLE
from tests.threads.test_trace import POOL


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("\n\n".join(POOL), "utf-8")
    (tmp_path / "b.md").write_text("\n\n".join(POOL[1:]), "utf-8")
    (tmp_path / "pairs.csv").write_text("id,old,new\none,a.md,b.md\ntwo,a.md,none.md\n", "utf-8")
    return tmp_path


def test_a_batch_writes_an_index_and_exits_with_one_if_any_failed(
    pairs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(["batch", str(pairs / "pairs.csv"), "-o", str(pairs / "out"), "--to", "json"])

    assert status == 1
    assert (pairs / "out/index.html").exists()
    assert (pairs / "out/pairs/one/changes.json").exists()
    told = capsys.readouterr()
    assert not told.out
    assert "two: none.md: cannot be read" in told.err
    assert "1 done, 1 failed" in told.err


def test_an_unknown_format_is_refused_before_anything_is_done(
    pairs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["batch", str(pairs / "pairs.csv"), "-o", str(pairs / "out"), "--to", "odt"]) == 2
    assert not (pairs / "out").exists()
    assert "Known: html" in capsys.readouterr().err


def test_a_scheduler_that_does_not_answer_is_told(pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("distributed")

    assert run(["batch", str(pairs / "pairs.csv"), "-o", str(pairs / "out"), "--dask", "nonsense://x"]) == 2
    assert "no scheduler answers" in capsys.readouterr().err


def test_a_parquet_table_has_the_rows_of_the_csv(pairs: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")

    run(["batch", str(pairs / "pairs.csv"), "-o", str(pairs / "out"), "--to", "json", "--parquet"])

    table = parquet.read_table(pairs / "out/changes.parquet")
    assert table.column("operation").to_pylist() == ["delete", "keep", "keep", "keep", "keep"]


def test_a_history_on_the_command_line_prints_prose_and_writes_files(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    drafts = [str(EXAMPLE / f"{stage}.md") for stage in ("zero-draft", "first-draft", "final-report")]

    assert run(["history", *drafts, "-o", str(tmp_path / "h.html"), "-o", "-", "--to", "csv-measures"]) == 0

    assert (tmp_path / "h.html").read_bytes().startswith(b"<!doctype html>")
    assert b"draft,draft_name,measure" in capsysbinary.readouterr().out


def test_a_history_of_one_draft_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["history", str(EXAMPLE / "zero-draft.md")]) == 2
    assert "needs two drafts or more" in capsys.readouterr().err


def test_a_pair_that_takes_too_long_is_listed_as_failed(
    pairs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["-o", str(pairs / "out"), "--to", "json", "--timeout", "0.0001"]

    assert run(["batch", str(pairs / "pairs.csv"), *arguments]) == 1
    assert "one: timeout: not done after 0.0001 seconds" in capsys.readouterr().err


def test_drafts_read_apart_give_the_same_bytes(pairs: Path) -> None:
    for name, further in (("out", []), ("apart", ["--isolated"])):
        run(["batch", str(pairs / "pairs.csv"), "-o", str(pairs / name), "--to", "json", *further])

    apart = (pairs / "apart/pairs/one/changes.json").read_bytes()
    assert apart == (pairs / "out/pairs/one/changes.json").read_bytes()
