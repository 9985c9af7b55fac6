"""The fonts of a joined PDF, each embedded once.

Each part embeds the glyphs that it needs, by numbers of its own. Here the glyphs of all fonts of
one name become one TrueType font; a part's font keeps its numbers, and a map leads from them to
the glyphs (``CIDToGIDMap``, ISO 32000-1, 9.7.4.2), so that no page is written anew.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from nashr.engines.sfnt import assembled, tables
from nashr.records import dataclass, field

#: Letters of the tag before the name of a font that is embedded in part (ISO 32000-1, 9.6.4).
_TAG = 6
#: Flags of the components of a glyph (OpenType, glyf): two-byte arguments, further components, one
#: scale, two scales, a matrix.
_WORDS, _MORE, _SCALE, _SCALES, _MATRIX = 0x1, 0x20, 0x8, 0x40, 0x80


def share_fonts(pdf: pikepdf.Pdf) -> None:
    """Embed one font for all that have the same name."""
    groups: dict[str, list[Any]] = {}
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Subtype") == Name.CIDFontType2:
            name = str(one.BaseFont)[1:].rpartition("+")[2]
            groups.setdefault(name, []).append(one)
    for name, fonts in sorted(groups.items()):
        if len(fonts) > 1:
            _share(pdf, name, fonts)
    _name_fonts(pdf)


def _share(pdf: pikepdf.Pdf, name: str, fonts: Sequence[Any]) -> None:
    """Embed one font for these, which have the same name."""
    read = [_Font(tables(font.FontDescriptor.FontFile2.read_bytes())) for font in fonts]
    if len({one.units for one in read}) > 1:
        return
    merged = _Merged()
    maps = [merged.add(one) for one in read]
    program = merged.program(read)
    tag = hashlib.sha256(program).digest()[:_TAG]
    whole = "".join(chr(ord("A") + byte % 26) for byte in tag) + f"+{name}"
    stream = Stream(pdf, program)
    stream.Length1 = len(program)
    descriptor = Dictionary({k: v for k, v in fonts[0].FontDescriptor.items() if k != "/CIDSet"})
    descriptor.FontName, descriptor.FontFile2 = Name(f"/{whole}"), pdf.make_indirect(stream)
    boxes = [[float(side) for side in font.FontDescriptor.FontBBox] for font in fonts]
    ends = zip(*boxes, strict=True)
    descriptor.FontBBox = Array(
        [int((min if at < 2 else max)(side)) for at, side in enumerate(ends)]
    )
    shared = pdf.make_indirect(descriptor)
    for font, glyphs in zip(fonts, maps, strict=True):
        font.BaseFont, font.FontDescriptor = Name(f"/{whole}"), shared
        numbers = struct.pack(f">{len(glyphs)}H", *glyphs)
        font.CIDToGIDMap = pdf.make_indirect(Stream(pdf, numbers))


def _name_fonts(pdf: pikepdf.Pdf) -> None:
    """A composite font has the name of the font below it."""
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Subtype") == Name.Type0:
            one.BaseFont = one.DescendantFonts[0].BaseFont


class _Font:
    """A TrueType font, read."""

    def __init__(self, found: Mapping[str, bytes]) -> None:
        self.found = found
        head, hhea = found["head"], found["hhea"]
        self.units = struct.unpack_from(">H", head, 18)[0]
        is_long = struct.unpack_from(">h", head, 50)[0]
        self.count = struct.unpack_from(">H", found["maxp"], 4)[0]
        form = f">{self.count + 1}{'L' if is_long else 'H'}"
        places = struct.unpack_from(form, found["loca"])
        self.places = places if is_long else tuple(2 * place for place in places)
        self.metrics = struct.unpack_from(">H", hhea, 34)[0]

    def outline(self, glyph: int) -> bytes:
        return self.found["glyf"][self.places[glyph] : self.places[glyph + 1]]

    def metric(self, glyph: int) -> tuple[int, int]:
        """The advance of a glyph, and its left side bearing."""
        hmtx, last = self.found["hmtx"], self.metrics - 1
        if glyph <= last:
            advance, bearing = struct.unpack_from(">Hh", hmtx, 4 * glyph)
            return advance, bearing
        (advance,) = struct.unpack_from(">H", hmtx, 4 * last)
        (bearing,) = struct.unpack_from(">h", hmtx, 4 * self.metrics + 2 * (glyph - self.metrics))
        return advance, bearing


@dataclass(slots=True)
class _Merged:
    """The glyphs of several fonts, each once."""

    outlines: list[bytes] = field(default_factory=list)
    metrics: list[tuple[int, int]] = field(default_factory=list)
    known: dict[tuple[bytes, tuple[int, int]], int] = field(default_factory=dict)

    def add(self, font: _Font) -> list[int]:
        """Take the glyphs of a font; for each of its numbers the number of the glyph here."""
        mapped: dict[int, int] = {}
        return [self._glyph(font, glyph, mapped) for glyph in range(font.count)]

    def _glyph(self, font: _Font, glyph: int, mapped: dict[int, int]) -> int:
        if glyph not in mapped:
            outline = font.outline(glyph)
            for at, component in _components(outline):
                number = self._glyph(font, component, mapped)
                outline = outline[:at] + struct.pack(">H", number) + outline[at + 2 :]
            outline += b"\0" * (-len(outline) % 4)
            key = (outline, font.metric(glyph))
            if key not in self.known:
                self.known[key] = len(self.outlines)
                self.outlines.append(outline)
                self.metrics.append(key[1])
            mapped[glyph] = self.known[key]
        return mapped[glyph]

    def program(self, fonts: Sequence[_Font]) -> bytes:
        """The font, with what a PDF needs of it (ISO 32000-1, 9.9)."""
        head = bytearray(fonts[0].found["head"])
        boxes = [struct.unpack_from(">4h", font.found["head"], 36) for font in fonts]
        sides = zip(*boxes, strict=True)
        box = [(min if at < 2 else max)(side) for at, side in enumerate(sides)]
        struct.pack_into(">4h", head, 36, *box)
        struct.pack_into(">L", head, 8, 0)  # the checksum of the whole, which no PDF has
        struct.pack_into(">h", head, 50, 1)
        hhea = bytearray(fonts[0].found["hhea"])
        struct.pack_into(">H", hhea, 10, max(advance for advance, _ in self.metrics))
        struct.pack_into(">H", hhea, 34, len(self.metrics))
        places, at = [0], 0
        for outline in self.outlines:
            at += len(outline)
            places.append(at)
        return assembled(
            {
                "glyf": b"".join(self.outlines),
                "head": bytes(head),
                "hhea": bytes(hhea),
                "hmtx": b"".join(struct.pack(">Hh", *row) for row in self.metrics),
                "loca": struct.pack(f">{len(places)}L", *places),
                "maxp": self._maxima(fonts),
            }
        )

    def _maxima(self, fonts: Sequence[_Font]) -> bytes:
        rows = [struct.unpack_from(">13H", font.found["maxp"], 6) for font in fonts]
        maxima = [max(column) for column in zip(*rows, strict=True)]
        return struct.pack(">LH13H", 0x00010000, len(self.outlines), *maxima)


def _components(outline: bytes) -> list[tuple[int, int]]:
    """The glyphs that a composite glyph is made of, each with the place of its number."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    found, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        found.append((at + 2, glyph))
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
    return found
