"""Signals that tell the program to end: how it obeys, and the code with which it ends."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

#: The exit code where nobody listens any more, as a shell gives it for SIGPIPE.
BROKEN_PIPE = 141


class Ended(KeyboardInterrupt):
    """The signal ``number`` told the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def code(end: KeyboardInterrupt) -> int:
    """The exit code: 128 and the signal's number."""
    return 128 + (end.number if isinstance(end, Ended) else signal.SIGINT)


@contextlib.contextmanager
def as_interrupts() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does, so that it leaves nothing behind."""
    process = os.getpid()

    def end(number: int, _: object) -> None:
        if os.getpid() == process:
            raise Ended(number)
        signal.signal(number, signal.SIG_DFL)  # a worker has nothing to put in order
        os.kill(os.getpid(), number)

    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    # Under nohup, SIGHUP is to be left alone.
    ours = [n for n in numbers if signal.getsignal(n) == signal.SIG_DFL]
    try:
        for number in ours:
            signal.signal(number, end)
    except ValueError:  # only the main thread hears signals
        ours = []
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
