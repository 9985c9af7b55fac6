"""Running callables in other processes. Knows nothing of publishing."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Workers(Protocol):
    """Where a call goes; its result or its exception comes back in the future."""

    def submit(
        self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[R]: ...


class Here:
    """Runs each call at once in this process: for tests, and for machines with one core."""

    def submit(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        future: Future[R] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - handed on to whoever asks for the result
            future.set_exception(error)
        return future


@contextlib.contextmanager
def workers(count: int, warm: Callable[[], None]) -> Iterator[Workers]:
    """``count`` processes that begin at once with ``warm``, beside whatever this one does next.

    With a count of 0 everything runs here. The processes end with the block.
    """
    if not count:
        yield Here()
        return
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    executor = ProcessPoolExecutor(count, mp_context=context, initializer=_end_quietly)
    for _ in range(count):
        executor.submit(warm)
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _end_quietly() -> None:
    """Ctrl-C ends a worker without a word; the process that started it speaks for both."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
