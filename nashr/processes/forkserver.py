"""A starter and its children, as they are in themselves: the far end of a crew (``jobs``).

A starter is deaf to the signals by which a program is told to end, once it has children: it goes
when the line to it breaks, for then it can take them along.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import pickle
import selectors
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

#: What a child says is a kind and a length, then so many bytes.
HEAD = struct.Struct("!cQ")
SENT, DONE, FAILED, MEMORY = b"s", b"d", b"f", b"m"
#: What a starter says of a child's end: its number, its status, and the memory that it had.
ENDED = struct.Struct("!QiQ")
NUMBER = struct.Struct("!Q")


#: As many words as a call of ``with_stack_chunk`` asks for: a little over half a megabyte. Pieces
#: are of powers of two, and so as much again is left.
_ROOM = 1 << 16


def _call(function: Callable[..., Any], *arguments: Any) -> Any:
    return function(*arguments)


#: Calls a function so that all that it calls has room in one piece of memory.
#:
#: Python keeps what belongs to its calls in pieces of 16 kB, takes the next from the system when
#: one is full, and gives it back as soon as the call is over. A loop at such an end takes and
#: gives with every round: an article's PDF some 13,000 times, for an eighth of its CPU time. A
#: call that asks for much at once gets a piece of which the calls under it have the rest.
with_stack_chunk = FunctionType(_call.__code__.replace(co_stacksize=_ROOM), globals(), "with_room")


def describe_error(error: Exception) -> str:
    """The error and the line that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"


@dataclass(frozen=True, slots=True)
class _Child:
    number: int
    pid: int
    sentinel: int


def serve(line: socket.socket, prepare: Callable[[], None]) -> None:
    """Split off a child for every task, tell of its end, and go when the line breaks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    both = (signal.SIGTERM, signal.SIGHUP)
    endings = [n for n in both if signal.getsignal(n) is not signal.SIG_IGN]  # as under nohup
    _set_handlers(endings, signal.SIG_DFL)
    with contextlib.suppress(ImportError):  # the one who asks for a task will say so
        prepare()
    _set_handlers(endings, signal.SIG_IGN)
    gc.freeze()  # a child that looked for rubbish there would copy all of it
    children: dict[int, _Child] = {}
    with selectors.DefaultSelector() as selector:
        selector.register(line, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is not line:
                    selector.unregister(key.fileobj)
                    _reap(line, children.pop(key.fd))
                    continue
                told, files, _, _ = socket.recv_fds(line, NUMBER.size, 1)
                if len(told) < NUMBER.size:
                    for child in children.values():
                        _kill(child)
                    return
                (number,) = NUMBER.unpack(told)
                if not files:
                    for child in children.values():
                        if child.number == number:
                            _kill(child)
                    continue
                child = _fork(line, number, files[0], [*children], endings)
                children[child.sentinel] = child
                selector.register(child.sentinel, selectors.EVENT_READ)


def _set_handlers(endings: Sequence[signal.Signals], how: signal.Handlers) -> None:
    for number in endings:
        signal.signal(number, how)


def _fork(
    line: socket.socket,
    number: int,
    file: int,
    strangers: Sequence[int],
    endings: Sequence[signal.Signals],
) -> _Child:
    sentinel, held = os.pipe()
    pid = os.fork()
    if not pid:
        status = 1
        try:
            os.setpgid(0, 0)
            _set_handlers(endings, signal.SIG_DFL)
            line.close()
            for stranger in (sentinel, *strangers):
                os.close(stranger)
            _run_task(socket.socket(fileno=file))
            status = 0
        finally:
            os._exit(status)
    with contextlib.suppress(OSError):
        os.setpgid(pid, pid)
    os.close(file)
    os.close(held)
    return _Child(number, pid, sentinel)


def _kill(child: _Child) -> None:
    """End a child and whatever it has started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _reap(line: socket.socket, child: _Child) -> None:
    os.close(child.sentinel)
    _, status, usage = os.wait4(child.pid, 0)
    _kill(child)  # what it had started and left behind
    unit = 1 if sys.platform == "darwin" else 1024
    with contextlib.suppress(OSError):
        line.sendall(ENDED.pack(child.number, status, usage.ru_maxrss * unit))


def _run_task(line: socket.socket) -> None:
    """Read one task, do it, and say how it went."""
    with line, line.makefile("rb") as incoming:
        (length,) = NUMBER.unpack(incoming.read(NUMBER.size))
        order = incoming.read(length)

        def say(kind: bytes, data: bytes) -> None:
            line.sendall(HEAD.pack(kind, len(data)))
            line.sendall(data)

        try:
            limits, task, arguments = pickle.loads(order)
            _limit(limits.memory, limits.output)
            value = task(lambda data: say(SENT, data), *arguments)
            say(DONE, pickle.dumps(value))
        except Exception as error:  # noqa: BLE001 - told to the one who asked
            kind = MEMORY if _is_starved(error) else FAILED
            say(kind, describe_error(error).encode("utf-8", "replace"))


def _is_starved(error: Exception) -> bool:
    """Whether what failed is that there was no more memory: a library may find none to load to."""
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    return isinstance(error, MemoryError) or "failed to map segment" in str(error)


def _limit(memory: int | None, output: int | None) -> None:
    """Let this process, and each that it starts, have no more than that."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wanted = [(resource.RLIMIT_FSIZE, output)]
    if sys.platform == "linux":  # elsewhere it does not count what is mapped
        wanted.append((resource.RLIMIT_DATA, memory))
    for kind, limit in wanted:
        if limit is not None:
            _, hard = resource.getrlimit(kind)
            most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(kind, (most, hard))
