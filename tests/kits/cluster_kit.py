"""A Dask cluster on this machine: real processes, in folders of their own, away from projects.

Each process of Dask's has a watchdog over it, which is this module run as a program. The watchdog
reads from a pipe that only the process of the tests holds, so that it sees that one end, whatever
ends it, and ends Dask's process with all that it has started.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import warm_kit

ROOT = Path(__file__).resolve().parents[2]
DASK = Path(sys.executable).with_name("dask")
STARTS = 90.0
#: Seconds that a process gets to end by itself.
GRACE = 5.0
BUILDS = 240.0


@dataclass
class Cluster:
    """A scheduler and its workers. ``folder`` is theirs."""

    folder: Path
    security: tuple[str, ...] = ()
    address: str = ""
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str, nashr: Path | None = ROOT) -> subprocess.Popen[bytes]:
        """The watchdog over a process of Dask's, which finds nashr at a path."""
        folder = self.folder / str(len(self.started))
        folder.mkdir(parents=True)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("DASK")}
        environment["PYTHONPATH"] = str(nashr) if nashr else ""
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, __file__, str(DASK), *arguments, *self.security],
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def start_scheduler(self) -> None:
        told = self.folder / "scheduler.json"
        protocol = ("--protocol", "tls") if self.security else ()
        self.start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *protocol,
            "--scheduler-file", str(told),
        )  # fmt: skip
        wait_for(told.is_file)
        self.address = json.loads(told.read_text("utf-8"))["address"]

    def start_worker(
        self, nashr: Path | None = ROOT, *, nanny: bool = True
    ) -> subprocess.Popen[bytes]:
        """A worker; its nanny, a process more, starts it again when it dies."""
        process = self.start(
            "worker", self.address, "--nthreads", "1", "--no-dashboard",
            "--nanny" if nanny else "--no-nanny",
            "--local-directory", str(self.folder), "--host", "127.0.0.1", nashr=nashr,
        )  # fmt: skip
        log = self.folder / str(len(self.started) - 1) / "log"
        wait_for(lambda: "Registered to" in log.read_text("utf-8"))
        return process

    def end(self) -> None:
        end(*reversed(self.started))


def end(*processes: subprocess.Popen[bytes]) -> None:
    """End processes and all that they have started."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
    for process in processes:
        process.wait(4 * GRACE)


def watch(command: Sequence[str]) -> int:
    """The watchdog: run a command until it ends by itself, or until standard input is closed."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    threading.Thread(target=_end_at_end_of_input, args=[process], daemon=True).start()
    return process.wait()


def _end_at_end_of_input(process: subprocess.Popen[bytes]) -> None:
    sys.stdin.buffer.read()
    family: list[psutil.Process] = []
    with contextlib.suppress(psutil.NoSuchProcess):
        family = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    psutil.wait_procs(family, GRACE)
    for one in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    process.kill()


def wait_for(fact: Callable[[], object], seconds: float = STARTS) -> None:
    until = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.1)


def worker_processes(process: subprocess.Popen[bytes]) -> Iterator[psutil.Process]:
    """The processes that a worker has started, without their children."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                if not _is_worker_process(one):
                    continue
                parent = one.parent()  # none, if it has just ended
                if parent is None or not _is_worker_process(parent):
                    yield one


def _is_worker_process(process: psutil.Process) -> bool:
    return "nashr.cluster.worker_process" in process.cmdline()


def kill(process: psutil.Process) -> None:
    os.kill(process.pid, signal.SIGKILL)


@dataclass(frozen=True)
class Built:
    """What a build said and gave."""

    code: int
    said: str
    complained: str
    products: Mapping[str, bytes]


def begin(
    project: Path,
    output: Path,
    *arguments: str,
    before: str = "",
    command: str = "build",
    **variables: str,
) -> subprocess.Popen[str]:
    """A build in a process of its own, which runs the line ``before`` first."""
    line = f"import sys; from nashr.cli.main import main; {before}\nsys.exit(main(sys.argv[1:]))"
    return subprocess.Popen(
        [
            *(sys.executable, "-c", line),
            *(command, "--project", str(project), "--output", str(output), *arguments),
        ],
        cwd=ROOT,
        env=_environment(variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def finish(process: subprocess.Popen[str], output: Path) -> Built:
    try:
        said, complained = process.communicate(timeout=BUILDS)
    finally:
        process.kill()
    return _built(process.returncode, said, complained, output)


def _built(code: int, said: str, complained: str, output: Path) -> Built:
    products = {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }
    findings, _, _ = f"\n{said}".partition("\n\n")  # then come the places and the seconds
    return Built(code, findings, complained, products)


#: A build with its errors in a file, whose name is the first argument.
_PROGRAM = """
import os, sys
errors = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT)
os.dup2(errors, 2)
os.close(errors)
from nashr.cli.main import main
{before}
sys.exit(main(sys.argv[1:]))
"""


def build(
    project: Path,
    output: Path,
    *arguments: str,
    before: str = "",
    command: str = "build",
    **variables: str,
) -> Built:
    """A build to its end, as ``begin`` does it, by a process that has imported what builds need;
    nothing of Dask's is among it.
    """
    words = [command, "--project", str(project), "--output", str(output), *arguments]
    with tempfile.TemporaryDirectory() as beside:
        errors = Path(beside) / "errors"
        process = warm_kit.start(
            [str(errors), *words],
            _environment(variables),
            ROOT,
            script=_PROGRAM.format(before=before),
        )
        try:
            said, _ = process.communicate(BUILDS)
        finally:
            process.kill()
        return _built(process.wait(BUILDS), said, errors.read_text("utf-8"), output)


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("DASK")}
    return inherited | {"NASHR_CACHE": "", "PYTHONPATH": str(ROOT)} | dict(variables)


if __name__ == "__main__":
    sys.exit(watch(sys.argv[1:]))
