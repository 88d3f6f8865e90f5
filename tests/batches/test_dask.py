"""A local Dask cluster of two workers: the same bytes, and nothing lost when a worker dies."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from draftdiff.batches import Job, Outcome, Report, carry_out
from draftdiff.batches.engines import dask_cluster, dask_threads
from tests.batches.test_runs import SIZE, manifest, run  # noqa: F401  (a fixture)

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster() -> object:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as found:
        yield found


def slow_once(job: Job) -> Outcome:
    """Carry out a job slowly enough that a worker can be killed in the midst of it."""
    time.sleep(0.4)
    return carry_out(job)


def test_a_dask_cluster_gives_the_bytes_of_one_process(
    cluster: object,
    manifest: object,  # noqa: F811
    tmp_path: Path,
) -> None:
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    _, alone = run(manifest, tmp_path / "alone")  # type: ignore[arg-type]

    _, together = run(manifest, tmp_path / "together", engine=lambda: dask_cluster(address), window=4)  # type: ignore[arg-type]

    assert dask_threads(address) == 2
    assert together == alone


def test_nothing_is_lost_when_a_worker_is_killed_in_mid_run(
    cluster: object,
    manifest: object,  # noqa: F811
    tmp_path: Path,
) -> None:
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    _, alone = run(manifest, tmp_path / "alone")  # type: ignore[arg-type]
    with distributed.Client(address, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    told: list[Outcome] = []

    def kill_after_two(outcome: Outcome) -> None:
        told.append(outcome)
        if len(told) == 2:
            os.kill(victim, signal.SIGKILL)

    report, together = run(
        manifest,  # type: ignore[arg-type]
        tmp_path / "together",
        engine=lambda: dask_cluster(address),
        window=4,
        work=slow_once,
        on_done=kill_after_two,
    )

    assert report == Report(done=SIZE, failed=1)
    assert together == alone
