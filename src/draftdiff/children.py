"""Processes that work for this one: they start without its state, leave interrupts to it, and do not outlive it."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import active_children, connection, context, parent_process, resource_tracker

from draftdiff import stopping

_PATIENCE = 2.0
"""Seconds that a child has to end its own children before it is killed."""
_HELD_BACK = {
    getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGTERM") if hasattr(signal, "pthread_sigmask")
}


class _Child(context.SpawnProcess):
    """A process that a Ctrl-C in the terminal, which goes to all, does not reach: its parent ends it."""

    def start(self) -> None:
        # What is held back stays so in the child, from its first moment. The end of this process is postponed, for a
        # child that is under way is not known to `active_children` yet, and complains if its parent is gone.
        with stopping.whole(), _held_back():
            super().start()


class _Context(context.SpawnContext):
    Process = _Child


CHILDREN = _Context()
"""How our processes are started: each in a fresh interpreter. A child must call `end_with_parent`."""


@contextmanager
def _held_back() -> Iterator[None]:
    if not _HELD_BACK:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone or says so; to be called first in a child."""
    parent = parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def watch() -> None:
        connection.wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    stopping.end_with_this(end_children)
    stopping.end_at_signals((signal.SIGTERM,), said="")
    if _HELD_BACK:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


def end_children() -> None:
    """End every process that this one has started through `CHILDREN`, and those that they have started."""
    children = active_children()
    for child in children:
        child.terminate()
    until = time.monotonic() + _PATIENCE
    for child in children:
        child.join(max(0.0, until - time.monotonic()))
        child.kill()


def quiet_tracker() -> None:
    """Start the process in which `multiprocessing` keeps track of semaphores, so that it cleans up without a word.

    It takes away what a process that was interrupted has left, which is what it is for, and warns of it.
    """
    before = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = ",".join(filter(None, (before, "ignore::UserWarning")))
    try:
        resource_tracker.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONWARNINGS"]
        else:
            os.environ["PYTHONWARNINGS"] = before
