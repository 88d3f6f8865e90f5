"""Time and memory of a redline, beside other programs that write one, in one run.

    python benchmarks/speed/redline.py [--corpora DIR] [--runs 3] [--peers PYTHON]

The pair is `docx-large` of the corpora. Every program runs in a fresh process, as its users start it, from two files to
a file: `draftdiff` compares, writes and proves; `docx-trackdiff` once without and once with its own verifier;
`docxodus` (by python-redlines) has none. PYTHON is one that has `docx-trackdiff` and `python-redlines[docxodus]`; they
are not installed with this project. Seconds are processor time of a program and all it started; medians. The steps of
draftdiff in a warm process are told apart.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import draftdiff
from draftdiff.options import Options
from draftdiff.renderers import tracked_docx
from draftdiff.verification import verify

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
OURS = """
import sys
from draftdiff.__main__ import main
sys.argv = ["draftdiff", OLD, NEW, "-o", OUT]
main()
"""
TRACKDIFF = """
import sys
from docx_trackdiff import compare
sys.argv = ["docx-trackdiff", OLD, NEW, OUT]
compare.main()
"""
TRACKDIFF_VERIFY = """
import sys
from docx_trackdiff import verify
sys.argv = ["docx-trackdiff-verify", OUT, OLD, NEW]
verify.main()
"""
DOCXODUS = """
from pathlib import Path
from python_redlines import DocxodusEngine
old, new = (Path(path).read_bytes() for path in (OLD, NEW))
Path(OUT).write_bytes(DocxodusEngine().run_redline("Reviewer", original=old, modified=new)[0])
"""


@dataclass(frozen=True)
class Run:
    """What one run of a program took."""

    work: float
    wall: float
    peak: int
    """Megabytes."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", default=os.environ.get("DRAFTDIFF_CORPORA", ""))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", default="", help="a Python with the other programs")
    arguments = parser.parse_args()
    if not arguments.corpora:
        print("redline speed: skipped, no corpora given")
        return 0
    folder = Path(arguments.corpora) / "drafts" / "docx-large"
    paths = [folder / f"standard-4.0.{number}.docx" for number in (2, 3)]
    programs = {"draftdiff": (sys.executable, [OURS])}
    if arguments.peers:
        programs["docx-trackdiff"] = (arguments.peers, [TRACKDIFF])
        programs["docx-trackdiff with its verifier"] = (arguments.peers, [TRACKDIFF, TRACKDIFF_VERIFY])
        programs["docxodus"] = (arguments.peers, [DOCXODUS])
    report(programs, paths, arguments.runs)
    report_steps(paths, arguments.runs)
    return 0


def report(programs: dict[str, tuple[str, list[str]]], paths: list[Path], runs: int) -> None:
    """Print the figures of every program, taking turns so that a busy moment meets all alike."""
    found: dict[str, list[Run]] = {}
    for _ in range(runs):
        for name, (python, scripts) in programs.items():
            found.setdefault(name, []).append(run(python, scripts, paths))
    ours = median(item.work for item in found["draftdiff"])
    for name, items in found.items():
        work, wall, peak = (
            median(getattr(item, figure) for item in items) for figure in ("work", "wall", "peak")
        )
        ratio = "" if name == "draftdiff" else f"; draftdiff takes {ours / work:.2f} times as much work"
        print(f"{name}: {work:.2f} s of work, {wall:.2f} s on the clock, peak {peak:.0f} MB{ratio}")


def run(python: str, scripts: list[str], paths: list[Path]) -> Run:
    """Return what these scripts took, one after the other, each in a process of its own."""
    work = wall = 0.0
    peak = 0
    with tempfile.TemporaryDirectory() as folder:
        names = {"OLD": str(paths[0]), "NEW": str(paths[1]), "OUT": f"{folder}/redline.docx"}
        head = "".join(f"{name} = {value!r}\n" for name, value in names.items())
        for script in scripts:
            start = time.perf_counter()
            process = subprocess.Popen([python, "-c", head + script], **QUIET, cwd=folder)
            _, status, usage = os.wait4(process.pid, 0)
            if os.waitstatus_to_exitcode(status):
                raise SystemExit(f"redline speed: a program failed:\n{script}")
            work += usage.ru_utime + usage.ru_stime
            wall += time.perf_counter() - start
            peak = max(peak, usage.ru_maxrss // 1024)
        if not Path(names["OUT"]).is_file():
            raise SystemExit(f"redline speed: no redline was written by:\n{scripts[0]}")
    return Run(work, wall, peak)


def report_steps(paths: list[Path], runs: int) -> None:
    """Print how long the steps of draftdiff take in a process that has done it before."""
    old, new = (path.read_bytes() for path in paths)
    times: dict[str, list[float]] = {}
    for _ in range(runs):
        comparison = timed("compare", times, lambda: draftdiff.compare(old, new))
        data = timed("write", times, lambda c=comparison: tracked_docx.write(c, Options()))
        timed("prove", times, lambda d=data: verify(d, old, new))
    print("steps, warm: " + ", ".join(f"{name} {median(values):.2f} s" for name, values in times.items()))


def timed(name: str, times: dict[str, list[float]], work: Callable[[], Any]) -> Any:
    """Return what the work gives and note its processor time."""
    start = time.process_time()
    result = work()
    times.setdefault(name, []).append(time.process_time() - start)
    return result


if __name__ == "__main__":
    raise SystemExit(main())
