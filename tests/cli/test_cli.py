"""The command line: results on stdout, the rest on stderr, exit status 0, 1 or 2."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def draftdiff(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "draftdiff", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.md").write_text(
        "# Plan\n\n1. States should report each year.\n\n2. The fund stays.\n", "utf-8"
    )
    (tmp_path / "new.md").write_text(
        "# Plan\n\n1. States may report each year.\n\n2. The fund stays.\n", "utf-8"
    )
    return tmp_path


def test_two_files_are_compared_without_naming_the_command(folder: Path) -> None:
    result = draftdiff("old.md", "new.md", folder=folder)

    assert result.returncode == 0
    assert "should" in result.stdout
    assert result.stderr == ""


def test_files_are_written_in_the_format_of_their_suffix(folder: Path) -> None:
    result = draftdiff(
        "compare", "old.md", "new.md", "-o", "c.html", "-o", "c.data", "--to", "json", folder=folder
    )

    assert result.returncode == 0
    assert (folder / "c.html").read_text("utf-8").startswith("<!doctype html>")
    assert json.loads((folder / "c.data").read_text("utf-8"))["schema"] == 1
    assert "Wrote c.html" in result.stderr
    assert result.stdout == ""


def test_a_dash_is_standard_output(folder: Path) -> None:
    result = draftdiff("old.md", "new.md", "-o", "-", "--to", "json", folder=folder)

    assert json.loads(result.stdout)["summary"]["update"] == 1


def test_differences_are_told_by_the_exit_status_when_asked(folder: Path) -> None:
    assert draftdiff("old.md", "new.md", "--exit-code", folder=folder).returncode == 1
    assert draftdiff("old.md", "old.md", "--exit-code", folder=folder).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["old.md", "missing.md"], "missing.md: cannot be read"),
        (["old.md", "new.md", "-o", "c.pages"], "no format has the suffix '.pages'"),
        (["old.md", "new.md", "--label", "softned"], "Did you mean softened"),
        (["old.md", "new.md", "--limit", "page=3"], "is not NAME=VALUE"),
        (["old.md", "new.md", "--columns", "2"], "is not OLD,NEW"),
        (["old.md", "new.md", "--read-as", "wordperfect"], "no reader is called 'wordperfect'"),
        (["old.md", "new.md", "--profile", "un-raport"], "un-report"),
        (["comparr", "old.md", "new.md"], "Did you mean 'compare'"),
        (["--verison"], "Did you mean '--version'"),
        (["-", "-"], "Only one draft can come from stdin"),
        (["old.md", "new.md", "-o", "c", "--to", "htlm"], "Did you mean html"),
        (["old.md", "new.md", "--revisions", "orignal"], "Did you mean original"),
        (["old.md", "new.md", "--wach", "w.toml"], "--watch"),
        (["history", "old.md", "new.md", "--profil", "plain"], "--profile"),
        (["batch", "pairs.csv", "--job", "2"], "--jobs"),
        (["histry", "old.md", "new.md"], "Did you mean 'history'"),
        (["labels", "softend"], "softened"),
        (["old.md", "new.md", "--limit", "file_bytes=10"], "larger than 10 bytes"),
        (["old.md", "new.md", "--limit", "text_bytes=10"], "--limit text_bytes=NUMBER"),
    ],
)
def test_what_could_not_be_done_is_one_message_and_status_2(
    folder: Path, arguments: list[str], said: str
) -> None:
    result = draftdiff(*arguments, folder=folder)

    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_an_output_that_cannot_be_written_leaves_the_old_one(folder: Path) -> None:
    (folder / "kept.json").write_text("old", "utf-8")
    (folder / "kept.json").chmod(0o600)

    result = draftdiff("old.md", "new.md", "-o", "nowhere/c.json", "-o", "kept.json", folder=folder)

    assert result.returncode == 2
    assert "nowhere/c.json: cannot be written" in result.stderr
    assert (folder / "kept.json").read_text("utf-8") == "old"
    assert list(folder.glob(".*.part")) == []


def test_the_tree_shows_numbers_sections_and_parts(folder: Path) -> None:
    result = draftdiff("tree", "old.md", folder=folder)

    assert result.returncode == 0
    assert "# Plan" in result.stdout
    assert "1. States should report each year." in result.stdout


def test_the_list_of_labels_tells_how_far_to_trust_each(folder: Path) -> None:
    lines = {line.split()[0]: line for line in draftdiff("labels", folder=folder).stdout.splitlines()}

    assert "measured, " in lines["softened"]
    assert "earned by reading, " in lines["reference-dropped"]
    assert "on trial, " in lines["deferred"]


def test_a_label_is_explained_with_its_source(folder: Path) -> None:
    result = draftdiff("labels", "softened", folder=folder)

    assert result.returncode == 0
    assert "source" in result.stdout.lower()


def test_a_redline_of_texts_is_proved_against_the_texts(folder: Path) -> None:
    draftdiff("old.md", "new.md", "-o", "redline.docx", folder=folder)

    right = draftdiff("verify", "redline.docx", "old.md", "new.md", folder=folder)
    wrong = draftdiff("verify", "redline.docx", "new.md", "old.md", folder=folder)

    assert (right.returncode, wrong.returncode) == (0, 1)
    assert "proved: accepting every change gives the new document" in right.stdout


@pytest.mark.parametrize("arguments", [["old.md", "new.md", "-o", "-", "--to", "json"], ["labels", "--all"]])
def test_a_reader_that_goes_away_is_no_traceback_and_no_difference(
    folder: Path, arguments: list[str]
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "draftdiff", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()

    assert process.returncode == 2
    assert said == b"" or b"Traceback" not in said


def test_a_draft_named_by_a_dash_is_read_from_standard_input(folder: Path) -> None:
    new = (folder / "new.md").read_bytes()

    result = subprocess.run(
        [sys.executable, "-m", "draftdiff", "old.md", "-", "--read-as", "markdown"],
        cwd=folder,
        input=new,
        capture_output=True,
    )

    assert result.returncode == 0, result.stderr
    assert "“should” became “may”" in result.stdout.decode()


def test_a_written_output_is_told_with_its_counts_and_what_was_not_checked_in_one_line(folder: Path) -> None:
    result = draftdiff("old.md", "new.md", "-o", "c.json", folder=folder)

    lines = result.stderr.splitlines()
    assert lines[0] == "Wrote c.json"
    assert lines[1] == "1 unchanged, 1 reworded, 1 softened."
    assert sum("not checked" in line for line in lines) == 1


def test_a_redline_alone_is_told_with_its_counts_and_without_findings_that_it_does_not_show(
    folder: Path,
) -> None:
    result = draftdiff("old.md", "new.md", "-o", "redline.docx", folder=folder)

    assert result.stderr.splitlines() == [
        "Wrote redline.docx",
        "1 unchanged, 1 reworded, 1 softened.",
    ]


def test_the_demo_writes_every_format_and_names_the_files(tmp_path: Path) -> None:
    result = draftdiff("demo", "-o", "out", folder=tmp_path)

    assert result.returncode == 0, result.stderr
    written = {
        line.removeprefix("Wrote ").strip()
        for line in result.stdout.splitlines()
        if line.startswith("Wrote ")
    }
    assert len(written) >= 6
    assert all((tmp_path / name).stat().st_size > 1000 for name in written)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("draftdiff com", "plain,compare"),
        ("draftdiff compare --wa", "plain,--watch"),
        ("draftdiff compare --revisions ma", "plain,marked"),
        ("draftdiff compare --label sof", "plain,softened"),
        ("draftdiff compare --to csv-", "plain,csv-labels plain,csv-measures"),
        ("draftdiff compare old.md new.md -o ch", "file,ch"),
        ("draftdiff ol", "file,ol"),
        ("draftdiff old.md ne", "file,ne"),
        ("draftdiff history old.md ne", "file,ne"),
    ],
)
def test_the_shell_is_told_how_a_line_goes_on(folder: Path, typed: str, offered: str) -> None:
    environment = {
        **os.environ,
        "_DRAFTDIFF_COMPLETE": "bash_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    program = "from draftdiff.cli import command; command.main(prog_name='draftdiff')"

    result = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True
    )

    assert result.stdout.split() == offered.split()
