"""Names that LaTeX has for parts of an article."""

from __future__ import annotations

import pytest

from nashr.importing.latex_headings import with_known_headings


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (r"\subsubsection{\ackname} a", r"\subsubsection{Acknowledgements} a"),
        (r"\figurename~\ref{a}", r"Figure~\ref{a}"),
        (r"\tablename{} 1", "Table 1"),
        (
            r"\renewcommand{\figurename}{Şək.} \figurename~1",
            r"\renewcommand{\figurename}{Şək.} Şək.~1",
        ),
        (r"\specialsection*{A}", r"\section*{A}"),
        (r"\minisec{A}", "\n\n\\textbf{A}\n\n"),
    ],
)
def test_names_are_their_words(source: str, made: str) -> None:
    assert with_known_headings(source) == made


def test_names_are_those_of_the_language() -> None:
    source = r"\usepackage[turkish]{babel}\begin{document}\figurename~1"
    assert with_known_headings(source).endswith("Şekil~1")
