"""Remove metadata from raster images without decoding them.

Photographs tell where, when, by whom and with what they were taken (Exif, XMP, IPTC, comments), and
may hold a second picture (a thumbnail, the uncropped original). What stays is the picture and what
it needs to look right: its colour profile, gamma, transparency and animation.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from nashr.messages import Message
from nashr.untrusted.image_errors import ImageError

#: Ancillary chunks of a PNG that decide how it looks (PNG 3, section 11.3). Critical chunks are
#: told by their first letter.
_PNG_KEPT = frozenset(
    b"tRNS iCCP sRGB gAMA cHRM cICP mDCV cLLI sBIT bKGD pHYs hIST acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset([b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF"])
#: The flags of a VP8X chunk that announce Exif and XMP (RFC 9649, section 2.7).
_WEBP_METADATA = 0x08 | 0x04
_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_APP0, _APP2, _APP14, _APP15, _COM = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_STANDALONE = frozenset([0x01, *range(0xD0, 0xD8)])
#: Start-of-frame markers: not DHT, JPG and DAC, which lie between them.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def without_metadata(data: bytes, media_type: str) -> bytes:
    """The same image without metadata; the same bytes where it has none.

    Raises ``ImageError`` for a file whose parts cannot be told apart.
    """
    try:
        match media_type:
            case "image/jpeg":
                return _jpeg(data)
            case "image/png":
                return _png(data)
            case "image/gif":
                return _gif(data)
            case _:
                return _webp(data)
    except (IndexError, struct.error) as error:
        raise ImageError("image-unreadable", Message("is damaged (it ends early)")) from error


# --- JPEG (ITU-T T.81, annex B) ------------------------------------------------------------


def jpeg_frame(data: bytes) -> tuple[int, int] | None:
    """The start-of-frame marker of a JPEG (0xC0 baseline, 0xC2 progressive …) and its precision."""
    try:
        for marker, segment in _segments(data):
            if marker in _FRAMES:
                return marker, segment[4]
    except (IndexError, struct.error):
        pass
    return None


def _jpeg(data: bytes) -> bytes:
    return b"".join(_kept_segment(marker, segment) for marker, segment in _segments(data))


def _kept_segment(marker: int, segment: bytes) -> bytes:
    body = segment[4:]
    if marker == _APP0 and body.startswith(b"JFIF\0"):
        return _without_thumbnail(segment)
    if marker == _APP2 and body.startswith(b"ICC_PROFILE\0"):
        return segment
    if marker == _APP14 and body.startswith(b"Adobe"):
        return segment
    if _APP0 <= marker <= _APP15 or marker == _COM:
        return b""
    return segment


def _without_thumbnail(segment: bytes) -> bytes:
    """A JFIF header, whose last two bytes before the thumbnail are its width and height."""
    if len(segment) <= 18 or segment[16:18] == b"\0\0":
        return segment[:18] if len(segment) > 18 else segment
    return segment[:2] + struct.pack("!H", 16) + segment[4:16] + b"\0\0"


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its segment, and with the coded data behind a start of scan.

    Ends with the end of the first image: another may follow (a depth map, the motion of a photo).
    """
    position = 0
    while position < len(data):
        start = data.find(b"\xff", position)
        if start < 0:
            return
        position = start + 1
        while data[position] == 0xFF:
            position += 1
        marker = data[position]
        position += 1
        if marker in (0, _SOI) or marker in _STANDALONE or marker == _EOI:
            if marker:
                yield marker, bytes((0xFF, marker))
            if marker == _EOI:
                return
            continue
        (length,) = struct.unpack_from("!H", data, position)
        end = position + max(length, 2)
        if end > len(data):
            raise IndexError
        if marker == _SOS:
            end = _end_of_scan(data, end)
        yield marker, b"\xff" + bytes((marker,)) + data[position:end]
        position = end


def _end_of_scan(data: bytes, position: int) -> int:
    """Where the coded data ends: at a marker that is neither a stuffed zero nor a restart."""
    while (position := data.find(b"\xff", position)) >= 0 and position + 1 < len(data):
        following = data[position + 1]
        if following not in (0, 0xFF) and not 0xD0 <= following <= 0xD7:
            return position
        position += 1 if following == 0xFF else 2
    return len(data)


# --- PNG -----------------------------------------------------------------------------------


def _png(data: bytes) -> bytes:
    kept = [data[:8]]
    for kind, chunk in _chunks(data):
        if kind[:1].isupper() or kind in _PNG_KEPT:
            kept.append(chunk)
        if kind == b"IEND":
            break
    return b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 8
    while position < len(data):
        (length,) = struct.unpack_from("!I", data, position)
        end = position + 12 + length
        if end > len(data):
            raise IndexError
        yield data[position + 4 : position + 8], data[position:end]
        position = end


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG, with its length and checksum."""
    return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))


# --- GIF (89a) -----------------------------------------------------------------------------


def _gif(data: bytes) -> bytes:
    start = position = 13 + _colour_table(data[10])
    kept = [data[:start]]
    while data[position] != 0x3B:
        start = position
        if data[position] == 0x2C:
            position += 10 + _colour_table(data[position + 9]) + 1
            is_kept = True
        elif data[position] == 0x21:
            label, position = data[position + 1], position + 2
            name = data[position + 1 : position + 12]
            is_kept = label == 0xF9 or (label == 0xFF and name in _GIF_KEPT)
        else:
            raise IndexError
        while data[position]:
            position += 1 + data[position]
        position += 1
        if is_kept:
            kept.append(data[start:position])
    return b"".join([*kept, b"\x3b"])


def _colour_table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


# --- WebP ----------------------------------------------------------------------------------


def webp_is_lossless(data: bytes) -> bool:
    """Whether the first frame of a WebP is coded without loss."""
    return any(kind == b"VP8L" for kind, _ in _riff(data))


def _webp(data: bytes) -> bytes:
    kept = []
    for kind, chunk in _riff(data):
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes((chunk[8] & ~_WEBP_METADATA,)) + chunk[9:]
        if kind in _WEBP_KEPT:
            kept.append(chunk)
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position, end = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while position + 8 <= end:
        (length,) = struct.unpack_from("<I", data, position + 4)
        following = position + 8 + length + length % 2
        if position + 8 + length > len(data):
            raise IndexError
        yield data[position : position + 4], data[position:following].ljust(8 + length, b"\0")
        position = following
