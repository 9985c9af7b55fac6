"""Running callables in other processes. Knows nothing of publishing."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
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


def pool(count: int, warm: Callable[[], None]) -> ProcessPoolExecutor:
    """``count`` processes that begin at once with ``warm``, beside whatever this one does next."""
    method = "fork" if sys.platform == "linux" else "spawn"
    executor = ProcessPoolExecutor(count, mp_context=multiprocessing.get_context(method))
    for _ in range(count):
        executor.submit(warm)
    return executor
