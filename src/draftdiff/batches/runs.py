"""Carry out the jobs of a manifest on any engine with the interface of `concurrent.futures`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice

from draftdiff.batches.jobs import Job, Outcome, carry_out, failed

Work = Callable[[Job], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How a run went."""

    done: int
    failed: int


def run_batch(
    jobs: Iterable[Job],
    engine: Callable[[], AbstractContextManager[Executor]] | None = None,
    *,
    window: int = 4,
    work: Work = carry_out,
    on_done: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Carry out all jobs and return how many were done and how many failed.

    `engine` opens an executor; None runs the jobs here, one after another. At most `window` jobs are given out at a
    time, so that neither a long manifest nor its results fill the memory. An engine whose process dies is opened anew
    and the jobs it held are tried again one by one; one that kills it again is a failed job.
    """
    counts = {"done": 0, "failed": 0}
    for outcome in _outcomes(iter(jobs), engine, window, work):
        counts[outcome.status] += 1
        on_done(outcome)
    return Report(**counts)


def _outcomes(
    jobs: Iterator[Job],
    engine: Callable[[], AbstractContextManager[Executor]] | None,
    window: int,
    work: Work,
) -> Iterator[Outcome]:
    if engine is None:
        yield from map(work, jobs)
        return
    while True:
        with engine() as executor:
            suspects = yield from _until_broken(executor, jobs, window, work)
        if not suspects:
            return
        for job in suspects:
            with engine() as executor:
                if (yield from _until_broken(executor, iter([job]), 1, work)):
                    yield failed(job, "the process that compared it ended (out of memory, or a crash)")


def _until_broken(
    executor: Executor, jobs: Iterator[Job], window: int, work: Work
) -> Generator[Outcome, None, list[Job]]:
    """Yield outcomes until the jobs are done or the executor breaks; return the jobs that it held then."""
    held: dict[Future[Outcome], Job] = {}
    broken: list[Job] = []
    while not broken:
        for job in islice(jobs, window - len(held)):
            try:
                held[executor.submit(work, job)] = job
            except BrokenExecutor:
                broken.append(job)
                break
        if not held:
            break
        finished, _ = wait(held, return_when=FIRST_COMPLETED)
        for future in finished:
            job = held.pop(future)
            try:
                yield future.result()
            except BrokenExecutor:
                broken.append(job)
            except Exception as error:
                # What the engine itself says of a job: lost workers, results that do not travel.
                yield failed(job, f"{type(error).__name__}: {error}")
    return [*broken, *held.values()]
