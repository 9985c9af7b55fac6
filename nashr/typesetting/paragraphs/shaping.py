"""Text set once: what it measures, and the glyphs that it becomes.

WeasyPrint has Pango shape a line to see how long it is, once more to justify it, and a third time
to draw it, each time with a new context and layout. Here a style has a compositor, with one layout
for all that is set in it; what comes of a line is kept until the page is written. Pango's arrays
(``PangoGlyphInfo``, ``PangoGlyphString``, ``PangoLogAttr``) are read as the numbers that they are:
a look at one glyph through cffi costs more than to set it.
"""

from __future__ import annotations

import contextlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Any

from nashr.typesetting.patching.replace import replaced

#: The members of a PangoGlyphInfo, each of 32 bits, and the place of its width among them.
GLYPH_FIELDS, _WIDTH = 5, 1
_GLYPH = 4 * GLYPH_FIELDS
_UNIT = 1 / 1024
#: Where a style keeps its compositor and its strut, and a font configuration its compositors.
_OWN, _STRUT, _ALL = "nashr_compositor", "nashr_strut", "nashr_compositors"
#: What ends a line by itself, or is shown only at a line's end.
_NO_PLAIN_LINE = re.compile("[\n\r\t\f\v\x85\xad\u2028\u2029]")
#: The C types that a page is set with.
_TYPES = (
    *("PangoRectangle *", "PangoLogAttr *", "PangoLogAttr[]", "PangoFcFontMap *", "FcChar8 **"),
    *("char[]", "char[4]", "hb_codepoint_t[]", "hb_tag_t[100]", "unsigned int *"),
)
#: Longer text than that, in ems of the line's width, is not tried as one line.
_DENSEST = 4


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one font, five numbers each (see ``GLYPH_FIELDS``), from left to right.

    ``places`` has for each the byte of the line's text that it stands for, or begins with;
    ``end`` is where the run's text ends.
    """

    font: Any
    glyphs: bytes
    places: tuple[int, ...]
    end: int
    #: Whether each character is one glyph that the font has, on the baseline.
    is_plain: bool


@dataclass(frozen=True, slots=True)
class SetText:
    """A text on one line, however long, before it is cut into lines.

    ``places`` tells where each character begins, and where the last ends, in pixels; the
    characters of a ligature share its width. ``offsets`` tells the same in bytes.
    """

    text: str
    places: list[float]
    offsets: Sequence[int]
    runs: tuple[GlyphRun, ...]
    height: float
    baseline: float


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of text. It takes the place of WeasyPrint's ``Layout`` on a text box.

    Width, height and baseline are in pixels, without what spaces and letters are given or take
    so that the line is full.
    """

    text: str
    runs: tuple[GlyphRun, ...]
    width: float
    height: float
    baseline: float
    #: Of its paragraph, as Pango has it: even from left to right.
    first_line_direction: int = 0
    #: What it was to fit in, if anything.
    max_width: float | None = None


class Compositor:
    """Sets text in one style."""

    def __init__(self, style: Any) -> None:
        self._style = style
        self._layout = self._new_layout()
        self._lines: dict[tuple[str, float | None], SetLine] = {}
        self._fonts: dict[Any, Any] = {}

    def width(self, text: str) -> float:
        """The width of a short text, in pixels."""
        return self.line(text).width

    def whole(self, text: str) -> SetText:
        """The text of a paragraph on one line, to be cut into lines."""
        data = text.encode()
        line = self._set(text)
        _, height, baseline = self._measured(line)
        runs = self._copied(line)
        shares = [0] * len(data)
        clusters = 0
        for run in runs:
            begun = -1
            widths = memoryview(run.glyphs).cast("i")[_WIDTH::GLYPH_FIELDS]
            for place, width in zip(run.places, widths, strict=True):
                shares[place] += width
                clusters += place != begun
                begun = place
        offsets: Sequence[int] = range(len(data) + 1)
        if len(data) != len(text):
            starts = [n for n, byte in enumerate(data) if byte & 0xC0 != 0x80]
            offsets = array("I", [*starts, len(data)])
            shares = [shares[start] for start in starts]
        if clusters < len(text):
            _share(shares)
        places = [0.0, *(place * _UNIT for place in accumulate(shares))]
        return SetText(text, places, offsets, runs, height, baseline)

    def part(self, whole: SetText, start: int, end: int, hyphen: str) -> SetLine:
        """The characters of a text from ``start`` to ``end``, and the hyphen, as a line."""
        text = whole.text[start:end]
        if not hyphen:
            return self._cut(whole, start, end) or self.line(text)
        # A divided word is set anew: its last letter and the hyphen may be kerned.
        word = text.rfind(" ") + 1
        last = self.line(text[word:] + hyphen)
        if not word:
            return last
        first = self._cut(whole, start, start + word) or self.line(text[:word])
        offset = len(text[:word].encode())
        moved = (
            replace(run, places=tuple(p + offset for p in run.places), end=run.end + offset)
            for run in last.runs
        )
        return replace(
            first,
            text=f"{text}{hyphen}",
            runs=(*first.runs, *moved),
            width=first.width + last.width,
        )

    def _cut(self, whole: SetText, start: int, stop: int) -> SetLine | None:
        """Part of a text by its glyphs, from left to right; None where they do not part there."""
        if len(whole.runs) != 1 or self._style["letter_spacing"] != "normal":
            return None
        (run,) = whole.runs
        if run.places[0] > run.places[-1]:  # from right to left
            return None
        first, last = whole.offsets[start], whole.offsets[stop]
        begin, end = bisect_left(run.places, first), bisect_left(run.places, last)
        places = run.places[begin:end]
        if not places or places[0] != first:
            return None
        if end < len(run.places) and run.places[end] != last:
            return None
        glyphs = run.glyphs[begin * _GLYPH : end * _GLYPH]
        width = sum(memoryview(glyphs).cast("i")[_WIDTH::GLYPH_FIELDS]) * _UNIT
        plain = run.is_plain or _is_plain(glyphs, places)
        moved = tuple(place - first for place in places)
        cut = GlyphRun(run.font, glyphs, moved, last - first, plain)
        return SetLine(whole.text[start:stop], (cut,), width, whole.height, whole.baseline)

    def line(self, text: str, max_width: float | None = None) -> SetLine:
        """The text on one line. Notes are set anew for each that joins them on their page, and what
        stands in the margin on every page: a text that was set before is not set again.
        """
        key = text, max_width
        if key not in self._lines:
            self._lines[key] = self._new_line(text, max_width)
        return self._lines[key]

    def _new_line(self, text: str, max_width: float | None) -> SetLine:
        line = self._set(text)
        measures = self._measured(line)
        return SetLine(text, self._copied(line), *measures, line.resolved_dir, max_width)

    def _measured(self, line: Any) -> tuple[float, float, float]:
        """Width, height and baseline of Pango's line."""
        from weasyprint.text.ffi import FROM_UNITS, pango
        from weasyprint.text.line_break import line_size

        width, height = line_size(line, self._style)
        return width, height, pango.pango_layout_get_baseline(self._layout.layout) * FROM_UNITS

    def _copied(self, line: Any) -> tuple[GlyphRun, ...]:
        return tuple(
            GlyphRun(self._kept(font), glyphs, places, end, _is_plain(glyphs, places))
            for font, glyphs, places, end in _runs(line)
        )

    def _set(self, text: str) -> Any:
        """Pango's line; it lasts until the next text is set."""
        if self._style["word_spacing"]:
            self._layout = self._new_layout()  # or spaces of the last text would show in this one
        self._layout.set_text(text)
        return self._layout.get_first_line()[0]

    def _new_layout(self) -> Any:
        from weasyprint.text.ffi import pango
        from weasyprint.text.line_break import create_layout

        layout = create_layout("", self._style, None, None, 0)
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        return layout

    def _kept(self, font: Any) -> Any:
        """The font, held until the pages are written."""
        if font not in self._fonts:
            self._fonts[font] = _held(font)
        return self._fonts[font]


def compositor(style: Any) -> Compositor:
    """The compositor of a style: styles that set text alike share one."""
    from weasyprint.text.line_break import _font_style_cache_key

    found: Compositor | None = getattr(style, _OWN, None)
    if found is None:
        shop: dict[str, Compositor] = style.font_config.__dict__.setdefault(_ALL, {})
        names = ("letter_spacing", "word_spacing", "direction", "font_kerning", "overflow_wrap")
        own = "|".join(str(style[name]) for name in names)
        key = f"{_font_style_cache_key(style, include_size=True)}{own}"
        found = shop.get(key) or shop.setdefault(key, Compositor(style))
        setattr(style, _OWN, found)
    return found


@contextlib.contextmanager
def set_once() -> Iterator[None]:
    """Let WeasyPrint set text by compositors while the block runs, where it fits on its line."""
    from weasyprint.layout import inline, preferred

    split_first_line, strut = inline.split_first_line, inline.strut
    space_out = inline.add_word_spacing

    def split(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        *others: Any,
        **named: Any,
    ) -> Any:
        if _may_be_plain(text, style, max_width):
            line = compositor(style).line(text, max_width)
            if max_width is None or line.width <= max_width or style["white_space"] == "nowrap":
                return line, len(text.encode()), None, line.width, line.height, line.baseline
        return split_first_line(
            text, style, context, max_width, justification_spacing, *others, **named
        )

    def strut_of(style: Any) -> Any:
        found = getattr(style, _STRUT, None)
        if found is None:
            found = strut(style)
            setattr(style, _STRUT, found)
        return found

    def justify(context: Any, box: Any, spacing: float, x_advance: float) -> float:
        if not isinstance(getattr(box, "pango_layout", None), SetLine):
            return float(space_out(context, box, spacing, x_advance))
        box.justification_spacing = spacing
        box.position_x += x_advance
        added = spacing * inline.count_expandable_spaces(box)
        box.width += added
        return float(x_advance + added)

    with (
        # The text of a drawing is not ours: its glyphs may stand one by one.
        replaced(split_first_line, split, inline, preferred),
        replaced(strut, strut_of, inline),
        replaced(space_out, justify, inline),
    ):
        yield


def _may_be_plain(text: str, style: Any, max_width: float | None) -> bool:
    if not text or not style["font_size"] or _NO_PLAIN_LINE.search(text):
        return False
    return max_width is None or len(text) * style["font_size"] <= max_width * _DENSEST


def _share(widths: list[int]) -> None:
    """Let the characters of a cluster have equal parts; only the first has a width by now."""
    begun = 0
    for place in range(1, len(widths) + 1):
        if place == len(widths) or widths[place]:
            number = place - begun
            if number > 1:
                part, rest = divmod(widths[begun], number)
                widths[begun:place] = [part + rest, *[part] * (number - 1)]
            begun = place


# --- Pango's arrays ------------------------------------------------------------------------


def _runs(line: Any) -> Iterator[tuple[Any, bytes, tuple[int, ...], int]]:
    """The runs of a PangoLayoutLine: font, glyphs, places and end of each."""
    from weasyprint.text.ffi import ffi

    run = line.runs
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        number, offset = string.num_glyphs, item.offset
        glyphs = ffi.buffer(string.glyphs, number * _GLYPH)[:]
        places = memoryview(ffi.buffer(string.log_clusters, number * 4)).cast("i")
        shifted = tuple(map(offset.__add__, places) if offset else places)
        yield item.analysis.font, glyphs, shifted, offset + item.length
        run = run.next


def _is_plain(glyphs: bytes, places: tuple[int, ...]) -> bool:
    from weasyprint.text.ffi import pango

    numbers = memoryview(glyphs).cast("i")
    return (
        len(set(places)) == len(places)
        and not any(numbers[3::GLYPH_FIELDS])
        and max(numbers[::GLYPH_FIELDS], default=0) < pango.PANGO_GLYPH_EMPTY
    )


def _held(font: Any) -> Any:
    from weasyprint.text.ffi import ffi, gobject

    _declare()
    return ffi.gc(gobject.g_object_ref(font), gobject.g_object_unref)


@cache
def _declare() -> None:
    from weasyprint.text.ffi import ffi

    ffi.cdef("gpointer g_object_ref (gpointer object);")


def know_types() -> None:
    """Have cffi read the names of the types: each takes it milliseconds, for it reads all
    declarations with it.
    """
    from weasyprint.text.ffi import ffi

    _declare()
    for name in _TYPES:
        ffi.typeof(name)


def line_break_places(text: str, lang: str | None) -> list[int]:
    """The characters before which a line may begin, after the first."""
    from weasyprint.text.ffi import ffi
    from weasyprint.text.line_break import get_log_attrs

    attributes = get_log_attrs(text, lang)
    mask = _line_break_mask()
    bits = memoryview(ffi.buffer(attributes)).cast("I")
    return [place for place in range(1, len(text)) if bits[place] & mask]


@cache
def _line_break_mask() -> int:
    """The bit that says so in a PangoLogAttr; where it lies is the compiler's choice."""
    from weasyprint.text.ffi import ffi

    attribute = ffi.new("PangoLogAttr *", {"is_line_break": 1})
    mask: int = memoryview(ffi.buffer(attribute)).cast("I")[0]
    return mask
