"""Shaped lines, written into the content stream of a page.

This does what WeasyPrint's ``draw_text`` does, for the plain case: fonts with outlines, glyphs on
the baseline, no line under the text. Any other line is given to that function.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.paragraphs.glyph_texts import GlyphTexts
from nashr.typesetting.paragraphs.justification import justified_layout
from nashr.typesetting.paragraphs.pango import GLYPH_FIELDS, GlyphRun, glyph_runs
from nashr.typesetting.paragraphs.shaping import ShapedLine
from nashr.typesetting.patching.apply import original, patched

#: Where a text box keeps what its line adds to each space and to each letter, in pixels, and by
#: what the widths of its letters are multiplied.
SPACING = "nashr_spacing"
_NONE = (0.0, 0.0, 1.0)
#: What is extracted from the PDF as the characters of the keyboard, which readers search for: the
#: hyphen, and the space of a quarter of the size behind the number of a note.
_EXTRACTED = {"\u2010": "-", "\u2005": " "}
_SPACES = re.compile(rb" |\xc2\xa0")
_DRAW_TEXT = "weasyprint.draw.text:draw_text"


def patch_text_drawing() -> AbstractContextManager[None]:
    """Let WeasyPrint draw shaped lines by ``_TextWriter``."""
    draw_text = original(_DRAW_TEXT)
    writer = _TextWriter()

    def draw(
        stream: Any, box: Any, offset_x: float, text_overflow: str, ellipsis: Any = "none"
    ) -> None:
        line = box.pango_layout
        if isinstance(line, ShapedLine):
            if text_overflow == "clip" and ellipsis == "none" and writer.write(stream, box, line):
                return
            box.pango_layout, box.style = _as_layout(box, line)
        if not box.text.isascii():
            writer.note_texts(stream, box)
        draw_text(stream, box, offset_x, text_overflow, ellipsis)
        if not _EXTRACTED.keys().isdisjoint(box.text):
            _name_extracted(stream)

    return patched({_DRAW_TEXT: draw})


def _name_extracted(stream: Any) -> None:
    """Have what WeasyPrint wrote extracted by ``_EXTRACTED`` too."""
    for font in stream._fonts.values():
        for glyph, text in font.to_unicode.items():
            if text in _EXTRACTED:
                font.to_unicode[glyph] = _EXTRACTED[text]


def _as_layout(box: Any, line: ShapedLine) -> tuple[Any, Any]:
    """The line as a layout of WeasyPrint's, and the style that has the line's spacing."""
    from weasyprint.layout.inline import count_expandable_spaces

    style = box.style
    spacing, tracking, scale = getattr(box, SPACING, _NONE)
    if line.text:  # Pango does not scale letters, but it can space them as much
        tracking += (scale - 1) * line.width / len(line.text)
    if spacing or tracking:
        style = style.copy()
        style["word_spacing"] += spacing
        own = style["letter_spacing"]
        style["letter_spacing"] = tracking + (0 if own == "normal" else own)
    spaces = count_expandable_spaces(box)
    return justified_layout(box, line.text, style, spaces), style


class _TextWriter:
    """Writes the shaped lines of one document."""

    def __init__(self) -> None:
        self._fonts: dict[Any, tuple[Any, float]] = {}
        #: By font and glyph: the glyph's number in hexadecimal, and its width in the font.
        self._glyphs: dict[Any, dict[int, tuple[str, int]]] = {}
        #: By font, glyph and its width in a line: what is written of it.
        self._pieces: dict[Any, dict[tuple[int, int], str]] = {}
        self._texts = GlyphTexts()

    def write(self, stream: Any, box: Any, line: ShapedLine) -> bool:
        """Write the line; False, with nothing written, where it is not plain."""
        style = box.style
        if style["text_decoration_line"] != "none":
            return False
        if style["visibility"] != "visible" or not line.text.strip() or style["font_size"] < 1e-6:
            return True
        for run in line.runs:
            if not run.is_plain or not _has_outlines(self._font(stream, run)[0]):
                return False
        stream.set_color(style["color"])
        stream.begin_text()
        spacing, tracking, scale = getattr(box, SPACING, _NONE)
        stream.set_text_matrix(scale, 0, 0, -1, box.position_x, box.position_y + box.baseline)
        data = line.text.encode()
        spacing = (spacing + box.justification_spacing) / scale
        if tracking:  # the operator Tc, which pydyf has no method for
            stream.stream.append(b"%.4f Tc" % (tracking / scale))
        for run in line.runs:
            font, size = self._font(stream, run)
            stream.set_font_size(font.hash, size)
            stream.show_text(self._operand(stream, run, data, spacing))
        if tracking:
            stream.stream.append(b"0 Tc")
        stream.end_text()
        return True

    def note_texts(self, stream: Any, box: Any) -> None:
        """Note what the glyphs stand for of a text box that WeasyPrint is to draw."""
        layout = box.pango_layout
        layout.reactivate(box.style)
        data = layout.text.encode()
        for run in glyph_runs(layout.get_first_line()[0], lambda font: font):
            if not run.is_plain:
                self._texts.note(stream.add_font(run.font)[0], run, data)

    def _font(self, stream: Any, run: GlyphRun) -> tuple[Any, float]:
        found = self._fonts.get(run.font)
        if found is None:
            found = self._fonts[run.font] = stream.add_font(run.font)
            self._glyphs[run.font], self._pieces[run.font] = {}, {}
        return found

    def _operand(self, stream: Any, run: GlyphRun, data: bytes, spacing: float) -> str:
        """The run as the operand of ``TJ``: glyphs, and between them the adjustments of the
        position, in thousandths of the font's size.
        """
        numbers = memoryview(run.glyphs).cast("i")
        glyphs, widths, offsets = (numbers[n::GLYPH_FIELDS] for n in range(3))
        known = self._pieces[run.font]
        pairs = list(zip(glyphs, widths, strict=True))
        try:
            parts = list(map(known.__getitem__, pairs))
        except KeyError:
            for byte, pair in zip(run.clusters, pairs, strict=True):
                self._note_piece(stream, run, data, pair, byte)
            parts = list(map(known.__getitem__, pairs))
        spaces = set(_spaces(run, data)) if spacing else set()
        moved = {n for n, offset in enumerate(offsets) if offset} if any(offsets) else set()
        for number in spaces | moved:
            more = spacing if number in spaces else 0.0
            parts[number] = self._piece(run.font, *pairs[number], offsets[number], more)
        operand = f"<{''.join(parts)}"
        return operand[:-1] if operand.endswith("<") else f"{operand}>"

    def _note_piece(
        self, stream: Any, run: GlyphRun, data: bytes, pair: tuple[int, int], byte: int
    ) -> None:
        """Note what is written of a glyph that has this width in a line, if it is not known."""
        known = self._pieces[run.font]
        if pair not in known:
            glyph, width = pair
            if glyph not in self._glyphs[run.font]:
                self._glyphs[run.font][glyph] = self._new_glyph(stream, run, data, glyph, byte)
            known[pair] = self._piece(run.font, glyph, width, 0, 0.0)

    def _piece(self, font: Any, glyph: int, width: int, offset: int, spacing: float) -> str:
        """A glyph within an operand, with the adjustments before and behind it."""
        code, advance = self._glyphs[font][glyph]
        unit = 1000 / self._fonts[font][1]
        wanted = width / 1024 + spacing
        before = ""
        if offset:
            before = f">{-offset / 1024 * unit:.3f}<"
            wanted -= offset / 1024
        adjustment = int(advance - wanted * unit)
        return f"{before}{code}>{adjustment}<" if adjustment else f"{before}{code}"

    def _new_glyph(
        self, stream: Any, run: GlyphRun, data: bytes, glyph: int, byte: int
    ) -> tuple[str, int]:
        """Number and width of a glyph at its first use, which are noted in the PDF's font together
        with the text that the glyph stands for.
        """
        from weasyprint.text.ffi import FROM_UNITS, pango

        font, size = self._fonts[run.font]
        if glyph not in font.to_unicode:
            end = min((other for other in run.clusters if other > byte), default=run.end)
            text = data[byte:end].decode()
            font.to_unicode[glyph] = _EXTRACTED.get(text, text)
        if glyph not in font.widths:
            ink, logical = stream.ink_rect, stream.logical_rect
            pango.pango_font_get_glyph_extents(run.font, glyph, ink, logical)
            font.widths[glyph] = round(logical.width * 1000 * FROM_UNITS / size)
        return f"{glyph:04x}", font.widths[glyph]


def _spaces(run: GlyphRun, data: bytes) -> Iterator[int]:
    """The numbers of a run's glyphs that are spaces."""
    first, last = min(run.clusters[0], run.clusters[-1]), run.end
    for space in _SPACES.finditer(data, first, last):
        if run.clusters[0] == first:
            yield bisect_left(run.clusters, space.start())
        else:  # from right to left
            yield run.clusters.index(space.start())


def _has_outlines(font: Any) -> bool:
    return not (font.bitmap or font.png or font.svg or font.colr)
