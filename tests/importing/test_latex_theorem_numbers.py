"""The numbers of theorems that are counted anew in each section."""

from __future__ import annotations

import pytest

from nashr.importing.latex_theorem_numbers import numbers_of_theorems

_TEXT = (
    r"\section*{Giriş}\section{Bir}\begin{thm}a\end{thm}\begin{cor}b\end{cor}\begin{lem}c\end{lem}"
    r"\section{İki}\begin{thm}d\end{thm}\begin{ex}e\end{ex}$\begin{thm}$"
    r"\appendix\section{Üç}\begin{thm}f\end{thm}"
)


@pytest.mark.parametrize(
    ("preamble", "numbers"),
    [
        (
            r"\newtheorem{thm}{T}[section]\newtheorem{lem}[thm]{L}\newtheorem{cor}{C}[thm]"
            r"\newtheorem{ex}{E}",
            "1.1 1.1.1 1.2 2.1 1 A.1",
        ),
        (
            r"\declaretheorem[numberwithin=section]{thm}\newtheorem{ex}{E}",
            "1.1 1 1 2.1 1 A.1",
        ),
        (r"\newtheorem{thm}{T}\newtheorem*{ex}{E}\numberwithin{thm}{section}", "1.1 1 1 2.1 A.1"),
        (r"\newtheorem{thm}{T}", ""),
    ],
)
def test_a_theorem_has_the_number_that_latex_prints(preamble: str, numbers: str) -> None:
    found = numbers_of_theorems(f"{preamble}\\begin{{document}}{_TEXT}")
    assert " ".join(number for _, number in found) == numbers


def test_chapters_are_counted_before_sections() -> None:
    found = numbers_of_theorems(
        r"\newtheorem{a}{A}[section]\begin{document}\chapter{B}\section{C}\begin{a}\end{a}"
        r"\chapter{D}\section{E}\begin{a}\end{a}"
    )
    assert [number for _, number in found] == ["1.1.1", "2.1.1"]
