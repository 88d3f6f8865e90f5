"""What the machine does to a run: a full disk, a closed folder, a signal, another locale or time zone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals, quotas and modes of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.md").write_text("# Plan\n\n1. States should report.\n\n2. The fund stays.\n", "utf-8")
    (tmp_path / "new.md").write_text("# Plan\n\n1. States may report.\n\n2. The fund stays.\n", "utf-8")
    (tmp_path / "out.html").write_text("what stood here", "utf-8")
    return tmp_path


def run(
    folder: Path, *arguments: str, setup: str = "pass", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    code = f"import sys; {setup}; from draftdiff.__main__ import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        capture_output=True,
        env={**os.environ, **environment},
    )


def assert_one_clear_error(result: subprocess.CompletedProcess[bytes], folder: Path, said: bytes) -> None:
    assert result.returncode == 2
    assert result.stderr.count(b"Error: ") == 1
    assert said in result.stderr
    assert b"Traceback" not in result.stderr
    assert (folder / "out.html").read_text("utf-8") == "what stood here"
    assert not list(folder.glob(".*.part"))


@pytest.mark.slow
def test_a_file_that_cannot_grow_leaves_what_stood_there(folder: Path) -> None:
    # A limit on the size of files fails in the middle of the writing, as a full disk does.
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "sys.dont_write_bytecode = True; resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))"
    )

    result = run(folder, "old.md", "new.md", "-o", "out.html", setup=limit)

    assert_one_clear_error(result, folder, b"out.html: cannot be written (File too large)")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_to_a_full_device_is_one_error(folder: Path) -> None:
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "draftdiff", "old.md", "new.md", "-o", "-", "--to", "json"],
            cwd=folder,
            stdout=full,
            stderr=subprocess.PIPE,
        )

    assert result.returncode == 2
    assert b"No space left on device" in result.stderr
    assert b"Traceback" not in result.stderr
    assert b"Exception ignored" not in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("target", ["out.html/page.html", "nowhere/page.html", "."])
def test_a_place_that_is_no_folder_is_one_error(folder: Path, target: str) -> None:
    result = run(folder, "old.md", "new.md", "-o", target, "--to", "html")

    assert_one_clear_error(result, folder, b"cannot be written")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_closed_folder_is_one_error(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        result = run(folder, "old.md", "new.md", "-o", "out.html")
    finally:
        folder.chmod(0o700)

    assert_one_clear_error(result, folder, b"Permission denied")


@pytest.mark.slow
@pytest.mark.parametrize("vanishes", ["missing.md", ".", "old.md/inner.md", "a\0b.md"])
def test_a_draft_that_is_not_there_is_one_error(folder: Path, vanishes: str) -> None:
    from draftdiff.errors import ReadError
    from draftdiff.readers import read

    with pytest.raises(ReadError, match="cannot be read"):
        read(folder / vanishes)


@pytest.mark.slow
def test_the_same_bytes_under_any_hash_seed_locale_and_time_zone(tmp_path: Path) -> None:
    worlds = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "4000", "LC_ALL": "C.UTF-8", "TZ": "America/Bogota", "COLUMNS": "40"},
    ]
    formats = ("html", "json", "md", "csv", "docx", "xlsx")
    outputs = [word for suffix in formats for word in ("-o", f"out.{suffix}")]
    found = []
    for number, world in enumerate(worlds):
        folder = tmp_path / str(number)
        folder.mkdir()
        drafts = [str(EXAMPLE / name) for name in ("first-draft.md", "final-report.md")]
        result = run(folder, *drafts, *outputs, **world)
        assert result.returncode == 0, result.stderr
        found.append({suffix: (folder / f"out.{suffix}").read_bytes() for suffix in formats})

    assert [[s for s in formats if one[s] != found[0][s]] for one in found] == [[], [], []]
