"""The baseline grid: lines of running text stand at the same heights on all pages.

A style sheet says ``--grid: 13pt`` for the text whose lines have that height; what stands between
such lines (headings, displays, figures, tables) may take any room. The grid begins at the top of
each page's text. A line that would not stand on it is moved down, and all that follows with it.
A heading with ``--fill: above`` is moved down itself, so that what is left over stands above it and
not between it and its text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from nashr.records import dataclass
from nashr.typesetting.modules import box_classes
from nashr.typesetting.patching.apply import original, patched

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITER_LINE_BOXES = "weasyprint.layout.inline:iter_line_boxes"
#: Where a layout context keeps the grid of the page that is laid out, and a style the distance of
#: its lines.
_GRID, _PITCH = "nashr_grid", "nashr_grid_pitch"
#: Pixels in a point, and how far a line may stand off the grid, in pixels.
_POINT, _EXACT = 4 / 3, 0.02
#: How far a formula may reach out of a line of text, above or below, before the line takes the room
#: of two, as a part of the distance of lines: that far the letters of its neighbours do not reach.
_OVERHANG = 0.2
#: How far the notes of a page are raised and lowered at most, in pixels: they have a wider margin
#: above them, and letters of other scripts reach lower.
_MOST_RAISED, _MOST_LOWERED = 6.0, 1.0


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of a page, in pixels: the ``top`` of its text, how far below the top of a line its
    baseline stands, as is ``usual`` in the text, and the ``pitch`` from line to line, which is 0
    where the text stands on no grid.
    """

    top: float
    usual: float
    pitch: float

    def last_baseline(self, bottom: float) -> float:
        """The baseline of the last line that has room above ``bottom``."""
        lines = math.floor((bottom - self.top + _EXACT) / self.pitch)
        return self.top + (lines - 1) * self.pitch + self.usual


def patch_grid() -> AbstractContextManager[None]:
    """Let WeasyPrint set the lines of running text on the baseline grid."""
    iter_line_boxes = original(_ITER_LINE_BOXES)

    def lines(
        context: Any,
        box: Any,
        position_y: float,
        bottom: float,
        skip: Any,
        around: Any,
        *others: Any,
    ) -> Iterator[tuple[Any, Any]]:
        grid, pitch = grid_of(context), pitch_of(box.style)
        if grid is None or not pitch:
            made = iter_line_boxes(context, box, position_y, bottom, skip, around, *others)
            if grid is not None and grid.pitch and skip is None and _is_filled_above(around):
                made = iter(_ended_on_grid(list(made), around, grid))
            yield from made
            return
        top, usual = grid.top, grid.usual
        start = _on_grid(position_y, top, pitch)
        _move_marker(others[0], position_y, start)
        made = iter_line_boxes(context, box, start, bottom, skip, around, *others)
        for line, resume in made:
            start = _place(line, start, top, pitch, usual)
            yield line, resume

    return patched({_ITER_LINE_BOXES: lines})


def _is_filled_above(box: Any) -> bool:
    """Whether it is a heading whose style sheet asks for it."""
    return box.element_tag in HEADINGS and any(
        token.type == "ident" and token.value == "above" for token in box.style["__fill"]
    )


def _ended_on_grid(made: list[tuple[Any, Any]], heading: Any, grid: Grid) -> list[tuple[Any, Any]]:
    """The lines of a heading, moved down so that the text below it stands on the grid. A heading
    at the top of a page stands where it is.
    """
    _even(made, heading, grid.pitch * _OVERHANG)
    first, last = made[0][0], made[-1][0]
    if first.position_y - grid.top < grid.pitch:
        return made
    below = heading.padding_bottom + heading.margin_bottom
    end = last.position_y + last.height + below
    missing = _on_grid(end, grid.top, grid.pitch) - end
    if missing > _EXACT:
        for line, _ in made:
            line.translate(0, missing)
    return made


def _even(made: list[tuple[Any, Any]], heading: Any, overhang: float) -> None:
    """Give the lines of a heading the height that its style sheet says, where letters of another
    typeface make them a little higher: a whole line of the grid would be left above it.
    """
    from weasyprint.layout.inline import strut

    height, usual = strut(heading.style)
    moved = 0.0
    for line, _ in made:
        above = line.baseline - usual
        surplus = line.height - height
        if surplus > _EXACT and max(above, surplus - above) <= overhang:
            line.translate(0, moved - above)
            line.position_y += above
            line.height, line.baseline = height, usual
            moved -= surplus
        elif moved:
            line.translate(0, moved)


def begin_grid(context: Any, box: Any) -> None:
    """Begin the grid of a page where its text begins; ``box`` is a box that is to be laid out."""
    if box.is_for_root_element:
        from weasyprint.layout.inline import strut

        grid = Grid(box.position_y, strut(box.style)[1], pitch_of(box.style))
        setattr(context, _GRID, grid)


def grid_of(context: Any) -> Grid | None:
    """The grid of the page that is laid out; None before its text is."""
    grid: Grid | None = getattr(context, _GRID, None)
    return grid


def raise_to_grid(context: Any, area: Any, bottom: float) -> None:
    """Move the laid-out notes of a page, which end at ``bottom``, so that their last line stands
    where a last line of text would.
    """
    grid = grid_of(context)
    if grid is None or not grid.pitch:
        return
    lines = [line for line in area.descendants() if is_line(line)]
    if lines:
        baseline = max(line.position_y + line.baseline for line in lines)
        end = area.position_y + area.margin_height()
        above = bottom - end + baseline - grid.last_baseline(bottom)
        if -_MOST_LOWERED < above < _MOST_RAISED:
            area.translate(0, -above)


def is_line(box: Any) -> bool:
    boxes = box_classes()

    return isinstance(box, boxes.LineBox)


def pitch_of(style: Any) -> float:
    """The distance of the grid's lines in pixels; 0 for text that does not stand on it."""
    found: float | None = getattr(style, _PITCH, None)
    if found is None:
        from weasyprint.layout.inline import strut

        sizes = [token for token in style["__grid"] if token.type == "dimension"]
        found = sizes[0].value * _POINT if sizes else 0.0
        if found and abs(strut(style)[0] - found) > _EXACT:
            found = 0.0
        setattr(style, _PITCH, found)
    return found


def _on_grid(position: float, top: float, pitch: float) -> float:
    """The next place of the grid from a position on."""
    return top + math.ceil((position - top - _EXACT) / pitch) * pitch


def _place(line: Any, start: float, top: float, pitch: float, usual: float) -> float:
    """Move a line to the grid, from ``start`` on; returns where the next one may stand.

    ``usual`` is how far the baseline stands below the top of a line of the article's text.
    """
    above = line.baseline - usual
    below = line.height - line.baseline - (pitch - usual)
    overhang = pitch * _OVERHANG
    place = _on_grid(start + (above if above > overhang else 0.0), top, pitch)
    line.translate(0, place + usual - line.baseline - line.position_y)
    if above <= overhang:
        line.position_y, line.baseline = place, usual
    end = place + pitch + (below if below > overhang else 0.0)
    line.height = end - line.position_y
    return float(end)


def _move_marker(absolute_boxes: list[Any], position: float, start: float) -> None:
    """Move the marker of a list item with the item's first line."""
    if start == position:
        return
    for placeholder in absolute_boxes:
        if placeholder.is_outside_marker and abs(placeholder.position_y - position) < _EXACT:
            placeholder.translate(0, start - position)
