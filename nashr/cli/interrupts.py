"""What Ctrl-C does while the program starts. Imports next to nothing."""

from __future__ import annotations

import signal


def let_end() -> None:
    """Let Ctrl-C end this process silently, unless whoever started it has it ignored. One that came
    since ``hold`` ends it now.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def hold() -> None:
    """Keep Ctrl-C waiting, also in the program that this process goes on as: Python itself shows a
    traceback for one that comes while it starts.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
