"""Algorithms of a LaTeX source: no word and no formula of a command is lost."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.latex_algorithms import with_algorithm_numbers, with_algorithms
from nashr.importing.latex_rewriting import rewritten

_ALGORITHM = r"""\begin{algorithm}[H]\caption{Ad}\begin{algorithmic}[1]
\Require $n$
\If{$x>1$} \State bir \Comment{qeyd}
\ElsIf{$y$} \STATE iki \Else \State \Call{F}{$z$}
\EndIf
\Function{G}{$a$} \Return $b$ \EndFunction
\Repeat \Until{$c$}
\end{algorithmic}\end{algorithm}"""


def test_each_command_is_a_line() -> None:
    made = pandoc.run(["--from=latex", "--to=plain", "--wrap=none"], rewritten(_ALGORITHM).text)
    lines = [" ".join(line.split()) for line in made.splitlines() if line.strip()]
    assert lines == [
        "Ad", "Require: n", "if x > 1 then", "bir ▷ qeyd", "else if y then", "iki", "else", "F(z)",
        "end if", "function G(a)", "return b", "end function", "repeat", "until c",
    ]  # fmt: skip


def test_what_stands_within_is_indented() -> None:
    made = with_algorithms(r"\begin{algorithmic}\For{$i$}\State a\EndFor\end{algorithmic}")
    assert "\\\\\n~~~~a\\\\\n\\textbf{end for}" in made


@pytest.mark.parametrize(
    "source", ["\\begin{algorithmic}", "\\begin{algorithm}A\\end{algorithm}", "\\If{$a$} b"]
)
def test_other_sources_stay_as_they_are(source: str) -> None:
    assert with_algorithms(source) == source


def test_what_is_returned_stands_on_the_line_of_its_state() -> None:
    made = with_algorithms(r"\begin{algorithmic}\State a \State \Return b\end{algorithmic}")
    assert "\\begin{quote}\na\\\\\n\\textbf{return} b\n" in made


def test_algorithms_are_numbered_and_called_by_their_numbers() -> None:
    made = with_algorithm_numbers(
        r"\ref{b} \cref{b} \autoref{b} \ref{line}\begin{algorithm}\caption{A}\begin{algorithmic}"
        r"\State x\label{line}\end{algorithmic}\end{algorithm}"
        r"\begin{algorithm}[H]\caption{B}\label{b} y\;\end{algorithm}"
        r"\begin{algorithm}z\end{algorithm}"
    )
    assert made == (
        r"2 algorithm~2 Algorithm~2 \ref{line}\begin{algorithm}\caption{Algorithm 1: A}"
        r"\begin{algorithmic}\State x\label{line}\end{algorithmic}\end{algorithm}"
        r"\begin{algorithm}[H]\caption{Algorithm 2: B} y\;\end{algorithm}"
        r"\begin{algorithm}z\end{algorithm}"
    )
    named = with_algorithm_numbers(
        r"\floatname{algorithm}{Alqoritm}\begin{algorithm}\caption{A}\end{algorithm}"
    )
    assert r"\caption{Alqoritm 1: A}" in named
