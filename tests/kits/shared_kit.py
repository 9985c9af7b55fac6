"""What is made once for a whole run of the tests, however many workers of pytest-xdist it has."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest


def for_long(values: Iterable[Any]) -> list[Any]:
    """The values as parameters of the tests that take long (``make test-long``)."""
    return [pytest.param(value, marks=pytest.mark.long) for value in values]


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of a run have in common."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that ``make`` has filled: by the first worker that needs it, for all of them.

    Where that failed, the next one tries again, in a folder of its own.
    """
    shared = shared_folder(factory)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / f"{name}.made"
        if not done.exists():
            folder = factory.mktemp(name)
            make(folder)
            done.write_text(str(folder), encoding="utf-8")
        return Path(done.read_text("utf-8"))
