"""Several builds of one project at once: what stands afterwards is whole and agrees."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lost_kit import ALL, ARTICLES, SECONDS, SUFFIXES, Sandbox, kill_family, write_sources
from warm_kit import Process

from nashr.model import Artifact
from nashr.project import atomic
from nashr.project.workspace import Workspace

#: The formats and articles of builds that are begun at the same time.
TOGETHER: dict[str, Sequence[tuple[str, tuple[str, ...]]]] = {
    "two, the same": [(ALL, ())] * 2,
    "four, the same": [("html,epub", ())] * 4,
    "two articles": [(ALL, ("a",)), (ALL, ("b",))],
    "four formats": [("pdf", ()), ("epub", ()), ("html", ()), ("jats", ())],
}


def finish(processes: Sequence[Process]) -> list[str]:
    try:
        said = [process.communicate(timeout=SECONDS)[0] for process in processes]
    finally:
        for process in processes:
            kill_family(process)
    assert [p.returncode for p in processes] == [0] * len(processes), said
    return said


@pytest.mark.parametrize(
    ("name", "cached"),
    [
        *((name, True) for name in TOGETHER),
        ("two, the same", False),
        *(
            pytest.param(name, False, marks=pytest.mark.long)
            for name in TOGETHER
            if name != "two, the same"
        ),
    ],
)
def test_builds_at_the_same_time(name: str, cached: bool, sandbox: Sandbox) -> None:
    if cached:
        sandbox = replace(sandbox, cache=str(sandbox.project.parent / "cache"))
    before = sandbox.sources()
    finish([sandbox.start(formats, articles) for formats, articles in TOGETHER[name]])
    formats = ",".join({f: None for f, _ in TOGETHER[name]})
    alike = len({f for f, _ in TOGETHER[name]}) == 1
    sandbox.assert_new(formats, one_build=alike)
    assert sandbox.sources() == before


@pytest.mark.parametrize(
    "name",
    [
        "two, the same",
        "four formats",
        *(
            pytest.param(name, marks=pytest.mark.long)
            for name in ("four, the same", "two articles")
        ),
    ],
)
def test_sources_that_change_between_two_builds(name: str, sandbox: Sandbox) -> None:
    """Which of the builds ends last is not foretold; each article's products agree all the same:
    those of a build are all of the one text, or were all removed by a build of the other. The next
    build, begun when they have ended, is right.
    """
    sandbox = replace(sandbox, cache=str(sandbox.project.parent / "cache"))
    write_sources(sandbox.project, "old")
    dice = random.Random(name)
    processes = []
    for formats, articles in TOGETHER[name]:
        processes.append(sandbox.start(formats, articles))
        time.sleep(dice.uniform(0.2, 0.6))
        write_sources(sandbox.project, "new")
    finish(processes)
    sandbox.assert_whole()
    sandbox.assert_agreed()
    sandbox.assert_swept()
    found = sandbox.products()
    for article in ARTICLES:
        for formats, _ in TOGETHER[name]:
            suffixes = [SUFFIXES[kind] for kind in formats.split(",")]
            paths = [f"{article}/{article}.{suffix}" for suffix in suffixes]
            new = {p: sandbox.is_new(p, found[p]) if p in found else None for p in paths}
            assert len(set(new.values())) == 1, new
    code, said = sandbox.build()
    assert code == 0, said
    sandbox.assert_new()


def test_two_builds_never_mix_their_products(tmp_path: Path) -> None:
    """Sets of files put into one folder from several processes: it always holds a single set."""
    names = [f"{n}.bin" for n in range(5)]

    def write(version: int) -> None:
        products = [Artifact(name, b"%d" % version, "") for name in names]
        Workspace(tmp_path).publish("a", products, lambda: {"version": version})

    def look() -> list[str]:
        folder = tmp_path / "output" / "a"
        with atomic.locked(lambda: folder, timeout=SECONDS) as (_, alone):
            assert alone
            text = (folder / "manifest.json").read_text().split()[-2]
            return [*((folder / name).read_text() for name in names), text]

    write(0)
    children = []
    for version in range(1, 5):
        child = os.fork()
        if not child:
            code = 1
            try:
                for turn in range(10):
                    write(version * 100 + turn)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    seen = [look() for _ in range(20)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert [len(set(one)) for one in seen] == [1] * len(seen)
    assert sorted(p.name for p in (tmp_path / "output" / "a").iterdir()) == [
        *names,
        "manifest.json",
    ]


def test_a_build_that_stands_still_while_it_writes_is_waited_for_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "output" / "a"
    folder.mkdir(parents=True)
    monkeypatch.setattr(atomic, "TIMEOUT", 0.2)
    workspace = Workspace(tmp_path)
    with (
        atomic.locked(lambda: folder, timeout=0),
        pytest.raises(TimeoutError, match="another build"),
    ):
        workspace.publish("a", [Artifact("a.html", b"new", "")], dict)
    assert list(folder.iterdir()) == []
    workspace.publish("a", [Artifact("a.html", b"new", "")], dict)


def test_a_dead_build_holds_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with atomic.locked(lambda: folder):
            os.write(writing, b"held")
            time.sleep(SECONDS)
        os._exit(1)
    assert os.read(reading, 4) == b"held"
    with pytest.raises(TimeoutError), atomic.locked(lambda: folder, timeout=0.1):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with atomic.locked(lambda: folder, timeout=0) as (_, alone):
        assert alone


def test_a_folder_removed_while_one_waits_for_it_is_made_again(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    folder = tmp_path / "output" / "a"
    folder.mkdir(parents=True)
    with atomic.locked(lambda: folder):
        product = [Artifact("a.html", b"new", "")]
        waiting = threading.Thread(target=workspace.publish, args=("a", product, dict))
        waiting.start()
        time.sleep(0.1)
        folder.rmdir()
    waiting.join(SECONDS)
    assert sorted(p.name for p in folder.iterdir()) == ["a.html", "manifest.json"]


def test_where_there_are_no_locks_the_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """… and removes nothing, since what lies there may be another build's."""

    def no_locks(*_: object) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr("fcntl.flock", no_locks)
    folder = tmp_path / "output" / "a"
    folder.mkdir(parents=True)
    (folder / ".nashr-other.part").write_bytes(b"half")
    Workspace(tmp_path).publish("a", [Artifact("a.html", b"new", "")], dict)
    assert sorted(p.name for p in folder.iterdir()) == [
        ".nashr-other.part",
        "a.html",
        "manifest.json",
    ]


def test_only_what_dead_builds_left_is_swept(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    folder = tmp_path / "output" / "a"
    folder.mkdir(parents=True)
    kept = [".hidden", ".nashr-notes", "a.part", "own.txt"]
    for name in (*kept, ".nashr-x1y2.part"):
        (folder / name).write_text("x")
    workspace.sweep("a")
    assert sorted(p.name for p in folder.iterdir()) == kept
    workspace.sweep("not-there")
    assert not (tmp_path / "output" / "not-there").exists()


def test_a_temporary_folder_is_swept_only_when_its_build_is_dead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    dead = tmp_path / "nashr-scratch-dead.tmp"
    dead.mkdir()
    (dead / "fonts.conf").write_text("x")
    other = tmp_path / "nashr-scratch-notes"
    other.mkdir()
    with atomic.temporary_folder() as living:
        assert not dead.exists()
        with atomic.temporary_folder() as second:
            assert sorted(tmp_path.iterdir()) == sorted([living, second, other])
    assert list(tmp_path.iterdir()) == [other]
