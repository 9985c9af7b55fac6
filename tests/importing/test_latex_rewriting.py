"""What pandoc's reader of LaTeX would drop, written as what it reads."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.latex_rewriting import rewritten
from nashr.importing.query_marks import BEGIN, END


@pytest.mark.parametrize(
    "source",
    [
        r"\fbox{Söz} \resizebox{2cm}{!}{Söz} \makebox[3cm][l]{Söz} \rotatebox{90}{Söz}",
        r"\centering{Söz} \noindent{Söz} \bigskip{Söz} \centering\noindent{Söz}",
        r"\footnotemark[1]\footnotetext[1]{Söz} \footnotemark\footnotetext{Söz}",
        r"\begin{tabbing}Söz \= Söz \= Söz \\ Söz \> Söz \> Söz \end{tabbing}",
        r"\begin{tabbing}xx \= xx \kill Söz \> \textbf{Söz} \\ \> Söz \end{tabbing}",
        r"\endnote{Söz} \sidenote{Söz} \marginpar{Söz}",
        r"\textquote{Söz} \say{Söz} \uwave{Söz} \textnormal{Söz} \leftline{Söz}",
        r"\begin{tabular}{lS[x]}\makecell{Söz\\Söz} & \thead{Söz}\\\end{tabular}",
        r"\begin{tabularx}{\textwidth}{XY}Söz & Söz \\\end{tabularx}",
        r"\begin{tblr}{colspec={ll}}Söz & Söz \\\end{tblr}",
        r"\begin{tabu} to \textwidth {XX}Söz & Söz \\\end{tabu}",
        r"\begin{table}\begin{threeparttable}\caption{Söz}\begin{tabular}{l}a\\\end{tabular}"
        r"\begin{tablenotes}\item[1] Söz \item Söz\end{tablenotes}\end{threeparttable}\end{table}",
        r"\begin{wrapfigure}{r}{3cm}\includegraphics{a}\caption{Söz}\end{wrapfigure}",
        r"\begin{figure}\subfloat[Söz]{\includegraphics{a}}\caption{Söz}\end{figure}",
        r"\begin{tcolorbox}[colback=red,title={Söz}]Söz\end{tcolorbox}",
        r"\begin{IEEEbiography}[{\includegraphics{a}}]{Söz} Söz\end{IEEEbiography}",
        r"\begin{figure}\subcaptionbox{Söz}{\includegraphics{a}}\caption{Söz}\end{figure}",
    ],
)
def test_no_word_is_lost(source: str) -> None:
    read = pandoc.run(["--from=latex", "--to=markdown", "--wrap=none"], rewritten(source).text)
    assert read.count("Söz") == source.count("Söz")
    assert read.count("<img") + read.count("![") == source.count("includegraphics")


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (r"m\schwa kt\textschwa{}b", "məktəb"),
        (r"\textnumero 5 \permil", "№5 ‰"),
        (r"\begin{tabular}{lS}a & 1.5\\\end{tabular}", "--- -----\n  a     1.5\n  --- -----"),
        (r"a\tnote{c}", "a^c^"),
        (r"\begin{multicols}{2}a\end{multicols}", "a"),
        (r"\ce{H2SO4 -> SO4^2-} \ce{Na+}", "H~2~SO~4~ → SO~4~^2-^ Na^+^"),
        (r"a \added{b} \rev{c}", "a b c"),
        (r"\begin{tabular}{l}a\\\cmidrule(lr){1-1}b\\\end{tabular}", "---\n  a\n  b\n  ---"),
        (r"$\text{x}$", r"$\text{x}$"),
        (r"\begin{spacing}{1.5}a\end{spacing}", "a"),
        (r"\NewDocumentCommand{\y}{O{a} m}{#2-#1} \y{b} \y[c]{d}", "b-a d-c"),
        (r"\begin{adjustwidth}{1cm}{2cm}a\end{adjustwidth}", "a"),
        (r"\ce{2 H2O} \ce{[AgCl2]-} \ce{Ca^{2+}}", "2 H~2~O \\[AgCl~2~\\]^-^ Ca^2+^"),
        (r"\ce{Fe^{III}}", r"$\mathrm{Fe}^{\mathrm{III}}$"),
        (r"\ce{^{227}_{90}Th+}", r"${}^{227}_{90}\mathrm{Th}^{+}$"),
        (r"\CYRR\cyru\cyrs\cyrsftsn{} \cyrya, \t{ts}", "Русь я, t͡s"),
        (r"\addsec{A}", "# A {#a .unnumbered}"),
        (r"\begin{labeling}{long}\item[a] b\end{labeling}", "a\n\n:   b"),
        (
            r"\begin{highlights}\item a\item b\end{highlights}",
            "# Highlights {#highlights .unnumbered}\n\n- a\n\n- b",
        ),
        (r"\Schwa \textalpha{}\textOmega \textesh", "ƏαΩʃ"),
        (r"\ding{51} \ding{72} \ding{182}", "✓ ★ ❶"),
        (r"\begin{multicols}{2}[Başlıq]a\end{multicols}", "Başlıq\n\na"),
        (r"\begin{inparaenum}[(i)]\item a\end{inparaenum}", "(i) a"),
        (r"\epsfig{width=3cm,file=a.eps}\includesvg[width=1cm]{b}", "![image](a.eps)![image](b)"),
        (r"1\up{er} {\sc a}", "1^er^ [a]{.smallcaps}"),
        (r"\begin{verse}[\versewidth]a\end{verse}", "> a"),
        (r"$$a \eqno(7)$$", r"$$a \tag{7}$$"),
        (r"?`qu\'e? !`a!", "¿qué? ¡a!"),
        (r"a\\* b \\*[2pt] c", "a\\\nb\\\nc"),
        ("\\begin{verse}a\\\\b\\\\! c\\end{verse}", "> a\\\n> b\n>\n> c"),
        (
            r"\begin{tabbing}Ad \= \a'Et \\ Y\a=a \> 23 \end{tabbing}",
            "---- ----\n  Ad   Ét\n  Yā   23\n  ---- ----",
        ),
    ],
)
def test_what_is_read(source: str, read: str) -> None:
    made = rewritten(source).text
    assert pandoc.run(["--from=latex", "--to=markdown"], made).strip() == read


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (r"\crefrange{a}{b} \vref{a}", r"\cref{a}--\ref{b} \ref{a}"),
        (r"\section{Bir}\label{s} \nameref{s}", r"\section{Bir}\label{s} \hyperref[s]{Bir}"),
        (r"\nameref{none}", r"\nameref{none}"),
        (
            r"\begin{otherlanguage*}{english}a\end{otherlanguage*}",
            r"\begin{otherlanguage}{english}a\end{otherlanguage}",
        ),
        (
            r"\newcommand{\l}{L_{\text{a}}}\begin{document}\text{b}",
            r"\newcommand{\l}{L_{\text{a}}}\begin{document}{b}",
        ),
        (r"\newcommand{\say}[1]{#1} \say{x}", r"\newcommand{\say}[1]{#1} \say{x}"),
        (r"\begin{tikzpicture}\draw;\end{tikzpicture}", r"\includegraphics{tikzpicture}"),
        ("\\", "\\"),
        ("\\begin{tabular", "\\begin{tabular"),
        ("\\footnotemark \\resizebox{a}", "\\footnotemark \\resizebox{a}"),
    ],
)
def test_what_is_written(source: str, made: str) -> None:
    assert rewritten(source).text == made


def test_what_only_a_page_could_say_is_asked() -> None:
    made = rewritten(r"page \pageref{a} \todo{Yoxla!}")
    one, two = (f"{BEGIN}{n}{END}" for n in (2, 1))
    assert made.text == f"page {one} {two}"
    assert made.queries[0] == "Yoxla!"
    assert "“a”" in made.queries[1]


def test_what_is_marked_as_deleted_is_asked() -> None:
    made = rewritten(r"a \replaced[id=x]{new}{\emph{old} word}\deleted{gone}")
    assert made.text == f"a new{BEGIN}2{END}{BEGIN}1{END}"
    assert made.queries == ("deleted here: “gone”", "deleted here: “old word”")


def test_the_description_of_a_figure_is_that_of_its_picture() -> None:
    made = rewritten(
        r"\begin{figure}\includegraphics[width=1cm]{a}\caption{B}\Description[x]{C, d}\end{figure}"
    ).text
    assert made == (
        r"\begin{figure}\includegraphics[width=1cm,alt={C, d}]{a}\caption{B}\end{figure}"
    )


def test_a_note_without_a_mark_is_below_its_table_or_in_its_place() -> None:
    made = rewritten(
        r"\begin{table}\begin{tabular}{l}a\footnotemark[1]\end{tabular}\footnotetext[1]{Bir}"
        r"\footnotetext{Mənbə}\end{table} b\footnotetext{İki}"
    ).text
    assert r"a\footnote{Bir}" in made
    assert "\n\nMənbə\n\n" in made
    assert made.endswith(r"b\footnote{İki}")
