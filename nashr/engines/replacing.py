"""Putting our hands in the place of WeasyPrint's, which has no place for others."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any


@contextlib.contextmanager
def replaced(function: Callable[..., Any], stand_in: Callable[..., Any]) -> Iterator[None]:
    """Let every module of WeasyPrint call ``stand_in`` for ``function`` while the block runs."""
    name = function.__name__
    holders = [
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
