"""A Dask cluster on this machine: how much faster two workers are than one.

    .venv/bin/python benchmarks/scaling.py [ARTICLES] > benchmarks/scaling.txt

A scheduler and its workers, processes of one thread each, are started anew for every measurement,
in folders that see nothing of the journal; the build is one process with an empty cache. Counted
is its whole time by the clock, the start of the processes on the workers included. The journal of
200 articles (or ARTICLES) is made by ``archive.py``. The bound of the project is 1.7. From the
seconds an article, and from what the builder and the scheduler spend on each, follows what a larger
cluster would do.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import archive
import psutil

ROOT = Path(__file__).resolve().parent.parent
DASK = str(Path(sys.executable).with_name("dask"))
BOUND = 1.7
ARTICLES = 200
ARCHIVE = 100_000
HOURS = 3 * 3600
STARTS = 60


@dataclass(frozen=True)
class Run:
    """Seconds by the clock; CPU seconds of the builder and of the scheduler."""

    seconds: float
    builder: float
    scheduler: float


@contextlib.contextmanager
def dask(folder: Path, *arguments: str) -> Iterator[int]:
    """A process of Dask's, by its number, and all that it starts, as long as the block runs."""
    with (folder / f"{arguments[0]}.log").open("ab") as log:
        process = subprocess.Popen(
            [DASK, *arguments, "--no-dashboard", "--host", "127.0.0.1"],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)


def measure(journal: Path, workers: int) -> Run:
    """Build the journal on so many workers."""
    with tempfile.TemporaryDirectory(prefix="nashr-scaling-") as name, contextlib.ExitStack() as on:
        folder = Path(name)
        told = folder / "scheduler.json"
        scheduler = on.enter_context(
            dask(folder, "scheduler", "--port", "0", "--scheduler-file", str(told))
        )
        until = time.monotonic() + STARTS
        while not told.is_file():
            assert time.monotonic() < until, "the scheduler did not start"
            time.sleep(0.1)
        address = json.loads(told.read_text("utf-8"))["address"]
        count = ("--nworkers", str(workers), "--nthreads", "1")
        on.enter_context(dask(folder, "worker", address, *count, "--local-directory", name))
        while (folder / "worker.log").read_text("utf-8").count("Registered to") < workers:
            assert time.monotonic() < until, "the workers did not start"
            time.sleep(0.1)
        build = [sys.executable, str(ROOT / "build.py"), "--project", str(journal), "--no-cache"]
        build += ["--output", str(folder / "output"), "--scheduler", address]
        watched = psutil.Process(scheduler)
        idle, before, begun = sum(watched.cpu_times()[:2]), os.times(), time.perf_counter()
        subprocess.run(build, check=True, capture_output=True, timeout=HOURS)
        seconds, after = time.perf_counter() - begun, os.times()
        builder = sum(after[2:4]) - sum(before[2:4])
        return Run(seconds, builder, sum(watched.cpu_times()[:2]) - idle)


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    print(f"{platform.machine()}, {os.cpu_count()} cores; {articles} articles; all outputs")
    print(f"{'workers':>8}{'seconds':>10}{'articles/h':>12}{'builder, CPU s':>16}{'scheduler':>11}")
    with tempfile.TemporaryDirectory(prefix="nashr-archive-") as name:
        archive.generate(Path(name), articles=articles)
        found = {}
        for workers in (1, 2):
            run = found[workers] = measure(Path(name), workers)
            rate = 3600 * articles / run.seconds
            print(
                f"{workers:>8}{run.seconds:>10.1f}{rate:>12.0f}"
                f"{run.builder:>16.1f}{run.scheduler:>11.1f}",
                flush=True,
            )
    ratio = found[1].seconds / found[2].seconds
    print(f"two workers over one: {ratio:.2f} (bound: at least {BOUND})")
    each = found[1].seconds / articles
    centre = max(found[1].builder, found[1].scheduler) / articles
    print(f"\nOn paper, for {ARCHIVE:,} articles, from {each:.2f} s an article on a worker and")
    print(f"{centre:.3f} s on the machine that has the journal, which bounds the whole:")
    print(f"{'workers':>8}{'articles/h':>12}{'hours':>9}")
    for workers in (1, 2, 8, 32, 128):
        rate = min(workers * 3600 / each, 3600 / centre)
        print(f"{workers:>8}{rate:>12,.0f}{ARCHIVE / rate:>9.1f}")
    sys.exit(ratio < BOUND)


if __name__ == "__main__":
    main()
