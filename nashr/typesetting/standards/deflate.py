"""Compressed streams whose end a reader can find.

A stream's data is followed by an end of line and ``endstream``. Where the data itself ends in a
carriage return or a line feed, as one checksum in a hundred does, a reader that searches for the
end finds it one byte early and takes the length for wrong (ISO 19005-2, 6.1.7.1). Such data gets
a byte behind its end, which no decoder reads.
"""

from __future__ import annotations

import zlib
from contextlib import AbstractContextManager
from types import SimpleNamespace

from nashr.typesetting.patching.apply import patched

#: Level 9 takes twice as long and saves 1%.
_LEVEL = 6
_PADDING = b"\0"


def with_clear_end(packed: bytes) -> bytes:
    """Compressed data that does not end in CR or LF."""
    return packed + _PADDING if packed.endswith((b"\r", b"\n")) else packed


def deflate(data: bytes) -> bytes:
    """The data, compressed, with an end that a reader can find."""
    return with_clear_end(zlib.compress(data, _LEVEL))


class _Compressor:
    """What pydyf needs of ``zlib.compressobj``. pydyf gives it all data at once."""

    def compress(self, data: bytes) -> bytes:
        return deflate(data)

    def flush(self) -> bytes:
        return b""


def patch_compression() -> AbstractContextManager[None]:
    """Let pydyf compress streams by ``deflate``."""
    zlib_of_pydyf = SimpleNamespace(compressobj=lambda **_: _Compressor(), compress=deflate)
    return patched({"pydyf:zlib": zlib_of_pydyf})
