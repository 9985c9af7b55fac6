"""Colours of CSS Color 4 in the spaces that a PDF is written in.

WeasyPrint takes ``oklab()`` and ``oklch()`` to CIELAB for the white of daylight (D65), ``lab()``
and ``lch()`` are of D50, and neither is taken to sRGB.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Triple: TypeAlias = tuple[float, float, float]

_D50: Triple = (0.9642, 1.0, 0.8251)
_D65: Triple = (0.9505, 1.0, 1.0888)
_Matrix: TypeAlias = tuple[Triple, Triple, Triple]
#: Bradford's adaptation between the two whites, and XYZ of D65 to linear sRGB (CSS Color 4, 18).
_TO_D65: _Matrix = (
    (0.955473, -0.023098, 0.063259),
    (-0.028370, 1.009995, 0.021041),
    (0.012314, -0.020508, 1.330366),
)
_TO_D50: _Matrix = (
    (1.047930, 0.022947, -0.050192),
    (0.029628, 0.990434, -0.017074),
    (-0.009243, 0.015055, 0.751874),
)
_TO_SRGB: _Matrix = (
    (3.240970, -1.537383, -0.498611),
    (-0.969244, 1.875968, 0.041555),
    (0.055630, -0.203977, 1.056972),
)
#: The spaces whose colours WeasyPrint takes to CIELAB for D65.
_OF_DAYLIGHT = frozenset(["xyz-d65", "oklab", "oklch"])
_OF_D50 = frozenset(["xyz-d50", "lab", "lch"])


def in_srgb(colour: Any) -> Any:
    """A colour of CIELAB or its kin as one of sRGB, brought into its gamut; others as they are."""
    from tinycss2.color5 import parse_color

    space = getattr(colour, "space", "")
    if space not in _OF_DAYLIGHT | _OF_D50:
        return colour
    lab = tuple(colour.to("lab").coordinates)
    xyz = _xyz_of(lab, _D65 if space in _OF_DAYLIGHT else _D50)
    linear = _times(_TO_SRGB, xyz if space in _OF_DAYLIGHT else _times(_TO_D65, xyz))
    parts = " ".join(f"{_encoded(part) * 100:.3f}%" for part in linear)
    return parse_color(f"rgb({parts} / {colour.alpha:g})")


def for_d50(lab: Triple) -> Triple:
    """CIELAB for D65 as CIELAB for D50."""
    x, y, z = _times(_TO_D50, _xyz_of(lab, _D65))
    one, two, three = (_root(value / white) for value, white in zip((x, y, z), _D50, strict=True))
    return 116 * two - 16, 500 * (one - two), 200 * (two - three)


def _xyz_of(lab: Triple, white: Triple) -> Triple:
    """XYZ of CIELAB for a white (CIE 15)."""
    lightness, a, b = lab
    middle = (lightness + 16) / 116
    x, y, z = (
        (root**3 if root > 6 / 29 else (root - 16 / 116) / 7.787) * part
        for root, part in zip((middle + a / 500, middle, middle - b / 200), white, strict=True)
    )
    return x, y, z


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116


def _times(matrix: _Matrix, values: Triple) -> Triple:
    one, two, three = (
        sum(factor * value for factor, value in zip(row, values, strict=True)) for row in matrix
    )
    return one, two, three


def _encoded(linear: float) -> float:
    """A linear part of sRGB as it is stored, from 0 to 1 (IEC 61966-2-1)."""
    value = min(max(linear, 0.0), 1.0)
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
