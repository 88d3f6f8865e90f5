"""Write a file whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from draftdiff.errors import WriteError
from draftdiff.stopping import unfinished


def write_whole(path: str | Path, data: bytes) -> None:
    """Write bytes beside their place and move them into it; on failure what stood there is untouched.

    Raises `WriteError` with the reason that the system gives.
    """
    with open_whole(path) as file:
        file.write(data)


@contextmanager
def open_whole(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file beside its place and move it there when the block is done; it may be larger than the memory.

    On failure what stood there is untouched. Raises `WriteError` with the reason that the system gives.
    """
    target = Path(path)
    try:
        if not target.name:
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        # Told before it is there, so that no signal finds a file that nobody takes away.
        with unfinished(temporary):
            with os.fdopen(os.open(temporary, _NEW, 0o600), "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, _mode_of(target))
            os.replace(temporary, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteError(where=str(path), what=f"cannot be written ({reason})", mend=_mend(error)) from error


def _mend(error: OSError) -> str:
    """Return what may help; on Windows a file that is open in a word processor cannot be replaced."""
    if isinstance(error, PermissionError):
        return "Close it where it is open, or choose another folder."
    return "Choose another folder or make room."


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _mode_of(target: Path) -> int:
    """Return the mode of the file that is replaced, or that of a new file under the user's mask."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
