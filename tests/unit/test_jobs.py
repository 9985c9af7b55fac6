"""Tasks in processes of their own: what comes back, what a limit does, what is left of them."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nashr.jobs import Begun, Crew, Ended, Here, How, Limits, Send, Sent, can_split, crew
from nashr.splitting import with_room

pytestmark = [
    pytest.mark.skipif(not can_split(), reason="this system cannot split processes"),
    pytest.mark.timeout(120),
]
ROOT = Path(__file__).resolve().parent.parent.parent
PATIENT = Limits(seconds=60)


def nothing() -> None:
    pass


def double(_: Send, number: int) -> int:
    return 2 * number


def sender(send: Send, data: bytes) -> str:
    send(data)
    return "sent"


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


def endings(crew: Crew) -> dict[object, Ended]:
    return {event.tag: event for event in crew.events() if isinstance(event, Ended)}


@pytest.fixture(params=[0, 1, 3], ids=["here", "one", "three"])
def hands(request: pytest.FixtureRequest) -> Iterator[Crew]:
    with crew(request.param) as made:
        yield made


def test_each_task_gives_its_value_back(hands: Crew) -> None:
    starter = hands.starter(nothing)
    for number in range(20):
        hands.start(starter, number, PATIENT, double, number)
    assert {tag: end.value for tag, end in endings(hands).items()} == {
        number: 2 * number for number in range(20)
    }


def test_what_is_sent_ahead_comes_before_the_end_and_may_start_another(hands: Crew) -> None:
    starter = hands.starter(nothing)
    large = os.urandom(5_000_000)
    hands.start(starter, "a", PATIENT, sender, large)
    heard = []
    for event in hands.events():
        heard.append((event.tag, type(event).__name__))
        if isinstance(event, Sent):
            assert event.data == large
            hands.start(starter, "b", PATIENT, double, 4, first=True)
    assert heard.index(("a", "Sent")) < heard.index(("a", "Ended"))
    assert ("b", "Ended") in heard


def test_a_failure_is_told_in_words_and_stops_no_other(hands: Crew) -> None:
    starter = hands.starter(nothing)
    hands.start(starter, "bad", PATIENT, failing)
    hands.start(starter, "good", PATIENT, double, 1)
    found = endings(hands)
    assert found["bad"].how is How.FAILED
    assert found["bad"].reason.startswith("ValueError: no such thing: ə (test_jobs.py, line ")
    assert found["good"].value == 2


def test_each_task_has_a_process_and_a_group_of_its_own() -> None:
    with crew(2) as hands:
        starter = hands.starter(nothing)
        for number in range(4):
            hands.start(starter, number, PATIENT, whose)
        found = [end.value for end in endings(hands).values()]
    assert len({pid for pid, _ in found}) == 4
    assert all(pid == group for pid, group in found)


def test_a_late_task_is_ended_with_what_it_started() -> None:
    begun = time.monotonic()
    with crew(2) as hands:
        starter = hands.starter(nothing)
        hands.start(starter, "late", Limits(seconds=0.5), endless)
        hands.start(starter, "good", PATIENT, double, 1)
        found = endings(hands)
    assert found["late"].how is How.TIMED_OUT
    assert found["good"].value == 2
    assert time.monotonic() - begun < 60


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_greedy_task_ends_alone() -> None:
    with crew(2) as hands:
        starter = hands.starter(nothing)
        hands.start(starter, "greedy", Limits(60, 300_000_000), greedy)
        hands.start(starter, "good", PATIENT, double, 1)
        found = endings(hands)
    assert found["greedy"].how is How.OUT_OF_MEMORY
    assert found["good"].value == 2


def test_a_library_that_finds_no_memory_is_no_other_fault() -> None:
    with crew(1) as hands:
        starter = hands.starter(nothing)
        hands.start(starter, "greedy", PATIENT, without_room_for_a_library)
        assert endings(hands)["greedy"].how is How.OUT_OF_MEMORY


def test_a_task_that_says_too_much_is_ended() -> None:
    with crew(2) as hands:
        starter = hands.starter(nothing)
        hands.start(starter, "loud", Limits(60, output=2_000_000), sender, bytes(1_900_000))
        hands.start(starter, "louder", Limits(60, output=1_000_000), sender, bytes(1_900_000))
        found = endings(hands)
    assert found["loud"].how is How.DONE
    assert found["louder"].how is How.TOO_MUCH


def test_a_killed_task_is_lost_and_the_rest_go_on() -> None:
    with crew(1) as hands:
        starter = hands.starter(nothing)
        hands.start(starter, "killed", PATIENT, vanishing)
        hands.start(starter, "good", PATIENT, double, 1)
        found = endings(hands)
    assert found["killed"].how is How.LOST
    assert "SIGKILL" in found["killed"].reason
    assert found["good"].value == 2


def test_a_dead_starter_loses_its_tasks_and_no_others() -> None:
    with crew(2) as hands:
        dead, alive = hands.starter(_die), hands.starter(nothing)
        for number in range(3):
            hands.start(dead, f"dead {number}", PATIENT, double, 1)
        hands.start(alive, "good", PATIENT, double, 1)
        found = endings(hands)
    assert [found[f"dead {n}"].how for n in range(3)] == [How.LOST] * 3
    assert found["good"].value == 2


def _die() -> None:
    os._exit(3)


def _dawdle() -> None:
    time.sleep(60)


def test_a_starter_that_is_still_getting_ready_is_not_waited_for() -> None:
    with crew(1) as hands:
        starter = hands.starter(_dawdle)
        hands.start(starter, "early", PATIENT, double, 1)
        assert next(iter(hands.events())) == Begun("early")
        begun = time.monotonic()
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_starter_with_children_heeds_its_line_and_no_signal(number: signal.Signals) -> None:
    """… for nobody else could take them along; the children do heed it."""
    with crew(1) as hands:
        starter = hands.starter(nothing)
        hands.start(starter, "whose", PATIENT, whose)
        endings(hands)
        os.kill(starter.pid, number)  # type: ignore[attr-defined]
        hands.start(starter, "good", PATIENT, double, 1)
        assert endings(hands)["good"].value == 2
        if number != signal.SIGINT:  # of which a terminal tells all of them
            hands.start(starter, "told", PATIENT, ending_itself, number)
            assert number.name in endings(hands)["told"].reason


def ending_itself(_: Send, number: signal.Signals) -> None:
    os.kill(os.getpid(), number)


def test_a_task_is_told_of_when_somebody_is_at_it(hands: Crew) -> None:
    starter = hands.starter(nothing)
    for number in range(5):
        hands.start(starter, number, PATIENT, double, number)
    heard = [(type(event), event.tag) for event in hands.events()]
    assert len(heard) == 10
    assert all(heard.index((Begun, n)) < heard.index((Ended, n)) for n in range(5))


def test_here_nothing_is_split() -> None:
    assert isinstance(_made(0), Here)


def _made(size: int) -> Crew:
    with crew(size) as hands:
        return hands


ORPHANS = """
import os, sys
sys.path[:0] = [{root!r}, {tests!r}]
from nashr.jobs import Limits, crew
from test_jobs import endless, nothing
with crew(2) as hands:
    starter = hands.starter(nothing)
    for number in range(2):
        hands.start(starter, number, Limits(), endless)
    print(os.getpgid(0), flush=True)
    for event in hands.events():
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
        # The starter, two children, and their two programs.
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
    with_room(_faults)  # the pages of the one piece
    assert with_room(_faults) < 200
    assert with_room(pow, 2, 5) == 32
