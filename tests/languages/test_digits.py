"""The digits of numbers that nashr gives, by the language's tag."""

from __future__ import annotations

import pytest

from nashr.languages import language
from nashr.languages.digits import LOWERED, RAISED, roman


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("az", "1.20"),
        ("ar", "١.٢٠"),
        ("ar-EG", "١.٢٠"),
        ("ckb", "١.٢٠"),
        ("fa", "۱.۲۰"),
        ("fa_IR", "۱.۲۰"),
        # The countries that write Arabic with European digits, and journals that ask for them.
        ("ar-MA", "1.20"),
        ("ar-AE", "1.20"),
        ("ar-u-nu-latn", "1.20"),
        ("ar-MA-u-nu-arab", "١.٢٠"),
        ("fa-Latn", "1.20"),
        ("he", "1.20"),
    ],
)
def test_numbers_have_the_digits_of_the_language(tag: str, shown: str) -> None:
    assert language(tag).in_digits("1.20") == shown


def test_raised_and_lowered_numbers() -> None:
    assert "10+2".translate(RAISED) == "¹⁰⁺²"
    assert "10-2".translate(LOWERED) == "₁₀₋₂"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "i"), (4, "iv"), (49, "xlix"), (1990, "mcmxc"), (3999, "mmmcmxcix"), (4001, "mmmmi")],
)
def test_a_number_in_roman_letters(number: int, shown: str) -> None:
    assert roman(number) == shown
