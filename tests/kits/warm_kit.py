"""Builds in processes of their own that need not import everything anew.

A server has imported and loaded what a build needs, and waits. For each job it forks a process,
with the session, the environment, the folder and the output that the job asks for. What is tested
of a build from outside (its exit code, what it prints, what it leaves, how it dies) is the same as
where Python is started for it; only the second that this takes is spent once. The server ends when
the one who started it does.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

from memory_kit import join_pages

ROOT = Path(__file__).resolve().parents[2]
KITS = Path(__file__).resolve().parent
#: What a build imports. Nothing of it may read the environment or a disk of the job's.
IMPORTED = (
    *(
        "nashr.cli.main",
        "nashr.cli.build",
        "nashr.cli.doctor",
        "nashr.cli.progress",
        "nashr.pipeline.build",
    ),
    *("nashr.pipeline.render", "nashr.pipeline.manifest", "nashr.outputs.table"),
    *("nashr.outputs.pdf.render", "nashr.outputs.epub.render", "nashr.outputs.html.render"),
    *("nashr.outputs.jats.render", "nashr.typesetting.weasyprint"),
)
#: Linux: the capabilities by which root reads and writes what its owner closed, and how to drop
#: them for good (capabilities(7), prctl(2)).
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
PR_CAPBSET_DROP = 24
LINUX_CAPABILITY_VERSION_3 = 0x20080522


class Process:
    """A job that runs; it answers as ``subprocess.Popen`` does. Output and errors are one text."""

    def __init__(self, stdout: IO[str], status: int) -> None:
        self.stdout = stdout
        self.returncode: int | None = None
        self._status = status
        self.pid = int(self._line())

    def _line(self) -> bytes:
        """A line that the server's side wrote: the number of the process, and how it ended."""
        found = b""
        while not found.endswith(b"\n"):
            piece = os.read(self._status, 1)
            assert piece, "the server of builds has died"
            found += piece
        return found

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            ready, _, _ = select.select([self._status], [], [], timeout)
            if not ready:
                raise subprocess.TimeoutExpired("a build", timeout or 0)
            self.returncode = os.waitstatus_to_exitcode(int(self._line()))
            os.close(self._status)
        return self.returncode

    def poll(self) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def communicate(self, timeout: float) -> tuple[str, None]:
        """All that it and its children print, until all of them have closed their output."""
        if self.stdout.closed:
            return "", None
        until = time.monotonic() + timeout
        said = b""
        while True:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.stdout], [], [], left)[0]:
                raise subprocess.TimeoutExpired("a build", timeout)
            piece = os.read(self.stdout.fileno(), 65536)
            if not piece:
                break
            said += piece
        self.stdout.close()
        self.wait(max(0.1, until - time.monotonic()))
        return said.decode("utf-8"), None

    def send_signal(self, number: int) -> None:
        """Nothing, like ``Popen``'s, where it has ended. ``poll`` may not have heard of that: the
        server's side waits for the process first and tells then.
        """
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def start(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    *,
    script: str = "",
    privileged: bool = True,
    answers: Path | None = None,
) -> Process:
    """``build.py`` with these arguments, or a script in its place, in a session of its own.

    Without privilege the rights of files count for it, for root as for anybody. ``answers`` is a
    folder where pandoc's answers are kept: see ``pandoc_kit``.
    """
    job = {
        "arguments": list(arguments),
        "environment": dict(environment),
        "folder": str(folder),
        "script": script,
        "privileged": privileged,
        "answers": str(answers or ""),
    }
    out, out_end = os.pipe()
    status, status_end = os.pipe()
    try:
        data = json.dumps(job).encode()
        line = _server()
        socket.send_fds(line, [len(data).to_bytes(8, "big")], [out_end, status_end])
        line.sendall(data)
    finally:
        os.close(out_end)
        os.close(status_end)
    return Process(os.fdopen(out, encoding="utf-8"), status)


@cache
def _server() -> socket.socket:
    """The line to the server, which is started at first use and ends with this process."""
    ours, theirs = socket.socketpair()
    server = subprocess.Popen(
        [sys.executable, "-c", f"import warm_kit; warm_kit.serve({theirs.fileno()})"],
        env={**os.environ, "PYTHONPATH": f"{KITS}{os.pathsep}{ROOT}"},
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    theirs.close()
    atexit.register(server.wait, 60)
    atexit.register(ours.close)  # before the other: the last that was registered comes first
    return ours


# --- the server's side ---------------------------------------------------------------------


def serve(number: int) -> None:
    """Take jobs from a socket until it is closed. Each job gets a process that runs it, and one
    that waits for that and tells how it ended.
    """
    load()
    join_pages()
    with socket.socket(fileno=number) as line:
        while True:
            head, handles, _, _ = socket.recv_fds(line, 8, 2)
            if not head:
                return
            job = json.loads(_received(line, int.from_bytes(head, "big")))
            child = os.fork()
            if not child:
                line.close()
                _attend(job, *handles)
            for handle in handles:
                os.close(handle)
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


@cache
def load() -> None:
    """Do what the builds of ``nashr`` do before they compose: the fork servers of each would, where
    the process that they are forked from has not.
    """
    for name in IMPORTED:
        importlib.import_module(name)
    from nashr.model import Journal
    from nashr.pipeline import compose, render
    from nashr.pipeline.toolchain import toolchain
    from nashr.project.shipped import shipped_folder
    from nashr.project.workspace import Workspace

    templates = Workspace(Path(shipped_folder())).templates().value.texts
    toolchain()
    compose.preload(Journal("", "en"))
    render.preload(templates)
    render.preload_typesetter(templates)


def _received(line: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = line.recv(size - len(data))
        assert piece, "the line broke off"
        data += piece
    return data


def _attend(job: Mapping[str, Any], out: int, status: int) -> NoReturn:
    child = os.fork()
    if child:
        os.close(out)
        code = os.waitpid(child, 0)[1]
        with contextlib.suppress(BrokenPipeError):
            os.write(status, b"%d\n" % code)
        os._exit(0)
    os.setsid()
    # As from a shell in the foreground, also where the tests themselves run under nohup.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.close(out)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(job["environment"])
    os.chdir(job["folder"])
    if job["answers"]:
        import pandoc_kit

        pandoc_kit.keep_answers(Path(job["answers"]), staying=False)
    if not job["privileged"]:
        drop_privilege()
    os.write(status, b"%d\n" % os.getpid())
    os.close(status)
    try:
        if job["script"]:
            sys.argv = ["-c", *job["arguments"]]
            exec(compile(job["script"], "<string>", "exec"), {"__name__": "__main__"})
        else:
            sys.argv = [str(ROOT / "build.py"), *job["arguments"]]
            runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as end:
        if end.code is not None and not isinstance(end.code, int):
            raise
        _leave(end.code or 0)
    _leave(0)


def _leave(code: int) -> NoReturn:
    """End as Python does, but for taking the modules apart, which takes longer than many jobs: wait
    for the threads, do what was registered for the end, and write what is buffered.
    """
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


def can_drop_privilege() -> bool:
    """Whether a process can be had here that may not read what its owner closed."""
    return os.geteuid() != 0 or sys.platform == "linux"


def drop_privilege() -> None:
    """Take from root, for this process and all that it starts, what it may beyond its rights."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    given_up = 1 << CAP_DAC_OVERRIDE | 1 << CAP_DAC_READ_SEARCH
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        assert libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0, os.strerror(
            ctypes.get_errno()
        )
    head = (ctypes.c_uint32 * 2)(LINUX_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable, twice 32 bits
    assert libc.capget(head, sets) == 0, os.strerror(ctypes.get_errno())
    for place in range(3):
        sets[place] &= ~given_up
    assert libc.capset(head, sets) == 0, os.strerror(ctypes.get_errno())
