"""What runs on a worker of a Dask cluster: it gives articles to processes that build them.

This module is pickled by value, because a worker may not have imported nashr, or an older version.
So it imports the standard library and ``distributed`` alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import threading
from collections.abc import Mapping
from multiprocessing import Pipe
from typing import Any

from distributed import WorkerPlugin

#: Seconds within which a worker process has started.
START = 120.0
TRIES = 3


class ProcessLost(Exception):
    """A worker process has ended, or does not answer."""


class WorkerProcess:
    """A process of ``nashr.cluster.worker_process``, as the worker knows it."""

    def __init__(self) -> None:
        self._connection, its_end = Pipe()
        with its_end:
            number = its_end.fileno()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "nashr.cluster.worker_process", str(number)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(number,),
            )

    def receive(self, seconds: float) -> Any:
        """What the process sends next; ``ProcessLost`` where it sends nothing for so long."""
        try:
            if self._connection.poll(seconds):
                return self._connection.recv()
        except (OSError, EOFError):
            pass
        raise ProcessLost

    def send(self, data: bytes) -> None:
        try:
            self._connection.send_bytes(data)
        except OSError:
            raise ProcessLost from None

    def close(self) -> None:
        """End the process, and with it all its children."""
        self._process.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._connection.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)


class WorkerProcessPlugin(WorkerPlugin):
    """The worker processes of a Dask worker for one build. A machine on which products would
    differ gets none, and so no article.
    """

    def __init__(
        self, name: str, common: bytes, expected: Mapping[str, str | None], seconds: float
    ) -> None:
        self.name = name
        self.common = common
        #: What products depend on, as it is where the build was started; None for what this build
        #: does not depend on.
        self.expected = expected
        #: How long an article may take by its limits, its two tasks together.
        self.seconds = seconds

    async def setup(self, worker: Any) -> None:
        self.closed = False
        self.lock = threading.Lock()
        self.processes: set[WorkerProcess] = set()
        self.idle: list[WorkerProcess] = []
        #: In what this machine differs, once that is known; empty for a machine without nashr.
        self.differs: list[str] | None = None
        try:
            self.idle.append(await asyncio.to_thread(self.take))
        except (ProcessLost, OSError, ValueError):
            self.differs = self.differs or []
            return
        await worker.set_resources(**{self.name: worker.state.nthreads})

    def teardown(self, worker: Any) -> None:
        del worker
        with self.lock:
            self.closed = True
            for process in self.processes:
                process.close()

    def take(self) -> WorkerProcess:
        """An idle process, or a new one. Raises ``ProcessLost`` where there can be none."""
        with self.lock:
            if self.closed:
                raise ProcessLost
            if self.idle:
                return self.idle.pop()
            process = WorkerProcess()
            self.processes.add(process)
        try:
            found = process.receive(START)
        except ProcessLost:
            self.drop(process)
            raise
        expected = self.expected
        names = dict.fromkeys((*expected, *found))
        differs = [
            name
            for name in names
            if found.get(name) != expected.get(name) and expected.get(name, "") is not None
        ]
        if differs:
            self.differs = differs
            self.drop(process)
            raise ProcessLost
        try:
            process.send(self.common)
        except ProcessLost:
            self.drop(process)
            raise
        return process

    def drop(self, process: WorkerProcess) -> None:
        with self.lock:
            self.processes.discard(process)
        process.close()

    def build(self, own: bytes) -> bytes | None:
        """The result of an article, as a pickle; None where every process that it was given to was
        lost. Where only a child of the process was lost, the article is tried again too.
        """
        result = None
        for _ in range(TRIES):
            try:
                process = self.take()
            except (ProcessLost, OSError):
                break
            try:
                process.send(own)
                is_lost, result = process.receive(self.seconds)
            except ProcessLost:
                self.drop(process)
                continue
            if not is_lost:
                with self.lock:
                    self.idle.append(process)
                break
            self.drop(process)
        return result
