"""The last task of a fork server, which it runs itself: all that holds of others holds of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nashr.processes.pool import Ended, Limits, Pool, Send, Sent, Status, can_fork, open_pool

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="this system cannot split processes"),
    pytest.mark.timeout(120),
]
ROOT = Path(__file__).resolve().parents[2]
PATIENT = Limits(seconds=60)
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can end such a process")


def nothing() -> None:
    pass


def family(_: Send) -> tuple[int, int, int]:
    return os.getpid(), os.getpgid(0), os.getppid()


def asking(send: Send, question: bytes) -> bytes | None:
    send(question)
    return send.receive()


def vanishing(_: Send) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def greedy(_: Send) -> int:
    return len([bytearray(1 << 20) for _ in range(4000)])


def deaf(send: Send) -> None:
    """Start a program, tell its number, and let no other thread run while it waits."""
    program = subprocess.Popen(["sleep", "600"])
    send(str(program.pid).encode())
    (10**9) ** (10**8)  # one call of C, which keeps the interpreter's lock for minutes


def endings(pool: Pool) -> dict[object, Ended]:
    return {event.tag: event for event in pool.events() if isinstance(event, Ended)}


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "it did not come true in a minute"
        time.sleep(0.05)


def _is_gone(pid: int) -> bool:
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return True


@ON_LINUX
def test_it_runs_in_the_fork_server_itself_and_in_a_group_of_its_own() -> None:
    with open_pool(2) as pool:
        server = pool.fork_server(nothing)
        pool.start(server, "first", PATIENT, family)
        first = endings(pool)["first"].value
        pool.start(server, "last", PATIENT, family, last=True)
        last = endings(pool)["last"].value
    assert first[2] == server.pid  # type: ignore[attr-defined]
    assert last == (server.pid, server.pid, os.getpid())  # type: ignore[attr-defined]


def test_beside_others_it_is_a_child_like_them() -> None:
    with open_pool(3) as pool:
        server = pool.fork_server(nothing)
        pool.start(server, "asking", PATIENT, asking, b"a question")
        pool.start(server, "last", PATIENT, family, last=True)
        found = {}
        for event in pool.events():
            if isinstance(event, Ended):
                found[event.tag] = event
                if event.tag == "last":
                    pool.reply("asking", b"an answer")
    assert found["last"].value[2] == server.pid  # type: ignore[attr-defined]
    assert found["asking"].value == b"an answer"


def test_it_may_ask_and_is_answered() -> None:
    with open_pool(1) as pool:
        pool.start(pool.fork_server(nothing), "asking", PATIENT, asking, b"?", last=True)
        for event in pool.events():
            if isinstance(event, Sent):
                pool.reply("asking", event.data + b"!")
            if isinstance(event, Ended):
                assert event.value == b"?!"


def test_what_comes_after_it_is_lost() -> None:
    with open_pool(1) as pool:
        server = pool.fork_server(nothing)
        pool.start(server, "last", PATIENT, family, last=True)
        assert endings(pool)["last"].status is Status.DONE
        if sys.platform == "linux":
            pool.start(server, "later", PATIENT, family)
            assert endings(pool)["later"].status is Status.LOST


def test_where_it_is_killed_it_is_lost_and_the_reason_told() -> None:
    with open_pool(2) as pool:
        pool.start(pool.fork_server(nothing), "killed", PATIENT, vanishing, last=True)
        pool.start(pool.fork_server(nothing), "good", PATIENT, family, last=True)
        found = endings(pool)
    assert found["killed"].status is Status.LOST
    assert "SIGKILL" in found["killed"].reason
    assert found["good"].status is Status.DONE


@ON_LINUX
def test_its_memory_is_limited() -> None:
    with open_pool(1) as pool:
        limits = Limits(60, 300_000_000)
        pool.start(pool.fork_server(nothing), "greedy", limits, greedy, last=True)
        assert endings(pool)["greedy"].status is Status.OUT_OF_MEMORY


@ON_LINUX
def test_its_time_is_limited_whatever_it_does() -> None:
    """… also where no Python runs in it that could hear of it, and with all that it has started."""
    with open_pool(1) as pool:
        pool.start(pool.fork_server(nothing), "deaf", Limits(seconds=1.0), deaf, last=True)
        events = list(pool.events())
    (sent,) = (int(event.data) for event in events if isinstance(event, Sent))
    assert [event.status for event in events if isinstance(event, Ended)] == [Status.TIMED_OUT]
    wait_until(lambda: _is_gone(sent))


@ON_LINUX
def test_it_ends_with_the_pool() -> None:
    with open_pool(1) as pool:
        pool.start(pool.fork_server(nothing), "deaf", PATIENT, deaf, last=True)
        sent = next(int(event.data) for event in pool.events() if isinstance(event, Sent))
    wait_until(lambda: _is_gone(sent))


ORPHAN = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
import test_forkserver as tasks
from nashr.processes.pool import Sent, open_pool
with open_pool(1) as pool:
    server = pool.fork_server(tasks.nothing)
    pool.start(server, 1, tasks.PATIENT, tasks.deaf, last=True)
    for event in pool.events():
        if isinstance(event, Sent):
            print(server.pid, event.data.decode(), flush=True)
"""


@ON_LINUX
def test_it_ends_with_the_builder_whatever_it_does() -> None:
    code = ORPHAN.format(root=str(ROOT), tests=str(Path(__file__).parent))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        task, program = map(int, parent.stdout.readline().split())
        assert not _is_gone(task)
        parent.kill()
    wait_until(lambda: _is_gone(task) and _is_gone(program))
