"""What a style sheet lets be seen of texts and pictures: where they are cut off, by what they are
scaled and moved, and the ground behind them.
"""

from __future__ import annotations

from functools import cache
from math import inf
from typing import Any, NamedTuple

from nashr.records import dataclass, replace

Rgb = tuple[float, float, float]
#: How far text may stand over the edge of a page or a box, in CSS pixels: rounding.
EDGE = 1.0
#: The part of a font's size that small letters take above the baseline.
X_HEIGHT = 0.45
#: Paper, and letters as light as their ground: the contrast that makes nobody see them.
_PAPER: Rgb = (1.0, 1.0, 1.0)
_UNSEEN = 1.1
#: How much of a colour, or of a box, is too little, what letters are scaled by at least, as an
#: area, and their least size, in CSS pixels.
_FAINT, _LEAST_AREA, _LEAST_SIZE = 0.1, 0.05, 2.0


class Room(NamedTuple):
    """Where something can be seen."""

    left: float
    top: float
    right: float
    bottom: float


_NOWHERE = Room(inf, inf, -inf, -inf)


@dataclass(frozen=True, slots=True)
class Sight:
    """What is true of all that stands in a box: the ``room`` beyond which nothing is seen, the
    ``matrix`` by which it is moved and scaled, and the ``ground``, which is None where a picture
    stands behind it.
    """

    room: Room | None = None
    matrix: Any = None
    ground: Rgb | None = _PAPER


def sight_of_page(page: Any) -> Sight | None:
    """That of what stands on a page; None on plain paper."""
    ground = _PAPER
    for found in (page.canvas_background, page.background):
        if found is not None:
            behind = _ground(found, ground)
            if behind is None:
                return Sight(ground=None)
            ground = behind
    return None if ground == _PAPER else Sight(ground=ground)


def sight_in(box: Any, around: Sight | None) -> Sight | None:
    """That of what stands in a box; ``around`` is that of the box, None on plain paper."""
    background, matrix = getattr(box, "background", None), box.transformation_matrix
    style = box.style
    is_clear = style["overflow"] == "visible" and style["opacity"] > _FAINT
    if is_clear and background is None and matrix is None and not hasattr(box, "column_groups"):
        return around
    found = around or Sight()
    if not is_clear:
        found = replace(found, room=_room_in(box, found.room))
    if matrix is not None:
        found = replace(found, matrix=matrix @ found.matrix if found.matrix else matrix)
        if abs(found.matrix.determinant) < _LEAST_AREA:
            found = replace(found, room=_NOWHERE)
    if background is not None and found.ground is not None:
        found = replace(found, ground=_ground(background, found.ground))
    columns = [
        one for group in getattr(box, "column_groups", ()) for one in (group, *group.children)
    ]
    if any(getattr(column, "background", None) is not None for column in columns):
        found = replace(found, ground=None)
    return found if found != Sight() else None


def _ground(background: Any, around: Rgb) -> Rgb | None:
    """The colour behind a text in a box with this background."""
    if any(layer.image is not None for layer in background.layers):
        return None
    colour = _srgb(background.color)
    return None if colour is None else _over(colour, background.color.alpha, around)


def _srgb(colour: Any) -> Rgb | None:
    """A colour as red, green and blue; None where tinycss2 cannot tell."""
    try:
        red, green, blue = colour.to("srgb")[:3]
    except NotImplementedError:
        return None
    return red, green, blue


def _over(ink: Rgb, alpha: float, ground: Rgb) -> Rgb:
    red, green, blue = (alpha * a + (1 - alpha) * b for a, b in zip(ink, ground, strict=True))
    return red, green, blue


def is_legible(box: Any, sight: Sight | None) -> bool:
    """Whether the letters of a text are of a size and a colour in which they can be seen."""
    if box.style["font_size"] < _LEAST_SIZE:
        return False
    ground = _PAPER if sight is None else sight.ground
    if ground is None:
        return True
    colour = box.style["color"]
    ink = _srgb(colour)
    return ink is None or _contrasts(ink, colour.alpha, ground)


@cache
def _contrasts(ink: Rgb, alpha: float, ground: Rgb) -> bool:
    if alpha < _FAINT:
        return False
    mixed = _over(ink, alpha, ground)
    dark, light = sorted((_luminance(mixed), _luminance(ground)))
    if (light + 0.05) / (dark + 0.05) >= _UNSEEN:
        return True
    return max(abs(a - b) for a, b in zip(mixed, ground, strict=True)) > _FAINT * 2


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def bounds(
    sight: Sight | None, left: float, top: float, right: float, bottom: float
) -> tuple[float, float, float, float]:
    """The place of a rectangle on the page, after all that it is moved and scaled by."""
    if sight is None or sight.matrix is None:
        return left, top, right, bottom
    corners = ((left, top), (right, top), (left, bottom), (right, bottom))
    xs, ys = zip(*(sight.matrix.transform_point(x, y) for x, y in corners), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _room_in(box: Any, around: Room | None) -> Room:
    """The room in a box beyond which nothing is seen; none where nothing in it is."""
    if box.style["opacity"] <= _FAINT:
        return _NOWHERE
    left, top = box.padding_box_x(), box.padding_box_y()
    right, bottom = left + box.padding_width(), top + box.padding_height()
    if around is None:
        return Room(left, top, right, bottom)
    return Room(
        max(left, around.left),
        max(top, around.top),
        min(right, around.right),
        min(bottom, around.bottom),
    )


def is_cut_off(box: Any, room: Room) -> bool:
    """Whether some of a text or picture is not seen, as it stands beyond its room."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        bottom = box.position_y + box.baseline
        top = bottom - X_HEIGHT * box.style["font_size"]
        left, right = box.position_x, box.position_x + box.width
    elif isinstance(box, boxes.ReplacedBox):
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
    else:
        return False
    return bool(
        left < room.left - EDGE
        or top < room.top - EDGE
        or right > room.right + EDGE
        or bottom > room.bottom + EDGE
    )
