"""Text shaped once: how wide it is, and its glyphs.

WeasyPrint has Pango shape a line to measure it, again to justify it and a third time to draw it,
each time with a new context and layout. Here each style has a ``Shaper`` with one layout, which
shapes the text of a paragraph once; the glyphs of its lines are kept until the page is written.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from nashr.records import dataclass, replace
from nashr.typesetting.modules import module
from nashr.typesetting.paragraphs.pango import (
    GLYPH_SIZE,
    UNIT,
    GlyphRun,
    glyph_runs,
    is_plain,
    referenced,
    widths,
)

#: Where a style keeps its shaper and its strut, and a font configuration the shapers of all its
#: styles.
_SHAPER, _STRUT, _SHAPERS = "nashr_shaper", "nashr_strut", "nashr_shapers"
#: The properties that text is shaped by beside those of its font.
_BESIDE_FONT = ("letter_spacing", "word_spacing", "direction", "font_kerning", "overflow_wrap")
#: All of these, which are inherited. WeasyPrint writes those that differ from what is inherited,
#: and those that were asked for, into a style.
_INHERITED = frozenset(
    (
        *_BESIDE_FONT,
        *("lang", "line_height", "font_family", "font_style", "font_stretch", "font_weight"),
        *("font_size", "font_variant_ligatures", "font_variant_position", "font_variant_caps"),
        *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
        *("font_feature_settings", "font_variation_settings", "font_language_override"),
    )
)


@dataclass(frozen=True, slots=True)
class ShapedText:
    """A text on one line, however long, before it is cut into lines.

    ``positions`` are where each character begins, and where the last one ends, in pixels; the
    characters of a ligature share its width equally. ``offsets`` are the same in bytes.
    """

    text: str
    positions: Sequence[float]
    offsets: Sequence[int]
    runs: tuple[GlyphRun, ...]
    height: float
    baseline: float


@dataclass(frozen=True, slots=True)
class ShapedLine:
    """A line of text. It takes the place of WeasyPrint's ``Layout`` on a text box.

    Width, height and baseline are in pixels, without what justification adds to spaces and
    letters or takes from them.
    """

    text: str
    runs: tuple[GlyphRun, ...]
    width: float
    height: float
    baseline: float
    #: Pango's resolved direction of the paragraph: even from left to right.
    first_line_direction: int = 0


class Shaper:
    """Shapes text in one style."""

    def __init__(self, style: Any) -> None:
        self._style = style
        self._layout = self._new_layout()
        self._lines: dict[str, ShapedLine] = {}
        self._fonts: dict[Any, Any] = {}

    def width(self, text: str) -> float:
        """The width of a short text, in pixels."""
        return self.line(text).width

    def paragraph(self, text: str) -> ShapedText:
        """The text of a paragraph on one line, to be cut into lines."""
        data = text.encode()
        line = self._shape(text)
        _, height, baseline = self._measures(line)
        runs = self._runs(line)
        if len(runs) == 1 and runs[0].is_plain and len(runs[0].clusters) == len(text):
            (run,) = runs
            if run.clusters[0] == 0:  # from left to right
                positions = _positions(widths(run.glyphs))
                offsets: Sequence[int] = range(len(data) + 1)
                if len(data) != len(text):
                    offsets = array("I", [*run.clusters, len(data)])
                return ShapedText(text, positions, offsets, runs, height, baseline)
        advances = [0] * len(data)
        clusters = 0
        for run in runs:
            previous = -1
            for byte, width in zip(run.clusters, widths(run.glyphs), strict=True):
                advances[byte] += width
                clusters += byte != previous
                previous = byte
        offsets = range(len(data) + 1)
        if len(data) != len(text):
            starts = [n for n, byte in enumerate(data) if byte & 0xC0 != 0x80]
            offsets = array("I", [*starts, len(data)])
            advances = [advances[start] for start in starts]
        if clusters < len(text):
            _share(advances)
        return ShapedText(text, _positions(advances), offsets, runs, height, baseline)

    def part(self, whole: ShapedText, start: int, end: int, hyphen: str) -> ShapedLine:
        """The characters of a text from ``start`` to ``end``, and the hyphen, as a line."""
        text = whole.text[start:end]
        if not hyphen:
            return self._cut(whole, start, end) or self.line(text)
        # A divided word is shaped anew, since its last letter and the hyphen may be kerned.
        word = text.rfind(" ") + 1
        last = self.line(text[word:] + hyphen)
        if not word:
            return last
        first = self._cut(whole, start, start + word) or self.line(text[:word])
        offset = len(text[:word].encode())
        moved = (
            replace(run, clusters=tuple(c + offset for c in run.clusters), end=run.end + offset)
            for run in last.runs
        )
        return replace(
            first,
            text=f"{text}{hyphen}",
            runs=(*first.runs, *moved),
            width=first.width + last.width,
        )

    def _cut(self, whole: ShapedText, start: int, stop: int) -> ShapedLine | None:
        """Part of a shaped text; None where it is not one run from left to right whose glyphs can
        be separated at both ends.
        """
        if len(whole.runs) != 1 or self._style["letter_spacing"] != "normal":
            return None
        (run,) = whole.runs
        if run.clusters[0] > run.clusters[-1]:  # from right to left
            return None
        first, last = whole.offsets[start], whole.offsets[stop]
        begin, end = bisect_left(run.clusters, first), bisect_left(run.clusters, last)
        clusters = run.clusters[begin:end]
        if not clusters or clusters[0] != first:
            return None
        if end < len(run.clusters) and run.clusters[end] != last:
            return None
        glyphs = run.glyphs[begin * GLYPH_SIZE : end * GLYPH_SIZE]
        width = sum(widths(glyphs)) * UNIT
        plain = run.is_plain or is_plain(glyphs, clusters)
        moved = tuple([cluster - first for cluster in clusters]) if first else clusters
        cut = GlyphRun(run.font, glyphs, moved, last - first, plain)
        return ShapedLine(whole.text[start:stop], (cut,), width, whole.height, whole.baseline)

    def line(self, text: str) -> ShapedLine:
        """The text on one line. Lines are memoised: hyphens and divided words recur."""
        if text not in self._lines:
            line = self._shape(text)
            measures = self._measures(line)
            self._lines[text] = ShapedLine(text, self._runs(line), *measures, line.resolved_dir)
        return self._lines[text]

    def _measures(self, line: Any) -> tuple[float, float, float]:
        """Width, height and baseline of Pango's line, in pixels."""
        width, height = module("weasyprint.text.line_break").line_size(line, self._style)
        ffi = module("weasyprint.text.ffi")
        baseline = ffi.pango.pango_layout_get_baseline(self._layout.layout)
        return width, height, baseline * ffi.FROM_UNITS

    def _runs(self, line: Any) -> tuple[GlyphRun, ...]:
        """The runs of Pango's line, with fonts that last until the pages are written."""
        return tuple(glyph_runs(line, self._font))

    def _shape(self, text: str) -> Any:
        """Pango's line; it lasts until the next text is shaped."""
        if self._style["word_spacing"]:
            # Attributes of the last text's spaces would stay in this layout.
            self._layout = self._new_layout()
        self._layout.set_text(text)
        return self._layout.get_first_line()[0]

    def _new_layout(self) -> Any:
        from weasyprint.text.ffi import pango
        from weasyprint.text.line_break import create_layout

        layout = create_layout("", self._style, None, None, 0)
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        return layout

    def _font(self, font: Any) -> Any:
        if font not in self._fonts:
            self._fonts[font] = referenced(font)
        return self._fonts[font]


def shaper_of(style: Any) -> Shaper:
    """The shaper of a style; styles that shape text alike share one."""
    found: Shaper | None = getattr(style, _SHAPER, None)
    if found is None:
        from weasyprint.text.line_break import _font_style_cache_key

        around = _inherited_from(style)
        if around is not None:
            found = shaper_of(around)
        else:
            shapers: dict[str, Shaper] = style.font_config.__dict__.setdefault(_SHAPERS, {})
            own = "|".join(str(style[name]) for name in _BESIDE_FONT)
            key = f"{_font_style_cache_key(style, include_size=True)}{own}"
            found = shapers.get(key) or shapers.setdefault(key, Shaper(style))
        setattr(style, _SHAPER, found)
    return found


def strut_of(style: Any) -> tuple[float, float]:
    """The line height of a style and the baseline in it, in pixels; found once for each style."""
    found: tuple[float, float] | None = getattr(style, _STRUT, None)
    if found is None:
        from weasyprint.text.line_break import strut

        around = _inherited_from(style)
        found = strut(style) if around is None else strut_of(around)
        setattr(style, _STRUT, found)
    return found


def _inherited_from(style: Any) -> Any:
    """The style that a box without an element of its own has all from that its text is shaped by;
    None where it may have some of it otherwise.
    """
    if type(style) is not module("weasyprint.css").AnonymousStyle or not _INHERITED.isdisjoint(
        style
    ):
        return None
    return style.parent_style


def _positions(advances: Iterable[int]) -> Sequence[float]:
    """Where each of the characters begins that have these widths, and where the last one ends."""
    return array("d", [position * UNIT for position in accumulate(advances, initial=0)])


def _share(advances: list[int]) -> None:
    """Divide the width of each cluster equally among its characters, in place.

    Before that, the first character has all of it and the others have 0.
    """
    begin = 0
    for index in range(1, len(advances) + 1):
        if index == len(advances) or advances[index]:
            number = index - begin
            if number > 1:
                part, rest = divmod(advances[begin], number)
                advances[begin:index] = [part + rest, *[part] * (number - 1)]
            begin = index
