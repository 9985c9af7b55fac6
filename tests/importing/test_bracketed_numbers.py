"""Numbers in brackets that cite works, and those that are intervals."""

from __future__ import annotations

import pytest

from nashr.importing.bracketed_numbers import FORMULA, Reading, is_power, reading_of

_F = FORMULA
_CITING = [
    ("It is so ", "1, 5", "."),
    ("as shown by Smith", "1, 5", "."),
    ("based on ", "1, 5", ", we go on."),
    ("x = 5 ", "3", "."),
    ("support vectors ", "3", " are used."),
    (f"where {_F} is known ", "3", "."),
    (f"where {_F} is known. It is based on ", "3, 5", "."),
    ("Müəlliflər ", "2, 119", " yazır."),
    ("Как показано в ", "1, 5", ", это верно."),
    ("Belədir ", "4, s. 12", "."),
    ("o ", "1, 5", " kaynaklarında"),
    ("Belədir ", "1–5", "."),
    ("It is so ", "5, 1", "."),
    (f"for {_F} ", "5, 1", "."),
]
_MATHEMATICAL = [
    ("x ∈ ", "1, 5", " holds"),
    ("in C", "1, 5", "."),
    ("with ", "0, 1", "."),
    ("with ", "1, 0", "."),
    ("with ", "1; 2.5", "."),
    ("with ", "1, n", "."),
    ("with ", "1, ∞", "."),
    ("v = ", "1, 2, 3", "."),
    ("on ", "1, 2", " ∪ [3, 4]."),
    ("f: ", "1, 2", " → [3, 4]"),
    ("[1, 2] → ", "3, 4", "."),
    ("на ", "0,5; 1", "."),
]
_UNCLEAR = [
    ("in the interval ", "1, 5", "."),
    ("from ", "1, 5", " is drawn"),
    ("на отрезке ", "1; 5", "."),
    ("Funksiya ", "1, 5", " parçasında kəsilməzdir."),
    ("Fonksiyon ", "1, 5", " kapalı aralığında süreklidir."),
    ("Qiymətlər ", "1, 5", " aralığındadır."),
    ("matris ", "3, 1", "."),
    ("for each t ", "1, 5", "."),
    (f"with {_F} ", "1, 5", "."),
    ("with ", "1, 5", f" {_F}."),
    ("f(x) > 0 on ", "1, 5", "."),
]


@pytest.mark.parametrize(
    ("before", "inside", "behind", "expected"),
    [
        *((*one, Reading.CITATION) for one in _CITING),
        *((*one, Reading.MATHEMATICS) for one in _MATHEMATICAL),
        *((*one, Reading.UNCLEAR) for one in _UNCLEAR),
    ],
)
def test_numbers_are_read_by_what_stands_around_them(
    before: str, inside: str, behind: str, expected: Reading
) -> None:
    assert reading_of(before, inside, behind) is expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [("5 cm", True), ("(km", True), ("площадь 3 км", True), ("sin", True), ("deyir", False)],
)
def test_raised_numbers_behind_units_and_functions_are_powers(before: str, expected: bool) -> None:
    assert is_power(before) is expected
