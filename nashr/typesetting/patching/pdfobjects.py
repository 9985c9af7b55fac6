"""The objects of a PDF, each asked once for what it holds.

pydyf asks them twice, for the file and for its identifier.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def written_once() -> Iterator[None]:
    """Let pydyf remember while the block runs, from when it begins to write a file."""
    import pydyf

    kinds = pydyf.Dictionary, pydyf.Stream
    real, write = [kind.data for kind in kinds], pydyf.PDF.write
    known: dict[int, bytes] = {}
    #: Those of the file, which last; what they hold may be made anew each time they are asked.
    lasting: set[int] = set()

    def remembered(data: Any) -> property:
        def get(one: Any) -> bytes:
            number = id(one)
            if number not in lasting:
                return bytes(data.fget(one))
            if number not in known:
                known[number] = data.fget(one)
            return known[number]

        return property(get)

    def write_remembered(pdf: Any, *arguments: Any, **named: Any) -> None:
        lasting.update(map(id, pdf.objects))
        write(pdf, *arguments, **named)

    for kind, data in zip(kinds, real, strict=True):
        kind.data = remembered(data)
    pydyf.PDF.write = write_remembered
    try:
        yield
    finally:
        for kind, data in zip(kinds, real, strict=True):
            kind.data = data
        pydyf.PDF.write = write
