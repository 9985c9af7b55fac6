"""Text that is painted over: a box with a ground of its own, drawn later, hides what stands there.

Boxes of the text itself are painted before it. Those that are positioned, float, or stand in a line
may come later: for pages that have such a box, the order of painting is followed as WeasyPrint
does (CSS 2.2, appendix E).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from nashr.typesetting.visibility import X_HEIGHT

#: The part of a colour, or of a box, from which on nothing is seen through it.
_OPAQUE = 0.9
#: The part of the height of small letters, and of a font's size, that may be painted over.
_HEIGHT, _WIDTH = 0.5, 0.35


class Painted(NamedTuple):
    """Letters of a line: where they stand, the size of their font and their baseline."""

    left: float
    right: float
    baseline: float
    size: float


def may_cover(box: Any) -> bool:
    """Whether a box has a ground, and is not painted before all text around it."""
    background = getattr(box, "background", None)
    if background is None or background.color.alpha < _OPAQUE:
        return False
    from weasyprint.formatting_structure import boxes

    style = box.style
    return bool(
        style["position"] != "static"
        or box.is_floated()
        or style["opacity"] < 1
        or style["transform"]
        or style["overflow"] != "visible"
        or isinstance(box, boxes.InlineLevelBox | boxes.MarginBox)
    )


def covered(page_box: Any, lines: Mapping[int, Painted]) -> set[int]:
    """Those of the lines of a page, by the ids of their boxes, that a box is painted over."""
    from weasyprint.stacking import StackingContext

    found: set[int] = set()
    painted: dict[int, Painted] = {}
    for box, is_solid in _in_context(StackingContext.from_page(page_box), True):
        line = lines.get(id(box))
        if line is not None:
            painted[id(box)] = line
        elif is_solid and may_cover(box):
            left, top, right, bottom = _bounds(box)
            found |= {
                one for one, other in painted.items() if _hides(left, top, right, bottom, other)
            }
    return found


def _hides(left: float, top: float, right: float, bottom: float, line: Painted) -> bool:
    small = X_HEIGHT * line.size
    width = min(right, line.right) - max(left, line.left)
    height = min(bottom, line.baseline) - max(top, line.baseline - small)
    return width > _WIDTH * line.size and height > _HEIGHT * small


def _bounds(box: Any) -> tuple[float, float, float, float]:
    left, top = box.border_box_x(), box.border_box_y()
    return left, top, left + box.border_width(), top + box.border_height()


def _in_context(context: Any, is_seen: bool) -> Iterator[tuple[Any, bool]]:
    """The boxes of a stacking context in the order in which they are painted, each with whether it
    is seen as it is. A box that is moved or scaled, with all in it, is none of these: its place on
    the page is another than that of its box.
    """
    from weasyprint.formatting_structure import boxes

    box = context.box
    is_solid = is_seen and box.style["opacity"] >= _OPAQUE and not box.transformation_matrix
    yield box, is_solid
    for one in context.negative_z_contexts:
        yield from _in_context(one, is_solid)
    for one in context.block_level_boxes:
        yield one, is_solid
    for one in context.float_contexts:
        yield from _in_context(one, is_solid)
    if isinstance(box, boxes.InlineBox):
        yield from _in_line(box, is_solid)
    yield from _in_blocks({box: context.blocks_and_cells}, is_solid)
    for one in (*context.zero_z_contexts, *context.positive_z_contexts):
        yield from _in_context(one, is_solid)


def _in_blocks(blocks: Mapping[Any, Any], is_seen: bool) -> Iterator[tuple[Any, bool]]:
    from weasyprint.formatting_structure import boxes

    for block, below in blocks.items():
        children: Sequence[Any] = getattr(block, "children", ())
        if children and isinstance(children[-1], boxes.LineBox):
            for child in children:
                yield from _in_line(child, is_seen)
        yield from _in_blocks(below, is_seen)


def _in_line(box: Any, is_seen: bool) -> Iterator[tuple[Any, bool]]:
    from weasyprint.stacking import StackingContext

    if isinstance(box, StackingContext):
        yield from _in_context(box, is_seen)
        return
    yield box, is_seen
    for child in getattr(box, "children", ()):
        yield from _in_line(child, is_seen)
