"""Compressed data that is small until it is unpacked, made without compressing all of it."""

from __future__ import annotations

import struct
import zlib

#: What is compressed once and repeated.
BLOCK = 1_000_000


def zlib_of(byte: bytes, size: int) -> bytes:
    """A zlib stream (RFC 1950) of so many times the byte; ``size`` in whole millions."""
    check = 1
    for _ in range(size // BLOCK):
        check = zlib.adler32(byte * BLOCK, check)
    return b"\x78\x9c" + _deflated(byte, size) + struct.pack(">I", check)


def gzip_of(byte: bytes, size: int, *, begin: bytes = b"") -> bytes:
    """A gzip file (RFC 1952) of ``begin`` and the byte, ``size`` times, in whole millions."""
    check = zlib.crc32(begin)
    for _ in range(size // BLOCK):
        check = zlib.crc32(byte * BLOCK, check)
    head = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
    length = (len(begin) + size) & 0xFFFFFFFF
    return head + _deflated(byte, size, begin) + struct.pack("<II", check, length)


def _deflated(byte: bytes, size: int, begin: bytes = b"") -> bytes:
    """The same as a raw stream (RFC 1951): a block that refers to none before it, repeated."""
    assert size % BLOCK == 0
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    first = packer.compress(begin) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(byte * BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + block * (size // BLOCK) + packer.flush()
