"""A font for mathematics: its glyphs, their larger forms, and the measures of its MATH table.

OpenType 1.9, *MATH - The Mathematical Typesetting Table*; HarfBuzz reads it. All lengths are in em
of the size that a formula is set in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import uharfbuzz as hb

from nashr.records import dataclass

Axis = Literal["ttb", "ltr"]
#: How a part of an outline is drawn, and its points as x and y in turn.
Segment = tuple[str, tuple[float, ...]]
#: OpenType's script for formulas, which has the forms of letters for scripts.
_SCRIPT = "math"
#: No stretched glyph is put together of more parts.
_MOST_PARTS = 400


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph at a place, in em."""

    glyph: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Extents:
    """The black of a glyph, in em; y grows upwards."""

    left: float
    right: float
    bottom: float
    top: float


class MathFont:
    """A font with a MATH table."""

    def __init__(self, path: Path) -> None:
        self._font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
        self._units = float(self._font.face.upem)
        self._constants: dict[str, float] = {}
        self._outlines: dict[int, tuple[Segment, ...]] = {}
        self._pen = hb.DrawFuncs()
        self._pen.set_move_to_func(lambda x, y, found: found.append(("M", (x, y))))
        self._pen.set_line_to_func(lambda x, y, found: found.append(("L", (x, y))))
        self._pen.set_quadratic_to_func(lambda *at: at[-1].append(("Q", at[:-1])))
        self._pen.set_cubic_to_func(lambda *at: at[-1].append(("C", at[:-1])))
        self._pen.set_close_path_func(lambda found: found.append(("Z", ())))

    def constant(self, name: str) -> float:
        """A constant of the table by its name in HarfBuzz (``AXIS_HEIGHT``); percentages as parts
        of 1.
        """
        if name not in self._constants:
            value = self._font.get_math_constant(getattr(hb.OTMathConstant, name))
            parts = 100.0 if "PERCENT" in name else self._units
            self._constants[name] = value / parts
        return self._constants[name]

    def glyph(self, char: str) -> int | None:
        """The glyph of a character, None where the font has none."""
        found = self._font.get_nominal_glyph(ord(char))
        return int(found) if found else None

    def has(self, char: str) -> bool:
        return self.glyph(char) is not None

    def shaped(
        self, text: str, features: Mapping[str, int], *, right_to_left: bool | None = None
    ) -> tuple[list[Placed], float] | None:
        """The glyphs of a text side by side, and its width; None where a glyph is missing. Without
        a direction it is the one of its script.
        """
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if right_to_left is not None:
            buffer.direction = "rtl" if right_to_left else "ltr"
        if features or len(text) == 1:
            buffer.script = _SCRIPT
        hb.shape(self._font, buffer, dict(features))
        placed, x = [], 0.0
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if info.codepoint == 0:
                return None
            offset = (x + at.x_offset) / self._units
            placed.append(Placed(int(info.codepoint), offset, at.y_offset / self._units))
            x += at.x_advance
        return placed, x / self._units

    def advance(self, glyph: int) -> float:
        return float(self._font.get_glyph_h_advance(glyph)) / self._units

    def extents(self, glyph: int) -> Extents:
        """The black of a glyph; all zero where it has none."""
        found = self._font.get_glyph_extents(glyph)
        if found is None or not (found.width or found.height):
            return Extents(0.0, 0.0, 0.0, 0.0)
        left, top = found.x_bearing / self._units, found.y_bearing / self._units
        return Extents(
            left, left + found.width / self._units, top + found.height / self._units, top
        )

    def italic(self, glyph: int) -> float:
        """How far the top of a slanted glyph stands out beyond its width."""
        return float(self._font.get_math_glyph_italics_correction(glyph)) / self._units

    def attachment(self, glyph: int) -> float:
        """Where the middle of an accent stands above a glyph, or that of an accent itself."""
        return float(self._font.get_math_glyph_top_accent_attachment(glyph)) / self._units

    def kern(
        self, glyph: int, corner: Literal["right", "left"], height: float, *, top: bool
    ) -> float:
        """What the distance of a script changes by at a corner of a glyph, at a height."""
        side = f"{'TOP' if top else 'BOTTOM'}_{corner.upper()}"
        kern = getattr(hb.OTMathKern, side)
        units = round(height * self._units)
        return float(self._font.get_math_glyph_kerning(glyph, kern, units)) / self._units

    def variants(self, glyph: int, axis: Axis) -> list[tuple[int, float]]:
        """The forms of a glyph along an axis, from small to large, with their lengths."""
        return [
            (int(found.glyph), found.advance / self._units)
            for found in self._font.get_math_glyph_variants(glyph, axis)
        ]

    def assembled(self, glyph: int, axis: Axis, length: float) -> tuple[list[Placed], float] | None:
        """A glyph put together of parts, as long as was asked for, from (0, 0) along the axis.

        None where the font has no parts for it.
        """
        parts = self._font.get_math_glyph_assembly(glyph, axis)[0]
        if not parts:
            return None
        overlap = self._font.get_math_min_connector_overlap(axis)
        wanted = length * self._units
        repeats = 0
        while True:
            row = [part for part in parts for _ in range(repeats if _extends(part) else 1)]
            joints = [
                min(one.end_connector_length, other.start_connector_length)
                for one, other in pairwise(row)
            ]
            longest = sum(part.full_advance for part in row) - overlap * len(joints)
            if (row and longest >= wanted) or len(row) > _MOST_PARTS:
                break
            if not any(map(_extends, parts)) and repeats:
                break
            repeats += 1
        shrink = max(0.0, longest - wanted) / len(joints) if joints else 0.0
        placed, at = [], 0.0
        for number, part in enumerate(row):
            if number:
                at -= max(float(overlap), min(float(joints[number - 1]), overlap + shrink))
            placed.append(self._part(int(part.glyph), axis, at / self._units))
            at += part.full_advance
        return placed, at / self._units

    def _part(self, glyph: int, axis: Axis, at: float) -> Placed:
        extents = self.extents(glyph)
        if axis == "ttb":
            return Placed(glyph, 0.0, at - extents.bottom)
        return Placed(glyph, at - extents.left, 0.0)

    def outline(self, glyph: int) -> tuple[Segment, ...]:
        """The outline of a glyph in em."""
        if glyph not in self._outlines:
            found: list[Segment] = []
            self._font.draw_glyph(glyph, self._pen, found)
            self._outlines[glyph] = tuple(
                (command, tuple(number / self._units for number in at)) for command, at in found
            )
        return self._outlines[glyph]


def _extends(part: Any) -> bool:
    return bool(part.flags & hb.OTMathGlyphPartFlags.EXTENDER)


@cache
def opened(path: Path) -> MathFont:
    """The font in a file, which is kept for the next formula."""
    return MathFont(path)
