"""Font files of strangers: what is damaged, no font, or may not be embedded is refused."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from nashr.engines.fonts import shop
from nashr.ports import Face
from nashr.untrusted.font_files import FontError, check_font


@pytest.fixture(scope="module")
def font() -> bytes:
    return shop().subset(Face("sans"), frozenset("abc"), "ttf")


def os2(font: bytes) -> int:
    """Where the table OS/2 begins."""
    count = struct.unpack_from(">H", font, 4)[0]
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if tag == b"OS/2":
            return int(offset)
    raise AssertionError("no OS/2")


def with_licence(font: bytes, bits: int) -> bytes:
    changed = bytearray(font)
    struct.pack_into(">H", changed, os2(font) + 8, bits)
    return bytes(changed)


@pytest.mark.parametrize("bits", [0, 0x4, 0x8, 0xC])
def test_a_font_that_may_be_embedded_passes(font: bytes, bits: int) -> None:
    check_font(with_licence(font, bits))


@pytest.mark.parametrize(
    ("bits", "why"), [(0x2, "may not be embedded"), (0x100, "in part"), (0x200, "pictures")]
)
def test_a_font_that_may_not_is_refused(font: bytes, bits: int, why: str) -> None:
    with pytest.raises(FontError, match=why):
        check_font(with_licence(font, bits))


def test_a_web_font_is_named_as_such() -> None:
    with pytest.raises(FontError, match="is WOFF2"):
        check_font(shop().subset(Face("sans"), frozenset("a"), "woff2"))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\0\1\0\0", b"OTTO\xff\xff" + b"\0" * 50])
def test_what_is_no_font_is_refused(data: bytes) -> None:
    with pytest.raises(FontError):
        check_font(data)


def test_a_font_that_was_cut_off_is_refused_wherever_it_ends(font: bytes) -> None:
    for end in range(0, len(font) - 4, 97):
        with pytest.raises(FontError):
            check_font(font[:end])


def test_a_table_that_is_missing_is_named(font: bytes) -> None:
    changed = font.replace(b"cmap", b"zzzz", 1)
    with pytest.raises(FontError, match="no table “cmap”"):
        check_font(changed)


def test_the_fonts_that_ship_are_sound() -> None:
    for family in shop().installed().values():
        for path in family.files:
            check_font(Path(path).read_bytes())
