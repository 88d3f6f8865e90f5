"""Read a file in a process of its own, so that a crash, a hang or a flood of memory is only an error.

What holds where: time is limited on every system. Memory is limited through the address space on Linux; macOS takes
the limit and does not keep to it, Windows has none, so there the time limit and `Limits` must do.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO

from draftdiff.errors import DamagedFileError, DraftdiffError, TooLargeError
from draftdiff.model import Draft
from draftdiff.options import Limits, Options
from draftdiff.readers import load_source

_DEFAULT_SECONDS = 300.0


def read_isolated(source: str | Path | bytes | BinaryIO, *, name: str, options: Options) -> Draft:
    """Return the draft of a source, read by a process that may die without harm.

    Costs the start of an interpreter (0.1 to 0.3 s) and the passing of the draft. Raises `TooLargeError` when the time
    is over, `DamagedFileError` when the reader died, and whatever `ReadError` the reader raised.
    """
    data, found = load_source(source, options)
    name = name or found
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, data, name, options), daemon=True)
    process.start()
    theirs.close()
    try:
        answer = _answer(ours, options.limits.seconds or _DEFAULT_SECONDS, name)
    finally:
        ours.close()
        process.kill()
        process.join()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _answer(connection: Connection, seconds: float, name: str) -> Draft | DraftdiffError:
    if not connection.poll(seconds):
        raise TooLargeError(
            where=name, what=f"was not read after {seconds:g} seconds", mend="Give more time with --timeout."
        )
    try:
        answer: Draft | DraftdiffError = connection.recv()
    except (EOFError, OSError) as error:
        raise DamagedFileError(
            where=name,
            what="made its reader die (out of memory, or a fault in a library)",
            mend="Save the file again from the program that made it, or raise --limit memory_bytes=NUMBER.",
        ) from error
    return answer


def _work(connection: Connection, data: bytes, name: str, options: Options) -> None:
    """Read in the child process and send the draft or the error."""
    _limit_memory(options.limits)
    from draftdiff.readers import read

    answer: Draft | DraftdiffError
    try:
        answer = read(data, name=name, options=options)
    except DraftdiffError as error:
        answer = error
    except MemoryError:
        answer = TooLargeError(
            where=name,
            what=f"needs more than {options.limits.memory_bytes} bytes of memory",
            mend="Raise it with --limit memory_bytes=NUMBER if you trust the file.",
        )
    connection.send(answer)
    connection.close()


def _limit_memory(limits: Limits) -> None:
    if not limits.memory_bytes:
        return
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
