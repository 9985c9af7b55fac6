"""Pickles of parsed style sheets, with the tests of their selectors."""

from __future__ import annotations

import io
import marshal
import pickle
from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any


def pickled(found: Any) -> bytes:
    """A pickle of what holds parsed style sheets; ``pickle.loads`` reads it."""
    data = io.BytesIO()
    _Pickler(data, pickle.HIGHEST_PROTOCOL).dump(found)
    return data.getvalue()


class _Pickler(pickle.Pickler):
    """Pickles the tests of selectors as well: functions of one expression, compiled from text."""

    def reducer_override(self, found: Any) -> Any:
        if isinstance(found, FunctionType) and found.__name__ == "<lambda>":
            return _test, (marshal.dumps(found.__code__),)
        return NotImplemented


def _test(code: bytes) -> Callable[[Any], Any]:
    return FunctionType(marshal.loads(code), _names())


@cache
def _names() -> dict[str, Any]:
    """What ``cssselect2.compiler`` gives the tests of selectors."""
    from cssselect2 import compiler  # type: ignore[import-untyped]

    return {name: getattr(compiler, name) for name in _GIVEN}


_GIVEN = ("split_whitespace", "ascii_lower", "urlparse")
