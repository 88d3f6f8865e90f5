"""Batches: the same bytes however they are run, stopped and resumed; bad files and dead workers listed."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from draftdiff.batches import Job, Manifest, Outcome, Report, carry_out, run_batch
from draftdiff.batches.results import PAIRS, write_results
from draftdiff.options import Options
from tests.threads.test_trace import POOL

SIZE = 6


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    """Five pairs, a chain of three, and a pair of which a file is missing."""
    rows = ["id,title,draft1,draft2,draft3"]
    for at in range(SIZE):
        (tmp_path / f"{at}a.md").write_text("\n\n".join(POOL), "utf-8")
        (tmp_path / f"{at}b.md").write_text("\n\n".join((*POOL[at % 5 :], f"Number {at}.")), "utf-8")
        rows.append(f"pair {at},Title <{at}>,{at}a.md,{at}b.md,{'0a.md' if at == 2 else ''}")
    rows.insert(3, "bad,,0a.md,missing.md,")
    (tmp_path / "manifest.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return Manifest(tmp_path / "manifest.csv")


def jobs(manifest: Manifest, target: Path) -> list[Job]:
    return [
        Job(
            entry=entry,
            base=str(manifest.folder),
            target=str(target / PAIRS / entry.folder),
            formats=("json", "markdown"),
            options=Options(profile="plain"),
        )
        for entry in manifest
    ]


def run(manifest: Manifest, target: Path, **how: object) -> tuple[Report, dict[str, bytes]]:
    target.mkdir(exist_ok=True)
    report = run_batch(iter(jobs(manifest, target)), **how)  # type: ignore[arg-type]
    write_results(manifest, target)
    return report, files(target)


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def processes(count: int) -> Callable[[], ProcessPoolExecutor]:
    return lambda: ProcessPoolExecutor(count)


def test_every_pair_has_its_outputs_and_the_tables_hold_all_of_them(
    manifest: Manifest, tmp_path: Path
) -> None:
    report, found = run(manifest, tmp_path / "out")

    assert report == Report(done=SIZE, failed=1)
    assert {"index.html", "changes.csv", "pairs.csv"} <= found.keys()
    pairs = list(csv.DictReader(found["pairs.csv"].decode("utf-8-sig").splitlines()))
    assert [row["id"] for row in pairs] == [entry.id for entry in manifest]
    rows = list(csv.DictReader((tmp_path / "out/changes.csv").open(encoding="utf-8-sig", newline="")))
    assert {row["pair"] for row in rows} == {f"pair {at}" for at in range(SIZE)}
    assert {row["step"] for row in rows if row["pair"] == "pair 2"} == {"1", "2"}


def test_one_bad_file_is_listed_with_its_error_and_stops_nothing(manifest: Manifest, tmp_path: Path) -> None:
    _, found = run(manifest, tmp_path / "out")

    [row] = [
        r
        for r in csv.DictReader((tmp_path / "out/pairs.csv").open(encoding="utf-8-sig", newline=""))
        if r["status"] != "done"
    ]
    assert row["id"] == "bad"
    assert row["error"].startswith("missing.md: cannot be read")
    assert b"1 failed" in found["index.html"]


def test_titles_reach_the_index_escaped(manifest: Manifest, tmp_path: Path) -> None:
    _, found = run(manifest, tmp_path / "out")

    assert b"Title &lt;1&gt;" in found["index.html"]


def test_a_second_run_does_nothing_anew(manifest: Manifest, tmp_path: Path) -> None:
    _, first = run(manifest, tmp_path / "out")
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "out" / PAIRS).rglob("changes.json")}

    _, second = run(manifest, tmp_path / "out")

    assert second == first
    assert times == {p: p.stat().st_mtime_ns for p in times}


def test_a_run_stopped_half_way_and_resumed_gives_the_bytes_of_one_that_was_not(
    manifest: Manifest, tmp_path: Path
) -> None:
    _, whole = run(manifest, tmp_path / "whole")
    target = tmp_path / "resumed"
    run_batch(iter(jobs(manifest, target)[:3]))
    # A pair that was being written when the run was killed: outputs and no marker.
    half = target / PAIRS / jobs(manifest, target)[4].entry.folder
    half.mkdir(parents=True)
    (half / "changes.json").write_text("{", "utf-8")
    (half / "left-over.part").write_text("", "utf-8")

    _, resumed = run(manifest, target)

    assert resumed == whole


def test_a_changed_draft_is_compared_anew(manifest: Manifest, tmp_path: Path) -> None:
    _, before = run(manifest, tmp_path / "out")
    (tmp_path / "1b.md").write_text("\n\n".join((*POOL, "Another end.")), "utf-8")

    _, after = run(manifest, tmp_path / "out")

    changed = {name.split("/")[1] for name in after if after[name] != before.get(name) and "/" in name}
    assert changed == {jobs(manifest, tmp_path)[1].entry.folder}


def test_a_pair_that_now_fails_leaves_no_outputs_of_before(manifest: Manifest, tmp_path: Path) -> None:
    run(manifest, tmp_path / "out")
    (tmp_path / "1b.md").unlink()

    report, found = run(manifest, tmp_path / "out")

    folder = jobs(manifest, tmp_path)[1].entry.folder
    assert report.failed == 2
    assert [name for name in found if name.startswith(f"{PAIRS}/{folder}/")] == [
        f"{PAIRS}/{folder}/done.json"
    ]


@pytest.mark.slow
def test_processes_give_the_bytes_of_one(manifest: Manifest, tmp_path: Path) -> None:
    _, alone = run(manifest, tmp_path / "alone")

    _, together = run(manifest, tmp_path / "together", engine=processes(2), window=4)

    assert together == alone


def deadly(job: Job) -> Outcome:
    """Carry out a job; the second pair kills its process."""
    if job.entry.id == "pair 1":
        os._exit(9)
    return carry_out(job)


@pytest.mark.slow
def test_a_job_that_kills_its_process_is_listed_and_all_others_are_done(
    manifest: Manifest, tmp_path: Path
) -> None:
    report, found = run(manifest, tmp_path / "out", engine=processes(2), window=4, work=deadly)

    assert report == Report(done=SIZE - 1, failed=2)
    assert b"the process that compared it ended" in found["pairs.csv"]


def test_no_more_jobs_are_given_out_than_the_window_holds(manifest: Manifest, tmp_path: Path) -> None:
    taken = 0
    done = 0

    def counted() -> object:
        nonlocal taken
        for job in jobs(manifest, tmp_path / "out"):
            taken += 1
            assert taken - done <= 2
            yield job

    def tell(outcome: Outcome) -> None:
        nonlocal done
        done += 1

    from concurrent.futures import ThreadPoolExecutor

    run_batch(counted(), lambda: ThreadPoolExecutor(1), window=2, on_done=tell)  # type: ignore[arg-type]

    assert done == len(manifest)
