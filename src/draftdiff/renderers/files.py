"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from draftdiff.errors import WriteError


def write_whole(path: str | Path, data: bytes) -> None:
    """Write bytes beside their place and move them into it; on failure what stood there is untouched.

    Raises `WriteError` with the reason that the system gives.
    """
    target = Path(path)
    folder = target.parent if str(target.parent) else Path()
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode_of(target))
        os.replace(temporary, target)
        temporary = ""
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteError(
            where=str(path), what=f"cannot be written ({reason})", mend="Choose another folder or make room."
        ) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _mode_of(target: Path) -> int:
    """Return the mode of the file that is replaced, or that of a new file under the user's mask."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
