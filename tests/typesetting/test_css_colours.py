"""Colours of CSS Color 4, held against values that its specification gives."""

from __future__ import annotations

import pytest
from tinycss2.color5 import parse_color

from nashr.typesetting.css_colours import for_d50, in_srgb


@pytest.mark.parametrize(
    ("written", "srgb"),
    [
        ("lab(54.29 80.80 69.89)", (1, 0, 0)),
        ("oklch(0.628 0.2577 29.23)", (1, 0, 0)),
        ("oklab(0.452 -0.0325 -0.3115)", (0, 0, 1)),
        ("lch(87.82 113.33 134.38)", (0, 1, 0)),
        ("lab(100 0 0)", (1, 1, 1)),
        ("oklch(0.9 0.4 150)", (0, 1, 0.06)),
    ],
)
def test_a_colour_of_any_space_is_that_of_srgb(written: str, srgb: tuple[float, ...]) -> None:
    found = in_srgb(parse_color(written))
    assert tuple(found.coordinates) == pytest.approx(srgb, abs=0.07), written


def test_what_is_no_colour_of_cielab_stays() -> None:
    red = parse_color("#f00")
    assert in_srgb(red) is red and in_srgb("currentcolor") == "currentcolor"


def test_cielab_of_daylight_is_taken_to_that_of_print() -> None:
    """The red of sRGB for both whites."""
    assert for_d50((53.24, 80.09, 67.2)) == pytest.approx((54.29, 80.80, 69.89), abs=0.15)
