"""The cluster of the tests itself: nothing of it outlives them, whatever ends them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

if find_spec("distributed") is None:  # to import it takes a second, which each worker would need
    pytest.skip("the extra “cluster” is not installed", allow_module_level=True)
import psutil
from cluster_kit import ROOT, wait_for

#: A test that has started a cluster, and never ends.
ENDLESS = """
import pathlib, time
from cluster_kit import Cluster

def test_for_ever():
    folder = pathlib.Path({folder!r})
    cluster = Cluster(folder / "cluster")
    cluster.start_scheduler()
    cluster.start_worker()
    (folder / "ready").touch()
    time.sleep(600)
"""


def of_the_cluster(folder: Path) -> list[list[str]]:
    """The commands of the processes that work in a folder."""
    found = []
    for process in psutil.process_iter():
        try:
            command, place = process.cmdline(), process.cwd()
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
        if place.startswith(str(folder)):
            found.append(command)
    return found


@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT"])
def test_nothing_of_a_cluster_outlives_the_tests(name: str, tmp_path: Path) -> None:
    tests = tmp_path / "test_endless.py"
    tests.write_text(ENDLESS.format(folder=str(tmp_path)), "utf-8")
    running = subprocess.Popen(
        [
            *(sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"),
            *("-c", str(ROOT / "pyproject.toml"), str(tests)),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(lambda: (tmp_path / "ready").exists() or running.poll() is not None)
        started = of_the_cluster(tmp_path / "cluster")
        assert any("scheduler" in command for command in started)
        assert any("worker" in command for command in started)
        os.kill(running.pid, getattr(signal, name))
        running.wait(60)
        wait_for(lambda: not of_the_cluster(tmp_path / "cluster"), 60)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait(60)
