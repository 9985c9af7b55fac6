"""The words of a LaTeX source, read apart from pandoc."""

from __future__ import annotations

import pytest

from nashr.importing.latex_words import latex_words


def _words(source: str) -> str:
    return " ".join(word for _, word in latex_words(source))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"a % b", "a"),
        (r"5\% c", "5 c"),
        (r"\emph{a} {\it b} \textbf{\emph{c}}", "a b c"),
        (r"Caf\'e, na\"{\i}ve, \c{c}a, \v{S}, \.I, \i{}l, \u{g}, \ss", "Café naïve ça Š İ ıl ğ ß"),
        (r"See \cite[p.~5]{key} in Fig.~\ref{fig:a}\label{x}.", "See p 5 in Fig"),
        (r"a $x_1$ b \(y\) c $$z$$ d \[w\] e", "a b c d e"),
        (r"\begin{equation}\label{e} a = b \end{equation} c", "c"),
        (
            r"\begin{tabular}{l|r} a & b \\ \hline c & \multicolumn{1}{c}{d} \end{tabular}",
            "a b c d",
        ),
        (r"\begin{figure}[ht]\includegraphics[width=2cm]{x}\caption[s]{Cap}\end{figure}", "Cap"),
        (r"\lettrine[lines=2]{Q}{əzet} var \IEEEPARstart{T}{his}", "Qəzet var This"),
        (r"\affiliation[a]{organization={Institute}, city={Baku}}", "Institute Baku"),
        (
            r"\begin{longtable}{l}A\\ \endfirsthead A again\\ \endhead b\\ \end{longtable}",
            "A b",
        ),
        (r"\begin{theorem}[Name] Body \end{theorem}", "Name Body"),
        (r"\begin{itemize}\item[a] b \item c\end{itemize}", "a b c"),
        (r"\href{http://x.example}{a} \textcolor{red}{b}", "a b"),
        (r"a \\ \cmidrule(lr){2-3} b \cline{1-2} c", "a b c"),
        (r"\two{a}{b}", "a b"),
        (r"\begin{own}{a}b\end{own}", "a b"),
        ("\\newif\\ifdraft a %\\ifdraft b\nb", "a b"),
        (r"\begin{spacing}{1.5}b\end{spacing}", "b"),
        (r"\begin{tabbing}a \= b \kill c \> d \\ \end{tabbing}", "c d"),
        (r"\newif\ifdraft \ifdraft a \else b \fi c", "b c"),
        (r"\newif\ifdraft \drafttrue \ifdraft a \ifx\x\y b \else c \fi \else d \fi e", "a b c e"),
        (r"\newif\ifone \newif\iftwo \ifone \iftwo a \fi \twotrue b \fi \iftwo c \fi d", "d"),
        (r"\replaced[id=x]{a}{no}\deleted{no} b", "a b"),
        (r"k\'olg\"o \'{o} M{\"o}bius \'\o", "kólgö ó Möbius ǿ"),
        (r"a \hskip 1em plus 5em minus 4em\relax b \parskip=6pt c", "a b c"),
        (r"\begin{restatable}[Ad]{theorem}{again} Mətn \end{restatable}", "Ad Mətn"),
        (r"\verb|x y| \begin{verbatim}a {b\end{verbatim}", "x y a b"),
        (r"\newcommand{\x}[1]{no #1} \def\y#1{no} \x{a} \y{b}", "no a no"),
        (r"\newcommand{\x}[2]{#1\label{#2}} \x{a}{b}", "a"),
        (r"a\footnote{b \emph{c}} \unknown{d}", "a b c d"),
        (r"\begin{tikzpicture}\draw (0,0) -- node {a} (1,1);\end{tikzpicture}", "a"),
        (r"\begin{thebibliography}{9}\bibitem{k} A. B.\end{thebibliography}", "A B"),
        (r"\setlength{\parindent}{0pt}\vspace{1cm} a\hspace*{2mm}b", "a b"),
    ],
)
def test_words_are_those_that_are_printed(source: str, words: str) -> None:
    assert _words(source) == words


def test_a_document_has_its_title_authors_and_body() -> None:
    source = (
        "\\documentclass{article}\n\\usepackage{x}\n\\title{Bir}\n\\author{İki \\and Üç}\n"
        "\\begin{document}\n\\maketitle\nDörd\n\\end{document}\nbeş"
    )
    assert latex_words(source) == [(3, "Bir"), (4, "İki"), (4, "Üç"), (7, "Dörd")]


@pytest.mark.parametrize(
    "source", ["\\", "{", "\\begin{", "\\verb|", "$", "\\'", "\\cite[", "\\def"]
)
def test_a_source_may_end_anywhere(source: str) -> None:
    assert _words(f"a {source}") == "a"


def test_the_space_below_a_line_is_no_word() -> None:
    words = [
        word for _, word in latex_words(r"bir\\[1ex] iki \\*[-2.5pt]üç \\[\smallskipamount] x")
    ]
    assert words == ["bir", "iki", "üç", "x"]


def test_a_preamble_has_the_prose_of_commands_that_are_not_known() -> None:
    source = (
        "\\documentclass{x}\\hypersetup{pdftitle={No words of this}}\\lhead{No words of this}"
        "\\newcommand{\\a}{No words of this}\\mode{draft}\n"
        "\\autobiography{A{\\small bout} the author}{and the work}\n"
        "\\begin{document}\\end{document}"
    )
    assert latex_words(source) == [
        *((2, word) for word in "A bout the author and the work".split()),
    ]


def test_what_no_condition_prints_has_no_words() -> None:
    source = "a \\iffalse b \\fi c \\iffalse d \\else e \\fi f"
    assert [word for _, word in latex_words(source)] == ["a", "c", "e", "f"]


def test_a_heading_ends_a_word() -> None:
    assert [word for _, word in latex_words("\\section{Bir}iki")] == ["Bir", "iki"]
