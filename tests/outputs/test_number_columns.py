"""Columns of numbers: what is one, its decimal sign, and what keeps its numbers in line."""

from __future__ import annotations

import pytest

from nashr.outputs.number_columns import column, decimal_sign, padding


def parts(texts: list[str], usual: str = ",", raised: list[str] | None = None) -> list[str]:
    found = column(texts, raised or [""] * len(texts), usual)
    assert found is not None
    return [
        "" if one is None else f"{one.whole}|{one.fraction}|{one.rest}|{one.marks}"
        for one in found.numbers
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1,25", "120,5", "3"], ["1|,25||", "120|,5||", "3|||"]),
        (["−4,5*", "+12,25**", "-3"], ["−4|,5||*", "+12|,25||**", "-3|||"]),
        (["12,5 ± 0,3", "3,25 ± 0,15"], ["12|,5| ± 0,3|", "3|,25| ± 0,15|"]),
        (["0,5–1,5", "2–3", "–"], ["0|,5|–1,5|", "2||–3|", ""]),
        (["12,5%", "3 %", "<0,01"], ["12|,5|%|", "3|| %|", "<0|,01||"]),
        (["1 234,5 kg", "7 kg"], ["1 234|,5| kg|", "7|| kg|"]),
        (["1.234,5", "12.345", "n/a"], ["1.234|,5||", "12.345|||", ""]),
        (["5 (3,2%)", "12 (10,5%)"], ["5|| (3,2%)|", "12|| (10,5%)|"]),
        (["(0,12)", "1,5", "…"], ["(0|,12|)|", "1|,5||", ""]),
        (["₼ 4,50", "€ 12", "yox"], ["₼ 4|,50||", "€ 12|||", ""]),
        (["2019", "2020–2021"], ["2019|||", "2020||–2021|"]),
        (["45 km/h", "1,5 m²"], ["45|| km/h|", "1|,5| m²|"]),
        (["±2", "~3,5", "≥ 4"], ["±2|||", "~3|,5||", "≥ 4|||"]),
    ],
)
def test_a_number_is_parted_at_its_decimal_sign(texts: list[str], expected: list[str]) -> None:
    assert parts(texts) == expected


@pytest.mark.parametrize(
    "texts",
    [
        ["12.03.2024", "13.03.2024"],
        ["1.2.1", "1.3.1"],
        ["Bakı", "5", "6"],
        ["10:30", "11:45"],
        ["5"],
        ["–", "–"],
        ["I", "II", "5", "6"],
        ["10.5555/a", "10.5555/b"],
        ["?!", "5", "6,5"],
    ],
)
def test_other_columns_are_left_alone(texts: list[str]) -> None:
    assert column(texts, [""] * len(texts), ",") is None


@pytest.mark.parametrize(
    ("values", "usual", "sign"),
    [
        (["1,25", "3"], ".", ","),
        (["1.25", "3"], ",", "."),
        (["1,234", "12,345"], ".", ""),
        (["1,234", "12,345"], ",", ","),
        (["1.234", "12.345"], ",", ""),
        (["1.234", "12.345"], ".", "."),
        (["1.234,5"], ".", ","),
        (["1,234.5"], ",", "."),
        (["0,125"], ".", ","),
        ([".5", "1"], ",", "."),
        (["1234", "7"], ",", ""),
        (["٣٫٥", "٤"], "٫", "٫"),
        (["3.5", "4"], "٫", "."),
    ],
)
def test_the_decimal_sign_is_that_of_the_numbers_else_of_the_language(
    values: list[str], usual: str, sign: str
) -> None:
    assert decimal_sign(values, usual) == sign


def test_the_widest_parts_are_kept_free() -> None:
    found = column(["1,25 kg", "120,5", "3"], ["a", "", "*"], ",")
    assert found is not None
    assert (found.fraction, found.rest, found.raised) == (",00", "\u00a0kg", "a")


@pytest.mark.parametrize(
    ("wanted", "there", "pad"),
    [
        (",00", ",5", "0"),
        (",00", "", ",00"),
        ("%", "%", ""),
        ("**", "*", "*"),
        ("\u00a0±\u00a00,00", " ± 0,3", "0"),
        ("000", "−5", "0"),
        ("", "12", ""),
    ],
)
def test_padding_is_what_a_number_lacks(wanted: str, there: str, pad: str) -> None:
    assert padding(wanted, there) == pad
