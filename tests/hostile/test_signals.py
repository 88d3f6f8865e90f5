"""A command that is interrupted at any moment says so in one line, and leaves a whole output or none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from draftdiff.stopping import SAID

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks into /proc"),
]
STOOD = b"what stood here"
MOMENTS = 30


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, word in (("old", "should"), ("new", "may")):
        text = "\n\n".join(f"{n}. States {word} report on item {n * 7}." for n in range(300))
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    (tmp_path / "out.html").write_bytes(STOOD)
    rows = "".join(f"pair {n},old.md,new.md\n" for n in range(8))
    (tmp_path / "pairs.csv").write_text(f"id,old,new\n{rows}", "utf-8")
    return tmp_path


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start the command as the leader of a group of processes, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, "-m", "draftdiff", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def wait_for(seen: Callable[[], bool]) -> None:
    until = time.monotonic() + 120
    while not seen():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.002)


def has_begun(process: subprocess.Popen[bytes]) -> bool:
    """Return whether the command has taken the signals into its own hands, which is the first thing that it does."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)


def group_is_gone(process: subprocess.Popen[bytes]) -> bool:
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_midst_of_work_is_told_and_leaves_what_stood_there(
    folder: Path, number: signal.Signals
) -> None:
    process = start(folder, "old.md", "new.md", "-o", "out.html")
    wait_for(lambda: has_begun(process))

    process.send_signal(number)
    out, said = process.communicate()

    assert (process.returncode, out, said.decode()) == (2, b"", SAID)
    assert (folder / "out.html").read_bytes() == STOOD


def test_at_any_moment_the_output_is_whole_or_untouched(folder: Path) -> None:
    arguments = ("old.md", "new.md", "-o", "out.html")
    process = start(folder, *arguments)
    wait_for(lambda: has_begun(process))
    begin = time.monotonic()
    _, told = process.communicate()
    whole, took = (folder / "out.html").read_bytes(), time.monotonic() - begin
    outcomes = set()

    for moment in range(MOMENTS):
        (folder / "out.html").write_bytes(STOOD)
        process = start(folder, *arguments)
        wait_for(lambda: has_begun(process))  # noqa: B023
        time.sleep(took * moment / (MOMENTS - 4))
        for _ in range(2):
            process.send_signal(signal.SIGINT if moment % 2 else signal.SIGTERM)
            time.sleep(0.002)
        _, said = process.communicate()
        stands = (folder / "out.html").read_bytes()
        outcomes.add(process.returncode)
        if process.returncode == 0:
            assert stands == whole
            assert said == told
        else:
            assert process.returncode == 2
            assert said.endswith(SAID.encode())
            assert told.startswith(said.removesuffix(SAID.encode()))
            assert stands in (STOOD, whole)
        assert not list(folder.glob(".*.part"))

    assert 2 in outcomes


def test_an_ignored_signal_stays_ignored(folder: Path) -> None:
    code = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); from draftdiff.__main__ import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "old.md", "new.md", "-o", "out.html"], cwd=folder, stderr=subprocess.PIPE
    )
    wait_for(lambda: has_begun(process))
    process.send_signal(signal.SIGINT)
    process.communicate()

    assert process.returncode == 0


@pytest.mark.parametrize("isolated", [(), ("--isolated",)])
def test_an_interrupted_batch_leaves_no_process_and_goes_on_later(
    folder: Path, isolated: tuple[str, ...]
) -> None:
    arguments = ("batch", "pairs.csv", "--to", "json", "--jobs", "2", *isolated)
    process = start(folder, *arguments, "-o", "out")
    wait_for(lambda: bool(list(folder.glob("out/pairs/*/done.json"))))
    # A terminal sends it to all processes of the group.
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate()
    wait_for(lambda: group_is_gone(process))

    assert (process.returncode, said.decode()) == (2, SAID)

    assert start(folder, *arguments, "-o", "out").wait() == 0
    assert start(folder, *arguments, "-o", "whole").wait() == 0
    written = [
        {str(path.relative_to(folder / name)): path.read_bytes() for path in (folder / name).rglob("*.*")}
        for name in ("out", "whole")
    ]
    assert written[0] == written[1]


def test_the_workers_of_a_batch_that_is_killed_do_not_outlive_it(folder: Path) -> None:
    process = start(folder, "batch", "pairs.csv", "--to", "json", "--jobs", "2", "--isolated", "-o", "out")
    wait_for(lambda: bool(list(folder.glob("out/pairs/*/done.json"))))
    process.kill()
    process.communicate()
    wait_for(lambda: group_is_gone(process))

    assert group_is_gone(process)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
@pytest.mark.parametrize("arguments", [("-o", "-", "--to", "json"), ("-o", "out.html"), ("--bad",)])
def test_a_reader_that_goes_away_ends_the_command_without_a_word(
    folder: Path, stream: str, arguments: tuple[str, ...]
) -> None:
    process = start(folder, "old.md", "new.md", *arguments)
    getattr(process, stream).close()
    setattr(process, stream, None)
    _, said = process.communicate()

    said_elsewhere = arguments == ("-o", "out.html") and stream == "stdout"
    assert process.returncode == (0 if said_elsewhere else 2)
    assert b"Traceback" not in (said or b"")
    assert b"Exception ignored" not in (said or b"")


@pytest.mark.parametrize(("closed", "output", "status"), [(">&-", "", 2), (">&- 2>&-", "-o out.html", 0)])
def test_closed_streams_are_one_error_at_most(folder: Path, closed: str, output: str, status: int) -> None:
    command = f"{sys.executable} -m draftdiff old.md new.md {output} {closed}"
    result = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True)

    assert result.returncode == status
    assert result.stderr.count(b"Error: ") == (status == 2)
    assert b"Traceback" not in result.stderr
