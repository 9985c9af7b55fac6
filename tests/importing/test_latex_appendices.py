"""The letters of appendices."""

from __future__ import annotations

import pytest

from nashr.importing.latex_appendices import with_appendices

_TEXT = (
    r"\section{A}\label{a} \ref{b} \cref{b} \ref{c} \ref{a} \appendix\section{B}\label{b}"
    r"\subsection{C}\label{c}\section*{D}\section{Appendix B: E}"
)


def test_headings_and_references_have_the_letters_that_latex_prints() -> None:
    assert with_appendices(_TEXT) == (
        r"\section{A}\label{a} \hyperref[b]{A} \hyperref[b]{Appendix~A} \hyperref[c]{A.1} \ref{a} "
        r"\section*{A. B}\label{b}\subsection*{A.1. C}\label{c}\section*{D}\section*{Appendix B: E}"
    )


@pytest.mark.parametrize(
    ("source", "heading"),
    [
        (r"\documentclass{elsarticle}\appendix\section{B}", "Appendix A. B"),
        (
            r"\documentclass{IEEEtran}\usepackage[turkish]{babel}\appendices\section{B}",
            "Ek A. B",
        ),
        (r"\appendix[B]", "Appendix. B"),
        (r"\appendix\section{B}\backmatter Son", "A. B"),
        (r"\begin{appendices}\section{B}\end{appendices}\section{C}", "A. B"),
        (r"\appendix\chapter{B}\section{C}", "A. B"),
    ],
)
def test_classes_print_the_word_before_the_letter(source: str, heading: str) -> None:
    made = with_appendices(source)
    assert f"*{{{heading}}}" in made
    assert r"\section*{C}" not in made
    assert made.endswith("Son") == source.endswith("Son")
