"""What LibreOffice makes of files."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest


def office_texts(folder: Path, *jobs: tuple[bytes, str]) -> list[list[str]]:
    """Return the paragraphs with words of each file after an action: accept, reject or read."""
    python = os.environ.get("DRAFTDIFF_UNO_PYTHON", "/usr/bin/python3")
    if subprocess.run([python, "-c", "import uno"], capture_output=True).returncode:
        message = f"needs a Python with LibreOffice's uno; {python} has none (set DRAFTDIFF_UNO_PYTHON)"
        pytest.fail(message) if os.environ.get("DRAFTDIFF_REQUIRE_ALL") == "1" else pytest.skip(message)
    orders = []
    for number, (data, action) in enumerate(jobs):
        path = folder / f"{number}.docx"
        path.write_bytes(data)
        orders.append([str(path), action])
    script = Path(__file__).parents[3] / "benchmarks" / "quality" / "office_texts.py"
    command = [python, str(script), "2031", str(folder / "profile")]
    done = subprocess.run(command, input=json.dumps(orders), capture_output=True, text=True, check=True)
    return [[text for text in found if text.strip()] for found in json.loads(done.stdout)]
