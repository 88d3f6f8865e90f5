"""Read .doc, .odt and .rtf through LibreOffice, where the machine has it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from draftdiff.errors import DamagedFileError, ProtectedFileError, ReadError, TooLargeError
from draftdiff.model import Draft, Note
from draftdiff.options import Options
from draftdiff.stopping import started, whole

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 180
# Nothing that a document points at is fetched, and nothing in it is run.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""
_SIGNS = ((b"{\\rtf", ".rtf"), (b"PK\x03\x04", ".odt"), (b"\xd0\xcf\x11\xe0", ".doc"))


def read(data: bytes, name: str, options: Options) -> tuple[Draft, ...]:
    """Return the drafts of a file that LibreOffice turns into .docx.

    The redline of such a draft keeps the look that LibreOffice gave it. Raises `ReadError` where LibreOffice is not
    installed or cannot read the file. Takes a few seconds.
    """
    from draftdiff.readers import docx

    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ProtectedFileError(
            where=name, what="is encrypted with a password", mend="Remove the password and save it."
        )
    program = next((path for path in map(shutil.which, _PROGRAMS) if path), None)
    if program is None:
        raise ReadError(
            where=name,
            what="is read through LibreOffice, which is not on this machine",
            mend="Install LibreOffice, or save the file as .docx.",
        )
    converted = _to_docx(program, data, name)
    note = Note(where=name, what="turned into .docx by LibreOffice before it was read")
    return tuple(replace(draft, notes=(*draft.notes, note)) for draft in docx.read(converted, name, options))


def _to_docx(program: str, data: bytes, name: str) -> bytes:
    """Return the file as .docx; LibreOffice works in a folder and with a profile of its own."""
    suffix = next((suffix for sign, suffix in _SIGNS if data.startswith(sign)), Path(name).suffix or ".doc")
    with tempfile.TemporaryDirectory(prefix="draftdiff-") as folder, started(partial(_take_away, folder)):
        source = Path(folder, f"source{suffix}")
        source.write_bytes(data)
        Path(folder, "profile", "user").mkdir(parents=True)
        Path(folder, "profile", "user", "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(Path(folder, "out")),
            str(source),
        ]
        try:
            said = _run(command)
        except subprocess.TimeoutExpired as error:
            raise TooLargeError(
                where=name,
                what=f"LibreOffice did not finish with it in {_SECONDS} seconds",
                mend="Save the file as .docx and give that.",
            ) from error
        except OSError as error:
            raise ReadError(
                where=name, what=f"LibreOffice cannot be started ({error})", mend="Save the file as .docx."
            ) from error
        result = Path(folder, "out", "source.docx")
        if not result.exists():
            raise DamagedFileError(
                where=name,
                what=f"cannot be read by LibreOffice{': ' + said[-1] if said else ''}",
                mend="Open it in the program that made it and save it as .docx.",
            )
        return result.read_bytes()


def _run(command: list[str]) -> list[str]:
    """Run LibreOffice to its end and return what it said on stderr; neither our end nor its delay leaves it running."""
    # The program is a script that starts others: only as a group of their own do all of them end.
    with ExitStack() as stack:
        with whole():
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
            )
            stack.enter_context(started(partial(_end, process)))
        try:
            _, said = process.communicate(timeout=_SECONDS)
        finally:
            _end(process)
            process.wait()
    return said.decode("utf-8", "replace").strip().splitlines()


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _take_away(folder: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
