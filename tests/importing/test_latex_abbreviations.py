"""Abbreviations that a source takes for granted, and that pandoc would drop."""

from __future__ import annotations

import pytest

from nashr.importing.latex_abbreviations import with_abbreviations


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (r"So, \eg in a, \ie\ b.", r"So, \emph{e.g.} in a, \emph{i.e.}\ b."),
        (r"Smith~\etal{} [3] and \etc. So.", r"Smith~\emph{et al.} [3] and \emph{etc.} So."),
        (r"\wrt this, \iid, \vs.", r"w.r.t. this, i.i.d., \emph{vs.}"),
        (r"\cf{a}, \iec, $\ie$, \verb|\eg|", r"\cf{a}, \iec, $\ie$, \verb|\eg|"),
    ],
)
def test_abbreviations_are_the_words_that_they_print(source: str, made: str) -> None:
    assert with_abbreviations(source, frozenset()) == made


def test_those_that_the_author_defines_are_the_author_s() -> None:
    assert with_abbreviations(r"\ie and \eg", frozenset({"ie"})) == r"\ie and \emph{e.g.}"
