"""The texts of Word files as LibreOffice has them after accepting or rejecting all tracked changes.

    python3 office_texts.py PORT PROFILE_FOLDER < jobs.json > texts.json

Needs a Python with LibreOffice's `uno` module (Debian: /usr/bin/python3 with python3-uno). A job is [path, action];
the actions are accept, reject and read. The answer is a list of paragraphs for each job: body, cells, then notes.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}


def main() -> None:
    """Read the jobs, print the texts."""
    port, profile = sys.argv[1:3]
    json.dump(list(answers(json.load(sys.stdin), port, profile)), sys.stdout)


def answers(jobs: list[list[str]], port: str, profile: str):
    """Yield the text of each job from an office with a profile of its own; one that crashed is started anew."""
    process = tools = None
    for path, action in jobs:
        if process is None:
            process = start(port, profile)
            tools = connect(port)
        try:
            yield paragraphs(*tools, path, action)
        except Exception as error:
            yield [f"LibreOffice failed: {type(error).__name__}"]
            stop(process)
            process = None
    if process is not None:
        stop(process)


def start(port: str, profile: str) -> subprocess.Popen[bytes]:
    """Start the office."""
    command = ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}"]
    accept = f"--accept=socket,host=localhost,port={port};urp;"
    return subprocess.Popen([*command, accept], **QUIET)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the office with the program that its starter started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def connect(port: str):
    """Return the desktop and the dispatcher of the office once it listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            address = f"uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext"
            context = resolver.resolve(address)
        except Exception:
            time.sleep(0.5)
            continue
        manager = context.ServiceManager
        names = ("com.sun.star.frame.Desktop", "com.sun.star.frame.DispatchHelper")
        return tuple(manager.createInstanceWithContext(name, context) for name in names)
    raise SystemExit("LibreOffice does not answer")


def paragraphs(desktop, dispatcher, path: str, action: str) -> list[str]:
    """Return the paragraphs of a file after an action."""
    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    document = desktop.loadComponentFromURL(f"file://{path}", "_blank", 0, (hidden,))
    if document is None:
        return ["LibreOffice could not open the file"]
    if action != "read":
        command = f".uno:{action.capitalize()}AllTrackedChanges"
        dispatcher.executeDispatch(document.getCurrentController().getFrame(), command, "", 0, ())
    found = list(walk(document.getText()))
    for notes in (document.getFootnotes(), document.getEndnotes()):
        for at in range(notes.getCount()):
            found += walk(notes.getByIndex(at))
    document.close(True)
    return found


def walk(text):
    """Yield the paragraphs of a text, those in the cells of its tables in the order of rows."""
    enumeration = text.createEnumeration()
    while enumeration.hasMoreElements():
        item = enumeration.nextElement()
        if item.supportsService("com.sun.star.text.Paragraph"):
            yield item.getString()
        elif item.supportsService("com.sun.star.text.TextTable"):
            for name in sorted(item.getCellNames(), key=place):
                yield from walk(item.getCellByName(name))


def place(name: str) -> tuple[int, str]:
    """Return row and column of a cell's name, such as B12."""
    return (int("".join(char for char in name if char.isdigit()) or 0), name)


main()
