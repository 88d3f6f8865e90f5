"""What all tests share: programs that may be missing, examples, comparisons made once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "oewg"

settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("DRAFTDIFF_HYPOTHESIS", "default"))


def printed_under_hash_seeds(program: str, seeds: tuple[str, ...] = ("0", "1", "4711")) -> set[str]:
    """Return what a program in Python prints, run once with each seed of the hashes: one text if it heeds none."""
    return {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "DRAFTDIFF_HYPOTHESIS": "default"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in seeds
    }


def require_program(*names: str) -> str:
    """Return the path of the first program that is there; else skip, or fail where all must be there."""
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    message = f"needs {' or '.join(names)}, which this machine lacks"
    if os.environ.get("DRAFTDIFF_REQUIRE_ALL") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def chromium() -> str:
    return require_program("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def soffice() -> str:
    return require_program("soffice", "libreoffice")


@pytest.fixture(scope="session")
def example() -> Path:
    return EXAMPLE


@cache
def example_comparison(old: str = "first-draft.md", new: str = "final-report.md"):
    """Return the comparison of the shipped example with all its further inputs; made once a run."""
    import draftdiff

    return draftdiff.compare(
        EXAMPLE / old,
        EXAMPLE / new,
        options=draftdiff.Options(profile="un-report"),
        watch=EXAMPLE / "watch.toml",
        asks=EXAMPLE / "asks.toml",
        sources=[EXAMPLE / "source-report-2015.md"],
        earlier=[EXAMPLE / old.replace("first-draft", "zero-draft")],
        aliases=EXAMPLE / "aliases.toml",
        concepts=EXAMPLE / "concepts.toml",
    )
