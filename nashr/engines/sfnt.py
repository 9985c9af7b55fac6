"""Font files: the tables of an sfnt, its names, and its packing as sfnt or WOFF2.

This does only what a subset made by HarfBuzz needs. The formats are those of OpenType 1.9
("Organization of an OpenType Font", ``name``, ``OS/2``, ``head``) and of the W3C's WOFF 2.0.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

import brotli  # type: ignore[import-untyped,unused-ignore]

from nashr.records import dataclass

#: Tags with a number of their own in a WOFF2 directory (WOFF 2.0, section 4.1), from 0.
_KNOWN_TAGS = (
    "cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp "
    "hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB"
).split()
_OTHER_TAG = 63
#: Transform version 3 leaves ``glyf`` and ``loca`` as they are; for other tables 0 does.
_UNTRANSFORMED = 3 << 6
#: With a higher quality, brotli takes ten times as long to save a tenth.
_QUALITY = 5

_MAGIC = 0xB1B0AFBA
_LOSSLESS = 1 << 11
_WINDOWS = (3, 1, 0x409)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a font."""

    family: str
    weight: int
    italic: bool

    @property
    def style(self) -> str:
        weight = _WEIGHTS.get(self.weight, str(self.weight))
        if self.italic:
            return "Italic" if weight == "Regular" else f"{weight} Italic"
        return weight

    @property
    def postscript(self) -> str:
        return f"{self.family}-{self.style}".replace(" ", "")


_WEIGHTS = {300: "Light", 400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 900: "Black"}


def tables(font: bytes) -> dict[str, bytes]:
    """The tables of an sfnt, by tag."""
    count = struct.unpack_from(">H", font, 4)[0]
    found = {}
    for n in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * n)
        found[tag.decode("ascii")] = font[offset : offset + length]
    return found


def renamed(contents: Mapping[str, bytes], names: Names) -> dict[str, bytes]:
    """The tables with ``names`` in ``name``, ``OS/2`` and ``head``.

    Copyright, version and licence stay as they were; the licence of the Source families keeps
    their name for unchanged fonts, so that a subset needs another name.
    """
    bold = names.weight >= 700
    os2 = bytearray(contents["OS/2"])
    selection = struct.unpack_from(">H", os2, 62)[0] & ~0b1100001
    selection |= (1 if names.italic else 0) | (32 if bold else 0)
    selection |= 0 if names.italic or bold else 64
    struct.pack_into(">H", os2, 4, names.weight)
    struct.pack_into(">H", os2, 62, selection)
    head = bytearray(contents["head"])
    struct.pack_into(">H", head, 44, (1 if bold else 0) | (2 if names.italic else 0))
    return {
        **contents,
        "name": _name_table(contents["name"], names),
        "OS/2": bytes(os2),
        "head": bytes(head),
    }


def _name_table(old: bytes, names: Names) -> bytes:
    records = {key: value for key, value in _read_names(old).items() if key in (0, 5, 13, 14)}
    plain = names.weight in (400, 700)
    slope = "Italic" if names.italic else "Regular"
    records[1] = names.family if plain else f"{names.family} {_WEIGHTS.get(names.weight, '')}"
    records[2] = names.style if plain else slope
    records[3] = f"nashr;{names.postscript}"
    records[4] = f"{names.family} {names.style}"
    records[6] = names.postscript
    if not plain:
        records[16], records[17] = names.family, names.style
    header, storage = bytearray(), bytearray()
    for key, value in sorted(records.items()):
        encoded = value.encode("utf-16-be")
        header += struct.pack(">6H", *_WINDOWS, key, len(encoded), len(storage))
        storage += encoded
    return struct.pack(">3H", 0, len(records), 6 + len(header)) + header + storage


def _read_names(table: bytes) -> dict[int, str]:
    _, count, strings = struct.unpack_from(">3H", table)
    found = {}
    for n in range(count):
        platform, encoding, lang, key, length, offset = struct.unpack_from(">6H", table, 6 + 12 * n)
        if (platform, encoding, lang) == _WINDOWS:
            start = strings + offset
            found[key] = table[start : start + length].decode("utf-16-be", "replace")
    return found


def assembled(contents: Mapping[str, bytes]) -> bytes:
    """The tables as one sfnt, with correct checksums."""
    head = bytearray(contents["head"])
    struct.pack_into(">L", head, 8, 0)
    parts = dict(sorted({**contents, "head": bytes(head)}.items()))
    font = bytearray(_sfnt_header(parts))
    offset = len(font) + 16 * len(parts)
    body = bytearray()
    for tag, data in parts.items():
        place = offset + len(body)
        font += struct.pack(">4sLLL", tag.encode(), _checksum(data), place, len(data))
        if tag == "head":
            adjustment = place + 8
        body += data + bytes(-len(data) % 4)
    font += body
    struct.pack_into(">L", font, adjustment, (_MAGIC - _checksum(font)) & 0xFFFFFFFF)
    return bytes(font)


def _sfnt_header(parts: Mapping[str, bytes]) -> bytes:
    selector = len(parts).bit_length() - 1
    search = 16 << selector
    version = b"OTTO" if "CFF " in parts else b"\0\1\0\0"
    return version + struct.pack(">4H", len(parts), search, selector, 16 * len(parts) - search)


def _checksum(data: bytes | bytearray) -> int:
    padded = bytes(data) + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


def woff2(contents: Mapping[str, bytes]) -> bytes:
    """The tables as WOFF 2.0, outlines untransformed: a millisecond for a tenth more bytes."""
    head = bytearray(contents["head"])
    flags = struct.unpack_from(">H", head, 16)[0]
    struct.pack_into(">H", head, 16, flags | _LOSSLESS)
    plain = {**contents, "head": bytes(head)}
    size = len(assembled(plain))
    parts = sfnt_tables_in_order(plain)
    directory = b"".join(_directory_entry(tag, len(data)) for tag, data in parts.items())
    stream: bytes = brotli.compress(
        b"".join(parts.values()), mode=brotli.MODE_FONT, quality=_QUALITY
    )
    length = 48 + len(directory) + len(stream)
    padding = -length % 4
    flavor = b"OTTO" if "CFF " in parts else b"\0\1\0\0"
    sizes = (length + padding, len(parts), 0, size, len(stream))
    header = struct.pack(">4s4sLHHLLHHLLLLL", b"wOF2", flavor, *sizes, 1, 0, 0, 0, 0, 0, 0)
    return header + directory + stream + bytes(padding)


def sfnt_tables_in_order(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The tables by tag, with ``loca`` right after ``glyf``, as WOFF2 asks."""
    whole = tables(assembled(contents))
    order = sorted(whole, key=lambda tag: ("glyf", 1) if tag == "loca" else (tag, 0))
    return {tag: whole[tag] for tag in order}


def _directory_entry(tag: str, length: int) -> bytes:
    key = tag.replace(" ", "_")
    index = _KNOWN_TAGS.index(key) if key in _KNOWN_TAGS else _OTHER_TAG
    flags = index | (_UNTRANSFORMED if tag in ("glyf", "loca") else 0)
    name = tag.encode() if index == _OTHER_TAG else b""
    return bytes([flags]) + name + _base128(length)


def _base128(number: int) -> bytes:
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))
