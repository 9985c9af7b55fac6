"""Gradients of drawings, written so that every reader of PDF shows them.

WeasyPrint fills a shape with a pattern whose cell is exactly as large as the shape, and often one
unit wide. Poppler does not draw such a cell where its edge falls on that of the shape, and other
readers repeat its first column at the right edge. The cell is made larger than the shape on all
sides; the gradient goes on there in its last colours. The colours of ``lab()``, ``oklch()`` and
others, which WeasyPrint cannot mix, are taken to sRGB before.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.css_colours import in_srgb
from nashr.typesetting.patching.apply import original, patched

_DRAW_GRADIENT = "weasyprint.svg.defs:draw_gradient"
_DRAW_BACKGROUND = "weasyprint.images:Gradient.draw"


def patch_gradients() -> AbstractContextManager[None]:
    """Let WeasyPrint write gradients with cells that are larger than what they fill."""
    draw_gradient = original(_DRAW_GRADIENT)

    def draw(svg: Any, node: Any, gradient: Any, *arguments: Any, **options: Any) -> Any:
        _put_stops_into_srgb(gradient)
        stream = svg.stream
        stream.add_pattern = _with_large_cells(stream.add_pattern)
        try:
            return draw_gradient(svg, node, gradient, *arguments, **options)
        finally:
            del stream.add_pattern

    draw_background = original(_DRAW_BACKGROUND)

    def draw_in_srgb(gradient: Any, *arguments: Any, **options: Any) -> Any:
        gradient.colors = tuple(map(in_srgb, gradient.colors))
        return draw_background(gradient, *arguments, **options)

    return patched({_DRAW_GRADIENT: draw, _DRAW_BACKGROUND: draw_in_srgb})


def _put_stops_into_srgb(gradient: Any) -> None:
    """Give the colours of a drawing's gradient in sRGB: WeasyPrint takes the numbers of ``lab()``
    and others for those of RGB.
    """
    from tinycss2.color5 import parse_color

    for stop in gradient:
        named = stop.get("stop-color")
        if named and "(" in named:
            colour = in_srgb(parse_color(named))
            if getattr(colour, "space", "") == "srgb":
                parts = " ".join(f"{part * 100:.3f}%" for part in colour.coordinates)
                stop.attrib["stop-color"] = f"rgb({parts} / {colour.alpha:g})"


def _with_large_cells(add_pattern: Any) -> Any:
    def add(x: float, y: float, width: float, height: float, *rest: Any) -> Any:
        *_, matrix = rest
        whole = _around(x, y, width, height)
        pattern = add_pattern(*whole, *whole[2:], matrix)
        add_group = pattern.add_group
        pattern.add_group = lambda *box: add_group(*_around(*box))
        return pattern

    return add


def _around(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    """A box of three times the width and height around another one."""
    return x - width, y - height, 3 * width, 3 * height
