"""Regular expressions that were compiled by setup: see ``prepared``.

Compiling those of the modules of a build takes 0.07 s in the process of the command line alone,
and 3 ms where their code is known. They are put into the cache in which ``re``
itself looks for the patterns that it has compiled; where an implementation of Python has no such
cache, they are compiled as ever. What is kept is for one version of Python (``prepared_modules``).
"""

from __future__ import annotations

import re
import sys
from array import array

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    #: Of a pattern: its text, the flags that it was compiled with and those that it has, its code,
    #: the number of its groups, and the numbers of those that have names.
    Row = tuple[str | bytes, int, int, bytes, int, dict[str, int]]

#: How many patterns there is room for beside those that are known.
_ROOM = 2_000
#: The type of a word of the code, in ``array`` (SRE_CODE is Py_UCS4).
_WORD = "I"


def _cache() -> dict[Any, re.Pattern[Any]] | None:
    """The cache of ``re``: compiled patterns by the type and the text of each, and its flags."""
    found = getattr(re, "_cache", None)
    is_known = sys.implementation.name == "cpython" and isinstance(found, dict)
    return found if is_known else None


def make_room(more: int = 0) -> None:
    """Let the cache of ``re`` keep all patterns, and ``more`` than there are.

    It keeps 512, and for the next one drops the oldest: of a few patterns more, which are asked for
    in the order in which they were put there, each is dropped just before it is asked for.
    """
    limit = getattr(re, "_MAXCACHE", None)
    if _cache() is not None and isinstance(limit, int):
        setattr(re, "_MAXCACHE", max(limit, len(_cache() or ()) + more + _ROOM))  # noqa: B010


def kept() -> list[Row]:
    """The patterns that ``re`` has compiled in this process, as ``restore`` takes them."""
    return [row for key in [*(_cache() or ())] if (row := _row(key)) is not None]


def _row(key: tuple[type, Any, int]) -> Row | None:
    """A pattern by its key in the cache; None for one that depends on more, or is made otherwise
    by this version of Python.
    """
    kind, text, flags = key
    if kind not in (str, bytes) or type(text) is not kind or flags & (re.LOCALE | re.DEBUG):
        return None
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(text, flags)
    state = parsed.state
    code = array(_WORD, _compiler._code(parsed, flags)).tobytes()
    row = (text, flags, flags | state.flags, code, state.groups - 1, dict(state.groupdict))
    return row if _compiled(row) == re.compile(text, flags) else None


def _compiled(row: Row) -> re.Pattern[Any]:
    from _sre import compile as compile_code  # type: ignore[import-not-found]

    text, _, flags, code, groups, numbers = row
    names: list[str | None] = [None] * (groups + 1)
    for name, number in numbers.items():
        names[number] = name
    found: re.Pattern[Any] = compile_code(
        text, flags, array(_WORD, code).tolist(), groups, numbers, tuple(names)
    )
    return found


def restore(rows: Sequence[Row]) -> None:
    """Have ``re`` know these patterns."""
    cache = _cache()
    if cache is None:
        return
    make_room(len(rows))
    for key, row in _keys(rows):
        if key not in cache:
            cache[key] = _compiled(row)


def _keys(rows: Sequence[Row]) -> Iterator[tuple[Any, Row]]:
    return (((type(row[0]), row[0], row[1]), row) for row in rows)
