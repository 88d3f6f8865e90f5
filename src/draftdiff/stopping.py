"""End a command at a signal, at any moment: what is half-written goes, what was started ends, one line is said.

A signal that only raises in the main thread is lost where it strikes inside a destructor, and a second one strikes in
the clean-up of the first. So the command cleans up in the handler itself and ends where it stands. Only the command
line and its workers ask for this; a program that imports draftdiff keeps its own handling of signals.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

SAID = "Error: interrupted; nothing was left half-written\n"
# SIGTERM is the last to be taken, so that who sees it taken knows that all are.
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGTERM") if hasattr(signal, name))

_unfinished: dict[str, None] = {}
_started: dict[Callable[[], None], None] = {}


@dataclass(slots=True, kw_only=True)
class _Ending:
    """How this process ends at a signal."""

    said: str = SAID
    postponed: int = 0
    """How many blocks that must not be cut are open."""
    asked: bool = False
    """Whether a signal has come during one of them."""


_ending = _Ending()


def end_at_signals(signals: Iterable[int] = _SIGNALS, said: str = SAID) -> None:
    """From now on an interrupt, a hang-up or a termination ends this process with one line and status 2.

    A signal that the caller of this process has set to be ignored (`nohup`, a job in the background) stays ignored.
    """
    _ending.said = said
    for number in signals:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _take)


def ignore_signals() -> None:
    """From now on nothing interrupts: the result is out, and only the interpreter's own clean-up is left."""
    for number in _SIGNALS:
        with suppress(ValueError):  # in a thread beside the main one, whose process ends anyway
            signal.signal(number, signal.SIG_IGN)


def _take(number: int, frame: FrameType | None) -> None:
    if _ending.postponed:
        _ending.asked = True
    else:
        _end()


def _end() -> None:
    ignore_signals()
    for end in list(_started):
        with suppress(Exception):
            end()
    for path in list(_unfinished):
        _remove(path)
    # Not through sys.stderr, which may be in the middle of a write of its own.
    if _ending.said:
        with suppress(OSError):
            os.write(2, (("\n" if os.isatty(2) else "") + _ending.said).encode())
    os._exit(2)


@contextmanager
def whole() -> Iterator[None]:
    """Hold back the end of this process for a block that must not be cut: one that starts something."""
    _ending.postponed += 1
    try:
        yield
    finally:
        _ending.postponed -= 1
        if _ending.asked and not _ending.postponed:
            _end()


@contextmanager
def unfinished(path: str | Path) -> Iterator[None]:
    """Take a file away when the block ends, however it ends; one that was moved to its place is gone from here."""
    _unfinished[str(path)] = None
    try:
        yield
    finally:
        _remove(str(path))
        _unfinished.pop(str(path), None)


def end_with_this(end: Callable[[], None]) -> None:
    """Call `end` whenever a signal ends this process."""
    _started[end] = None


@contextmanager
def started(end: Callable[[], None]) -> Iterator[None]:
    """Call `end` if a signal ends this process during the block: it ends what the block has started."""
    _started[end] = None
    try:
        yield
    finally:
        _started.pop(end, None)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def quiet_streams() -> None:
    """Point a standard stream whose reader went away at nothing, so that the flush on the way out says nothing."""
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
