"""The memory of a process and of all that it started, together, on Linux."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
#: How often the memory is added up, in seconds.
_EVERY = 0.2


class Peak:
    """The most memory at one time, in megabytes. Pages that several processes share count once."""

    def __init__(self) -> None:
        self.megabytes = 0.0

    @contextlib.contextmanager
    def watching(self, pid: int) -> Iterator[None]:
        """Watch a process and its descendants while the block runs."""
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(_EVERY):
                self.megabytes = max(self.megabytes, _memory_below(pid))

        thread = threading.Thread(target=watch, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


def _memory_below(pid: int) -> float:
    children: dict[int, list[int]] = {}
    for folder in _PROC.iterdir():
        with contextlib.suppress(OSError, ValueError):
            facts = (folder / "stat").read_text().rpartition(")")[2].split()
            children.setdefault(int(facts[1]), []).append(int(folder.name))
    waiting, total = [pid], 0.0
    while waiting:
        process = waiting.pop()
        waiting += children.get(process, [])
        total += _memory_of(process)
    return total


def _memory_of(pid: int) -> float:
    """The proportional set size (proc_pid_smaps(5)) in megabytes; 0 for one that has ended."""
    with contextlib.suppress(OSError):
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0
