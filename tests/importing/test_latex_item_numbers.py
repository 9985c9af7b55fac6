"""References to items of LaTeX lists."""

from __future__ import annotations

import pytest

from nashr.importing.latex_item_numbers import with_item_numbers

_NESTED = (
    r"\begin{enumerate}\item a\item\label{x}b\begin{enumerate}\item\label{y}c\end{enumerate}"
    r"\begin{equation}\label{z}d\end{equation}\item[*]\label{w}e\end{enumerate}"
)


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        (r"\ref{x}", "2"),
        (r"\ref{y}", "2a"),
        (r"\cref{y}", "item~2a"),
        (r"\Cref{x,y}", "Items~2, 2a"),
        (r"\ref{z}", r"\ref{z}"),
        (r"\ref{w}", r"\ref{w}"),
    ],
)
def test_a_reference_to_an_item_is_its_number(reference: str, shown: str) -> None:
    assert with_item_numbers(f"{_NESTED} {reference}") == f"{_NESTED} {shown}"


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (r"label=(\roman*)", "(ii)"),
        (r"label=(\roman*),ref=\roman*", "ii"),
        (r"label=\textbf{H\arabic*.}", "H2"),
        ("(a)", "(b)"),
        ("start=4", "5"),
        ("leftmargin=1cm", "2"),
    ],
)
def test_a_number_is_printed_as_its_list_says(options: str, shown: str) -> None:
    source = rf"\begin{{enumerate}}[{options}]\item a\item\label{{x}}b\end{{enumerate}}"
    assert with_item_numbers(rf"{source} \ref{{x}}") == f"{source} {shown}"
