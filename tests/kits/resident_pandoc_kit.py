"""Pandoc, started once for the questions of a process.

To start pandoc takes eight times as long as to read a text of a test. The same binary runs a
script in Lua (``pandoc lua``) that reads and writes with the same library and the same options. It
answers what is asked thousands of times: Markdown and BibLaTeX to be read, and HTML to be written.
``tests/engines/test_pandoc.py`` holds its answers against those of the program. Whatever else is
asked, and each text that makes pandoc warn or that it refuses, is for the program.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from nashr.engines import pandoc

SCRIPT = Path(__file__).with_name("resident_pandoc.lua")
#: As of the program, but that the heap may grow before its garbage is collected.
RUNTIME = ("+RTS", f"-M{pandoc.HEAP}", "-A16m", "-RTS")
#: In seconds, on any machine a hundred times as long as an answer takes.
PATIENCE = 10.0
#: The options by which ``nashr.engines.pandoc.write_html`` has HTML written; the script sets them.
HTML = ("--mathml", "--section-divs", "--wrap=none", "--shift-heading-level-by=1")
#: The program makes other text of these bytes before it reads them: tabs, line ends and the byte
#: order mark.
_CHANGED_BEFORE = (b"\t", b"\r", b"\0", b"\xef\xbb\xbf")


def formats_of(arguments: Sequence[str]) -> tuple[str, str] | None:
    """What is read and what is written, where the script does so as with these arguments."""
    match arguments:
        case [source, "--to=json"] if source.startswith("--from=markdown"):
            return source.removeprefix("--from="), "json"
        case ["--from=biblatex", "--to=csljson"]:
            return "biblatex", "csljson"
        case ["--from=json", "--to=html5", *options] if tuple(options) == HTML:
            return "json", "html5"
    return None


class ResidentPandoc:
    """Pandoc that answers the process in which this was made, and none that is forked from it.

    ``patience`` is how many seconds it may take for an answer; after them the program is asked.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._owner = os.getpid()
        self._turn = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    def ask(self, arguments: Sequence[str], text: bytes) -> bytes | None:
        """What the program writes for this; ``None`` where it has to be asked itself."""
        formats = formats_of(arguments)
        if formats is None or os.getpid() != self._owner:
            return None
        if any(sign in text for sign in _CHANGED_BEFORE):
            return None
        with self._turn:
            try:
                return self._asked(formats, text)
            except (OSError, EOFError):  # it has died of the text, or does not come to an end
                self._end()
                return None

    def close(self) -> None:
        if os.getpid() == self._owner:
            with self._turn:
                self._end()

    def _asked(self, formats: tuple[str, str], text: bytes) -> bytes | None:
        running = self._running = self._running or _start()
        assert running.stdin is not None
        running.stdin.write(f"{' '.join(formats)} {len(text)}\n".encode() + text)
        running.stdin.flush()
        said = self._read(until=time.monotonic() + self._patience)
        if said is None or said.endswith(b"\n"):
            return said
        return said + b"\n"  # as the program ends each text

    def _read(self, until: float) -> bytes | None:
        """The answer: a line, and the bytes whose number it tells."""
        assert self._running is not None
        assert self._running.stdout is not None
        source, said, size = self._running.stdout.fileno(), b"", None
        while True:
            if size is None and b"\n" in said:
                head, said = said.split(b"\n", 1)
                if head == b"-":
                    return None
                size = int(head)
            if size is not None and len(said) >= size:
                return said
            if not select.select([source], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            piece = os.read(source, 1 << 20)
            if not piece:
                raise EOFError
            said += piece

    def _end(self) -> None:
        running, self._running = self._running, None
        if running is None:
            return
        running.kill()
        for stream in (running.stdin, running.stdout):
            assert stream is not None
            with contextlib.suppress(OSError):
                stream.close()
        running.wait()


def _start() -> subprocess.Popen[bytes]:
    abbreviations = pandoc.run(["--print-default-data-file=abbreviations"], "")
    return subprocess.Popen(
        [str(pandoc.path()), *RUNTIME, "lua", str(SCRIPT), abbreviations],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=pandoc.ENVIRONMENT,
    )
