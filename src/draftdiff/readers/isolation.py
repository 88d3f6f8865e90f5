"""Read a file in a process of its own, so that a crash, a hang or a flood of memory is only an error.

What holds where: time is limited on every system. Memory is limited through the address space on Linux; macOS takes
the limit and does not keep to it, Windows has none, so there the time limit and `Limits` must do.
"""

from __future__ import annotations

import os
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO

from draftdiff.children import CHILDREN, end_with_parent
from draftdiff.errors import DamagedFileError, DraftdiffError, TooLargeError
from draftdiff.model import Draft
from draftdiff.options import Limits, Options
from draftdiff.readers import load_source
from draftdiff.stopping import started

_DEFAULT_SECONDS = 300.0


def read_isolated(source: str | Path | bytes | BinaryIO, *, name: str, options: Options) -> Draft:
    """Return the draft of a source, read by a process that may die without harm.

    Costs the start of an interpreter (0.1 to 0.3 s) and the passing of the draft. Raises `TooLargeError` when the time
    is over, `DamagedFileError` when the reader died, and whatever `ReadError` the reader raised.
    """
    data, found = load_source(source, options)
    name = name or found
    ours, theirs = CHILDREN.Pipe(duplex=False)
    process = CHILDREN.Process(target=_work, args=(theirs, data, name, options), daemon=True)
    with started(lambda: process.kill() if process.pid else None):
        try:
            process.start()
            theirs.close()
            answer = _answer(ours, options.limits.seconds or _DEFAULT_SECONDS, name)
        except (EOFError, OSError) as error:
            raise DamagedFileError(
                where=name,
                what="made its reader die (out of memory, or a fault in a library)",
                mend="Save the file again from the program that made it, or raise --limit memory_bytes=NUMBER.",
            ) from error
        finally:
            ours.close()
            if process.pid:
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
    answer: Draft | DraftdiffError = connection.recv()
    return answer


def _work(connection: Connection, data: bytes, name: str, options: Options) -> None:
    """Read in the child process and send the draft or the error."""
    end_with_parent()
    _silence()
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
    except Exception as error:
        answer = DamagedFileError(
            where=name,
            what=f"made its reader fail ({type(error).__name__}: {error})",
            mend="Please tell us, with the kind of file: this is a fault of ours.",
        )
    connection.send(answer)
    connection.close()


def _silence() -> None:
    """Keep a library's last words off the terminal: what became of the file is told once, by the parent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _limit_memory(limits: Limits) -> None:
    if not limits.memory_bytes:
        return
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
