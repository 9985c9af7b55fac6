"""Compressed streams whose end can be seen.

A stream's data is followed by an end of line and ``endstream``. Where the data itself ends in a
carriage return or a line feed, as one checksum in a hundred does, a reader that looks for the end
sees it one byte early and finds that the length is wrong (ISO 19005-2, 6.1.7.1). Such data gets a
byte behind its own end, where no decoder reads.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator
from types import SimpleNamespace

#: Level 9 takes twice as long and saves a hundredth.
_LEVEL = 6
_SPARE = b"\0"


def ended(packed: bytes) -> bytes:
    """Compressed data that does not end in CR or LF."""
    return packed + _SPARE if packed.endswith((b"\r", b"\n")) else packed


def deflate(data: bytes) -> bytes:
    """The data, compressed so that its end can be seen."""
    return ended(zlib.compress(data, _LEVEL))


class _Compressor:
    """What pydyf takes for ``zlib.compressobj``: it gives all its data at once."""

    def compress(self, data: bytes) -> bytes:
        return deflate(data)

    def flush(self) -> bytes:
        return b""


@contextlib.contextmanager
def visible_ends() -> Iterator[None]:
    """Let the PDF writer compress so while the block runs."""
    import pydyf

    real = pydyf.zlib
    pydyf.zlib = SimpleNamespace(
        compressobj=lambda **_: _Compressor(), compress=lambda data: deflate(data)
    )
    try:
        yield
    finally:
        pydyf.zlib = real
