"""The docs name what there is: every command, option, label, error and public name."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import docx
import pytest

import draftdiff
from draftdiff import errors
from draftdiff.classifiers.labels import labels_page
from draftdiff.classifiers.view import view_of
from draftdiff.cli import COMMANDS, command
from draftdiff.inputs import ALIASES_SHAPE, ASKS_SHAPE, CONCEPTS_SHAPE, OVERRIDES_SHAPE, WATCH_SHAPE
from draftdiff.profiles import PROFILE_SHAPE
from draftdiff.readers import READERS
from draftdiff.renderers import RENDERERS
from draftdiff.tables import parse_table
from tests.conftest import EXAMPLE, ROOT
from tests.readers.pdf.making import pdf_bytes, set_in_courier

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
OTHER_PAGES = [ROOT / name for name in ("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")]
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


@pytest.mark.parametrize("page", [*PAGES, *OTHER_PAGES], ids=lambda page: page.name)
def test_every_command_and_option_named_in_a_sentence_is_known(page: Path) -> None:
    sentences = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    options = {option for name in COMMANDS for option in known_options(name)} | {"--version", "--help"}
    inline = [code for code in re.findall(r"`([^`\n]+)`", sentences) if re.match(r"draftdiff |--", code)]

    named = {word.split("=")[0] for code in inline for word in code.split() if word.startswith("--")}
    commands = {code.split()[1] for code in inline if re.match(r"draftdiff [a-z]+\b", code)}

    assert named - options == set()
    assert commands - set(COMMANDS) == set()


def test_the_page_of_labels_is_the_one_that_the_program_writes() -> None:
    assert (ROOT / "docs" / "labels.md").read_text("utf-8") == labels_page()


def _is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Exception)


def test_every_error_stands_in_the_tree_of_errors() -> None:
    tree = errors.__doc__ or ""
    names = [name for name, value in vars(errors).items() if _is_error(value)]

    assert len(names) > 5
    assert [name for name in names if name not in tree] == []


@pytest.mark.parametrize("name", [name for name in draftdiff.__all__ if name != "__version__"])
def test_every_public_name_stands_on_the_page_of_python_names(name: str) -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    value = getattr(draftdiff, name)

    by_itself = f".. autofunction:: draftdiff.{name}\n"
    with_its_module = f".. automodule:: {value.__module__}\n"
    assert (by_itself if name.islower() else with_its_module) in text


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with all files that the docs name."""
    for name, source in _FILES.items():
        (tmp_path / name).write_bytes((EXAMPLE / source).read_bytes())
    (tmp_path / "pairs.csv").write_text("old,new\nfirst.docx,final.docx\n", "utf-8")
    for name, word in (("rev1.pdf", "shall"), ("rev2.pdf", "may")):
        (tmp_path / name).write_bytes(pdf_bytes(set_in_courier([f"1. States {word} report each year."])))
    marked_paper().save(str(tmp_path / "paper.docx"))
    table_of_two_texts().save(str(tmp_path / "table.docx"))
    comparison = draftdiff.compare(EXAMPLE / "first-draft.docx", EXAMPLE / "final-report.docx")
    comparison.save(tmp_path / "marked.docx")
    profile = next(b for b in toml_blocks(ROOT / "docs" / "recipes.md") if "[[part]]" in b)
    (tmp_path / "my-profile.toml").write_text(profile, "utf-8")
    return tmp_path


def marked_paper() -> Any:
    paper = docx.Document()
    runs = paper.add_paragraph("States ")
    runs.add_run("shall").font.strike = True
    runs.add_run("may").font.bold = True
    runs.add_run(" report each year.")
    return paper


def table_of_two_texts() -> Any:
    paper = docx.Document()
    table = paper.add_table(rows=2, cols=3)
    for row, texts in zip(
        table.rows, (("1", "States shall report.", "States may report."), ("2", "It stays.", "It stays."))
    ):
        for cell, text in zip(row.cells, texts):
            cell.text = text
    return paper


def run_python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8"
    )


def sessions(page: Path) -> list[tuple[str, list[str]]]:
    """Return each command of the shell examples of a page with the lines that it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for block in _SHELL.findall(page.read_text("utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line, []))
            else:
                found[-1][1].append(line)
    return [(line, printed) for line, printed in found if called(line)]


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if sessions(page)], ids=lambda page: page.name)
def test_the_commands_of_a_page_run_and_print_what_is_shown(page: Path, folder: Path) -> None:
    for line, shown in sessions(page):
        result = run_python(folder, "-m", "draftdiff", *shlex.split(line, comments=True)[2:])

        assert result.returncode == int("--exit-code" in line), f"{line}\n{result.stderr}"
        said = " ".join((result.stdout + result.stderr).split())
        assert [piece for piece in pieces(shown) if piece not in said] == [], line


def pieces(shown: list[str]) -> list[str]:
    """Return what must stand together in an output: lines up to an ellipsis, the next point or the next message."""
    blocks = re.split(r"^\.\.\.$|^(?=- |Wrote |[A-Z]+$)", "\n".join(shown), flags=re.MULTILINE)
    return [" ".join(block.split()) for block in blocks if block.strip()]


def toml_blocks(page: Path) -> list[str]:
    """Return the TOML examples of a page."""
    return re.findall(r"```toml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize(
    ("page", "block"),
    [(page.name, block) for page in PAGES for block in toml_blocks(page)],
)
def test_every_input_file_shown_in_the_docs_is_taken(page: str, block: str) -> None:
    shapes = (WATCH_SHAPE, ASKS_SHAPE, ALIASES_SHAPE, CONCEPTS_SHAPE, OVERRIDES_SHAPE, PROFILE_SHAPE)
    keys = set(tomllib.loads(block))
    fitting = [shape for shape in shapes if keys <= {key.rstrip("!") for key in shape}]

    assert fitting, f"{page}: no input file has the keys {keys}"
    parse_table(block, fitting[0], page)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_a_page_runs_on_the_example(page: Path, folder: Path) -> None:
    result = run_python(folder, "-c", "\n".join(_PYTHON.findall(page.read_text("utf-8"))))

    assert result.returncode == 0, result.stderr


def contributed() -> dict[str, Any]:
    """Return what the Python examples of CONTRIBUTING define, by the last name that each defines."""
    found: dict[str, Any] = {}
    for block in _PYTHON.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8")):
        names: dict[str, Any] = {"__name__": "contributed"}
        exec(compile(block, "CONTRIBUTING.md", "exec", dont_inherit=True), names)
        name = list(names)[-1]
        found[name] = names[name]
    return found


def test_the_examples_of_contributing_do_what_it_says() -> None:
    given = contributed()
    lines = [f"1. The harbour shall be dredged{end}.\n2. It stays.\n".encode() for end in ("", " by 2031")]

    old, new = (given["read"](data, "a.toy", draftdiff.Options())[0] for data in lines)
    comparison = draftdiff.compare(old, new)
    written = given["render"](comparison, draftdiff.Options())
    labels = given["RULE"].on_change(view_of(comparison, comparison.changes[0]))

    assert [paragraph.number for paragraph in new.paragraphs] == ["1.", "2."]
    assert [line.split()[0] for line in written.decode().splitlines()] == ["update", "keep"]
    assert [(label.name, label.evidence[0].text) for label in labels] == [("dated", "by 2031")]


def test_the_page_of_the_architecture_has_the_layers_of_the_contract() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    block = re.search(r"```\n(__main__.*?)```", text, re.DOTALL)

    assert block is not None
    layers = [line.split("  ")[0] for line in block[1].splitlines()]
    assert layers == [layer.replace("draftdiff.", "") for layer in contract["layers"]]


def test_the_page_of_the_architecture_has_every_folder_and_module() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = set(re.findall(r"^\| \w+ \| `(\w+)/` \|", text, re.MULTILINE))
    package = ROOT / "src" / "draftdiff"
    folders = {path.parent.name for path in package.glob("*/__init__.py")}
    modules = {path.name for path in package.glob("*.py") if not path.name.startswith("_")}

    assert table <= folders
    assert {name for name in folders - table if f"`{name}/`" not in text} == set()
    assert {name for name in modules if f"`{name}`" not in text} == set()


def test_every_format_stands_in_the_tables_of_what_is_read_and_written() -> None:
    read = {
        f"| `{name}` | {', '.join(f'`{suffix}`' for suffix in format.suffixes if suffix)} | {format.what} |"
        for name, format in READERS.items()
    }
    written = {
        f"| `{name}` | {f'`{format.suffix}` ' if format.suffix else ''}| {format.what} |"
        for name, format in RENDERERS.items()
    }

    assert read - set((ROOT / "docs" / "input-files.md").read_text("utf-8").splitlines()) == set()
    assert written - set((ROOT / "docs" / "output.md").read_text("utf-8").splitlines()) == set()


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
