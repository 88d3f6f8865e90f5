"""LibreOffice as referee: the text that it makes of a Word file, with all tracked changes accepted or rejected.

Run as a script by a Python that has `uno`: libreoffice.py ACTION FILE..., with ACTION none, accept or reject; writes
FILE.txt beside each file.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_DISPATCH = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
_PYTHONS = ("/usr/bin/python3", "/usr/lib/libreoffice/program/python", "/opt/libreoffice/program/python")


def python_with_uno() -> str:
    """Return a Python that can talk to LibreOffice; without one the test is skipped, or fails if all must run."""
    import pytest

    for path in _PYTHONS:
        known = Path(path).exists()
        if known and not subprocess.run([path, "-c", "import uno"], capture_output=True).returncode:
            return path
    stop = pytest.fail if os.environ.get("DRAFTDIFF_REQUIRE_ALL") == "1" else pytest.skip
    return stop("needs a Python with LibreOffice's uno (Debian: python3-uno)")


def texts(python: str, files: list[Path], action: str = "none") -> list[list[str]]:
    """Return the lines with something on them that LibreOffice makes of each file, list numbers included."""
    subprocess.run([python, __file__, action, *map(str, files)], check=True, timeout=300, capture_output=True)
    return [
        [line.strip() for line in _output(file).read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        for file in files
    ]


def _output(file: Path) -> Path:
    return file.with_suffix(".txt")


def _serve(action: str, files: list[Path]) -> None:
    import uno

    with tempfile.TemporaryDirectory() as profile:
        pipe = f"draftdiff{Path(profile).name}"
        office = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            context = _connect(uno, pipe)
            for file in files:
                _convert(uno, context, action, file)
        finally:
            office.terminate()
            office.wait(30)


def _connect(uno, pipe):  # type: ignore[no-untyped-def]
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    raise TimeoutError("LibreOffice did not answer")


def _convert(uno, context, action: str, file: Path) -> None:  # type: ignore[no-untyped-def]
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, _options(uno, Hidden=True))
    try:
        if action in _DISPATCH:
            helper = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            frame = document.CurrentController.Frame
            helper.executeDispatch(frame, _DISPATCH[action], "", 0, ())
        options = _options(uno, FilterName="Text (encoded)", FilterOptions="UTF8,LF,,,")
        document.storeToURL(_output(file).as_uri(), options)
    finally:
        document.close(True)


def _options(uno, **values):  # type: ignore[no-untyped-def]
    found = []
    for name, value in values.items():
        option = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        option.Name, option.Value = name, value
        found.append(option)
    return tuple(found)


if __name__ == "__main__":
    _serve(sys.argv[1], [Path(name).resolve() for name in sys.argv[2:]])
