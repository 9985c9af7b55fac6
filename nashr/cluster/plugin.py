"""What is done on a worker of a Dask cluster: articles are handed to benches.

This module travels to the workers by value, for they need not have imported nashr, and what they
have imported may be of yesterday. So it uses the standard library and ``distributed`` alone.
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

#: Seconds within which a bench has started.
START = 120.0
TRIES = 3


class Lost(Exception):
    """A bench has ended, or says nothing."""


class Bench:
    """The near end of a bench."""

    def __init__(self) -> None:
        self._line, far = Pipe()
        with far:
            number = far.fileno()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "nashr.cluster.worker_process", str(number)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(number,),
            )

    def hear(self, seconds: float) -> Any:
        """What the bench says next; ``Lost`` where it says nothing."""
        try:
            if self._line.poll(seconds):
                return self._line.recv()
        except (OSError, EOFError):
            pass
        raise Lost

    def tell(self, data: bytes) -> None:
        try:
            self._line.send_bytes(data)
        except OSError:
            raise Lost from None

    def close(self) -> None:
        """End the bench, and by that all its processes."""
        self._process.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._line.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)


class Benches(WorkerPlugin):
    """The benches of a worker for one build. A worker at which articles would come out otherwise
    gets none, and by that no article.
    """

    def __init__(
        self, name: str, common: bytes, belongings: Mapping[str, str | None], seconds: float
    ) -> None:
        self.name = name
        self.common = common
        self.belongings = belongings
        #: How long an article may take by its limits, both of its processes together.
        self.seconds = seconds

    async def setup(self, worker: Any) -> None:
        self.closed = False
        self.lock = threading.Lock()
        self.every: set[Bench] = set()
        self.idle: list[Bench] = []
        #: In what this machine differs, once that is known; of one without nashr nothing is said.
        self.differs: list[str] | None = None
        try:
            self.idle.append(await asyncio.to_thread(self.take))
        except (Lost, OSError, ValueError):
            self.differs = self.differs or []
            return
        await worker.set_resources(**{self.name: worker.state.nthreads})

    def teardown(self, worker: Any) -> None:
        del worker
        with self.lock:
            self.closed = True
            for bench in self.every:
                bench.close()

    def take(self) -> Bench:
        """A bench that waits, or a new one. Raises ``Lost`` where there can be none."""
        with self.lock:
            if self.closed:
                raise Lost
            if self.idle:
                return self.idle.pop()
            bench = Bench()
            self.every.add(bench)
        try:
            found = bench.hear(START)
        except Lost:
            self.drop(bench)
            raise
        # What this build does not depend on is None.
        ours = self.belongings
        names = dict.fromkeys((*ours, *found))
        differs = [n for n in names if found.get(n) != ours.get(n) and ours.get(n, "") is not None]
        if differs:
            self.differs = differs
            self.drop(bench)
            raise Lost
        bench.tell(self.common)
        return bench

    def drop(self, bench: Bench) -> None:
        with self.lock:
            self.every.discard(bench)
        bench.close()

    def make(self, own: bytes) -> bytes | None:
        """An article, as a pickle; None where every bench that it was given to was lost. Where
        only a process of the bench was, it is tried again too.
        """
        made = None
        for _ in range(TRIES):
            try:
                bench = self.take()
            except (Lost, OSError):
                break
            try:
                bench.tell(own)
                is_lost, made = bench.hear(self.seconds)
            except Lost:
                self.drop(bench)
                continue
            if not is_lost:
                with self.lock:
                    self.idle.append(bench)
                break
            self.drop(bench)
        return made
