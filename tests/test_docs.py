"""The docs name what there is: every command, option, label, error and public name."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import click
import pytest

import draftdiff
from draftdiff import errors
from draftdiff.classifiers.labels import LABELS
from draftdiff.cli import COMMANDS, command
from tests.conftest import EXAMPLE, ROOT

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
_SHELL = re.compile(r"```console\n(.*?)```", re.DOTALL)
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def called(line: str) -> list[str]:
    """Return the words after `$ draftdiff` of a line of a shell example."""
    return line.removeprefix("$ draftdiff").split() if line.startswith("$ draftdiff") else []


def known_options(name: str) -> set[str]:
    found = command.get_command(click.Context(command), name)
    assert found is not None
    return {option for parameter in found.params for option in parameter.opts}


def shell_lines() -> list[tuple[str, str]]:
    return [
        (page.name, line)
        for page in PAGES
        for block in _SHELL.findall(page.read_text("utf-8"))
        for line in block.splitlines()
        if called(line)
    ]


@pytest.mark.parametrize(("page", "line"), shell_lines())
def test_every_command_and_option_in_the_docs_is_known(page: str, line: str) -> None:
    words = called(line)
    name = words[0] if words[0] in COMMANDS else "compare"
    options = {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)} - {"--version", "--help"}

    assert options <= known_options(name), f"{page}: {line}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_on_the_page_of_commands(name: str) -> None:
    text = (ROOT / "docs" / "cli.md").read_text("utf-8")

    assert f"```{{command-help}} {name}\n" in text


@pytest.mark.parametrize("name", LABELS)
def test_every_label_stands_on_the_page_of_labels(name: str) -> None:
    assert f"## {name}\n" in (ROOT / "docs" / "labels.md").read_text("utf-8")


def _is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Exception)


def test_every_error_stands_in_the_tree_of_errors() -> None:
    tree = errors.__doc__ or ""
    names = [name for name, value in vars(errors).items() if _is_error(value)]

    assert len(names) > 5
    assert [name for name in names if name not in tree] == []


def test_every_stage_stands_on_the_page_of_python_names() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    functions = [name for name in draftdiff.__all__ if callable(getattr(draftdiff, name)) and name.islower()]

    assert functions
    assert [name for name in functions if f"draftdiff.{name}\n" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_the_docs_parses_and_names_what_exists(page: Path) -> None:
    for block in _PYTHON.findall(page.read_text("utf-8")):
        tree = ast.parse(block)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "draftdiff"
            ):
                assert hasattr(draftdiff, node.attr), f"{page.name}: draftdiff.{node.attr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_says_to_install_the_other_project(page: Path) -> None:
    assert not re.search(r"pip install (-U )?[\"']?draftdiff(?!-report)", page.read_text("utf-8"))


def test_the_readme_quotes_what_is_said_of_the_example() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    block = re.search(r"```text\n(.*?)```", readme, re.DOTALL)
    line = next(line for line in readme.splitlines() if line.startswith("$ draftdiff first-draft.docx"))

    said = run_python(EXAMPLE, "-m", "draftdiff", *called(line)).stdout

    assert block is not None
    quoted = [" ".join(item.split()) for item in block[1].split("\n- ")]
    assert [item for item in quoted if item.removeprefix("- ") not in " ".join(said.split())] == []


_FILES = {
    "first-draft.docx": "first-draft.docx",
    "final-report.docx": "final-report.docx",
    "zero-draft.docx": "zero-draft.docx",
    "watch.toml": "watch.toml",
    "asks.toml": "asks.toml",
    "first.docx": "first-draft.docx",
    "final.docx": "final-report.docx",
    "zero.docx": "zero-draft.docx",
    "report-2015.docx": "zero-draft.docx",
    "source-report-2015.md": "source-report-2015.md",
}
"""The files that the docs name, and those of the example that stand for them."""


def can_be_run(line: str) -> bool:
    """Return whether all inputs of a line are at hand."""
    words = shlex.split(line, comments=True)[2:]
    after_output = {word for before, word in pairwise(words) if before == "-o"}
    made = {"redline.docx", "pairs.csv"}
    return all(word in _FILES or word in after_output | made for word in words if "." in word)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, source in _FILES.items():
        (tmp_path / name).write_bytes((EXAMPLE / source).read_bytes())
    (tmp_path / "pairs.csv").write_text("old,new\nfirst.docx,final.docx\n", "utf-8")
    return tmp_path


def run_python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_run_on_the_example(page: Path, folder: Path) -> None:
    for name, line in shell_lines():
        if name == page.name and can_be_run(line):
            result = run_python(folder, "-m", "draftdiff", *shlex.split(line, comments=True)[2:])

            assert result.returncode == 0, f"{line}\n{result.stderr}"


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_a_page_runs_on_the_example(page: Path, folder: Path) -> None:
    result = run_python(folder, "-c", "\n".join(_PYTHON.findall(page.read_text("utf-8"))))

    assert result.returncode == 0, result.stderr


def test_the_page_of_the_architecture_has_the_layers_of_the_contract() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    block = re.search(r"```\n(__main__.*?)```", text, re.DOTALL)

    assert block is not None
    layers = [line.split("  ")[0] for line in block[1].splitlines()]
    assert layers == [layer.replace("draftdiff.", "") for layer in contract["layers"]]


def test_every_extra_stands_on_the_page_of_limits() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    text = (ROOT / "docs" / "limits.md").read_text("utf-8")

    assert [extra for extra in extras if f"| `{extra}` |" not in text] == []


def test_the_figures_of_the_readme_are_those_of_the_evaluation() -> None:
    pages = [(ROOT / name).read_text("utf-8") for name in ("README.md", "docs/evaluation.md")]
    told, measured = (
        {row[:2] for row in re.findall(r"^\| (.+?) \| (.+?) \|", page, re.MULTILINE)} for page in pages
    )

    assert told - measured - {("what", "value"), ("---", "---")} == set()
