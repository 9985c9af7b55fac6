"""References, labels and the list of works of a LaTeX source, as a manuscript has them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from nashr.engines import pandoc
from nashr.importing.draft import Draft
from nashr.importing.latex_source import whole_source
from nashr.importing.other_formats import draft_of_tree
from nashr.importing.writing import write


def _draft(body: str, files: Mapping[str, bytes] | None = None) -> Draft:
    data = f"\\documentclass{{article}}\\title{{T}}\\begin{{document}}\n{body}\n\\end{{document}}"
    latex = whole_source(data.encode(), files or {})
    tree, log = pandoc.read_document(latex.text.encode(), "latex")
    return draft_of_tree(tree, files or {}, "a.tex", (), log, latex=latex)


def _body(body: str) -> str:
    return write(_draft(body), pandoc.write_markdown).text.split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    ("body", "made"),
    [
        (
            "\\section{A}\\label{intro} See \\ref{intro}.",
            "# A {#sec:intro}\n\nSee [-@sec:intro].",
        ),
        (
            "\\begin{equation}\\label{eq:e}a=b\\end{equation} where \\eqref{eq:e}.",
            "$$a=b$$ {#eq:e}\n\nwhere [-@eq:e].",
        ),
        (
            "\\begin{align}a&=b\\label{one}\\\\c&=d\\label{two}\\end{align} See \\ref{two}.",
            "$$\\begin{aligned}\na&=b\\\\c&=d\n\\end{aligned}$$ {#eq:one}\n\nSee [-@eq:one].",
        ),
        ("\\begin{equation*}a\\end{equation*}", "$$a$$"),
        ("\\parencite[s.~12]{oran}", "[@oran, s. 12]"),
        ("a\\textendash b \\texttimes{} c\\quad d \\LaTeXe", "a–b × c d LaTeX2ε"),
        ("\\SI{5}{\\micro\\metre} \\SI{7}{\\celsius}", "5 μm 7 °C"),
        (
            "\\begin{subequations}\\label{s}\\begin{align}a&=b\\label{t}\\end{align}"
            "\\end{subequations} \\eqref{t}",
            "$$\\begin{aligned}\na&=b\n\\end{aligned}$$ {#eq:s}\n\n[-@eq:s]",
        ),
        (
            "\\begin{eqnarray*}a&=&\\frac{b}{c}\\\\&\\le&d\\end{eqnarray*}",
            "$$\\begin{aligned}\na&= \\frac{b}{c}\\\\&\\le d\n\\end{aligned}$$",
        ),
        (
            "\\begin{lstlisting}[caption={Bir kod},label=l]\nx\n\\end{lstlisting}\n\\ref{l}",
            "*Bir kod*\n\n``` {#place-1}\nx\n```\n\n[Bir kod](#place-1)",
        ),
        ("\\section{\\label{a}A} See \\ref{a}.", "# A {#sec:a}\n\nSee [-@sec:a]."),
        ("\\texttt{\\string\\begin\\{a\\}}", "`\\begin{a}`"),
        ("\\url|http://a.example/b_c|", "<http://a.example/b_c>"),
        ("(Ref.~[\\onlinecite{oran}])", "(Ref. [@oran])"),
        (
            "\\cite{a,*[See ][, a classic]b}",
            "[@a; @b][^1]\n\n[^1]: See [@b] , a classic",
        ),
        (
            "\\section{A}\\label{a}\\section{B}\\label{b} \\cref{a,b} \\Cref{a}",
            "# A {#sec:a}\n\n# B {#sec:b}\n\n[@sec:a; @sec:b] @Sec:a",
        ),
    ],
)
def test_references_and_labels(body: str, made: str) -> None:
    assert _body(body).replace("\u00a0", " ") == made


def test_tables_and_figures_have_ids_of_their_kind() -> None:
    made = _body(
        "See \\ref{tab:x}, \\autoref{map}.\n\n"
        "\\begin{table}\\caption{Say}\\label{tab:x}\\begin{tabular}{l}a\\\\\\end{tabular}\\end{table}"
        "\\begin{figure}\\includegraphics{a}\\caption{Yer\\label{map}}\\end{figure}"
    )
    assert made.startswith("See [-@tbl:x], @fig:map.")
    assert ": Say {#tbl:x}" in made
    assert "![Yer" in made
    assert "{#fig:map}" in made


def test_a_table_across_the_columns_has_its_caption_and_id() -> None:
    made = _body(
        "\\begin{table*}[t]\\caption{Say}\\label{tab:x}\\begin{tabular}{l}a\\\\\\end{tabular}"
        "\\end{table*} See \\ref{tab:x}."
    )
    assert ": Say {#tbl:x}" in made
    assert made.endswith("See [-@tbl:x].")


def test_the_sources_own_list_becomes_entries_with_its_keys() -> None:
    draft = _draft(
        "Bax \\cite[5]{on98}.\n\\begin{thebibliography}{9}\\bibitem{on98} Oran, \\emph{B.} (1998). "
        "Türk dış politikası. İstanbul: İletişim.\\bibitem{lost} Lewis, B. (1993). Modern Türkiye. "
        "Ankara: Metis.\\end{thebibliography}"
    )
    assert "@book{on98," in draft.bibliography
    assert write(draft, pandoc.write_markdown).text.endswith("Bax [@on98, 5].\n")
    assert [one.kind for one in draft.findings] == ["format", "references-uncited"]


def test_the_list_is_found_within_what_a_class_puts_around_the_text() -> None:
    draft = _draft(
        "\\begin{article} A text \\cite{oran}.\n\\begin{thebibliography}{9}"
        "\\bibitem{oran} Oran, B. Kitab. Bakı, 1998.\\end{thebibliography}\\end{article}"
    )
    assert "{oran," in draft.bibliography
    assert "Kitab" not in write(draft, pandoc.write_markdown).text


def test_a_bibliography_that_the_source_writes_itself_is_taken() -> None:
    entry = "@book{oran, title = {Kitab}}\n"
    draft = _draft(
        f"\\begin{{filecontents*}}[overwrite]{{works.bib}}\n{entry}\\end{{filecontents*}}\n"
        "A text \\cite{oran}.\\bibliography{works}"
    )
    assert draft.bibliography.strip() == entry.strip()
    assert "bibliography-missing" not in {one.kind for one in draft.findings}


def test_a_bibliography_beside_the_file_is_taken_and_one_that_is_not_there_told_of() -> None:
    draft = _draft("\\cite{a}\\bibliography{refs,none}", {"refs.bib": b"@book{a, title={T}}"})
    assert draft.bibliography == "@book{a, title={T}}"
    [found] = [one for one in draft.findings if one.kind == "bibliography-missing"]
    assert found.message == "The bibliography none is not beside the file."


def test_lines_below_a_name_are_affiliations() -> None:
    source = (
        "\\title{T}\\author{Ayşe Örnek\\\\ Bir Üniversite\\\\ a@example.org \\and Ali Deneme}"
        "\\begin{document}\\maketitle x\\end{document}"
    )
    tree, _ = pandoc.read_document(source.encode(), "latex")
    front = draft_of_tree(tree, {}, "a.tex").front
    assert front["affiliations"] == [{"id": "a1", "name": "Bir Üniversite"}]
    first, second = front["authors"]
    assert (first["affiliations"], first["email"]) == (["a1"], "a@example.org")
    assert "affiliations" not in second


def test_parts_of_a_figure_stand_under_one_number() -> None:
    made = _body(
        "\\begin{figure}[h]\\begin{subfigure}{.4\\textwidth}\\includegraphics[width=\\linewidth]{a}"
        "\\caption{Sol}\\label{fig:l}\\end{subfigure}\\subfloat[Sağ]{\\includegraphics{b}}"
        "\\caption{İkisi}\\label{fig:b}\\end{figure} See \\ref{fig:l}."
    )
    begin, end = made.index("::: {#fig:b}"), made.rindex(":::")
    parts = made[begin:end]
    assert "![Sol" in parts
    assert '{#fig:l width="100%"}' in parts
    assert "![Sağ" in parts
    assert parts.strip().endswith("İkisi")
    assert "[-@fig:l]" in made


def test_lost_citations_and_references_are_named() -> None:
    draft = _draft("\\newcommand{\\x}[1]{} \\x{\\cite{oran}} \\ref{none} \\nocite{bek}")
    told = [str(one.message) for one in draft.findings if one.kind != "format"]
    assert any("“oran”" in one for one in told)
    assert not any("“bek”" in one for one in told)
    assert draft.front["nocite"] == ["bek"]
    assert any("“none”" in one for one in told)


def test_a_query_stands_in_its_place() -> None:
    assert "See <!-- query: Yoxla! -->." in _body("See \\todo{Yoxla!}.")


def test_formulas_that_pandoc_drops_are_named() -> None:
    kinds = [one.kind for one in _draft("$a$ \\unknown{$b$} \\[c\\]").findings]
    assert kinds.count("formulas-lost") == 1
    assert "formulas-lost" not in [one.kind for one in _draft("$a$ \\verb|$b$| \\$5").findings]


def test_a_figure_without_a_picture_has_a_number() -> None:
    body = "\\begin{figure}\\fbox{Yer}\\caption{Ad}\\label{fig:a}\\end{figure} Bax \\ref{fig:a}."
    assert _body(body) == "::: {#fig:a}\nYer\n\nAd\n:::\n\nBax [-@fig:a]."


def test_a_figure_without_a_picture_keeps_its_caption_and_is_told_of() -> None:
    draft = _draft("\\begin{figure}\\caption{Bir}\\label{fig:a}\\end{figure} \\ref{fig:a}")
    made = write(draft, pandoc.write_markdown).text
    assert "![Bir<!-- query: a picture is missing here, missing -->](figure-1.svg){#fig:a}" in made
    assert "[-@fig:a]" in made
    assert "picture-outside" in [one.kind for one in draft.findings]


def test_theorems_of_a_section_have_its_number_and_are_called_by_it() -> None:
    made = _body(
        "\\newtheorem{thm}{Teorem}[section]\\section{A}\\section{B}\\begin{thm}\\label{t} X."
        "\\end{thm} \\ref{t}, \\cref{t}, \\eqref{t}."
    )
    assert made.endswith("**Teorem 2.1**. *X.*\n\n2.1, Teorem 2.1, (2.1).")


def test_a_numbered_formula_in_a_list_has_its_id() -> None:
    made = _body(
        "\\begin{itemize}\\item A\\begin{equation}\\label{e}a=b\\end{equation}"
        "\\end{itemize} \\eqref{e}"
    )
    assert made == "- A\n\n  $$a=b$$ {#eq:e}\n\n[-@eq:e]"


def test_it_is_told_where_lines_of_a_formula_have_numbers_and_conditions_are_open() -> None:
    kinds = [
        one.kind
        for one in _draft(
            "\\begin{align}a&=b\\label{a}\\\\c&=d\\label{b}\\end{align}\n"
            "\\ifx\\x\\y Bir\\else İki\\fi"
        ).findings
    ]
    assert kinds.count("equation-lines") == 1
    assert kinds.count("condition-undecided") == 1
