"""Words that LaTeX sets in capitals."""

from __future__ import annotations

import pytest

from nashr.importing.latex_capitals import with_capitals

_TURKISH = "\\usepackage[english,turkish]{babel}\n"
_ENGLISH = "\\usepackage[turkish,english]{babel}\n"


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (_TURKISH + r"\MakeUppercase{iki} \uppercase{ılık}", _TURKISH + "{İKİ} {ILIK}"),
        (_TURKISH + r"\lowercase{IĞDIR}", _TURKISH + "{ığdır}"),
        (_ENGLISH + r"\MakeUppercase{title}", _ENGLISH + "{TITLE}"),
        (
            r"\documentclass[azerbaijani]{article}\MakeTextUppercase{il}",
            r"\documentclass[azerbaijani]{article}{İL}",
        ),
        (r"Bu söz və o söz \MakeUppercase{il} belədir.", "Bu söz və o söz {İL} belədir."),
        (
            r"The \MakeUppercase{title $x$ \cite{key} \emph{in} it}",
            r"The {TITLE $x$ \cite{key} \emph{IN} IT}",
        ),
        (r"\newcommand{\big}[1]{\MakeUppercase{#1}}",) * 2,
        (r"\verb|\uppercase{a}| \MakeUppercase{a", r"\verb|\uppercase{a}| \MakeUppercase{a"),
    ],
)
def test_letters_are_those_of_the_language(source: str, made: str) -> None:
    assert with_capitals(source) == made


def test_a_part_has_the_language_of_the_whole() -> None:
    assert with_capitals(r"\MakeUppercase{iki}", _TURKISH) == "{İKİ}"
