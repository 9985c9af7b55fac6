"""A fork server and its children: the code that runs in those processes. ``pool`` talks to it.

A fork server has imported what its tasks need, and forks a child for each task. Once it has
children, it ignores the signals that end a program: it ends when its socket is closed, and then it
ends its children first. What is said to be its last task it runs itself, which spares the fork and
a copy of each page of memory that the task writes to.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import pickle
import select
import selectors
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any

from nashr.messages import Message, reason_of
from nashr.records import dataclass

#: The header of a message of a child: its kind, and the length of the data that follows.
HEADER = struct.Struct("!cQ")
SENT, DONE, FAILED, MEMORY, WAITING, BEGUN = b"s", b"d", b"f", b"m", b"w", b"b"
#: What a fork server reports of a child that ended: task number, wait status, peak memory in bytes.
ENDED = struct.Struct("!QiQ")
NUMBER = struct.Struct("!Q")
#: What a fork server is told: the number of a task, and whether it gets no other. With the file of
#: the task it is to run it, without one it is to kill the child that does.
ORDER = struct.Struct("!Q?")
#: The wait status of a child that could not be forked: as of one that ends with this code.
_NO_PROCESS = 71 << 8
#: Why a task failed that could start no process or thread, or could not be started itself.
NO_PROCESS = Message("this computer starts no more processes for this user")

#: The stack that ``with_stack_chunk`` asks for, in words of 8 bytes: a little over 512 kB. CPython
#: rounds the chunk up to a power of two, so that as much again is left.
_STACK_WORDS = 1 << 16


def _call(function: Callable[..., Any], *arguments: Any) -> Any:
    return function(*arguments)


#: Calls a function so that the frames of all that it calls fit into one chunk of memory.
#:
#: CPython allocates frames in chunks of 16 kB. It maps the next chunk when one is full, and unmaps
#: it as soon as the call that needed it returns. A loop at such a boundary maps and unmaps a chunk
#: in every round: 13,000 times for an article's PDF, for an eighth of its CPU time. A code object
#: that claims a large stack gets a chunk of that size, which the calls below it share.
with_stack_chunk = FunctionType(
    _call.__code__.replace(co_stacksize=_STACK_WORDS), globals(), "with_stack_chunk"
)


#: What the machine lacks, or does not allow: no line of the program is at fault.
_OF_THE_MACHINE = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.EIO)
)


def describe_error(error: Exception) -> str:
    """The error and the line that raised it; ``NO_PROCESS`` where that is the reason, and what the
    system calls it where the machine is at fault.
    """
    if _is_without_process(error):
        return NO_PROCESS
    if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
        return reason_of(error)
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"


def told_reason(text: str) -> str:
    """The reason that a child has sent as text, as a message where it is one of ours."""
    return NO_PROCESS if text == NO_PROCESS else text


def describe_status(status: int) -> str:
    """How a child ended, in words, by its wait status."""
    if status == _NO_PROCESS:
        return NO_PROCESS
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return Message("it was ended by the signal {name}", name=name)
    return Message("it ended with the code {code}", code=os.waitstatus_to_exitcode(status))


def _is_without_process(error: Exception) -> bool:
    """Whether no process or thread could be started: fork(2) and pthread_create(3) say EAGAIN, of
    which Python makes a RuntimeError for a thread.
    """
    if isinstance(error, OSError):
        return error.errno == errno.EAGAIN and error.filename is None
    return isinstance(error, RuntimeError) and "start new thread" in str(error)


@dataclass(frozen=True, slots=True)
class _Child:
    """A running child. Its ``sentinel`` is a pipe that becomes readable when it ends."""

    number: int
    pid: int
    sentinel: int


def serve(connection: socket.socket, prepare: Callable[[], None]) -> None:
    """Run ``prepare``, then fork a child for every task and report its end, until the connection
    is closed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    both = (signal.SIGTERM, signal.SIGHUP)
    signals = [n for n in both if signal.getsignal(n) is not signal.SIG_IGN]  # as under nohup
    _set_handlers(signals, signal.SIG_DFL)
    with contextlib.suppress(ImportError):  # the first task that needs the package reports it
        prepare()
    _set_handlers(signals, signal.SIG_IGN)
    gc.freeze()  # a collection in a child would write to every page that it shares, and copy it
    children: dict[int, _Child] = {}
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is not connection:
                    selector.unregister(key.fileobj)
                    _reap(connection, children.pop(key.fd))
                    continue
                message, files, _, _ = socket.recv_fds(connection, ORDER.size, 1)
                if len(message) < ORDER.size:  # closed
                    for child in children.values():
                        _kill(child.pid)
                    return
                number, is_last = ORDER.unpack(message)
                if files and is_last and not children and _end_with(connection):
                    _set_handlers(signals, signal.SIG_DFL)
                    _run_task(socket.socket(fileno=files[0]))
                    return
                if files:
                    try:
                        child = _fork(connection, number, files[0], [*children], signals)
                    except OSError:  # this user may have no more processes
                        os.close(files[0])
                        connection.sendall(ENDED.pack(number, _NO_PROCESS, 0))
                        continue
                    children[child.sentinel] = child
                    selector.register(child.sentinel, selectors.EVENT_READ)
                    continue
                for child in children.values():
                    if child.number == number:
                        _kill(child.pid)


def _set_handlers(signals: Sequence[signal.Signals], handler: signal.Handlers) -> None:
    for number in signals:
        signal.signal(number, handler)


def _fork(
    connection: socket.socket,
    number: int,
    file: int,
    sentinels: Sequence[int],
    signals: Sequence[signal.Signals],
) -> _Child:
    """Fork a child that runs the task at ``file``. It closes what it inherits and does not need:
    the ``connection`` and the ``sentinels`` of the other children.
    """
    sentinel, held_open = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(sentinel)
        os.close(held_open)
        raise
    if not pid:
        status = 1
        try:
            os.setpgid(0, 0)
            _set_handlers(signals, signal.SIG_DFL)
            connection.close()
            for inherited in (sentinel, *sentinels):
                os.close(inherited)
            _run_task(socket.socket(fileno=file))
            status = 0
        finally:
            os._exit(status)
    with contextlib.suppress(OSError):
        os.setpgid(pid, pid)
    os.close(file)
    os.close(held_open)
    return _Child(number, pid, sentinel)


def _end_with(connection: socket.socket) -> bool:
    """Have the system kill this process, and each that it starts, when the connection is closed or
    something is sent by it. No task can keep it from that, whatever it does. False on systems that
    cannot: only Linux can.
    """
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        os.setpgid(0, 0)
        fcntl.fcntl(connection, fcntl.F_SETOWN, -os.getpid())
        fcntl.fcntl(connection, fcntl.F_SETSIG, signal.SIGKILL)
        flags = fcntl.fcntl(connection, fcntl.F_GETFL)
        fcntl.fcntl(connection, fcntl.F_SETFL, flags | os.O_ASYNC)
    except OSError:
        return False
    if select.select([connection], [], [], 0)[0]:  # it came before
        _kill(os.getpid())
    return True


def _kill(pid: int) -> None:
    """Kill a process and every process that it has started: those of its group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def wait_for(pid: int) -> tuple[int, int]:
    """Wait for a process that has ended: its wait status, and its peak memory in bytes."""
    _, status, usage = os.wait4(pid, 0)
    _kill(pid)  # processes that it started may still run
    return status, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _reap(connection: socket.socket, child: _Child) -> None:
    """Wait for a child that has ended, and report it."""
    os.close(child.sentinel)
    ended = wait_for(child.pid)
    with contextlib.suppress(OSError):
        connection.sendall(ENDED.pack(child.number, *ended))


class _Channel:
    """What a task in a child talks by: ``processes.pool.Channel``."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._incoming = connection.makefile("rb")

    def __call__(self, data: bytes) -> None:
        self.send(SENT, data)

    def receive(self) -> bytes:
        self.send(WAITING, b"")
        return self.read()

    def has_reply(self) -> bool:
        return bool(select.select([self._connection], [], [], 0)[0])

    def send(self, kind: bytes, data: bytes) -> None:
        self._connection.sendall(HEADER.pack(kind, len(data)))
        self._connection.sendall(data)

    def read(self) -> bytes:
        (length,) = NUMBER.unpack(self._incoming.read(NUMBER.size))
        return self._incoming.read(length)


def _run_task(connection: socket.socket) -> None:
    """Read one task, run it, and send its result."""
    with connection:
        channel = _Channel(connection)
        channel.send(BEGUN, NUMBER.pack(os.getpid()))
        pickled = channel.read()
        try:
            limits, task, arguments = pickle.loads(pickled)
            del pickled  # of a book, many megabytes
            _set_limits(limits.memory, limits.output)
            value = task(channel, *arguments)
            channel.send(DONE, pickle.dumps(value))
        except Exception as error:  # noqa: BLE001 - sent to the process that asked for the task
            kind = MEMORY if _is_out_of_memory(error) else FAILED
            channel.send(kind, describe_error(error).encode("utf-8", "replace"))


def _is_out_of_memory(error: Exception) -> bool:
    """Whether the cause is a lack of memory, for which a library that cannot be mapped counts."""
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    return isinstance(error, MemoryError) or "failed to map segment" in str(error)


def _set_limits(memory: int | None, output: int | None) -> None:
    """Limit this process, and each that it starts: bytes of memory, and bytes of a file.

    The memory is what they take themselves: what the fork server has is not theirs. A thread that
    begins without memory left dies unseen, and whoever started it waits.
    """
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wanted = [(resource.RLIMIT_FSIZE, output)]
    if sys.platform == "linux" and memory is not None:  # elsewhere it does not count mapped memory
        wanted.append((resource.RLIMIT_DATA, memory + _inherited(resource.getpagesize())))
    for kind, limit in wanted:
        if limit is not None:
            _, hard = resource.getrlimit(kind)
            most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(kind, (most, hard))


def _inherited(page: int) -> int:
    """Bytes that count against ``RLIMIT_DATA`` and that this process has already (proc(5))."""
    return int(Path("/proc/self/statm").read_bytes().split()[5]) * page
