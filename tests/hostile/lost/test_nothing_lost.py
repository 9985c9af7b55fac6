"""Builds that are killed: every product stays whole, the next build is right and clears up."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest
from lost_kit import ALL, ARTICLES, SECONDS, Pattern, Sandbox, await_family_end, family, kill_family
from warm_kit import Process, start

from nashr.model import Artifact
from nashr.project.workspace import Workspace

SEED = os.environ.get("NASHR_SEED", "20260331")
ROUNDS, GROUPS = 100, 20
#: What is killed: the whole process group, the build alone, or one of the processes it started.
VICTIMS = ("group", "build", "worker")
QUICK = "html,epub"


# --- a hundred random moments --------------------------------------------------------------


@pytest.mark.parametrize(
    "part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, GROUPS))]
)
def test_a_build_killed_at_a_random_moment(part: int, pattern: Pattern, tmp_path: Path) -> None:
    """A third of the moments lie where products are being written, the others anywhere. Half of the
    builds keep a cache, so that the next one goes on from what the dead one knew.
    """
    numbers = range(part, ROUNDS, GROUPS)
    assert len(numbers) * GROUPS == ROUNDS
    for number in numbers:
        dice = random.Random(f"{SEED}-{number}")
        victim = VICTIMS[number % len(VICTIMS)]
        formats = ALL if dice.random() < 0.3 or victim == "worker" else QUICK
        writing = dice.random() < 1 / 3
        moment = dice.uniform(0, 0.04) if writing else dice.uniform(0, 0.8 * pattern.seconds)
        since = "the first write" if writing else "the start"
        story = (
            f"NASHR_SEED={SEED} round {number}: {victim}, {formats}, {moment:.3f} s from {since}"
        )
        sandbox = pattern.sandbox(tmp_path / str(number))
        if dice.random() < 0.5:
            sandbox = replace(sandbox, cache=str(tmp_path / str(number) / "cache"))
        before = sandbox.sources()
        process = sandbox.start(formats)
        try:
            if writing:
                _await_writing(sandbox, process)
            time.sleep(moment)
            _kill(process, victim, dice)
            process.wait(SECONDS)
            # Those that a killed build leaves end soon; until then their temporary folder is theirs.
            await_family_end(process)
            _judge(sandbox, formats, before, story)
        finally:
            kill_family(process)
            process.communicate(timeout=SECONDS)


def _await_writing(sandbox: Sandbox, process: Process) -> None:
    before = _names(sandbox.output)
    while process.poll() is None and _names(sandbox.output) == before:
        time.sleep(0.002)


def _names(folder: Path) -> set[str]:
    return {name for place in ARTICLES for name in os.listdir(folder / place)}  # noqa: PTH208


def _kill(process: Process, victim: str, dice: random.Random) -> None:
    if victim == "group":
        kill_family(process)
    elif victim == "build":
        process.kill()
    else:
        workers = sorted(family(process) - {process.pid})
        with contextlib.suppress(ProcessLookupError, IndexError):
            os.kill(dice.choice(workers), signal.SIGKILL)


def _judge(sandbox: Sandbox, formats: str, before: object, story: str) -> None:
    try:
        sandbox.assert_whole()
        code, said = sandbox.build(formats)
        assert code == 0, said
        sandbox.assert_new(formats)
        assert sandbox.sources() == before
    except AssertionError as error:
        raise AssertionError(f"{story}\n{error}") from error


def test_a_process_that_has_ended_unheard_can_be_killed(tmp_path: Path) -> None:
    """… as with ``Popen``: its number is free already, and its end not yet told."""
    process = start([], os.environ, tmp_path, script="pass")
    until = time.monotonic() + SECONDS
    with contextlib.suppress(ProcessLookupError):
        while time.monotonic() < until:
            os.kill(process.pid, 0)
            time.sleep(0.002)
    process.poll = lambda: None  # type: ignore[method-assign]
    process.kill()
    assert process.wait(SECONDS) == 0
    process.communicate(timeout=SECONDS)


# --- every step of publishing --------------------------------------------------------------

#: Publishes two products, and dies, or is told that the disk is full, at the step of this number.
STEPS = """
import errno, os, pathlib, signal, sys
from nashr.model import Artifact
from nashr.project.workspace import Workspace

project, fate, last = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
steps = 0

def step():
    global steps
    steps += 1
    if steps == last and fate == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if steps == last:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

def counted(function):
    def call(*arguments, **options):
        step()
        done = function(*arguments, **options)
        step()
        return done
    return call

def opened(handle, mode):
    file = fdopen(handle, mode)
    class Slow:
        def __enter__(self): return self
        def __exit__(self, *_): file.close()
        def write(self, data):
            file.write(data[: len(data) // 2])
            file.flush()
            step()
            file.write(data[len(data) // 2 :])
        def flush(self): file.flush()
        def fileno(self): return file.fileno()
    return Slow()

fdopen, os.fdopen = os.fdopen, opened
for name in ("mkdir", "fsync", "chmod", "replace"):
    setattr(os, name, counted(getattr(os, name)))
products = [Artifact(f"a.{kind}", b"new " + kind.encode(), "") for kind in ("html", "epub")]
try:
    Workspace(project).publish("step", products, lambda: {"version": "new"})
except OSError as error:
    print("failed:", error.strerror)
print("steps:", steps)
"""


def _published(sandbox: Sandbox) -> dict[str, bytes]:
    folder = sandbox.output / "step"
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def _step(sandbox: Sandbox, fate: str, number: int) -> tuple[int, str]:
    return sandbox.start_script(STEPS, str(sandbox.project), fate, str(number))


OLD = {"a.html": b"old html", "a.epub": b"old epub", "manifest.json": b'{\n  "version": "old"\n}\n'}
NEW = {"a.html": b"new html", "a.epub": b"new epub", "manifest.json": b'{\n  "version": "new"\n}\n'}


def _lay_out_old(sandbox: Sandbox) -> None:
    folder = sandbox.output / "step"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("fate", ["dies", "fails"])
def test_publishing_broken_off_at_each_of_its_steps(fate: str, sandbox: Sandbox) -> None:
    """The products are renamed one after the other, the manifest last: what stands is always some
    of the new ones, then the old ones; a set is seldom mixed, and a file never.
    """
    _lay_out_old(sandbox)
    code, said = _step(sandbox, fate, 0)
    assert code == 0, said
    count = int(said.split()[-1])
    assert count > 20
    order = list(NEW)
    states = [{n: (NEW if n in order[:k] else OLD)[n] for n in order} for k in range(4)]
    seen = []
    for number in range(1, count + 1):
        _lay_out_old(sandbox)
        code, said = _step(sandbox, fate, number)
        found = _published(sandbox)
        parts = {n for n in found if n.startswith(".nashr-") and n.endswith(".part")}
        state = {n: data for n, data in found.items() if n not in parts}
        assert state in states, f"step {number}"
        seen.append(states.index(state))
        if fate == "fails":
            assert code == 0, said
            assert not parts, f"step {number}"
        else:
            assert code == -signal.SIGKILL
        products = [Artifact(name, NEW[name], "") for name in order[:2]]
        Workspace(sandbox.project).publish("step", products, lambda: {"version": "new"})
        assert _published(sandbox) == NEW, f"the build after step {number}"
    assert set(seen) == {0, 1, 2, 3}


# --- being told to end ---------------------------------------------------------------------

#: A build that gets a signal when its first product is half-written.
ENDED = """
import os, sys
from nashr.cli.main import main
from nashr.project import atomic

number, write = int(sys.argv[1]), atomic._write_unflushed

def ended(folder, data):
    temporary = write(folder, data)
    os.kill(os.getpid(), number)
    return temporary

atomic._write_unflushed = ended
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_build_that_is_told_to_end_says_so_and_leaves_nothing_half_written(
    name: str, sandbox: Sandbox
) -> None:
    number = int(getattr(signal, name))
    before = sandbox.sources()
    code, said = sandbox.start_script(ENDED, str(number), *sandbox.arguments())
    assert said == "Stopped. What stands in the output folder is whole.\n"
    assert code == 128 + number
    assert sandbox.products() == sandbox.old
    sandbox.assert_agreed()
    assert list(sandbox.output.rglob(".nashr-*")) == []
    # A typesetter that is ended at its work cannot clear its table; the next build does.
    code, said = sandbox.build()
    assert code == 0, said
    sandbox.assert_new()
    assert sandbox.sources() == before


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_build_ended_at_random_moments(name: str, pattern: Pattern, tmp_path: Path) -> None:
    for number in range(2):
        dice = random.Random(f"{SEED}-{name}-{number}")
        moment = dice.uniform(0, pattern.seconds)
        story = f"NASHR_SEED={SEED} round {number}: {name} after {moment:.3f} s"
        sandbox = pattern.sandbox(tmp_path / str(number))
        before = sandbox.sources()
        process = sandbox.start()
        try:
            time.sleep(moment)
            # A terminal tells the whole group; a supervisor tells the build alone.
            tell = os.kill if number % 2 else os.killpg
            with contextlib.suppress(ProcessLookupError):  # the build was faster than the moment
                tell(process.pid, getattr(signal, name))
            process.wait(SECONDS)
            await_family_end(process)
            _judge(sandbox, ALL, before, story)
        finally:
            kill_family(process)
            process.communicate(timeout=SECONDS)


def test_a_hangup_is_ignored_where_nohup_says_so(sandbox: Sandbox) -> None:
    code, said = sandbox.build_by("sh", "-c", 'trap "" HUP; kill -HUP $$; exec "$@"', "")
    assert code == 0, said


# --- no process stays ----------------------------------------------------------------------


@pytest.mark.parametrize("moment", [0.1, 0.5])
def test_no_process_outlives_a_killed_build(moment: float, sandbox: Sandbox) -> None:
    until = time.monotonic() + SECONDS
    process = sandbox.start(ALL)
    try:
        while len(family(process)) < 2:
            assert time.monotonic() < until
            if process.poll() is not None:  # on a busy machine it can end between two looks
                process.communicate(timeout=SECONDS)
                process = sandbox.start(ALL)
            time.sleep(0.01)
        time.sleep(moment)
        process.kill()
        process.wait(SECONDS)
        await_family_end(process)
    finally:
        kill_family(process)
        process.communicate(timeout=SECONDS)
