"""Environments of LaTeX whose arguments pandoc's reader prints as text."""

from __future__ import annotations

import pytest

from nashr.importing.latex_environments import with_known_environments


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("\\begin{adjustwidth}{-2in}{0in}bir\\end{adjustwidth}", "bir"),
        ("\\begin{spacing}{1.5} bir \\end{spacing}", "bir"),
        ("\\begin{CJK*}{UTF8}{gbsn}bir\\end{CJK*}", "bir"),
        ("a & \\begin{turn}{90}bir\\end{turn} \\\\", "a & bir \\\\"),
        ("\\begin{textblock}{3}(1,2)bir\\end{textblock}", "bir"),
        (
            "\\begin{otherlanguage*}{english}one\\end{otherlanguage*}",
            "\\begin{otherlanguage}{english}one\\end{otherlanguage}",
        ),
        (
            "\\begin{list}{(\\roman{n})}{\\usecounter{n}}\\item bir\\end{list}",
            "\\begin{enumerate}\\item bir\\end{enumerate}",
        ),
        (
            "\\begin{itemize*}[label=x]\\item bir\\end{itemize*}",
            "\\begin{itemize}[label=x]\\item bir\\end{itemize}",
        ),
        (
            "\\begin{description}[style=nextline]\\item[Söz] bir\\end{description}",
            "\\begin{description}\\item[Söz] bir\\end{description}",
        ),
        (
            "\\begin{IEEEeqnarray}{rCl} a&=&b\\IEEEyesnumber\\end{IEEEeqnarray}",
            "\\begin{eqnarray} a&=&b\\end{eqnarray}",
        ),
        (
            "\\begin{displayquote}[{\\cite[5]{k}}] bir\\end{displayquote}",
            "\\begin{quote} bir \\cite[5]{k}\\end{quote}",
        ),
        (
            "\\begin{displaycquote}[5]{k}bir\\end{displaycquote}",
            "\\begin{quote}bir \\cite[5]{k}\\end{quote}",
        ),
        ("\\verb|\\begin{turn}{90}|", "\\verb|\\begin{turn}{90}|"),
    ],
)
def test_what_says_nothing_is_no_text(source: str, made: str) -> None:
    assert with_known_environments(source).strip() == made
