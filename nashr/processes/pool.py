"""Running callables in processes of their own, within limits. Knows nothing of publishing.

A *starter* is a process that has imported what its tasks need and waits. For each task it splits
off a child, which gets limits on its memory, does the one task, and ends; whatever happens to it
happens to no other. The process that has the crew hands out tasks, hears what the children send,
and ends those that take too long. When it dies, by whatever hand, its starters see their line to
it break, and end their children and themselves.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

from nashr.processes.forkserver import (
    DONE,
    ENDED,
    HEAD,
    MEMORY,
    NUMBER,
    SENT,
    describe_error,
    serve,
    with_stack_chunk,
)

#: A task gets, before its own arguments, the function by which it sends something ahead.
Send = Callable[[bytes], None]
Task = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a task may take: seconds by the clock, bytes of memory, bytes that it says or writes
    into a file. None is no limit.
    """

    seconds: float | None = None
    memory: int | None = None
    output: int | None = None


class Status(Enum):
    """How a task ended."""

    DONE = "done"
    FAILED = "failed"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    TOO_MUCH = "too much"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Begun:
    """Somebody is at a task now; ``elsewhere`` where no more is heard of it until its end."""

    tag: Any
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that a task sent ahead of its end; ``seconds`` it had run until then."""

    tag: Any
    data: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a task: its value, or in ``reason`` why it has none."""

    tag: Any
    how: Status
    value: Any = None
    reason: str = ""


Event = Begun | Sent | Ended


class ForkServer(Protocol):
    """Where tasks are done."""


class Pool(Protocol):
    """Hands tasks to starters and tells what becomes of them."""

    def fork_server(self, prepare: Callable[[], None]) -> ForkServer: ...

    def start(
        self,
        starter: ForkServer,
        tag: Any,
        limits: Limits,
        task: Task,
        *arguments: Any,
        first: bool = False,
    ) -> None:
        """Have ``task(send, *arguments)`` done; ``first`` before what waits already."""

    def events(self) -> Iterator[Event]: ...


def can_fork() -> bool:
    """Whether this system can split processes; all but Windows can."""
    return hasattr(os, "fork")


@contextlib.contextmanager
def open_pool(size: int) -> Iterator[Pool]:
    """A crew that does ``size`` tasks at a time, or, with 0, each in this process. All of its
    processes end with the block.
    """
    if not size or not can_fork():
        yield InProcessPool()
        return
    processes = ProcessPool(size)
    try:
        yield processes
    finally:
        processes.close()


class InProcessPool:
    """Does each task in this process, without limits: for tests and for systems without fork."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Any, Task, tuple[Any, ...]]] = deque()

    def fork_server(self, prepare: Callable[[], None]) -> ForkServer:
        del prepare
        return self

    def start(
        self,
        starter: ForkServer,
        tag: Any,
        limits: Limits,
        task: Task,
        *arguments: Any,
        first: bool = False,
    ) -> None:
        del starter, limits
        _enqueue(self._waiting, (tag, task, arguments), first)

    def events(self) -> Iterator[Event]:
        while self._waiting:
            tag, task, arguments = self._waiting.popleft()
            yield Begun(tag)
            ahead: list[bytes] = []
            try:
                ended = Ended(tag, Status.DONE, task(ahead.append, *arguments))
            except Exception as error:  # noqa: BLE001 - told to the one who asked
                ended = Ended(tag, Status.FAILED, reason=describe_error(error))
            yield from (Sent(tag, data, 0.0) for data in ahead)
            yield ended


def _enqueue(waiting: deque[Any], order: Any, first: bool) -> None:
    if first:
        waiting.appendleft(order)
    else:
        waiting.append(order)


# --- the crew, in the process that has it --------------------------------------------------

#: With so much of its limit taken, a child that was killed is held to have died of it.
_NEARLY = 0.8
_PIECE = 1 << 20


@dataclass(slots=True)
class _Running:
    """A task that a child is at."""

    tag: Any
    starter: _ForkServer
    limits: Limits
    line: socket.socket
    begun: float
    heard: bytearray = field(default_factory=bytearray)
    value: Any = None
    how: Status | None = None
    reason: str = ""
    said: int = 0
    killed: bool = False


class _ForkServer:
    """The near end of a starter."""

    def __init__(self, prepare: Callable[[], None], strangers: list[socket.socket]) -> None:
        self.line, far = socket.socketpair()
        self.pid = os.fork()
        if not self.pid:
            status = 1
            try:
                self.line.close()
                for stranger in strangers:
                    stranger.close()
                with_stack_chunk(serve, far, prepare)
                status = 0
            finally:
                os._exit(status)
        far.close()


class ProcessPool:
    """Starters and their children. Not for use by several threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._starters: list[_ForkServer] = []
        self._waiting: deque[tuple[_ForkServer, Any, Limits, bytes]] = deque()
        self._running: dict[int, _Running] = {}
        self._selector = selectors.DefaultSelector()
        self._last = 0

    def fork_server(self, prepare: Callable[[], None]) -> ForkServer:
        """A process like this one as it is now, which runs ``prepare`` at once."""
        strangers = [s.line for s in self._starters] + [r.line for r in self._running.values()]
        sys.stdout.flush()
        made = _ForkServer(prepare, strangers)
        self._starters.append(made)
        self._selector.register(made.line, selectors.EVENT_READ, made)
        return made

    def start(
        self,
        starter: ForkServer,
        tag: Any,
        limits: Limits,
        task: Task,
        *arguments: Any,
        first: bool = False,
    ) -> None:
        assert isinstance(starter, _ForkServer)
        order = pickle.dumps((limits, task, arguments))
        _enqueue(self._waiting, (starter, tag, limits, order), first)

    def events(self) -> Iterator[Event]:
        """What happens, as it happens, until every task has ended."""
        while self._waiting or self._running:
            while self._waiting and len(self._running) < self._size:
                yield self._begin(*self._waiting.popleft())
            for key, _ in self._selector.select(self._patience()):
                if isinstance(key.data, _ForkServer):
                    yield from self._report_of(key.data)
                elif key.data in self._running:
                    yield from self._news_of(key.data)
            self._end_the_late()

    def close(self) -> None:
        """End the starters, and by that every child. One that is still getting ready does not
        look at its line, but obeys a signal.
        """
        for starter in self._starters:
            starter.line.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(starter.pid, signal.SIGTERM)
        for running in self._running.values():
            running.line.close()
        for starter in self._starters:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(starter.pid, 0)
        self._selector.close()

    def _begin(self, starter: _ForkServer, tag: Any, limits: Limits, order: bytes) -> Begun:
        self._last += 1
        number = self._last
        line, far = socket.socketpair()
        self._running[number] = _Running(tag, starter, limits, line, time.monotonic())
        self._selector.register(line, selectors.EVENT_READ, number)
        # Where the child or its starter is dead already, its end will be told or seen.
        with far, contextlib.suppress(BrokenPipeError, ConnectionResetError):
            socket.send_fds(starter.line, [NUMBER.pack(number)], [far.fileno()])
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            line.sendall(NUMBER.pack(len(order)) + order)
        return Begun(tag)

    def _patience(self) -> float | None:
        """Seconds until the next task is late."""
        running = [r for r in self._running.values() if not r.killed]
        ends = [r.begun + r.limits.seconds for r in running if r.limits.seconds]
        return max(0.0, min(ends) - time.monotonic()) if ends else None

    def _end_the_late(self) -> None:
        now = time.monotonic()
        for number, running in self._running.items():
            seconds = running.limits.seconds
            if seconds and now > running.begun + seconds:
                self._kill(number, Status.TIMED_OUT)

    def _kill(self, number: int, how: Status) -> None:
        """Have a child ended by its starter, which alone knows whether it still lives."""
        running = self._running[number]
        if not running.killed:
            running.killed, running.how = True, how
            with contextlib.suppress(OSError):
                running.starter.line.sendall(NUMBER.pack(number))

    def _news_of(self, number: int) -> Iterator[Sent]:
        """Read what a child says. Its end is told by its starter."""
        running = self._running[number]
        try:
            piece = running.line.recv(_PIECE)
        except ConnectionResetError:
            piece = b""
        if not piece:
            self._selector.unregister(running.line)
            return
        running.said += len(piece)
        if running.limits.output is not None and running.said > running.limits.output:
            self._kill(number, Status.TOO_MUCH)
        if running.killed:
            return
        running.heard += piece
        while len(running.heard) >= HEAD.size:
            kind, length = HEAD.unpack_from(running.heard)
            if len(running.heard) < HEAD.size + length:
                return
            data = bytes(running.heard[HEAD.size : HEAD.size + length])
            del running.heard[: HEAD.size + length]
            if kind == SENT:
                yield Sent(running.tag, data, time.monotonic() - running.begun)
            else:
                self._note_end(running, kind, data)

    @staticmethod
    def _note_end(running: _Running, kind: bytes, data: bytes) -> None:
        if running.how is not None:
            return
        if kind == DONE:
            running.how, running.value = Status.DONE, pickle.loads(data)
        elif kind == MEMORY:
            running.how = Status.OUT_OF_MEMORY
        else:
            running.how, running.reason = Status.FAILED, data.decode("utf-8", "replace")

    def _report_of(self, starter: _ForkServer) -> Iterator[Sent | Ended]:
        """A starter tells of the end of a child, or has itself ended."""
        try:
            told = starter.line.recv(ENDED.size, socket.MSG_WAITALL)
        except ConnectionResetError:
            told = b""
        if len(told) < ENDED.size:
            for number, running in list(self._running.items()):
                if running.starter is starter:
                    yield from self._finish(number, 0, 0)
            return
        yield from self._finish(*ENDED.unpack(told))

    def _finish(self, number: int, status: int, memory: int) -> Iterator[Sent | Ended]:
        running = self._running[number]
        if running.line in self._selector.get_map():
            while running.line in self._selector.get_map():
                yield from self._news_of(number)
        running.line.close()
        del self._running[number]
        if running.how is None:
            limit = running.limits.memory
            starved = limit is not None and memory > _NEARLY * limit
            running.how = Status.OUT_OF_MEMORY if starved else Status.LOST
            running.reason = _in_words(status)
        yield Ended(running.tag, running.how, running.value, running.reason)


def _in_words(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"it was ended by the signal {signal.Signals(os.WTERMSIG(status)).name}"
    return f"it ended with the code {os.waitstatus_to_exitcode(status)}"
