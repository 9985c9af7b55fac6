"""Font files of a project: whether they are what they seem, and may be embedded and cut.

The format is that of OpenType 1.9 ("Organization of an OpenType Font", ``OS/2``). What passes here
is cut by HarfBuzz, in a process under limits.
"""

from __future__ import annotations

import struct

from nashr.messages import Message

#: The largest font file that is read; the variable fonts of large scripts have half of it.
LARGEST_FONT = 20_000_000
_KINDS = frozenset({b"\0\1\0\0", b"OTTO", b"true"})
_COMPRESSED = {b"wOFF": "WOFF", b"wOF2": "WOFF2", b"ttcf": Message("a collection")}
_NEEDED = ("OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post")
#: Bits of fsType: who may embed the font, and how.
_RESTRICTED, _PREVIEW, _EDITABLE, _NO_SUBSET, _BITMAP = 0x2, 0x4, 0x8, 0x100, 0x200
_MOST_TABLES = 100


class FontError(Exception):
    """A font file that cannot be used; the text says why, as the rest of a sentence."""


def check_font(data: bytes) -> None:
    """Raise ``FontError`` for what is no font, or one that may not be embedded in part."""
    if len(data) > LARGEST_FONT:
        raise FontError(Message("has more than {most} megabytes", most=LARGEST_FONT // 1_000_000))
    kind = data[:4]
    if kind in _COMPRESSED:
        raise FontError(
            Message("is {kind}, and not a TrueType or OpenType font", kind=_COMPRESSED[kind])
        )
    if kind not in _KINDS:
        raise FontError(Message("is not a TrueType or OpenType font"))
    tables = _tables(data)
    for tag in _NEEDED:
        if tag not in tables:
            raise FontError(Message("is a damaged font: it has no table “{tag}”", tag=tag))
    if not ("glyf" in tables or "CFF " in tables or "CFF2" in tables):
        raise FontError(Message("has no outlines"))
    start, length = tables["OS/2"]
    if length < 78:
        raise FontError(Message("is a damaged font: its table “OS/2” is too short"))
    _check_licence(struct.unpack_from(">H", data, start + 8)[0])


def _tables(data: bytes) -> dict[str, tuple[int, int]]:
    """Where the tables are: offset and length by tag."""
    if len(data) < 12:
        raise FontError(Message("is a damaged font: it ends within its header"))
    count = struct.unpack_from(">H", data, 4)[0]
    if not 0 < count <= _MOST_TABLES or len(data) < 12 + 16 * count:
        raise FontError(Message("is a damaged font: it ends within its list of tables"))
    found = {}
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        if offset + length > len(data):
            raise FontError(Message("is a damaged font: it ends within a table"))
        found[tag.decode("latin-1")] = (offset, length)
    return found


def _check_licence(bits: int) -> None:
    if bits & _RESTRICTED and not bits & (_PREVIEW | _EDITABLE):
        raise FontError(Message("may not be embedded, by the licence in the file (fsType)"))
    if bits & _NO_SUBSET:
        raise FontError(Message("may not be embedded in part, by the licence in the file (fsType)"))
    if bits & _BITMAP:
        raise FontError(
            Message("may be embedded as pictures alone, by the licence in the file (fsType)")
        )
