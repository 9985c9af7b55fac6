"""Chemical formulas of mhchem, in the text and in formulas."""

from __future__ import annotations

import pytest
from document_kit import clean, of_type

from nashr.document.chemistry import as_tex


@pytest.mark.parametrize(
    ("formula", "tex"),
    [
        ("H2O", r"\mathrm{H}_{2}\mathrm{O}"),
        ("SO4^2-", r"\mathrm{SO}_{4}^{2-}"),
        ("Na+ + NO3-", r"\mathrm{Na}^{+} + \mathrm{NO}_{3}^{-}"),
        ("2H2O", r"2\,\mathrm{H}_{2}\mathrm{O}"),
        ("1/2 O2", r"1/2\,\mathrm{O}_{2}"),
        ("(NH4)2S", r"(\mathrm{NH}_{4})_{2}\mathrm{S}"),
        ("^{227}_{90}Th", r"{}^{227}_{90}\mathrm{Th}"),
        ("CuSO4.5H2O", r"\mathrm{CuSO}_{4}\cdot 5\,\mathrm{H}_{2}\mathrm{O}"),
        ("HC#CH", r"\mathrm{HC}\equiv \mathrm{CH}"),
        ("A ->[heat][B] C", None),
        (r"A\bond{-}B", None),
        ("$x$", None),
    ],
)
def test_a_chemical_formula(formula: str, tex: str | None) -> None:
    found = as_tex(formula)
    if formula.startswith("A ->"):
        arrow = r"\underset{\mathrm{B}}{\overset{\mathrm{heat}}{\longrightarrow}}"
        tex = rf"\mathrm{{A}}\ {arrow}\ \mathrm{{C}}"
    assert found == tex


def test_it_stands_in_the_text_and_in_formulas() -> None:
    blocks = clean(r"By \ce{CO2} and $c(\ce{CO2}) = 3$.").blocks
    assert [math["c"][1] for math in of_type(blocks, "Math")] == [
        r"{\mathrm{CO}_{2}}",
        r"c({\mathrm{CO}_{2}}) = 3",
    ]
