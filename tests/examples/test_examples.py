"""The scripts and the notebook of examples/ run as they stand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, ROOT

OLD, NEW = str(EXAMPLE / "first-draft.docx"), str(EXAMPLE / "final-report.docx")
SCRIPTS = {
    "page_and_redline.py": ([OLD, NEW, "."], "Comparison first-draft.docx -> final-report.docx"),
    "softened_by_section.py": ([OLD, NEW], "3 softened      Regular institutional dialogue"),
    "follow_a_term.py": (
        ["due diligence", str(EXAMPLE / "zero-draft.docx"), OLD, NEW],
        "“due diligence” is new",
    ),
    "fate_of_asks.py": ([OLD, NEW, str(EXAMPLE / "asks.toml")], "refused    Friends of the Charter"),
}


def test_every_script_is_run() -> None:
    assert sorted(SCRIPTS) == sorted(path.name for path in (ROOT / "examples").glob("*.py"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_prints_what_it_says(name: str, tmp_path: Path) -> None:
    arguments, expected = SCRIPTS[name]
    result = subprocess.run(
        [sys.executable, str(ROOT / "examples" / name), *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    assert result.returncode == 0, result.stderr
    assert expected in result.stdout


@pytest.mark.slow
def test_the_notebook_runs_from_top_to_bottom(tmp_path: Path) -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    notebook = nbformat.read(ROOT / "examples" / "follow-a-report.ipynb", as_version=4)

    nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()

    shown = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    texts = "".join(output.get("text", "") for output in shown)
    assert "left the negotiated parts" in texts
    assert sum("image/png" in output.get("data", {}) for output in shown) == 2
    assert any("<table" in output.get("data", {}).get("text/html", "") for output in shown)
