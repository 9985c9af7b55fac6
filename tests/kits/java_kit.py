"""EPUBCheck and veraPDF, started once for a run of the tests and not for each product.

Java needs five seconds of CPU time to load EPUBCheck and two to load veraPDF; what they do then
takes a tenth of one. ``Judges.java`` loads them once and answers all workers; what it is asked, and
what it answers, is what the programs are asked on their command lines. The tests that have the
judges refuse broken products start the programs themselves.
"""

from __future__ import annotations

import atexit
import fcntl
import socket
import struct
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from nashr.checking.validators import epub, pdf, tools
from nashr.checking.validators.base import LIMIT, Answer, Command, JudgeFailed, run

PROGRAM = Path(__file__).with_name("Judges.java")
#: Seconds that Java may take until it listens, on a busy machine.
_PATIENCE = 120.0


@contextmanager
def kept_running(folder: Path) -> Iterator[None]:
    """Within the block, the judges are asked in the process that all who name this folder share."""

    def ask(
        command: Command, *, limit: float = LIMIT, environment: Mapping[str, str] | None = None
    ) -> Answer:
        question = _question([str(part) for part in command])
        if question:
            return _answer(folder, question, limit)
        return run(command, limit=limit, environment=environment)

    before = epub.run, pdf.run
    epub.run = pdf.run = ask
    try:
        yield
    finally:
        epub.run, pdf.run = before


def _question(command: list[str]) -> list[str]:
    """The judge of a command line, its jar and its arguments; nothing for another program."""
    options = list(map(str, tools.JAVA))
    given = command[len(options) :]
    match given if command[: len(options)] == options else []:
        case ["-jar", jar, *arguments] if jar == str(tools.epubcheck_jar()):
            return ["epubcheck", jar, *arguments]
        case ["-cp", jar, _, *arguments] if jar == str(tools.VERAPDF_JAR):
            return ["verapdf", jar, *arguments]
    return []


def _answer(folder: Path, question: list[str], limit: float) -> Answer:
    line = _line(folder)
    line.settimeout(limit)
    words = [word.encode() for word in question]
    line.sendall(
        struct.pack(">i", len(words))
        + b"".join(struct.pack(">H", len(word)) + word for word in words)
    )
    try:
        (code,) = struct.unpack(">i", _received(line, 4))
        out, err = (_received(line, *struct.unpack(">i", _received(line, 4))) for _ in range(2))
    except TimeoutError:
        raise JudgeFailed(f"no verdict within {limit:.0f} s") from None
    return Answer(code, out.decode(), err.decode())


def _received(line: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = line.recv(size - len(data))
        assert piece, "the judges in Java have died"
        data += piece
    return data


@cache
def _line(folder: Path) -> socket.socket:
    """The line to the process, which is started where it does not run. It ends by itself when the
    last of those that have a line ends.
    """
    with (folder / "judges.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        port = folder / "judges.port"
        try:
            line = _connected(port)
        except (FileNotFoundError, ConnectionError):
            port.unlink(missing_ok=True)  # of one that has ended
            _start(port, folder / "judges.log")
            line = _connected(port)
    atexit.register(line.close)
    return line


def _connected(port: Path) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(port.read_text())))


def _start(port: Path, log: Path) -> None:
    """Start the process, and wait until it listens."""
    with log.open("w") as errors:
        process = subprocess.Popen(
            [*tools.JAVA, PROGRAM, port],
            stdin=subprocess.DEVNULL,
            stdout=errors,
            stderr=errors,
            start_new_session=True,
        )
    until = time.monotonic() + _PATIENCE
    while not port.exists():
        assert process.poll() is None and time.monotonic() < until, log.read_text()
        time.sleep(0.05)
    # It outlives this process, where others have lines.
    process.returncode = 0
