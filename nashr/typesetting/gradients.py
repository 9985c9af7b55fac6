"""Gradients of drawings, written so that every reader of PDF shows them.

WeasyPrint fills a shape with a pattern whose cell is exactly as large as the shape, and often one
unit wide. Poppler does not draw such a cell where its edge falls on that of the shape, and other
readers repeat its first column at the right edge. The cell is made larger than the shape on all
sides; the gradient goes on there in its last colours.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.patching.apply import original, patched

_DRAW_GRADIENT = "weasyprint.svg.defs:draw_gradient"


def patch_gradients() -> AbstractContextManager[None]:
    """Let WeasyPrint write gradients with cells that are larger than what they fill."""
    draw_gradient = original(_DRAW_GRADIENT)

    def draw(svg: Any, *arguments: Any, **options: Any) -> Any:
        stream = svg.stream
        stream.add_pattern = _with_large_cells(stream.add_pattern)
        try:
            return draw_gradient(svg, *arguments, **options)
        finally:
            del stream.add_pattern

    return patched({_DRAW_GRADIENT: draw})


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
