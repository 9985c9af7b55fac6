"""Putting our hands in the place of WeasyPrint's, which has no place for others."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any


@contextlib.contextmanager
def replaced(
    function: Callable[..., Any], stand_in: Callable[..., Any], *modules: ModuleType
) -> Iterator[None]:
    """Let the modules of WeasyPrint, or without any named all of them, call ``stand_in`` for
    ``function`` while the block runs.
    """
    name = function.__name__
    holders = modules or [
        module
        for path, module in sys.modules.copy().items()
        if path.startswith("weasyprint") and getattr(module, name, None) is function
    ]
    for holder in holders:
        setattr(holder, name, stand_in)
    try:
        yield
    finally:
        for holder in holders:
            setattr(holder, name, function)
