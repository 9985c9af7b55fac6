"""Words in formulas in letters that the font for mathematics lacks."""

from __future__ import annotations

import pytest

from nashr.engines import fonts
from nashr.engines.math_font import opened
from nashr.engines.math_words import pieces


@pytest.mark.parametrize(
    ("text", "left_to_right"),
    [
        ("5 ₼", ["5 ", "₼"]),
        ("ცხრა", ["ცხრა"]),
        ("x ფასი y", ["x ", "ფასი ", "y"]),
        ("قیمت کل", ["قیمت کل"]),
        ("قیمت 1403", ["1403", "قیمت "]),
        ("قیمت 1403 (AZN)", [")", "AZN", " (", "1403", "قیمت "]),
        ("cəmi قیمت 12 x", ["cəmi ", "12", "قیمت ", " x"]),
        ("12 ₼ AZN", ["12 ", "₼ ", "AZN"]),
    ],
)
def test_the_order_of_pieces(text: str, left_to_right: list[str]) -> None:
    found = pieces(text, opened(fonts.path_of("math")))
    assert found is not None
    assert [piece.text for piece in found] == left_to_right


def test_a_sign_that_no_font_has() -> None:
    assert pieces("x 𐰀", opened(fonts.path_of("math"))) is None


def test_a_mark_stands_in_the_font_of_its_letter() -> None:
    found = pieces("ქ\u0301", opened(fonts.path_of("math")))
    assert found is not None
    assert len({id(piece.font) for piece in found}) == 1
