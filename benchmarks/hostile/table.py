"""Run every hostile case as a user would, and print outcome, time and peak memory.

    python benchmarks/hostile/table.py [--only NAME] [--seconds 120] [--memory 6000] [--check]

Each document is read by `draftdiff tree`, each pair compared by `draftdiff compare` with a page and a JSON file,
in a process of its own. With --check the exit status is 1 if a case ends in a traceback, takes more seconds of work
or more megabytes. Peak memory is what the system counts for that process (Linux and macOS).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# In place of this folder, whose names would hide modules of the standard library.
HERE = Path(__file__).resolve().parent
sys.path[0] = str(HERE)
sys.path.append(str(HERE.parents[1]))

from pairs import PAIRS  # noqa: E402
from tests.hostile.documents import CASES, brackets, small_pdf  # noqa: E402

FULL = {"objects.pdf": lambda: small_pdf(100_000), "brackets.md": lambda: brackets(10_000)}
"""Cases that the tests hold in a smaller size."""
WHY = {"objects.pdf": "100,000 pieces of text on one page", "brackets.md": "brackets 10,000 deep"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A command to run in a folder where its files are made."""

    name: str
    why: str
    make: Callable[[Path], None]
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one case."""

    outcome: str
    """result, error, traceback, killed or too long."""
    seconds: float
    """Of processor time."""
    megabytes: float
    said: str
    """First line on stderr that is an error."""


def cases() -> Iterator[Case]:
    """Yield all documents, then all pairs."""
    for known in CASES:
        yield Case(
            name=known.name,
            why=WHY.get(known.name, known.why),
            make=lambda folder, known=known: _write(  # type: ignore[misc]
                folder / known.name, FULL.get(known.name, known.make)()
            ),
            command=("tree", known.name),
        )
    for pair in PAIRS:
        yield Case(
            name=f"pair {pair.name}",
            why=pair.why,
            make=lambda folder, pair=pair: _write_pair(folder, pair.name, pair.make()),  # type: ignore[misc]
            command=("compare", f"old-{pair.name}", f"new-{pair.name}", "-o", "c.html", "-o", "c.json"),
        )


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _write_pair(folder: Path, name: str, data: tuple[bytes, bytes]) -> None:
    for side, content in zip(("old", "new"), data, strict=True):
        _write(folder / f"{side}-{name}", content)


def make_apart(name: str, folder: str) -> None:
    """Make the files of a case; run in a process of its own, so that this one stays small."""
    next(case for case in cases() if case.name == name).make(Path(folder))


def measure(case: Case, seconds: float) -> Result:
    """Return what became of a case, killed at three times its time on the clock."""
    with tempfile.TemporaryDirectory() as folder:
        maker = multiprocessing.get_context("spawn").Process(target=make_apart, args=(case.name, folder))
        maker.start()
        maker.join()
        errors = Path(folder, "stderr")
        with errors.open("wb") as stderr:
            process = subprocess.Popen(
                [sys.executable, "-m", "draftdiff", *case.command],
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
            )
            status, megabytes, took = _waited(process, 3 * seconds)
        said = errors.read_text("utf-8", "replace")
    return Result(
        outcome=_outcome(status, said, took, seconds),
        seconds=took,
        megabytes=megabytes,
        said=next((line for line in said.splitlines() if line.startswith("Error")), ""),
    )


def _waited(process: subprocess.Popen[bytes], seconds: float) -> tuple[int, float, float]:
    """Return exit status, peak memory in MB and processor time of a child, killed when its time is over."""
    until = time.monotonic() + seconds
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            unit = 1024 if sys.platform != "darwin" else 1024 * 1024
            return process.returncode, usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime
        if time.monotonic() > until:
            process.kill()
            until = float("inf")
        time.sleep(0.02)


def _outcome(status: int, said: str, took: float, seconds: float) -> str:
    if "Traceback" in said:
        return "traceback"
    if status < 0:
        return "too long" if status == -9 else f"killed {-status}"
    if took > seconds:
        return "too long"
    return {0: "result", 2: "error"}.get(status, f"status {status}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="part of the names of the cases to run")
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--memory", type=float, default=6000.0, help="megabytes")
    parser.add_argument("--check", action="store_true", help="fail when a case goes over")
    arguments = parser.parse_args()
    failed = 0
    print("| case | why | outcome | seconds | MB | says |\n| --- | --- | --- | ---: | ---: | --- |")
    for case in cases():
        if arguments.only not in case.name:
            continue
        result = measure(case, arguments.seconds)
        good = result.outcome in ("result", "error") and result.megabytes <= arguments.memory
        failed += not good
        figures = f"{result.outcome} | {result.seconds:.1f} | {result.megabytes:.0f} | {result.said}"
        print(f"| {case.name} | {case.why} | {figures} |", flush=True)
    print(f"\n{failed} over a limit or broken")
    return 1 if arguments.check and failed else 0


if __name__ == "__main__":
    sys.exit(main())
