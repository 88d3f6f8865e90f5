"""What a batch leaves beside the folders of its pairs: index pages, one table of all changes, one of all pairs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from markupsafe import Markup

from draftdiff._version import __version__
from draftdiff.batches.jobs import COLUMNS, ROWS, Outcome, read_marker
from draftdiff.batches.manifest import Entry, Manifest
from draftdiff.errors import MissingExtraError
from draftdiff.renderers.files import open_whole, write_whole
from draftdiff.renderers.html.page import policy
from draftdiff.renderers.html.templating import environment

PAIRS = "pairs"
OPERATIONS = ("update", "insert", "delete", "split", "merge", "rewrite", "moved")
PAIR_COLUMNS = (
    "id",
    "title",
    "status",
    "drafts",
    "folder",
    *OPERATIONS,
    "keep",
    "labels and findings",
    "error",
)
_PER_PAGE = 1_000
_NUMBERS = {"step": "int64", "score": "float64", "substantive_edits": "int64", "editorial_edits": "int64"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the manifest with what became of it."""

    entry: Entry
    outcome: Outcome

    @property
    def others(self) -> Mapping[str, int]:
        """Counts of labels and findings."""
        plain = (*OPERATIONS, "keep")
        return {name: count for name, count in self.outcome.counts.items() if name not in plain}


def write_results(manifest: Manifest, folder: Path, parquet: bool = False) -> tuple[str, ...]:
    """Write the tables and the index pages from the markers of all pairs, in the manifest's order; return their names.

    Reads one pair at a time. Raises `WriteError`, and `MissingExtraError` for Parquet without pyarrow.
    """
    names = ["changes.csv", "pairs.csv"]
    with open_whole(folder / "changes.csv") as target:
        _collect_rows(lines(manifest, folder), folder, target)
    with open_whole(folder / "pairs.csv") as target:
        _write_pairs(lines(manifest, folder), target)
    if parquet:
        write_parquet(folder / "changes.csv", folder / "changes.parquet")
        names.append("changes.parquet")
    return (*names, *_write_index(manifest, folder))


def lines(manifest: Manifest, folder: Path) -> Iterator[Line]:
    """Yield every row with its outcome; one without a marker was not reached."""
    for entry in manifest:
        outcome = read_marker(folder / PAIRS / entry.folder)
        yield Line(
            entry=entry,
            outcome=outcome
            or Outcome(id=entry.id, status="failed", error="not reached", drafts=entry.drafts),
        )


def _collect_rows(found: Iterable[Line], folder: Path, target: IO[bytes]) -> None:
    """Write the rows of every pair under one header."""
    from draftdiff.renderers.rows import COLUMNS as CHANGE_COLUMNS
    from draftdiff.renderers.rows import csv_bytes

    header = csv_bytes((*COLUMNS, *CHANGE_COLUMNS), ())
    target.write(header)
    for line in found:
        if ROWS in line.outcome.files:
            data = (folder / PAIRS / line.entry.folder / ROWS).read_bytes()
            target.write(data.removeprefix(header))


def _write_pairs(found: Iterable[Line], target: IO[bytes]) -> None:
    from draftdiff.renderers.rows import csv_bytes

    header = csv_bytes(PAIR_COLUMNS, ())
    target.write(header)
    for line in found:
        counts = line.outcome.counts
        row = (
            line.entry.id, line.entry.title, line.outcome.status, " -> ".join(line.outcome.drafts),
            f"{PAIRS}/{line.entry.folder}", *(counts.get(name, 0) for name in (*OPERATIONS, "keep")),
            "; ".join(f"{name} {count}" for name, count in line.others.items()), line.outcome.error,
        )  # fmt: skip
        target.write(csv_bytes(PAIR_COLUMNS, [row]).removeprefix(header))


def write_parquet(source: Path, target: Path) -> None:
    """Write the table of all changes as Parquet, block by block. Raises `MissingExtraError` without pyarrow."""
    try:
        import pyarrow as pa
        from pyarrow import csv as arrow_csv
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(
            where="--parquet", what="needs pyarrow", mend='pip install "draftdiff-report[parquet]"'
        ) from error
    with source.open(encoding="utf-8-sig", newline="") as text:
        names = next(csv.reader(text))
    types = {name: getattr(pa, _NUMBERS.get(name, "string"))() for name in names}
    reader = arrow_csv.open_csv(
        source,
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=False),
    )
    with open_whole(target) as file, parquet.ParquetWriter(file, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)


def _write_index(manifest: Manifest, folder: Path) -> list[str]:
    """Write the index, a thousand rows a page, failures listed on the first."""

    failures = [line for line in lines(manifest, folder) if line.outcome.status != "done"]
    pages = max(1, -(-len(manifest) // _PER_PAGE))
    names = [_page_name(number) for number in range(1, pages + 1)]
    held: list[Line] = []
    number = 1
    for line in lines(manifest, folder):
        held.append(line)
        if len(held) == _PER_PAGE and number < pages:
            write_whole(folder / names[number - 1], _page(held, failures, manifest, names, number))
            held, number = [], number + 1
    write_whole(folder / names[number - 1], _page(held, failures, manifest, names, number))
    return names


def _page_name(number: int) -> str:
    return "index.html" if number == 1 else f"index-{number}.html"


def _page(
    found: list[Line], failures: list[Line], manifest: Manifest, names: list[str], number: int
) -> bytes:
    style = asset("index.css")
    context: dict[str, Any] = {
        "version": __version__,
        "style": Markup(style),
        "policy": policy(style, ""),
        "manifest": manifest.path.name,
        "size": len(manifest),
        "lines": found,
        "failures": failures if number == 1 else [],
        "operations": OPERATIONS,
        "pages": names,
        "number": number,
        "folder": PAIRS,
        "hidden": ROWS,
    }
    return environment("draftdiff.batches").get_template("index.html.j2").render(context).encode("utf-8")


@cache
def asset(name: str) -> str:
    """Return a file that ships beside this module."""
    return files("draftdiff.batches").joinpath(name).read_text("utf-8")
