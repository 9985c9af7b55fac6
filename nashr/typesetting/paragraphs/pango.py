"""Pango's arrays, read as plain numbers.

``PangoGlyphInfo``, ``PangoGlyphString`` and ``PangoLogAttr`` are copied out of Pango's memory as
bytes and integers: reading one member of one glyph through cffi costs more than shaping the glyph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from nashr.records import dataclass
from nashr.typesetting.modules import module

#: The members of a PangoGlyphInfo, each of 32 bits, and the index of its width among them.
GLYPH_FIELDS, WIDTH_FIELD = 5, 1
#: The size of a PangoGlyphInfo, in bytes.
GLYPH_SIZE = 4 * GLYPH_FIELDS
#: Pango's unit, in pixels.
UNIT = 1 / 1024
#: The one function of GObject that WeasyPrint does not declare.
DECLARATION = "gpointer g_object_ref (gpointer object);"
#: The C types that are used while a page is laid out and written.
_TYPES = (
    *("PangoRectangle *", "PangoLogAttr *", "PangoLogAttr[]", "PangoFcFontMap *", "FcChar8 **"),
    *("char[]", "char[4]", "hb_codepoint_t[]", "hb_tag_t[100]", "unsigned int *"),
)


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one font, ``GLYPH_FIELDS`` numbers each, from left to right.

    ``clusters`` has for each glyph the byte of the line's text at which its cluster begins;
    ``end`` is the byte at which the run's text ends.
    """

    font: Any
    glyphs: bytes
    clusters: tuple[int, ...]
    end: int
    #: Whether each character is one glyph that the font has, on the baseline.
    is_plain: bool


def glyph_runs(line: Any, lasting: Callable[[Any], Any]) -> Iterator[GlyphRun]:
    """The runs of a PangoLayoutLine. Their fonts last as long as the line does, but for those that
    ``lasting`` gives in their place.
    """
    ffi = module("weasyprint.text.ffi").ffi
    run = line.runs
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        number, offset = string.num_glyphs, item.offset
        glyphs = ffi.buffer(string.glyphs, number * GLYPH_SIZE)[:]
        in_item = memoryview(ffi.buffer(string.log_clusters, number * 4)).cast("i")
        clusters = tuple(map(offset.__add__, in_item) if offset else in_item)
        end = offset + item.length
        font = lasting(item.analysis.font)
        yield GlyphRun(font, glyphs, clusters, end, is_plain(glyphs, clusters))
        run = run.next


def is_plain(glyphs: bytes, clusters: tuple[int, ...]) -> bool:
    """Whether each character is one glyph that the font has, on the baseline."""
    pango = module("weasyprint.text.ffi").pango
    numbers = memoryview(glyphs).cast("i")
    return (
        len(set(clusters)) == len(clusters)
        and not any(numbers[3::GLYPH_FIELDS])
        and max(numbers[::GLYPH_FIELDS], default=0) < pango.PANGO_GLYPH_EMPTY
    )


def widths(glyphs: bytes) -> memoryview:
    """The width of each glyph, in Pango's units."""
    return memoryview(glyphs).cast("i")[WIDTH_FIELD::GLYPH_FIELDS]


def referenced(font: Any) -> Any:
    """The font with a reference of our own, so that it outlives the layout that it came from."""
    from weasyprint.text.ffi import ffi, gobject

    _declare_references()
    return ffi.gc(gobject.g_object_ref(font), gobject.g_object_unref)


@cache
def _declare_references() -> None:
    from weasyprint.text.ffi import ffi

    ffi.cdef(DECLARATION)


def preload_types() -> None:
    """Have cffi parse the C types beforehand.

    Each takes milliseconds when it is first used, for cffi parses all declarations with it.
    """
    from weasyprint.text.ffi import ffi

    _declare_references()
    for name in _TYPES:
        ffi.typeof(name)


def line_break_positions(text: str, lang: str | None) -> list[int]:
    """The characters before which a line may begin by Unicode's rules (UAX #14), but the first."""
    return _positions(text, lang, _mask_of("is_line_break"))


def character_positions(text: str, lang: str | None) -> list[int]:
    """The characters that begin what a reader takes for one (UAX #29), but the first."""
    return _positions(text, lang, _mask_of("is_cursor_position"))


def _positions(text: str, lang: str | None, mask: int) -> list[int]:
    from weasyprint.text.ffi import ffi
    from weasyprint.text.line_break import get_log_attrs

    bits = memoryview(ffi.buffer(get_log_attrs(text, lang))).cast("I")
    return [position for position in range(1, len(text)) if bits[position] & mask]


@cache
def _mask_of(member: str) -> int:
    """The bit of a member in a PangoLogAttr; its place is the compiler's choice."""
    from weasyprint.text.ffi import ffi

    attribute = ffi.new("PangoLogAttr *", {member: 1})
    mask: int = memoryview(ffi.buffer(attribute)).cast("I")[0]
    return mask
