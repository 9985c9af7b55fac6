"""Colours: read, measured, and made fit to be read."""

from __future__ import annotations

import pytest

from nashr.colours import BLACK, LEAST_CONTRAST, WHITE, colour, contrast, legible, mixed
from nashr.identifiers import Invalid


@pytest.mark.parametrize("text", ["#8A1C2E", "8a1c2e", "#8a1c2e"])
def test_a_colour_is_six_digits_with_or_without_a_sign(text: str) -> None:
    assert colour(text) == "#8a1c2e"


def test_three_digits_stand_for_six() -> None:
    assert colour("#1af") == "#11aaff"


@pytest.mark.parametrize("text", ["red", "#12", "#12345g", "rgb(1,2,3)", "#1234567", "url(x)"])
def test_anything_else_is_no_colour(text: str) -> None:
    with pytest.raises(Invalid, match="is not a colour"):
        colour(text)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.005)  # its well-known limit


@pytest.mark.parametrize("ink", ["#f5c400", "#8a1c2e", "#ffffff", "#000000", "#00aa55"])
@pytest.mark.parametrize("ground", [WHITE, "#17181b", "#fdfcfa", "#222429"])
def test_any_colour_is_made_legible_on_any_ground(ink: str, ground: str) -> None:
    found = legible(ink, ground)
    assert contrast(found, ground) >= LEAST_CONTRAST
    if contrast(ink, ground) >= LEAST_CONTRAST:
        assert found == ink


def test_a_mixed_colour_lies_between() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
