"""Boxes of a formula: what is drawn, and how much room it takes.

All lengths are in em of the text; y grows upwards from the baseline.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from nashr.engines.math_font import MathFont
from nashr.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph at a place and size; of another font than that of the formula where one is named."""

    glyph: int
    x: float
    y: float
    size: float
    font: MathFont | None = None

    def moved(self, x: float, y: float) -> Glyph:
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True, slots=True)
class Rule:
    """A black rectangle; ``y`` is its lower edge."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> Rule:
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    thickness: float

    def moved(self, x: float, y: float) -> Stroke:
        return replace(self, x=self.x + x, y=self.y + y, to_x=self.to_x + x, to_y=self.to_y + y)


Mark: TypeAlias = Glyph | Rule | Stroke


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a formula. Its origin is the left end of its baseline.

    ``italic``: how far its top stands out on the right. ``attachment``: where the middle of an
    accent stands. ``glyph``: the only glyph of the box, as it was laid out.
    """

    width: float
    ascent: float
    descent: float
    marks: tuple[Mark, ...] = ()
    italic: float = 0.0
    attachment: float | None = None
    glyph: Glyph | None = None

    @property
    def height(self) -> float:
        return self.ascent + self.descent

    @property
    def middle(self) -> float:
        """Where the middle of an accent above the box stands."""
        return self.width / 2 if self.attachment is None else self.attachment

    def moved(self, x: float, y: float) -> tuple[Mark, ...]:
        """Its marks at another place."""
        return tuple(mark.moved(x, y) for mark in self.marks)

    def raised(self, y: float) -> Box:
        """The box at another height."""
        return replace(
            self,
            ascent=self.ascent + y,
            descent=self.descent - y,
            marks=self.moved(0.0, y),
            glyph=None,
        )


EMPTY = Box(0.0, 0.0, 0.0)


def beside(boxes: Sequence[Box], gaps: Sequence[float] = ()) -> Box:
    """Boxes in a row; ``gaps`` are the spaces before each of them."""
    if len(boxes) == 1 and not any(gaps):
        return boxes[0]
    marks: list[Mark] = []
    x = 0.0
    for number, box in enumerate(boxes):
        x += gaps[number] if gaps else 0.0
        marks += box.moved(x, 0.0)
        x += box.width
    return Box(
        x,
        max((box.ascent for box in boxes), default=0.0),
        max((box.descent for box in boxes), default=0.0),
        tuple(marks),
        italic=boxes[-1].italic if boxes else 0.0,
    )


def over(placed: Sequence[tuple[Box, float, float]], width: float) -> Box:
    """Boxes at places (x, y) of one box of that width."""
    marks: list[Mark] = []
    for box, x, y in placed:
        marks += box.moved(x, y)
    return Box(
        width,
        max(box.ascent + y for box, _, y in placed),
        max(box.descent - y for box, _, y in placed),
        tuple(marks),
    )
