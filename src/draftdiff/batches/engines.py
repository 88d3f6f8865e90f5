"""Engines that carry out jobs: processes of this machine, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

from draftdiff.children import CHILDREN, end_children, end_with_parent, quiet_tracker
from draftdiff.errors import MissingExtraError, OptionError
from draftdiff.stopping import started

# A worker is replaced after so many jobs, so that what libraries keep in memory does not pile up over thousands.
_JOBS_PER_PROCESS = 500


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """Open an executor of that many processes; each starts afresh, and ends with this one however this one ends."""
    quiet_tracker()
    with (
        started(end_children),
        ProcessPoolExecutor(
            jobs,
            mp_context=CHILDREN,
            initializer=end_with_parent,
            max_tasks_per_child=_JOBS_PER_PROCESS,
        ) as executor,
    ):
        yield executor


@contextmanager
def dask_cluster(address: str) -> Iterator[Executor]:
    """Open an executor on a running Dask cluster.

    Its workers must have draftdiff and see the folders by the same paths. Dask itself gives the jobs of a lost worker
    to another one. Raises `MissingExtraError` without `distributed`, `OptionError` if nobody answers there.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtraError(
            where="--dask", what="needs distributed", mend='pip install "draftdiff-report[dask]"'
        ) from error
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise OptionError(
            where="--dask",
            what=f"no scheduler answers at {address} ({error})",
            mend="Start one, or check the address.",
        ) from error
    with client:
        yield client.get_executor(pure=False)


def dask_threads(address: str) -> int:
    """Return how many jobs a Dask cluster carries out at a time."""
    from distributed import Client

    with Client(address, timeout=10, set_as_default=False) as client:
        return max(1, sum(int(count) for count in client.nthreads().values()))
