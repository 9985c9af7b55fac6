"""Formulas in Word's linear format are built up."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from word_kit import body_of, paragraph, word_file

_FIRST = paragraph("Başlıq", style="KonuBal") + paragraph("Giriş.")


def _made(*runs: str) -> str:
    inside = "".join(f"<m:r><m:t>{escape(run)}</m:t></m:r>" for run in runs)
    made = body_of(word_file(f"{_FIRST}<w:p><m:oMath>{inside}</m:oMath></w:p>"))
    return " ".join(made.removeprefix("Giriş.\n\n").split())


@pytest.mark.parametrize(
    ("linear", "tex"),
    [
        ("e^x=1+x/1!+x^2/2!", r"e^{x} = 1 + \frac{x}{1!} + \frac{x^{2}}{2!}"),
        ("〖(a+b)〗^2", r"(a + b)^{2}"),
        ("(a_1+b)/(c+d)", r"\frac{a_{1} + b}{c + d}"),
        ("x_1^2", r"x_{1}^{2}"),
        ("a^(-1)+b^-2", r"a^{- 1} + b^{- 2}"),
        ("2cos\u2061〖1/2 (α+β)〗", r"2\cos{\frac{1}{2}(\alpha + \beta)}"),
        ("sin^2\u2061x", r"\sin^{2}x"),
        ("lim┬(n→∞)\u2061〖a_n〗", r"\lim_{n \rightarrow \infty}a_{n}"),
        ("∑_(n=1)^∞▒〖a_n x^n〗", r"\sum_{n = 1}^{\infty}{a_{n}x^{n}}"),
        ("√(a^2+b^2)", r"\sqrt{a^{2} + b^{2}}"),
        ("√(n&x)+∛y", r"\sqrt[n]{x} + \sqrt[3]{y}"),
        ("(n¦k)", r"\binom{n}{k}"),
        ("■(a&b@c&d)", r"\begin{matrix} a & b \\ c & d \end{matrix}"),
    ],
)
def test_a_linear_formula_is_built_up(linear: str, tex: str) -> None:
    assert _made(linear) == f"${tex}$"


def test_the_runs_of_a_formula_are_read_as_one() -> None:
    assert _made("e", "^", "x", "/", "2") == r"$\frac{e^{x}}{2}$"


@pytest.mark.parametrize("linear", ["((a)^2", "■(a&b", "√(x", "a)_1"])
def test_a_formula_whose_brackets_do_not_match_keeps_its_letters(linear: str) -> None:
    made = _made(linear)
    for letter in linear:
        assert letter in made or letter in "√^_&■"


def test_formulas_in_the_usual_format_stay() -> None:
    assert _made("f(x)/2") == "$f(x)/2$"
