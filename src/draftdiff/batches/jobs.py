"""One pair or chain: compare, write its outputs, leave a marker."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from draftdiff._version import __version__
from draftdiff.batches.manifest import Entry
from draftdiff.errors import DraftdiffError, OptionError
from draftdiff.model import Comparison, Draft, History
from draftdiff.options import Options

MARKER = "done.json"
ROWS = "rows.csv"
_NAMES = {
    "csv-labels": "labels.csv",
    "csv-measures": "measures.csv",
    "table": "table.docx",
    "text": "changes.txt",
}
_SEVERAL = ("sources", "earlier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that a worker must know, wherever it runs; folders are absolute and the worker must see them."""

    entry: Entry
    base: str
    """Folder from which the paths of the entry go."""
    target: str
    """Folder of this entry's outputs."""
    formats: tuple[str, ...]
    options: Options
    inputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further inputs for every entry that does not name its own; absolute paths."""
    isolated: bool = False
    """Whether each draft is read in a process of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one job; holds nothing that differs from run to run."""

    id: str
    status: str
    """done or failed."""
    error: str = ""
    drafts: tuple[str, ...] = ()
    """How each draft is called."""
    files: tuple[str, ...] = ()
    """Names in the entry's folder."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Operations, moves, labels and findings; of a chain those of all its steps."""


def carry_out(job: Job, limit: Callable[[float], AbstractContextManager[None]] | None = None) -> Outcome:
    """Return the outcome of a job: of an earlier run if nothing it rests on has changed, else of doing it now.

    `limit` opens a block that raises when it takes longer than the seconds of the job's options. An error of any kind
    is an outcome too, so that one bad file does not stop the rest.
    """
    try:
        fingerprint = _fingerprint(job)
        known = read_marker(Path(job.target), fingerprint)
        if known is not None:
            return known
        with limit(job.options.limits.seconds) if limit else nullcontext():
            outcome = _written(job)
    except DraftdiffError as error:
        fingerprint, outcome = "", _failed(job, str(error))
    except MemoryError:
        fingerprint, outcome = "", _failed(job, "out of memory")
    except Exception as error:
        # A bug of ours in one file of thousands must be told and must not end the run.
        fingerprint, outcome = "", _failed(job, f"internal error: {type(error).__name__}: {error}")
    leave_marker(Path(job.target), outcome, fingerprint)
    return outcome


def failed(job: Job, error: str) -> Outcome:
    """Return the outcome of a job whose worker did not answer, and leave its marker."""
    outcome = _failed(job, error)
    leave_marker(Path(job.target), outcome, "")
    return outcome


def _failed(job: Job, error: str) -> Outcome:
    """Return a failure; outputs of an earlier run that no longer hold are taken away."""
    shutil.rmtree(job.target, ignore_errors=True)
    error = error.replace(str(Path(job.base, "x"))[:-1], "")
    return Outcome(id=job.entry.id, status="failed", error=error, drafts=job.entry.drafts)


def read_marker(target: Path, fingerprint: str | None = None) -> Outcome | None:
    """Return the outcome that a folder's marker tells; with a fingerprint only if it is that and all files stand."""
    try:
        found = json.loads((target / MARKER).read_text("utf-8"))
        outcome = Outcome(
            **{
                **found["outcome"],
                "drafts": tuple(found["outcome"]["drafts"]),
                "files": tuple(found["outcome"]["files"]),
            }
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if fingerprint is None:
        return outcome
    if found.get("fingerprint") != fingerprint or outcome.status != "done":
        return None
    return outcome if all((target / name).is_file() for name in outcome.files) else None


def leave_marker(target: Path, outcome: Outcome, fingerprint: str) -> None:
    """Write the marker, last of all files, so that its being there means that all others are."""
    from draftdiff.renderers.files import write_whole

    target.mkdir(parents=True, exist_ok=True)
    content = {"fingerprint": fingerprint, "outcome": asdict(outcome)}
    write_whole(
        target / MARKER, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    )


def _fingerprint(job: Job) -> str:
    """Return a digest of all that the outputs rest on: version, options, formats, and the bytes of every input."""
    digest = hashlib.sha256()
    options = _options(job)
    about = [__version__, list(job.formats), options.changed(), job.entry.id, job.entry.title]
    digest.update(json.dumps(about, sort_keys=True).encode())
    profile = [options.profile] if options.profile.endswith(".toml") else []
    inputs = [path for name, paths in sorted(_inputs(job).items()) for path in (name, *paths)]
    for path in (*_drafts(job), *profile, *inputs):
        digest.update(Path(path).name.encode("utf-8", "surrogatepass") + b"\0")
        if Path(path).is_file():
            digest.update(hashlib.sha256(Path(path).read_bytes()).digest())
    return digest.hexdigest()


def _options(job: Job) -> Options:
    given: dict[str, Any] = dict(job.entry.options)
    if columns := given.pop("columns", ""):
        numbers = columns.split(",")
        if len(numbers) != 2 or not all(number.strip().isdigit() for number in numbers):
            raise OptionError(
                where="columns",
                what=f"'{columns}' is not OLD,NEW",
                mend="Give two numbers from 1, such as 1,2.",
            )
        given["columns"] = (int(numbers[0]), int(numbers[1]))
    if given.get("profile", "").endswith(".toml"):
        given["profile"] = str(Path(job.base, given["profile"]))
    return replace(job.options, **given)


def _drafts(job: Job) -> list[str]:
    return [str(Path(job.base, path)) for path in job.entry.drafts]


def _inputs(job: Job) -> dict[str, tuple[str, ...]]:
    mine = {
        name: tuple(str(Path(job.base, path)) for path in paths) for name, paths in job.entry.inputs.items()
    }
    return {**job.inputs, **mine}


def _written(job: Job) -> Outcome:
    """Compare, and write every output and the rows of the table of all changes."""
    from draftdiff.renderers import HISTORY_RENDERERS, RENDERERS, render
    from draftdiff.renderers.files import write_whole
    from draftdiff.renderers.records import summary

    options = _options(job)
    result = _compared(job, options)
    steps = result.comparisons if isinstance(result, History) else (result,)
    table = HISTORY_RENDERERS if isinstance(result, History) else RENDERERS
    target = Path(job.target)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True, exist_ok=True)
    files = []
    for format in job.formats:
        if format in table:
            name = _NAMES.get(format, f"changes{table[format].suffix}")
            write_whole(target / name, render(result, format, options))
            files.append(name)
    write_whole(target / ROWS, rows_bytes(job.entry.id, steps))
    counts: dict[str, int] = {}
    for step in steps:
        for name, count in summary(step).items():
            counts[name] = counts.get(name, 0) + count
    drafts = (steps[0].old.name, *(step.new.name for step in steps))
    return Outcome(
        id=job.entry.id,
        status="done",
        drafts=drafts,
        files=(*files, ROWS),
        counts=dict(sorted(counts.items())),
    )


def _compared(job: Job, options: Options) -> Comparison | History:
    from draftdiff.pipeline import compare, history

    inputs: dict[str, Any] = {
        name: list(paths) if name in _SEVERAL else paths[0] for name, paths in _inputs(job).items()
    }
    sources = _read(job, options)
    if len(sources) < 3:
        return compare(*sources, options=options, **inputs)
    for name in ("earlier", "overrides"):
        if name in job.entry.inputs:
            raise OptionError(
                where=name, what="is not for a chain of drafts", mend="Leave it empty in this row."
            )
        inputs.pop(name, None)
    return history(sources, options=options, **inputs)


def _read(job: Job, options: Options) -> list[str | Draft]:
    """Return the drafts to compare: their paths, or read in processes of their own."""
    paths = _drafts(job)
    if not job.isolated:
        return list(paths)
    from draftdiff.pipeline import read

    return [read(path, options=options, isolated=True) for path in paths]


COLUMNS = ("pair", "step", "old_draft", "new_draft")
"""Columns of the table of all changes before those of the CSV of one comparison."""


def rows_bytes(id: str, steps: tuple[Comparison, ...]) -> bytes:
    """Return the changes of all steps as rows of the table of all changes, with its header."""
    from draftdiff.renderers.rows import COLUMNS as CHANGE_COLUMNS
    from draftdiff.renderers.rows import change_rows, csv_bytes

    def rows() -> Iterator[tuple[object, ...]]:
        for number, step in enumerate(steps, 1):
            for row in change_rows(step):
                yield (id, number, step.old.name, step.new.name, *row)

    return csv_bytes((*COLUMNS, *CHANGE_COLUMNS), rows())
