"""Signs that grow: larger glyphs of the font, or glyphs put together of parts."""

from __future__ import annotations

from nashr.engines.math_boxes import EMPTY, Box, Glyph
from nashr.engines.math_font import Axis, MathFont, Placed
from nashr.records import replace

#: A form of a sign that is shorter than asked for by no more than this is tall enough, in em.
_TOLERANCE = 0.02


class Stretching:
    """Makes larger forms of signs in one font."""

    def __init__(self, font: MathFont) -> None:
        self.font = font

    def centred(self, char: str, height: float, size: float, *, closest: bool = False) -> Box:
        """A sign that is at least so high, with its middle on the axis of the formula.

        ``closest``: the form that differs least from that height.
        """
        box = self.grown(char, height, size, closest=closest)
        axis = self.font.constant("AXIS_HEIGHT") * size
        shift = axis - (box.ascent - box.descent) / 2
        moved = replace(box.raised(shift), italic=box.italic)
        return replace(moved, glyph=box.glyph) if abs(shift) < 1e-9 else moved

    def grown(self, char: str, height: float, size: float, *, closest: bool = False) -> Box:
        """A sign that is at least so high, at its own place."""
        glyph = self.font.glyph(char)
        if glyph is None:
            return EMPTY
        return self._form(glyph, "ttb", height / size, closest=closest, size=size)

    def widened(self, char: str, width: float, size: float) -> Box:
        """A sign that is as wide as asked for, or nearly; its left edge stands at 0."""
        glyph = self.font.glyph(char)
        if glyph is None:
            return EMPTY
        box = self._form(glyph, "ltr", width / size, closest=False, size=size)
        left, right = self.reach(box)
        return replace(box, marks=box.moved(-left, 0.0), width=right - left, glyph=None)

    def widest(self, char: str, width: float, size: float) -> Box:
        """The widest form of a sign that is not wider than asked for; its left edge at 0."""
        glyph = self.font.glyph(char)
        if glyph is None:
            return EMPTY
        fitting = [glyph] + [
            found
            for found, length in self.font.variants(glyph, "ltr")
            if length * size <= width + _TOLERANCE
        ]
        box = self._of([Placed(fitting[-1], 0.0, 0.0)], size)
        left, right = self.reach(box)
        return replace(box, marks=box.moved(-left, 0.0), width=right - left, glyph=None)

    def reach(self, box: Box) -> tuple[float, float]:
        """How far the glyphs of a box reach to the left and right."""
        reached = [
            (mark.x + extents.left * mark.size, mark.x + extents.right * mark.size)
            for mark in box.marks
            if isinstance(mark, Glyph) and (extents := self.font.extents(mark.glyph))
        ]
        return min(left for left, _ in reached), max(right for _, right in reached)

    def _form(self, glyph: int, axis: Axis, wanted: float, *, closest: bool, size: float) -> Box:
        """``wanted`` is in em of the sign's own size."""
        forms = self.font.variants(glyph, axis)
        if closest:
            near = min(forms, key=lambda form: abs(form[1] - wanted), default=None)
            if near is not None and abs(near[1] - wanted) < 0.2:
                return self._of([Placed(near[0], 0.0, 0.0)], size)
        for found, length in forms:
            if length >= wanted - _TOLERANCE:
                return self._of([Placed(found, 0.0, 0.0)], size)
        assembled = self.font.assembled(glyph, axis, wanted)
        if assembled is not None and wanted > 0:
            return self._of(assembled[0], size)
        largest = forms[-1][0] if forms else glyph
        return self._of([Placed(largest, 0.0, 0.0)], size)

    def _of(self, placed: list[Placed], size: float) -> Box:
        extents = [(at, self.font.extents(at.glyph)) for at in placed]
        marks = tuple(Glyph(at.glyph, at.x * size, at.y * size, size) for at in placed)
        alone = marks[0] if len(marks) == 1 else None
        width = max(at.x + self.font.advance(at.glyph) for at in placed)
        return Box(
            width * size,
            max(at.y + found.top for at, found in extents) * size,
            -min(at.y + found.bottom for at, found in extents) * size,
            marks,
            italic=self.font.italic(placed[0].glyph) * size if alone else 0.0,
            glyph=alone,
        )
