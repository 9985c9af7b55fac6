"""Formulas as the text that copying them gives."""

from __future__ import annotations

import pytest
from formula_kit import formulas_of

from nashr.outputs.speech.linear import linear


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"$Q = a (h - h_0)^{b}$", "Q = a(h − h_0)^b"),
        (r"$\frac{a+b}{c}$", "(a + b)/c"),
        (r"$\sqrt[3]{x}$", "√(3&x)"),
        (r"$\sum_{i=1}^{n} x_i$", "∑_(i = 1)^n x_i"),
        (r"$\ln Q = b \ln h$", "ln Q = b ln h"),
        (r"$\hat{x}$", "x̂"),
        (r"$f'(x)$", "f′(x)"),
        (r"$p < 0{,}05$", "p < 0,05"),
        (r"$f(a, b)$", "f(a, b)"),
        (r"$\begin{pmatrix} a & b \\ c & d\end{pmatrix}$", "(■(a&b@c&d))"),
    ],
)
def test_a_formula_is_one_line(tex: str, text: str) -> None:
    (formula,) = formulas_of(tex)
    assert linear(formula) == text
