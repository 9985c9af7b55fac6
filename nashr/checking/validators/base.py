"""The types of a judge and its findings, and how an external program is run: in a folder of its
own, with a time limit that ends its children too.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from nashr.messages import Message
from nashr.outputs.table import outputs
from nashr.project import atomic
from nashr.records import dataclass

#: Seconds that a program may take for one product. The slowest needs about twenty.
LIMIT = 240.0

#: A program and its arguments.
Command = list[str | Path]

#: The programs that run now, for ``end_all``.
_RUNNING: set[subprocess.Popen[str]] = set()


class JudgeFailed(Exception):
    """A judge gave no verdict: it crashed, gave no output that can be read, or took too long."""


@dataclass(frozen=True, slots=True)
class ValidatorFinding:
    """One finding of a judge about a product.

    ``rule`` is the judge's own name for it. ``inside`` is a file within the product; line and
    column count from 1, 0 where they are not known. A remark is a matter for a person and no fault.
    """

    rule: str
    message: str
    inside: str = ""
    line: int = 0
    column: int = 0
    remark: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge found: its version, what it looked at (“68 rules in 4 views”), its findings."""

    version: str
    scope: str
    findings: tuple[ValidatorFinding, ...] = ()

    @property
    def faults(self) -> tuple[ValidatorFinding, ...]:
        return tuple(f for f in self.findings if not f.remark)


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that a judge needs: how to see whether it is there, and how to get it, which may
    name a command as this program was called.
    """

    name: str
    present: Callable[[], bool]
    how_to_get: Callable[[], str]

    @property
    def remedy(self) -> str:
        return self.how_to_get()


@dataclass(frozen=True, slots=True)
class Judge:
    """A row of ``JUDGES``: a judge, and the standard that it judges by. It judges the outputs whose
    rows name that standard.
    """

    name: str
    standard: str
    code: str
    needs: tuple[Requirement, ...]
    examine: Callable[[Path], Verdict]

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the outputs that it judges."""
        return tuple(row.name for row in outputs() if self.standard in row.standards)

    @property
    def title(self) -> Message:
        return Message("{name} ({standard})", name=self.name, standard=self.standard)

    def missing(self) -> tuple[Requirement, ...]:
        return tuple(need for need in self.needs if not need.present())


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program printed, and its exit code."""

    code: int
    out: str
    err: str

    def json(self, text: str | None = None) -> Any:
        """What it printed as JSON; ``JudgeFailed`` when it is none."""
        try:
            return json.loads(self.out if text is None else text)
        except ValueError:
            raise JudgeFailed(self.last_words()) from None

    def last_words(self) -> str:
        lines = [line for line in (self.err or self.out).splitlines() if line.strip()]
        return f"exit code {self.code}: {' / '.join(lines[-3:])}"[:500]


def run(
    command: Command,
    *,
    limit: float = LIMIT,
    environment: Mapping[str, str] | None = None,
) -> Answer:
    """Run a program to its end. ``JudgeFailed`` when it cannot start or takes too long; then it is
    ended with all that it started.
    """
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
    except OSError as error:
        raise JudgeFailed(str(error)) from None
    _RUNNING.add(process)
    try:
        out, err = process.communicate(timeout=limit)
    except BaseException as error:
        _end(process.pid)
        process.communicate()
        if isinstance(error, subprocess.TimeoutExpired):
            raise JudgeFailed(f"no verdict within {limit:.0f} s") from None
        raise
    finally:
        _RUNNING.discard(process)
    return Answer(process.returncode, out, err)


def end_all() -> None:
    """End every program that still runs, as after Ctrl-C; who waits for it goes on."""
    for process in tuple(_RUNNING):
        _end(process.pid)


def _end(pid: int) -> None:
    """End a program with all that it started. A browser makes itself a session of its own, so its
    descent is what counts.
    """
    for each in (pid, *_descendants(pid)):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(each, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


def _descendants(pid: int) -> list[int]:
    """The children of a process, and theirs; none where the system cannot tell."""
    try:
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return []
    children: dict[int, list[int]] = {}
    for line in listed.stdout.splitlines():
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    found = list(children.get(pid, []))
    for each in found:
        found += children.get(each, [])
    return found


@contextlib.contextmanager
def scratch() -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder for a judge's reports, and the environment that keeps its settings, logs and
    temporary files in that folder too.
    """
    with atomic.temporary_folder() as folder:
        places = ("TMPDIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
        for place in places:
            (folder / place.lower()).mkdir()
        yield folder, {place: str(folder / place.lower()) for place in places}
