"""draftdiff batch: many pairs or chains of drafts, named in a CSV manifest."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import click

from draftdiff.batches import Job, Manifest, Outcome, Report, carry_out, run_batch
from draftdiff.cli.arguments import input_options, inputs_of, options_of, reading_options
from draftdiff.cli.patience import time_limit
from draftdiff.errors import OptionError, WriteError, known_names


@click.command()
@click.argument("manifest", type=click.Path())
@click.option("-o", "--output", "folder", required=True, metavar="FOLDER", help="Where to write.")
@click.option(
    "--to",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="Format of each pair's outputs; html and json if none.",
)
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="Processes of this machine.")
@click.option("--dask", "dask", default="", metavar="ADDRESS", help="Scheduler of a running Dask cluster.")
@click.option("--isolated", is_flag=True, help="Read each draft in a process of its own.")
@click.option("--parquet", is_flag=True, help="Write the table of all changes as Parquet too.")
@input_options
@reading_options
def batch(manifest: str, folder: str, formats: tuple[str, ...], **given: Any) -> int:
    """Compare every pair or chain of drafts that MANIFEST names.

    \b
    Examples:
      draftdiff batch pairs.csv -o results --jobs 4
      draftdiff batch pairs.csv -o results --to html --to docx
      draftdiff batch pairs.csv -o results --dask tcp://10.0.0.5:8786

    The manifest is a CSV file with the columns old and new (or draft1, draft2 and so on), and, if wanted, id, title,
    profile, read_as, revisions, marks, columns, language, watch, asks, sources, earlier, aliases, concepts,
    overrides. Paths go from the manifest's folder; what an option gives here holds for every pair that does not name
    its own. A run that was stopped goes on where it was; a file that cannot be compared is listed with its error and
    does not stop the rest. Exit status 1 if any failed.
    """
    known = Manifest(manifest)
    _check_formats(formats)
    target = Path(folder).resolve()
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            where=folder, what=f"cannot be made ({error.strerror})", mend="Choose another."
        ) from error
    engine, window = _engine(given["jobs"], given["dask"])
    jobs = _jobs(known, target, formats or ("html", "json"), given)
    report = _run(len(known), jobs, engine, window)
    from draftdiff.batches.results import write_results

    names = write_results(known, target, given["parquet"])
    click.echo(f"Wrote {', '.join(names[:4])} in {folder}", err=True)
    click.echo(f"{report.done} done, {report.failed} failed", err=True)
    return int(report.failed > 0)


def _check_formats(formats: tuple[str, ...]) -> None:
    from draftdiff.renderers import HISTORY_RENDERERS, RENDERERS

    table = {**RENDERERS, **HISTORY_RENDERERS}
    for format in formats:
        if format not in table:
            raise OptionError(where="--to", what=f"'{format}' is not known", mend=known_names(format, table))


def _engine(jobs: int, dask: str) -> tuple[Callable[[], AbstractContextManager[Executor]] | None, int]:
    """Return what carries out the jobs, and how many are given out at a time: enough that no worker waits."""
    from draftdiff.batches.engines import dask_cluster, dask_threads, processes

    if dask:
        if jobs > 1:
            raise OptionError(
                where="--jobs", what="does not go with --dask", mend="The cluster has its own workers."
            )
        engine = partial(dask_cluster, dask)
        with engine():
            return engine, 2 * dask_threads(dask)
    return (partial(processes, jobs), 2 * jobs) if jobs > 1 else (None, 1)


def _jobs(manifest: Manifest, target: Path, formats: tuple[str, ...], given: dict[str, Any]) -> Iterator[Job]:
    from draftdiff.batches.results import PAIRS

    options = options_of(given)
    shared = {}
    for name, paths in inputs_of(given).items():
        if paths:
            paths = paths if isinstance(paths, tuple) else (paths,)
            shared[name] = tuple(str(Path(path).resolve()) for path in paths)
    for entry in manifest:
        yield Job(
            entry=entry,
            base=str(manifest.folder),
            target=str(target / PAIRS / entry.folder),
            formats=formats,
            options=options,
            inputs=shared,
            isolated=given["isolated"],
        )


def _run(
    size: int,
    jobs: Iterator[Job],
    engine: Callable[[], AbstractContextManager[Executor]] | None,
    window: int,
) -> Report:
    """Carry out the jobs with a bar on a terminal that shows the time left; failures are told as they come."""

    def tell(outcome: Outcome) -> None:
        if outcome.status != "done":
            click.echo(f"{outcome.id}: {outcome.error.splitlines()[0]}", err=True)

    if not sys.stderr.isatty():
        return run_batch(jobs, engine, window=window, work=carry_out_in_time, on_done=tell)
    with click.progressbar(length=size, label="Comparing", show_pos=True, file=sys.stderr) as bar:

        def advance(outcome: Outcome) -> None:
            bar.update(1)
            tell(outcome)

        return run_batch(jobs, engine, window=window, work=carry_out_in_time, on_done=advance)


def carry_out_in_time(job: Job) -> Outcome:
    """Return the outcome of a job, which fails if it takes longer than its options allow.

    Only a worker's main thread can be stopped: on a Dask cluster start the workers with one thread each, or set
    Dask's own time limit.
    """
    main = threading.current_thread() is threading.main_thread()
    return carry_out(job, time_limit if main else None)
