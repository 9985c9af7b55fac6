"""Numbers beside lines of code, drawn as outlines: text could be copied with the code.

The figures are those of the font for mathematics, whose outlines ``engines.math_font`` reads.
"""

from __future__ import annotations

from typing import Any

from nashr.engines import fonts
from nashr.engines.math_font import MathFont, opened

#: The size of the figures and their distance from the code, by the size of the code's letters.
_SIZE, _GAP = 0.85, 1.0


def draw_number(stream: Any, block: Any, line: Any, number: int) -> None:
    """Draw a number to the left of a line box of a block, as an artifact."""
    font = opened(fonts.path_of("math"))
    letters = block.style["font_size"]
    size = _SIZE * letters
    glyphs = [glyph for digit in str(number) if (glyph := font.glyph(digit)) is not None]
    x = block.content_box_x() - _GAP * letters - sum(map(font.advance, glyphs)) * size
    y = line.position_y + line.baseline
    with stream.artifact(), stream.stacked():
        stream.set_color(block.style["color"])
        for glyph in glyphs:
            _trace(stream, font, glyph, x, y, size)
            x += font.advance(glyph) * size
        stream.fill()


def _trace(stream: Any, font: MathFont, glyph: int, x: float, y: float, size: float) -> None:
    at = (0.0, 0.0)
    for command, numbers in font.outline(glyph):
        points = [
            (x + numbers[n] * size, y - numbers[n + 1] * size) for n in range(0, len(numbers), 2)
        ]
        at = _draw(stream, command, points, at)


def _draw(
    stream: Any,
    command: str,
    points: list[tuple[float, float]],
    at: tuple[float, float],
) -> tuple[float, float]:
    """Draw a part of an outline from a point on; returns where it ends."""
    if command == "M":
        stream.move_to(*points[0])
    elif command == "L":
        stream.line_to(*points[0])
    elif command == "Q":
        control, end = points
        first, second = (
            tuple(p + 2 / 3 * (c - p) for p, c in zip(point, control, strict=True))
            for point in (at, end)
        )
        stream.curve_to(*first, *second, *end)
    elif command == "C":
        stream.curve_to(*points[0], *points[1], *points[2])
    else:
        stream.close()
    return points[-1] if points else at
