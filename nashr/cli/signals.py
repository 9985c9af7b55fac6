"""Signals that end the program: raised as exceptions, so that it cleans up before it ends."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

from nashr.cli.exit_codes import SIGNAL


class Terminated(KeyboardInterrupt):
    """The signal ``number`` told the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def exit_code(interrupt: KeyboardInterrupt) -> int:
    """The exit code of a program that a signal ended."""
    number = interrupt.number if isinstance(interrupt, Terminated) else signal.SIGINT
    return SIGNAL + number


@contextlib.contextmanager
def as_interrupts() -> Iterator[None]:
    """While the block runs, Ctrl-C raises KeyboardInterrupt, and SIGTERM and SIGHUP raise
    ``Terminated``.
    """
    process = os.getpid()

    def terminate(number: int, _: object) -> None:
        if os.getpid() == process:
            raise Terminated(number)
        signal.signal(number, signal.SIG_DFL)  # a forked process has nothing to clean up
        os.kill(os.getpid(), number)

    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    # A signal that is ignored, as SIGHUP is under nohup, stays so.
    handled = [n for n in numbers if signal.getsignal(n) == signal.SIG_DFL]
    try:
        for number in handled:
            signal.signal(number, terminate)
        if signal.getsignal(signal.SIGINT) == signal.SIG_DFL:  # see ``interrupts.let_end``
            handled.append(signal.SIGINT)
            signal.signal(signal.SIGINT, signal.default_int_handler)
    except ValueError:  # only the main thread may set handlers
        handled = []
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, signal.SIG_DFL)
