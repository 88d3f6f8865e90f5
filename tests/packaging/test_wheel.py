"""The wheel that is built from the sdist holds all that the program needs at work."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    assert len(list(folder.glob("*.tar.gz"))) == 1
    return next(folder.glob("*.whl"))


def run_installed(wheel: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python outside the checkout with the package of the wheel in place of the checkout's."""
    site = wheel.parent / "site"
    if not site.exists():
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_every_data_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    source = ROOT / "src" / "draftdiff"
    wanted = {
        f"draftdiff/{path.relative_to(source).as_posix()}"
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert wanted - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_every_draft_and_input_of_the_example_is_in_the_wheel(wheel: Path) -> None:
    files = (ROOT / "examples" / "oewg").iterdir()
    wanted = {f"draftdiff/demo/{path.name}" for path in files if path.suffix in (".docx", ".md", ".toml")}

    assert wanted - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_the_wheel_holds_the_package_its_example_and_its_licence_and_nothing_else(wheel: Path) -> None:
    source = ROOT / "src" / "draftdiff"
    package = {f"draftdiff/{path.relative_to(source).as_posix()}" for path in source.rglob("*")}
    names = set(zipfile.ZipFile(wheel).namelist())
    about = {name for name in names if ".dist-info/" in name}
    example = {name for name in names if name.startswith("draftdiff/demo/")}

    assert names - about - example - package == set()
    assert {"draftdiff/py.typed"} <= names
    assert sum(name.endswith("licenses/LICENSE") for name in about) == 1
    assert [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".part"))] == []


def test_the_sdist_has_all_that_is_needed_to_build_and_test_and_no_leavings(wheel: Path) -> None:
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}

    assert {
        "README.md",
        "LICENSE",
        "pyproject.toml",
        "Makefile",
        "tests/conftest.py",
        "docs/conf.py",
    } <= names
    leavings = ("__pycache__", ".pyc", "_build", "demo-output", ".venv", ".hypothesis", ".pytest_cache")
    assert [name for name in names if any(one in name for one in leavings)] == []


def test_the_demo_of_the_wheel_runs_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    where = run_installed(wheel, tmp_path, "-c", "import draftdiff; print(draftdiff.__file__)")
    result = run_installed(wheel, tmp_path, "-m", "draftdiff", "demo", "-o", "out")

    assert where.stdout.startswith(str(wheel.parent))
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out" / "changes.docx").exists()
    assert (tmp_path / "out" / "history.html").exists()
    assert (tmp_path / "out" / "drafts" / "final-report.docx").exists()


def test_a_batch_of_the_wheel_writes_its_index(wheel: Path, tmp_path: Path) -> None:
    for name, word in (("old", "shall"), ("new", "may")):
        (tmp_path / f"{name}.md").write_text(f"# Plan\n\n1. States {word} report each year.\n", "utf-8")
    (tmp_path / "pairs.csv").write_text("old,new\nold.md,new.md\n", "utf-8")

    result = run_installed(wheel, tmp_path, "-m", "draftdiff", "batch", "pairs.csv", "-o", "results")

    assert result.returncode == 0, result.stderr
    assert "1 done, 0 failed" in result.stdout + result.stderr
    assert (tmp_path / "results" / "index.html").exists()
