"""Running callables in processes of their own, within limits. Knows nothing of publishing.

A *fork server* is a process that has imported what its tasks need and waits. For each task it
forks a child, which gets limits on its memory, runs the one task, and ends; a crash of the child
harms no other task. The process that has the pool gives out tasks, reads what the children send,
and has those killed that take too long. When it dies, even by SIGKILL, the sockets to its fork
servers are closed, and these end their children and themselves.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import selectors
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, Protocol

from nashr.processes.forkserver import (
    BEGUN,
    DONE,
    ENDED,
    HEADER,
    MEMORY,
    NUMBER,
    ORDER,
    SENT,
    WAITING,
    describe_error,
    describe_status,
    serve,
    told_reason,
    wait_for,
    with_stack_chunk,
)
from nashr.records import dataclass, field


class Send(Protocol):
    """What a task gets before its own arguments: it sends bytes before the task has ended."""

    def __call__(self, data: bytes) -> None: ...

    def receive(self) -> bytes | None:
        """Wait for the next ``Pool.reply`` to the task; None where the pool cannot reply. A task
        that waits is not counted among those that run, and its time does not pass.
        """

    def has_reply(self) -> bool:
        """Whether a reply is there that came after the last one that was received."""
        ...


class SendOnly:
    """A ``Send`` for tasks that get no reply."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send

    def __call__(self, data: bytes) -> None:
        self._send(data)

    def receive(self) -> bytes | None:
        return None

    def has_reply(self) -> bool:
        return False


Task = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a task may take: seconds by the clock, bytes of memory, bytes that it sends or writes
    into a file. None is no limit.
    """

    seconds: float | None = None
    memory: int | None = None
    output: int | None = None


class Status(Enum):
    """How a task ended. ``TOO_MUCH``: its output; ``LOST``: its process ended without a result."""

    DONE = "done"
    FAILED = "failed"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    TOO_MUCH = "too much"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Started:
    """A process runs the task now; on a remote machine, no more is known of it until its end."""

    tag: Any
    is_remote: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What a task sent before its end, after ``seconds`` of running."""

    tag: Any
    data: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a task: its value, or in ``reason`` why it has none."""

    tag: Any
    status: Status
    value: Any = None
    reason: str = ""


Event = Started | Sent | Ended


class ForkServer(Protocol):
    """Where tasks are run."""


class Pool(Protocol):
    """Gives tasks to fork servers and reports what becomes of them."""

    def fork_server(self, prepare: Callable[[], None]) -> ForkServer:
        """A new fork server, which runs ``prepare`` at once."""

    def start(
        self,
        server: ForkServer,
        tag: Any,
        limits: Limits,
        task: Task,
        *arguments: Any,
        first: bool = False,
        last: bool = False,
    ) -> None:
        """Have ``task(send, *arguments)`` run; ``first`` before those that wait already. ``last``
        says that the server gets no other task, and may run this one itself.
        """

    def reply(self, tag: Any, data: bytes, turn: int = 0) -> None:
        """Send a running task what it waits for, or will wait for: once for each ``turn`` in which
        it receives, from 0. A task that has ended needs no reply.
        """

    def events(self) -> Iterator[Event]:
        """What happens, as it happens, until every task has ended."""


def can_fork() -> bool:
    """Whether this system can fork processes; all but Windows can."""
    return hasattr(os, "fork")


@contextlib.contextmanager
def open_pool(size: int) -> Iterator[Pool]:
    """A pool that runs ``size`` tasks at a time, or, with 0, each in this process. All of its
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
    """Runs each task in this process, without limits: for tests and for systems without fork."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Any, Task, tuple[Any, ...]]] = deque()

    def fork_server(self, prepare: Callable[[], None]) -> ForkServer:
        del prepare
        return self

    def start(
        self,
        server: ForkServer,
        tag: Any,
        limits: Limits,
        task: Task,
        *arguments: Any,
        first: bool = False,
        last: bool = False,
    ) -> None:
        del server, limits, last
        _enqueue(self._waiting, (tag, task, arguments), first)

    def reply(self, tag: Any, data: bytes, turn: int = 0) -> None:
        """No task waits: ``Send.receive`` gives None."""

    def events(self) -> Iterator[Event]:
        while self._waiting:
            tag, task, arguments = self._waiting.popleft()
            yield Started(tag)
            sent: list[bytes] = []
            try:
                ended = Ended(tag, Status.DONE, task(SendOnly(sent.append), *arguments))
            except Exception as error:  # noqa: BLE001 - reported to the caller
                ended = Ended(tag, Status.FAILED, reason=describe_error(error))
            yield from (Sent(tag, data, 0.0) for data in sent)
            yield ended


def _enqueue(waiting: deque[Any], task: Any, first: bool) -> None:
    if first:
        waiting.appendleft(task)
    else:
        waiting.append(task)


# --- the pool of processes -----------------------------------------------------------------

#: A child that was lost had run out of memory if it had used this share of its limit: the kernel
#: kills it without saying why.
_NEARLY_ALL = 0.8
#: Bytes that are read from a child at a time.
_CHUNK = 1 << 20


@dataclass(slots=True)
class _Running:
    """A task that a child runs; ``buffer`` has what it sent and is no whole message yet."""

    tag: Any
    server: _ForkServer
    limits: Limits
    connection: socket.socket
    started: float
    buffer: bytearray = field(default_factory=bytearray)
    value: Any = None
    status: Status | None = None
    reason: str = ""
    received: int = 0
    killed: bool = False
    #: The number of its process and of the group of that, 0 until the child has told it.
    pid: int = 0
    #: Since when it waits for a reply; how often it has waited, and how many were sent.
    waits_since: float | None = None
    waits: int = 0
    replies: int = 0


class _ForkServer:
    """A fork server, as the pool knows it. The new process closes the sockets that it inherits."""

    def __init__(self, prepare: Callable[[], None], inherited: list[socket.socket]) -> None:
        self.connection, its_end = socket.socketpair()
        #: Whether it has ended, which is found out once: what is begun there later is lost.
        self.is_dead = False
        try:
            self.pid = os.fork()
        except OSError:  # this user may have no more processes
            self.connection.close()
            its_end.close()
            raise
        if not self.pid:
            status = 1
            try:
                self.connection.close()
                for one in inherited:
                    one.close()
                with_stack_chunk(serve, its_end, prepare)
                status = 0
            finally:
                os._exit(status)
        its_end.close()


class ProcessPool:
    """Fork servers and their children. Not for use by several threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._servers: list[_ForkServer] = []
        self._waiting: deque[tuple[_ForkServer, Any, Limits, bytes, bool]] = deque()
        self._running: dict[int, _Running] = {}
        self._selector = selectors.DefaultSelector()
        self._last = 0

    def fork_server(self, prepare: Callable[[], None]) -> ForkServer:
        """A fork of this process as it is now, which runs ``prepare`` at once."""
        inherited = [server.connection for server in self._servers]
        inherited += [running.connection for running in self._running.values()]
        sys.stdout.flush()  # or the fork would print what is buffered too
        server = _ForkServer(prepare, inherited)
        self._servers.append(server)
        self._selector.register(server.connection, selectors.EVENT_READ, server)
        return server

    def start(
        self,
        server: ForkServer,
        tag: Any,
        limits: Limits,
        task: Task,
        *arguments: Any,
        first: bool = False,
        last: bool = False,
    ) -> None:
        assert isinstance(server, _ForkServer)
        pickled = pickle.dumps((limits, task, arguments))
        _enqueue(self._waiting, (server, tag, limits, pickled, last), first)

    def reply(self, tag: Any, data: bytes, turn: int = 0) -> None:
        for running in self._running.values():
            if running.tag != tag or running.replies != turn or running.killed:
                continue
            running.replies += 1
            if running.waits_since is not None:
                running.started += time.monotonic() - running.waits_since
                running.waits_since = None
            with contextlib.suppress(OSError):  # ``events`` reports that it has ended
                running.connection.sendall(NUMBER.pack(len(data)) + data)

    def events(self) -> Iterator[Event]:
        """What happens, as it happens, until every task has ended."""
        while self._waiting or self._running:
            while self._waiting and self._at_work() < self._size:
                server, tag, limits, pickled, last = self._waiting.popleft()
                yield self._begin(server, tag, limits, pickled, last)
                if server.is_dead:
                    yield from self._abandon(self._last)
            for key, _ in self._selector.select(self._time_to_deadline()) if self._running else ():
                if isinstance(key.data, _ForkServer):
                    yield from self._read_from_server(key.data)
                elif key.data in self._running:
                    yield from self._read_from_child(key.data)
            self._kill_overdue()

    def close(self) -> None:
        """End the fork servers, and by that every child. One that still runs ``prepare`` does not
        read from its socket, but a signal ends it.
        """
        for server in self._servers:
            server.connection.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(server.pid, signal.SIGTERM)
        for running in self._running.values():
            running.connection.close()
        for server in self._servers:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(server.pid, 0)
        self._selector.close()

    def _begin(
        self, server: _ForkServer, tag: Any, limits: Limits, pickled: bytes, last: bool
    ) -> Started:
        self._last += 1
        number = self._last
        connection, its_end = socket.socketpair()
        self._running[number] = _Running(tag, server, limits, connection, time.monotonic())
        self._selector.register(connection, selectors.EVENT_READ, number)
        # Where the child or its fork server is dead already, ``events`` finds that out.
        with its_end, contextlib.suppress(BrokenPipeError, ConnectionResetError):
            if not server.is_dead:
                socket.send_fds(server.connection, [ORDER.pack(number, last)], [its_end.fileno()])
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(NUMBER.pack(len(pickled)) + pickled)
        return Started(tag)

    def _at_work(self) -> int:
        """How many tasks run and do not wait for a reply."""
        return sum(running.waits_since is None for running in self._running.values())

    def _time_to_deadline(self) -> float | None:
        """Seconds until the next task has taken too long; None where none has a limit."""
        running = [r for r in self._running.values() if not r.killed and r.waits_since is None]
        ends = [r.started + r.limits.seconds for r in running if r.limits.seconds]
        return max(0.0, min(ends) - time.monotonic()) if ends else None

    def _kill_overdue(self) -> None:
        now = time.monotonic()
        for number, running in self._running.items():
            seconds = running.limits.seconds
            if seconds and running.waits_since is None and now > running.started + seconds:
                self._kill(number, Status.TIMED_OUT)

    def _kill(self, number: int, status: Status) -> None:
        """Have a child killed by its fork server, which alone knows whether it still runs."""
        running = self._running[number]
        if not running.killed:
            running.killed, running.status = True, status
            with contextlib.suppress(OSError):
                running.server.connection.sendall(ORDER.pack(number, False))

    def _read_from_child(self, number: int) -> Iterator[Sent]:
        """Read what a child sends. Its end is reported by its fork server."""
        running = self._running[number]
        try:
            chunk = running.connection.recv(_CHUNK)
        except ConnectionResetError:
            chunk = b""
        if not chunk:
            self._selector.unregister(running.connection)
            return
        running.received += len(chunk)
        if running.limits.output is not None and running.received > running.limits.output:
            self._kill(number, Status.TOO_MUCH)
        if running.killed:
            return
        running.buffer += chunk
        while len(running.buffer) >= HEADER.size:
            kind, length = HEADER.unpack_from(running.buffer)
            if len(running.buffer) < HEADER.size + length:
                return
            data = bytes(running.buffer[HEADER.size : HEADER.size + length])
            del running.buffer[: HEADER.size + length]
            if kind == BEGUN:
                (running.pid,) = NUMBER.unpack(data)
            elif kind == WAITING:
                running.waits += 1
                is_there = running.replies >= running.waits
                running.waits_since = None if is_there else time.monotonic()
            elif kind == SENT:
                yield Sent(running.tag, data, time.monotonic() - running.started)
            else:
                self._set_result(running, kind, data)

    @staticmethod
    def _set_result(running: _Running, kind: bytes, data: bytes) -> None:
        if running.status is not None:
            return
        if kind == DONE:
            running.status, running.value = Status.DONE, pickle.loads(data)
        elif kind == MEMORY:
            running.status = Status.OUT_OF_MEMORY
        else:
            running.status = Status.FAILED
            running.reason = told_reason(data.decode("utf-8", "replace"))

    def _read_from_server(self, server: _ForkServer) -> Iterator[Sent | Ended]:
        """A fork server reports the end of a child, or has itself ended."""
        try:
            report = server.connection.recv(ENDED.size, socket.MSG_WAITALL)
        except ConnectionResetError:
            report = b""
        if len(report) < ENDED.size:
            server.is_dead = True
            self._selector.unregister(server.connection)
            for number, running in list(self._running.items()):
                if running.server is server:
                    yield from self._abandon(number)
            return
        yield from self._finish(*ENDED.unpack(report))

    def _abandon(self, number: int) -> Iterator[Sent | Ended]:
        """End a task whose fork server is dead. It was the server that ran it, or its child may
        still run, or wait for a reply, and nobody would report its end.
        """
        running = self._running[number]
        while running.connection in self._selector.get_map():
            if not select.select([running.connection], [], [], 0)[0]:
                break
            yield from self._read_from_child(number)
        ended = (0, 0)
        if running.pid == running.server.pid:
            self._servers.remove(running.server)  # its number may be another process's now
            running.server.connection.close()
            ended = wait_for(running.pid)
        elif running.connection in self._selector.get_map() and running.status is None:
            # The child holds the other end of the connection, so the number is still its own.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if running.pid:
                    os.killpg(running.pid, signal.SIGKILL)
            # A child that has not told its number has not begun, and ends when it finds no task.
            running.connection.shutdown(socket.SHUT_RDWR)
        yield from self._finish(number, *ended)

    def _finish(self, number: int, status: int, memory: int) -> Iterator[Sent | Ended]:
        running = self._running[number]
        while running.connection in self._selector.get_map():
            yield from self._read_from_child(number)
        running.connection.close()
        del self._running[number]
        if running.status is None:
            limit = running.limits.memory
            out_of_memory = limit is not None and memory > _NEARLY_ALL * limit
            running.status = Status.OUT_OF_MEMORY if out_of_memory else Status.LOST
            running.reason = describe_status(status)
        yield Ended(running.tag, running.status, running.value, running.reason)
