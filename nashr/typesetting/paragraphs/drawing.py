"""Lines that a compositor set, written into a page.

It is what WeasyPrint's ``draw_text`` does, for the plain case: fonts with outlines, glyphs on the
baseline, no line under the text. In any other case the line is handed to that function.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from nashr.typesetting.paragraphs.shaping import GLYPH_FIELDS, GlyphRun, SetLine
from nashr.typesetting.patching.replace import replaced

#: What a text box has beside its style, in pixels: for each of its spaces, for each letter.
SPACING = "nashr_spacing"
_NONE = (0.0, 0.0)
#: It has the glyph of the hyphen that is on every keyboard, and that readers search for.
_HYPHEN = "\u2010"
_SPACE, _NO_BREAK_SPACE = 0x20, b"\xc2\xa0"


@contextlib.contextmanager
def inked() -> Iterator[None]:
    """Let WeasyPrint draw what compositors set so while the block runs."""
    from weasyprint import draw

    draw_text = draw.draw_text
    pen = _Pen()

    def write(
        stream: Any, box: Any, offset_x: float, text_overflow: str, ellipsis: Any = "none"
    ) -> None:
        line = box.pango_layout
        if isinstance(line, SetLine):
            if text_overflow == "clip" and ellipsis == "none" and pen.write(stream, box, line):
                return
            box.pango_layout, box.style = _as_layout(box, line)
        draw_text(stream, box, offset_x, text_overflow, ellipsis)

    with replaced(draw_text, write, draw):
        yield


def _as_layout(box: Any, line: SetLine) -> tuple[Any, Any]:
    """The line as WeasyPrint itself would have set it, and its style."""
    from weasyprint.text.line_break import create_layout

    style = box.style
    spacing, tracking = getattr(box, SPACING, _NONE)
    if spacing or tracking:
        style = style.copy()
        style["word_spacing"] += spacing
        own = style["letter_spacing"]
        style["letter_spacing"] = tracking + (0 if own == "normal" else own)
    layout = create_layout(line.text, style, None, None, box.justification_spacing)
    layout.max_width = line.max_width
    layout.deactivate()
    return layout, style


class _Pen:
    """Writes the lines of one document."""

    def __init__(self) -> None:
        self._fonts: dict[Any, tuple[Any, float]] = {}
        #: By font and glyph: the glyph's number as it is written, and its width in the font.
        self._glyphs: dict[Any, dict[int, tuple[str, int]]] = {}

    def write(self, stream: Any, box: Any, line: SetLine) -> bool:
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
        stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
        data = line.text.encode()
        spacing, tracking = getattr(box, SPACING, _NONE)
        spacing += box.justification_spacing
        for run in line.runs:
            font, size = self._font(stream, run)
            stream.set_font_size(font.hash, size)
            stream.show_text(self._shown(stream, run, data, spacing, tracking))
        stream.end_text()
        return True

    def _font(self, stream: Any, run: GlyphRun) -> tuple[Any, float]:
        found = self._fonts.get(run.font)
        if found is None:
            found = self._fonts[run.font] = stream.add_font(run.font)
            self._glyphs[run.font] = {}
        return found

    def _shown(
        self, stream: Any, run: GlyphRun, data: bytes, spacing: float, tracking: float
    ) -> str:
        """The run as the operand of ``TJ``: glyphs, and how far the pen goes back between them,
        in thousandths of the font's size.
        """
        size = self._fonts[run.font][1]
        known = self._glyphs[run.font]
        unit = 1000 / size
        numbers = memoryview(run.glyphs).cast("i")
        parts = ["<"]
        for place, glyph, width, offset in zip(
            run.places,
            numbers[::GLYPH_FIELDS],
            numbers[1::GLYPH_FIELDS],
            numbers[2::GLYPH_FIELDS],
            strict=True,
        ):
            if glyph not in known:
                known[glyph] = self._met(stream, run, data, glyph, place)
            token, advance = known[glyph]
            wanted = width / 1024 + tracking
            if spacing and (data[place] == _SPACE or data[place : place + 2] == _NO_BREAK_SPACE):
                wanted += spacing
            if offset:
                parts.append(f">{-offset / 1024 * unit:.3f}<")
                wanted -= offset / 1024
            parts.append(token)
            if back := int(advance - wanted * unit):
                parts.append(f">{back}<")
        shown = "".join(parts)
        return shown[:-1] if shown.endswith("<") else f"{shown}>"

    def _met(
        self, stream: Any, run: GlyphRun, data: bytes, glyph: int, place: int
    ) -> tuple[str, int]:
        """A glyph when it is first seen: the font learns its width and what it stands for."""
        from weasyprint.text.ffi import FROM_UNITS, pango

        font, size = self._fonts[run.font]
        if glyph not in font.to_unicode:
            end = min((p for p in run.places if p > place), default=run.end)
            text = data[place:end].decode()
            font.to_unicode[glyph] = "-" if text == _HYPHEN else text
        if glyph not in font.widths:
            ink, logical = stream.ink_rect, stream.logical_rect
            pango.pango_font_get_glyph_extents(run.font, glyph, ink, logical)
            font.widths[glyph] = round(logical.width * 1000 * FROM_UNITS / size)
        return f"{glyph:04x}", font.widths[glyph]


def _has_outlines(font: Any) -> bool:
    return not (font.bitmap or font.png or font.svg or font.colr)
