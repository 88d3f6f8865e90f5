"""What only Unix has is never needed: the program runs in an interpreter from which it was taken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_WITHOUT_UNIX = """
import os, signal, sys
for module, names in (
    (signal, ("SIGALRM", "SIGHUP", "SIGKILL", "ITIMER_REAL", "setitimer", "pthread_sigmask", "SIG_BLOCK")),
    (os, ("killpg", "getpgid", "setsid", "geteuid", "getuid")),
):
    for name in names:
        delattr(module, name)
sys.modules["resource"] = sys.modules["fcntl"] = sys.modules["pwd"] = sys.modules["grp"] = None
from draftdiff.cli import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["old.md", "new.md"],
        ["old.md", "new.md", "--timeout", "60", "-o", "c.html", "-o", "c.docx", "-o", "c.xlsx"],
        ["history", "old.md", "new.md", "-o", "h.html"],
        ["tree", "old.md"],
    ],
    ids=" ".join,
)
def test_a_command_runs_without_what_only_unix_has(tmp_path: Path, arguments: list[str]) -> None:
    for name, word in (("old", "shall"), ("new", "may")):
        (tmp_path / f"{name}.md").write_text(f"# Plan\n\n1. States {word} report each year.\n", "utf-8")

    result = subprocess.run(
        [sys.executable, "-c", _WITHOUT_UNIX, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    assert result.returncode == 0, result.stderr
