"""Give up after a time."""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from draftdiff.errors import TooLargeError

_AGAIN = 0.5


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TooLargeError` in the main thread when the block takes longer; 0 is no limit.

    Where the system has interval timers the alarm comes on time; elsewhere (Windows) a thread interrupts the main
    one, which takes notice between two steps of Python.
    """
    if seconds <= 0:
        yield
        return
    passed = threading.Event()
    error = TooLargeError(
        where="timeout", what=f"not done after {seconds:g} seconds", mend="Give more time with --timeout."
    )
    if hasattr(signal, "setitimer"):

        def stop(number: int, frame: object) -> None:
            raise error

        before = signal.signal(signal.SIGALRM, stop)
        # Again and again, for an error that strikes inside a destructor or a callback is lost there.
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        return

    def interrupt() -> None:
        passed.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, interrupt)
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if passed.is_set():
            raise error from None
        raise
    finally:
        timer.cancel()
