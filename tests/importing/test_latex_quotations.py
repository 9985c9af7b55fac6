"""Quotations of csquotes with their works."""

from __future__ import annotations

import pytest

from nashr.importing.latex_quotations import with_quotations

_LONG = " ".join(["söz"] * 40)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (r"\textcquote[5]{a}{Söz}", r"\enquote{Söz} \cite[5]{a}"),
        (r"\textcquote[bax][7]{a}[.]{Söz}", r"\enquote{Söz.} \cite[bax][7]{a}"),
        (r"\textquote[Mənbə]{Söz}.", r"\enquote{Söz} (Mənbə)."),
        (r"\textquote[{\cite[5]{a}}]{Söz}", r"\enquote{Söz} \cite[5]{a}"),
        (r"\foreigntextquote{english}{Words}", r"\foreignlanguage{english}{\enquote{Words}}"),
        (r"\blockcquote{a}{Söz}", r"\enquote{Söz} \cite{a}"),
        (
            rf"\blockquote[Mənbə]{{{_LONG}}}",
            f"\n\n\\begin{{quote}}{_LONG} (Mənbə)\\end{{quote}}\n\n",
        ),
        (r"\textquote{a \textelp{b} \textins{c} \textelp{}}", r"\enquote{a […] [b] [c] […]}"),
        (r"\textquote{a \textquote{b}}", r"\enquote{a \enquote{b}}"),
        (r"\verb|\textquote{a}|", r"\verb|\textquote{a}|"),
    ],
)
def test_a_quotation_has_its_marks_and_its_work(source: str, made: str) -> None:
    assert with_quotations(source) == made
