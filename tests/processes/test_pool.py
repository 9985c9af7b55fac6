"""Tasks in processes of their own: what comes back, what a limit does, what is left of them."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from nashr.processes import pool as pools
from nashr.processes.forkserver import with_stack_chunk
from nashr.processes.pool import (
    Ended,
    InProcessPool,
    Limits,
    Pool,
    Send,
    Sent,
    Started,
    Status,
    can_fork,
    open_pool,
)

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="this system cannot split processes"),
    pytest.mark.timeout(120),
]
ROOT = Path(__file__).resolve().parents[2]
PATIENT = Limits(seconds=60)


def nothing() -> None:
    pass


def double(_: Send, number: int) -> int:
    return 2 * number


def sender(send: Send, data: bytes) -> str:
    send(data)
    return "sent"


def asking(send: Send, question: bytes) -> bytes | None:
    send(question)
    return send.receive()


def resting(_: Send, seconds: float) -> None:
    time.sleep(seconds)


def whose(_: Send) -> tuple[int, int]:
    return os.getpid(), os.getpgid(0)


def failing(_: Send) -> None:
    raise ValueError("no such thing: ə")


def endless(_: Send) -> None:
    subprocess.run(["sleep", "600"], check=False, timeout=700)


def greedy(_: Send) -> int:
    return len([bytearray(1 << 20) for _ in range(4000)])


def without_room_for_a_library(_: Send) -> None:
    raise ImportError("libx.so: failed to map segment from shared object")


def vanishing(_: Send) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def endings(pool: Pool) -> dict[object, Ended]:
    return {event.tag: event for event in pool.events() if isinstance(event, Ended)}


@pytest.fixture(params=[0, 1, 3], ids=["here", "one", "three"])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    with open_pool(request.param) as made:
        yield made


def test_each_task_gives_its_value_back(pool: Pool) -> None:
    server = pool.fork_server(nothing)
    for number in range(20):
        pool.start(server, number, PATIENT, double, number)
    assert {tag: end.value for tag, end in endings(pool).items()} == {
        number: 2 * number for number in range(20)
    }


def test_what_is_sent_ahead_comes_before_the_end_and_may_start_another(pool: Pool) -> None:
    server = pool.fork_server(nothing)
    large = os.urandom(5_000_000)
    pool.start(server, "a", PATIENT, sender, large)
    heard = []
    for event in pool.events():
        heard.append((event.tag, type(event).__name__))
        if isinstance(event, Sent):
            assert event.data == large
            pool.start(server, "b", PATIENT, double, 4, first=True)
    assert heard.index(("a", "Sent")) < heard.index(("a", "Ended"))
    assert ("b", "Ended") in heard


@pytest.mark.parametrize("size", [1, 3])
def test_a_task_that_waits_for_a_reply_holds_up_no_other(size: int) -> None:
    with open_pool(size) as pool:
        server = pool.fork_server(nothing)
        for number in range(5):
            pool.start(server, number, PATIENT, asking, b"%d" % number)
        answers = {}
        for event in pool.events():
            if isinstance(event, Sent):
                pool.start(server, ("answer", event.tag), PATIENT, double, int(event.data))
            elif isinstance(event, Ended) and isinstance(event.tag, tuple):
                pool.reply(event.tag[1], b"%d" % event.value)
            elif isinstance(event, Ended):
                answers[event.tag] = event.value
    assert answers == {number: b"%d" % (2 * number) for number in range(5)}


def test_a_reply_may_come_before_it_is_waited_for_and_after_the_end() -> None:
    with open_pool(1) as pool:
        pool.start(pool.fork_server(nothing), "a", PATIENT, asking, b"?")
        for event in pool.events():
            if isinstance(event, Sent):
                pool.reply("a", b"first")
                pool.reply("a", b"second")
        pool.reply("a", b"late")
        assert isinstance(event, Ended)
        assert event.value == b"first"


def asking_twice(send: Send) -> tuple[bytes | None, bytes | None]:
    return send.receive(), send.receive()


def test_each_turn_of_a_task_that_waits_gets_one_reply() -> None:
    with open_pool(1) as pool:
        pool.start(pool.fork_server(nothing), "a", PATIENT, asking_twice)
        for event in pool.events():
            if not isinstance(event, Ended):
                pool.reply("a", b"never", turn=1)
                pool.reply("a", b"one")
                pool.reply("a", b"never")
                pool.reply("a", b"two", turn=1)
                pool.reply("a", b"never", turn=1)
        assert isinstance(event, Ended)
        assert event.value == (b"one", b"two")


def test_the_time_of_a_task_that_waits_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one may be at work, b begins when a waits; then an hour passes on the pool's clock."""
    passed = [0]
    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + sum(passed))
    monkeypatch.setattr(pools, "time", clock)
    with open_pool(1) as pool:
        server = pool.fork_server(nothing)
        pool.start(server, "a", PATIENT, asking, b"?")
        pool.start(server, "b", Limits(), double, 1)
        for event in pool.events():
            if event == Started("b"):
                passed.append(3600)
            elif isinstance(event, Ended) and event.tag == "b":
                pool.reply("a", b"!")
        assert passed == [0, 3600]
        assert isinstance(event, Ended)
        assert (event.tag, event.status, event.value) == ("a", Status.DONE, b"!")


def test_a_pool_without_processes_says_that_it_cannot_reply() -> None:
    with open_pool(0) as pool:
        pool.start(pool.fork_server(nothing), "a", PATIENT, asking, b"?")
        assert endings(pool)["a"].value is None


def test_a_failure_is_told_in_words_and_stops_no_other(pool: Pool) -> None:
    server = pool.fork_server(nothing)
    pool.start(server, "bad", PATIENT, failing)
    pool.start(server, "good", PATIENT, double, 1)
    found = endings(pool)
    assert found["bad"].status is Status.FAILED
    assert found["bad"].reason.startswith("ValueError: no such thing: ə (test_pool.py, line ")
    assert found["good"].value == 2


def test_each_task_has_a_process_and_a_group_of_its_own() -> None:
    with open_pool(2) as pool:
        server = pool.fork_server(nothing)
        for number in range(4):
            pool.start(server, number, PATIENT, whose)
        found = [end.value for end in endings(pool).values()]
    assert len({pid for pid, _ in found}) == 4
    assert all(pid == group for pid, group in found)


def test_a_late_task_is_ended_with_what_it_started() -> None:
    begun = time.monotonic()
    with open_pool(2) as pool:
        server = pool.fork_server(nothing)
        pool.start(server, "late", Limits(seconds=0.5), endless)
        pool.start(server, "good", PATIENT, double, 1)
        found = endings(pool)
    assert found["late"].status is Status.TIMED_OUT
    assert found["good"].value == 2
    assert time.monotonic() - begun < 60


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_greedy_task_ends_alone() -> None:
    with open_pool(2) as pool:
        server = pool.fork_server(nothing)
        pool.start(server, "greedy", Limits(60, 300_000_000), greedy)
        pool.start(server, "good", PATIENT, double, 1)
        found = endings(pool)
    assert found["greedy"].status is Status.OUT_OF_MEMORY
    assert found["good"].value == 2


def taker(_: Send, size: int) -> int:
    return len(bytearray(size))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_what_the_pool_has_itself_is_not_taken_by_a_task() -> None:
    held = bytearray(300_000_000)
    with open_pool(1) as pool:
        server = pool.fork_server(nothing)
        pool.start(server, "modest", Limits(60, 200_000_000), taker, 100_000_000)
        pool.start(server, "greedy", Limits(60, 200_000_000), taker, 250_000_000)
        found = endings(pool)
    assert found["modest"].value == 100_000_000, found["modest"].reason
    assert found["greedy"].status is Status.OUT_OF_MEMORY
    assert len(held) == 300_000_000


def test_a_library_that_finds_no_memory_is_no_other_fault() -> None:
    with open_pool(1) as pool:
        server = pool.fork_server(nothing)
        pool.start(server, "greedy", PATIENT, without_room_for_a_library)
        assert endings(pool)["greedy"].status is Status.OUT_OF_MEMORY


def test_a_task_that_says_too_much_is_ended() -> None:
    with open_pool(2) as pool:
        server = pool.fork_server(nothing)
        pool.start(server, "loud", Limits(60, output=2_000_000), sender, bytes(1_900_000))
        pool.start(server, "louder", Limits(60, output=1_000_000), sender, bytes(1_900_000))
        found = endings(pool)
    assert found["loud"].status is Status.DONE
    assert found["louder"].status is Status.TOO_MUCH


def test_a_killed_task_is_lost_and_the_rest_go_on() -> None:
    with open_pool(1) as pool:
        server = pool.fork_server(nothing)
        pool.start(server, "killed", PATIENT, vanishing)
        pool.start(server, "good", PATIENT, double, 1)
        found = endings(pool)
    assert found["killed"].status is Status.LOST
    assert "SIGKILL" in found["killed"].reason
    assert found["good"].value == 2


def test_a_dead_fork_server_loses_its_tasks_and_no_others() -> None:
    with open_pool(2) as pool:
        dead, alive = pool.fork_server(_die), pool.fork_server(nothing)
        for number in range(3):
            pool.start(dead, f"dead {number}", PATIENT, double, 1)
        pool.start(alive, "good", PATIENT, double, 1)
        found = endings(pool)
    assert [found[f"dead {n}"].status for n in range(3)] == [Status.LOST] * 3
    assert found["good"].value == 2


@pytest.mark.parametrize("question", [b"", b"a question"])
def test_a_task_that_waits_for_a_reply_is_lost_with_its_fork_server(question: bytes) -> None:
    """… since nobody is left to kill it, or to say that it has ended; it ends by itself."""
    with open_pool(2) as pool:
        server, alive = pool.fork_server(nothing), pool.fork_server(nothing)
        pool.start(server, "asking", Limits(), whose_asking, question)
        events = pool.events()
        sent = next(event for event in events if isinstance(event, Sent))
        os.kill(server.pid, signal.SIGKILL)  # type: ignore[attr-defined]
        assert [e.status for e in events if isinstance(e, Ended)] == [Status.LOST]
        pool.start(alive, "good", PATIENT, double, 1)
        assert endings(pool)["good"].value == 2
    until = time.monotonic() + 60
    with pytest.raises(ProcessLookupError):
        while time.monotonic() < until:
            os.kill(int(sent.data), 0)
            time.sleep(0.01)


def whose_asking(send: Send, question: bytes) -> bytes | None:
    send(str(os.getpid()).encode())
    return send.receive() if question else time.sleep(60)


def test_a_dead_fork_server_is_noticed_once() -> None:
    """… and not looked at again and again while others work; what it gets later is lost as well."""
    with open_pool(2) as pool:
        dead, alive = pool.fork_server(_die), pool.fork_server(nothing)
        pool.start(dead, "dead", PATIENT, double, 1)
        pool.start(alive, "slow", PATIENT, resting, 1.5)
        used = time.process_time()
        found = endings(pool)
        assert time.process_time() - used < 0.5
        pool.start(dead, "later", PATIENT, double, 1)
        pool.start(alive, "good", PATIENT, double, 1)
        found |= endings(pool)
    assert found["dead"].status is found["later"].status is Status.LOST
    assert found["good"].value == 2


def _die() -> None:
    os._exit(3)


def _dawdle() -> None:
    time.sleep(60)


def test_a_fork_server_that_is_still_getting_ready_is_not_waited_for() -> None:
    with open_pool(1) as pool:
        server = pool.fork_server(_dawdle)
        pool.start(server, "early", PATIENT, double, 1)
        assert next(iter(pool.events())) == Started("early")
        begun = time.monotonic()
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_fork_server_with_children_ends_with_its_socket_and_by_no_signal(
    number: signal.Signals,
) -> None:
    """… because it alone can end its children; the children themselves obey."""
    usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
    with handled_by(number, usual), open_pool(1) as pool:  # also where the tests run under nohup
        server = pool.fork_server(nothing)
        pool.start(server, "whose", PATIENT, whose)
        endings(pool)
        os.kill(server.pid, number)  # type: ignore[attr-defined]
        pool.start(server, "good", PATIENT, double, 1)
        assert endings(pool)["good"].value == 2
        if number != signal.SIGINT:  # of which a terminal tells all of them
            pool.start(server, "told", PATIENT, ending_itself, number)
            assert number.name in endings(pool)["told"].reason


@contextlib.contextmanager
def handled_by(number: signal.Signals, handler: Any) -> Iterator[None]:
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)


def ending_itself(_: Send, number: signal.Signals) -> None:
    os.kill(os.getpid(), number)


def test_a_task_is_told_of_when_somebody_is_at_it(pool: Pool) -> None:
    server = pool.fork_server(nothing)
    for number in range(5):
        pool.start(server, number, PATIENT, double, number)
    heard = [(type(event), event.tag) for event in pool.events()]
    assert len(heard) == 10
    assert all(heard.index((Started, n)) < heard.index((Ended, n)) for n in range(5))


def test_here_nothing_is_split() -> None:
    assert isinstance(_made(0), InProcessPool)


def _made(size: int) -> Pool:
    with open_pool(size) as pool:
        return pool


ORPHANS = """
import os, sys
sys.path[:0] = [{root!r}, {tests!r}]
from nashr.processes.pool import Limits, open_pool
from test_pool import endless, nothing
with open_pool(2) as pool:
    server = pool.fork_server(nothing)
    for number in range(2):
        pool.start(server, number, Limits(), endless)
    print(os.getpgid(0), flush=True)
    for event in pool.events():
        pass
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_when_the_builder_is_killed_nobody_lives_on() -> None:
    code = ORPHANS.format(root=str(ROOT), tests=str(Path(__file__).parent))
    environment = {**os.environ, "NASHR_TEST_MARK": f"orphans-{os.getpid()}"}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        # The server, two children, and their two programs.
        wait_until(lambda: len(_marked(environment["NASHR_TEST_MARK"])) == 6)
        parent.kill()
    wait_until(lambda: not _marked(environment["NASHR_TEST_MARK"]))


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "it did not come true in a minute"
        time.sleep(0.05)


def _marked(mark: str) -> list[int]:
    """The processes that carry the mark in their environment."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if mark.encode() in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue
    return found


def _down(depth: int) -> None:
    if depth:
        _down(depth - 1)
        return
    for _ in range(200):
        _leaf()


def _leaf() -> None:
    pass


def _faults() -> int:
    """Pages that the system has to give while calls are made at every depth."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for depth in range(400):
        _down(depth)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_calls_with_room_take_no_memory_and_give_it_back_each_time() -> None:
    with_stack_chunk(_faults)  # the pages of the one piece
    assert with_stack_chunk(_faults) < 200
    assert with_stack_chunk(pow, 2, 5) == 32
