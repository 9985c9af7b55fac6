"""LaTeX in the text of a manuscript: what a reader of the article sees of it."""

from __future__ import annotations

import json
import re

import pytest
from document_kit import PNG, clean, loaded, of_class, of_type, places
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nashr import ast
from nashr.engines import pandoc


def read(body: str, lang: str = "en") -> str:
    return ast.plain_text(clean(body, lang, files={"a.png": PNG}).blocks).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"so \emph{it} was", "so it was"),
        (r"\textbf{a \textit{b} c}", "a b c"),
        (r"A\textsuperscript{2} H\textsubscript{2}O", "A2 H2O"),
        (r"\textcolor{red}{seen} \mbox{whole}", "seen whole"),
        (r"{\bf old} and {\it style}", "old and style"),
        (r"\LaTeX{} and \TeX", "LaTeX and TeX"),
        (r"\textquotedblleft Çay\textquotedblright{} da", "“Çay” da"),
        (r"\guillemotleft İl\guillemotright, \glqq son\grqq", "«İl», „son“"),
        (r"\ldots{} \S{}5 \copyright{} \pounds", "… §5 © £"),
        (r"Erd\H{o}s, \c{C}elebi, \.{I}stanbul, G\"odel", "Erdős, Çelebi, İstanbul, Gödel"),
        (r"\u{g}, \v{s}, \'{e}, \"{\i}", "ğ, š, é, ï"),
        (r"\o{}re, stra\ss{}e, \AA ngstr\"om, \i, \l{}", "øre, straße, Ångström, ı, ł"),
        (r"100\% of \$5, a\_b, \#1 \& co.", "100% of $5, a_b, #1 & co."),
        (r"Dr.~Sample and 5~km", "Dr. Sample and 5 km"),
        (r"10~000 and 5~10 years", "10 000 and 5~10 years"),
        ("\\begin{itemize}\n\\item[(a)] one\n\\item two\n\\end{itemize}", "(a) one two"),
        (
            "\\begin{enumerate}\n\\item one\n\\begin{description}\n\\item[Key] two\n"
            "\\end{description}\n\\item[3.] \\emph{three}\n\\end{enumerate}",
            "1.one Keytwo 3.three",
        ),
        ("``double'' and `single'", "“double” and ‘single’"),
        ("''twice''", "“twice”"),
        (r"\enquote{so}", "“so”"),
        (r"before \newpage after", "before after"),
        (r"before \newpage{} after\noindent{}", "before after"),
        (r"a\index{letter!first} b", "a b"),
        (r"\noindent Text \hspace{2em} here", "Text here"),
        (r"\vspace{1cm} \centering Text", "Text"),
        (r"\verb|a_b| c", "a_b c"),
        (r"\url{https://example.org/a_b}", "https://example.org/a_b"),
        (r"\href{https://example.org/}{the \emph{site}}", "the site"),
        (r"hy\-phen", "hyphen"),
        (r"5\,km", "5\u202fkm"),
        (r"S\~ao, Espa\~na, a\~b", "São, España, a~b"),
        ("first\\\\\nsecond", "first second"),
        ("\\begin{center}\nA *line*.\n\\end{center}", "A line."),
        ("\\begin{quote}\nWords of *others*.\n\\end{quote}", "Words of others."),
        ("\\begin{itemize}\n\\item one\n\\item two\n\\end{itemize}", "one two"),
        ("\\begin{comment}\nunseen\n\\end{comment}\n\nseen", "seen"),
        ("\\newcommand{\\who}[1]{\\emph{Dr.~#1}}\n\nSo \\who{Sample} said.", "So Dr. Sample said."),
        (r"\def\place{Baku} In \place{} and \place.", "In Baku and Baku."),
        (r"\foreignlanguage{turkish}{Kitap}", "Kitap"),
        (r"\section{Method} ", "Method"),
        (r"\copyright 2024 \textregistered", "© 2024 ®"),
        (r"a \texttt{b_c}", "a b_c"),
        (r"(\emph{in} brackets)", "(in brackets)"),
        (r"\(a\) first, \(1\) second", "(a) first, (1) second"),
        (r"\SI{5}{\kilo\gram} and \num{12}", "5 kg and 12"),
        (r"\hypertarget{goal}{the place} \hyperlink{goal}{there}", "the place there"),
        ("\\hypertarget{a}{%\n\\section{A heading}\\label{a}}\n\nText.", "A heading Text."),
        ("\\epigraph{Few words.}{Sample}\n\nText.", "Few words. Sample Text."),
        (r"so \epigraph{few words}{Sample} on", "so few words Sample on"),
        (r"**so \epigraph{few}{words} on**", "so few words on"),
        (r"{\color{red} red} {\LaTeX} {\textbf{b}} {\small\itshape it\/}", "red LaTeX b it"),
        (r"one\\[2pt] two\linebreak[4] three", "one two three"),
        (r"\og mot\fg{} et \og{}mot\fg", "«\u202fmot\u202f» et «\u202fmot\u202f»"),
        (r"{\"o} {\'e} {\c c} \c c \v s \u g {\o} \k a", "ö é ç ç š ğ ø ą"),
        (r"\setlength\parindent{0pt}\vskip 2pt plus 1fil \kern1pt a \parskip=0pt b", "a b"),
        (r"a \( x \) b", "a x b"),
    ],
)  # fmt: skip
def test_what_a_command_means(body: str, words: str) -> None:
    assert read(body) == words


TABULAR = "\\begin{tabular}{lrr}\n%s\n\\end{tabular}"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (r"\toprule a & \multicolumn{2}{c}{b} \\ \cmidrule(lr){2-3} c & d & e \\", "a b c d e"),
        ("a & b & c \\\\\n\\cline{2-3}", "a b c"),
        (r"a & b & c \\ \midrule[1pt] \addlinespace[2pt] d & e & f \\", "a b c d e f"),
        (r"a & \makecell{b \\ c} & \shortstack{d\\e} \\", "a b c d e"),
        (r"\rowcolor{grey} a & \cellcolor[gray]{.9} b & c \\ \noalign{\smallskip}", "a b c"),
        (r"\specialrule{1pt}{2pt}{3pt} a & \parbox{2cm}{b} & c \\", "a b c"),
    ],
)
def test_a_table_of_latex_has_the_words_of_its_cells_and_no_others(rows: str, words: str) -> None:
    assert read(TABULAR % rows) == words


@pytest.mark.parametrize(
    ("opening", "closing", "classes"),
    [
        (r"\begin{sidewaystable}[p]", r"\end{sidewaystable}", ["landscape"]),
        (r"\begin{wraptable}[3]{r}{5cm}", r"\end{wraptable}", []),
        (r"\begin{table*}\resizebox{\textwidth}{!}{", "}\n\\end{table*}", []),
    ],
)
def test_tables_that_float_in_other_ways(opening: str, closing: str, classes: list[str]) -> None:
    caption = "\n\\caption*{The caption.}\n"
    rows = TABULAR % r"a & b & c \\"
    body = f"{opening}{rows}{caption if '}' not in closing[:1] else ''}{closing}"
    (table,) = of_type(clean(body).blocks, "Table")
    assert table["c"][0][1] == classes
    assert ast.plain_text(table["c"][4:]) == "a b c"


def test_a_word_that_pandoc_passes_over_is_told_of() -> None:
    body = TABULAR % "\\multirow{2}{*}{alpha} & b & c \\\\\nhidden & d & e \\\\"
    found = loaded(f"Text.\n\n{body}\n")
    assert places(found.diagnostics) == [("dialect-unsupported", 8, 1)]
    assert "“hidden”" in found.diagnostics[0].message


def test_what_is_another_tomorrow_is_told_of() -> None:
    body = "![A.](a.png){#fig:a alt='x'}\n\n\\today, page \\pageref{fig:a}."
    found = loaded(body, files={"a.png": PNG, "manuscript/trial/a.png": PNG})
    assert places(found.diagnostics) == [
        ("dialect-unsupported", 6, 1),
        ("dialect-unsupported", 6, 14),
    ]


def test_a_title_that_is_referred_to_has_no_note_twice() -> None:
    body = "# A heading^[Its note.] {#sec:a .unnumbered}\n\n\\nameref{sec:a} and @sec:a.\n"
    document = clean(body)
    assert len(of_type(document.blocks, "Note")) == 1
    assert ast.plain_text(document.blocks[-1]) == "A heading and “A heading”."


@pytest.mark.parametrize(
    "body",
    [
        r"`\emph{a} \newpage {{< x >}}`",
        "```\n\\section{a} ``b'' 5~km \\ref{c}\n{{< x >}}\n```",
        "Text.\n\n    \\emph{indented} {{< pagebreak >}} \\begin{equation}\n    \\newpage",
        "- item\n\n  ```tex\n  \\cite{a}\n  ```",
        "~~~ {.tex}\n\\footnote{x}\n~~~",
        "``\\emph{`a`}``",
    ],
)
def test_code_is_never_touched(body: str) -> None:
    done = clean(body)
    code = "\n".join(n["c"][1] for n in ast.nodes(done.blocks) if n["t"] in ("Code", "CodeBlock"))
    kept = re.sub(r"^[ ]*(?:```|~~~).*$|^[ ]+|^- item$|^Text\.$|^`+|`+$", "", body, flags=re.M)
    assert re.sub(r"\s+", "", code) == re.sub(r"\s+", "", kept)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"\* \_ \# \[sic\] \(a\) \\name", r"* _ # [sic] (a) \name"),
        (r"it\'s H~2~O and ~~struck~~", "it's H2O and struck"),
        (r"https://example.org/~user/b", "https://example.org/~user/b"),
        ("-lar~-lər, alma~elma and ɣ~ʁ", "-lar~-lər, alma~elma and ɣ~ʁ"),
        (r"signs \[ \], \( \) and \{ \}", "signs [ ], ( ) and { }"),
        (r"$\alpha_{\text{a}}$ \$5", r"\alpha_{\text{a}} $5"),
    ],
)
def test_escapes_of_markdown_stay(body: str, words: str) -> None:
    assert read(body) == words


@pytest.mark.parametrize(
    ("option", "style"),
    [
        (r"label=(\alph*)", ("LowerAlpha", "TwoParens")),
        (r"label=\Roman*., leftmargin=1cm", ("UpperRoman", "Period")),
        (r"noitemsep, label={\arabic*)}", ("Decimal", "OneParen")),
    ],
)
def test_the_numbers_of_a_list_look_as_its_option_says(option: str, style: tuple[str, str]) -> None:
    item = f"\\begin{{enumerate}}[{option}]\n\\item b\n\\end{{enumerate}}"
    body = f"\\begin{{itemize}}\n\\item a\n{item}\n\\end{{itemize}}\n\n{item}"
    lists = of_type(clean(body).blocks, "OrderedList")
    assert [(one["c"][0][1]["t"], one["c"][0][2]["t"]) for one in lists] == [style, style]


@pytest.mark.parametrize(
    ("option", "terms"),
    [
        (r"label=Sual \arabic*.", ["Sual 1.", "Sual 2."]),
        (r"leftmargin=*, label={\textbf{(S\arabic*)}}, start=3", ["(S3)", "(S4)"]),
        (r"label=\alph*-bənd", ["a-bənd", "b-bənd"]),
        (r"label=\bfseries Hal \Roman*", ["Hal I", "Hal II"]),
        ("{Sual} 1:", ["Sual 1:", "Sual 2:"]),
        ("Hal (i)", ["Hal (i)", "Hal (ii)"]),
    ],
)
def test_words_beside_the_numbers_of_a_list_are_printed(option: str, terms: list[str]) -> None:
    body = f"\\begin{{enumerate}}[{option}]\n\\item a\n\\item b\n\\end{{enumerate}}"
    (found,) = of_type(clean(body).blocks, "DefinitionList")
    assert [ast.plain_text(term) for term, _ in found["c"]] == terms


@pytest.mark.parametrize("option", ["start=3", "label=(\\roman*), start=3"])
def test_a_list_begins_with_the_number_that_is_asked_for(option: str) -> None:
    body = f"\\begin{{enumerate}}[{option}]\n\\item a\n\\end{{enumerate}}"
    assert [one["c"][0][0] for one in of_type(clean(body).blocks, "OrderedList")] == [3]


@pytest.mark.parametrize("name", ["compactenum", "asparaenum", "enumerate*"])
def test_lists_of_packages_are_lists(name: str) -> None:
    body = f"\\begin{{{name}}}\n\\item a\n\\end{{{name}}}"
    assert of_type(clean(body).blocks, "OrderedList")


def test_typed_numbers_of_items_stand_once() -> None:
    body = "\\begin{enumerate}\n\\item[Q1.] a\n\\item b\n\\item[Q3.] c\n\\end{enumerate}"
    assert read(body) == "Q1.a 1.b Q3.c"


def test_a_tie_in_an_argument_is_a_tie() -> None:
    (note,) = of_type(clean(r"Text\footnote{See Part~B.} on.").blocks, "Note")
    assert ast.plain_text(note["c"]) == "See Part\u00a0B."


def test_a_footnote_is_a_footnote() -> None:
    (note,) = of_type(clean(r"Text\footnote{See *this* and \emph{that}.} on.").blocks, "Note")
    assert ast.plain_text(note["c"]) == "See this and that."


@pytest.mark.parametrize(
    ("command", "mode", "keys"),
    [
        (r"\cite{a}", "NormalCitation", ["a"]),
        (r"\citep{a,b}", "NormalCitation", ["a", "b"]),
        (r"\citep*{a, b}", "NormalCitation", ["a", "b"]),
        (r"\parencite[see][5]{a}", "NormalCitation", ["a"]),
        (r"\textcite{a}", "AuthorInText", ["a"]),
        (r"\citet{a,b}", "AuthorInText", ["a", "b"]),
        (r"\citeauthor{a}", "AuthorInText", ["a"]),
        (r"\citeyear{a}", "SuppressAuthor", ["a"]),
        (r"\autocites[5]{a}[7]{b}", "NormalCitation", ["a", "b"]),
        (r"\footcite{a}", "NormalCitation", ["a"]),
    ],
)
def test_citations(command: str, mode: str, keys: list[str]) -> None:
    cites = of_type(clean(f"Text {command}.").blocks, "Cite")
    works = [work for cite in cites for work in cite["c"][0]]
    assert [work["citationId"] for work in works] == keys
    assert {work["citationMode"]["t"] for work in works} == {mode}


def test_notes_of_a_citation() -> None:
    (cite,) = of_type(clean(r"\citep[see][p.~5]{a,b}").blocks, "Cite")
    first, second = cite["c"][0]
    assert ast.plain_text(first["citationPrefix"]) == "see"
    assert ast.plain_text(second["citationSuffix"]) == ", p.\u00a05"
    assert not second["citationPrefix"]


ELEMENTS = r"""

# Method \label{sec:method}

![A caption.\label{fig:a}](a.png){alt="A map."}

\begin{equation}\label{eq:e}
a = b
\end{equation}

\begin{table}
\caption{Sizes.}\label{tab:sizes}
\begin{tabular}{lr} \hline Name & Size \\ \hline one & 1 \\ \hline \end{tabular}
\end{table}

\begin{figure}[ht]
\centering
\includegraphics[width=.5\textwidth]{a.png}
\caption{Another \emph{map}.}
\label{fig:b}
\end{figure}
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"\autoref{fig:a} shows", ["Figure 1"]),
        (r"in \autoref{tab:sizes}", ["table 1"]),
        (r"Table~\ref{tab:sizes}", ["1"]),
        (r"Table \autoref{tab:sizes}", ["1"]),
        (r"(\ref{eq:e})", ["1"]),
        (r"\eqref{eq:e}", ["(1)"]),
        (r"see \cref{fig:a,fig:b}", ["figure 1", "figure 2"]),
        (r"\Cref{fig:b}", ["Figure 2"]),
        (r"Section~\ref{sec:method}", ["1"]),
        (r"\nameref{sec:method}", ["Method"]),
        (r"\ref{tbl:sizes} and @fig:b", ["1", "figure 2"]),
        (r"\@ref(fig:a)", ["1"]),
    ],
)
def test_cross_references(text: str, words: list[str]) -> None:
    done = clean(text + ELEMENTS, files={"a.png": PNG})
    found = [link.replace("\u00a0", " ") for link in of_class(done.blocks, "cross-reference")]
    assert found == words


def test_a_table_and_a_figure_of_latex_are_numbered_and_captioned() -> None:
    done = clean(ELEMENTS, files={"a.png": PNG})
    (table,) = of_type(done.blocks, "Table")
    assert table["c"][0][0] == "tab:sizes"
    assert ast.plain_text(table["c"][1][1]) == "Table 1. Sizes."
    figures = of_type(done.blocks, "Figure")
    assert [figure["c"][0][0] for figure in figures] == ["fig:a", "fig:b"]
    assert ast.plain_text(figures[1]["c"][1][1]) == "Figure 2. Another map."


def test_parts_of_a_figure_of_latex_have_labels_of_their_own() -> None:
    part = (
        "\\begin{subfigure}{.5\\textwidth}\n\\includegraphics{a.png}\n"
        "\\caption{Part}\\label{fig:%s}\n\\end{subfigure}\n"
    )
    text = "See \\cref{fig:x}, \\cref{fig:all}, \\ref{fig:y}.\n\n"
    whole = f"\\begin{{figure}}\n{part % 'x'}{part % 'y'}\\caption{{Both}}\\label{{fig:all}}\n"
    body = f"{text}{whole}\\end{{figure}}\n"
    links = of_class(clean(body, files={"a.png": PNG}).blocks, "cross-reference")
    assert [link.replace("\u00a0", " ") for link in links] == ["figure 1a", "figure 1", "1b"]


def test_nothing_of_latex_reaches_an_alternative_text() -> None:
    body = '![See \\autoref{fig:a} \\emph{here}.\\label{fig:a}](a.png){alt="A \\textbf{map}"}'
    (image,) = of_type(clean(body, files={"a.png": PNG}).blocks, "Image")
    assert ast.plain_text(image["c"][1]) == "A map"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Text \\mystery{words} on.", (4, 6)),
        ("Text.\n\n\\begin{tikzpicture}\n\\draw (0,0);\n\\end{tikzpicture}", (6, 1)),
        ("In C:\\Folder there.", (4, 6)),
        ("Text \\emph{not closed.", (4, 6)),
        ("\\begin{quote} not closed.", (4, 1)),
        ("See page \\pageref{a}.", (4, 10)),
        ("- a\n- b \\input{chapter}\n", (5, 5)),
        ("\\newcommand{\\a}{\\a} x \\a", (4, 23)),
        ("Text\\footnotemark.", (4, 5)),
        ("*so \\strange* it", (4, 5)),
        ("Text.^[In a note \\strange.]", (4, 18)),
        ("\\nocite{a} Text", (4, 1)),
    ],
)
def test_what_has_no_meaning_is_reported_where_it_stands(body: str, place: tuple[int, int]) -> None:
    outcome = loaded(body)
    assert [(code, (line, column)) for code, line, column in places(outcome.diagnostics)] == [
        ("dialect-unsupported", place)
    ]
    assert "\\" not in json.dumps(outcome.value.blocks if outcome.value else "", ensure_ascii=False)


def test_a_label_that_is_nowhere() -> None:
    assert places(loaded("See \\ref{fig:none}.").diagnostics) == [("crossref-unknown", 4, 10)]


def test_a_heading_below_a_silent_command_is_a_heading() -> None:
    done = clean("\\newpage\n# Head\n\nText.")
    assert [node["t"] for node in done.blocks] == ["Header", "Para"]


def test_the_front_matter_too() -> None:
    outcome = loaded("Text.", front_matter="title: T", acknowledgements=r"To \emph{all} of 5~km.")
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    shown = ast.plain_text(outcome.value.fields["acknowledgements"])
    assert shown == "To all of 5\u00a0km."


# --- whatever an author writes -------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        "word ", "*so* ", "(", ") ", "\n\n", "\n", "- ", "# ", "| a |", "“", "” ", "'s ", "$x_1$ ",
        r"\emph{a} ", r"\textbf{", "}", r"\ref{a} ", r"\cite[5]{k} ", r"\newpage ", r"\strange ",
        r"\footnote{b} ", r"\begin{equation}c\end{equation}", r"\begin{itemize} ", "~", "``", "''",
        r"\label{fig:a}", r"{\bf d} ", r"\% ", "{{< x >}} ", r"\@ref(fig:b) ", r"\c{c}", r"\LaTeX ",
        "ə ", "[", "](a) ", "^[", "> ", r"\begin{tabular}{l} a \\ b \end{tabular}",
    ]
)  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_no_command_and_no_shortcode_survives(body: str) -> None:
    outcome = loaded(body)
    if outcome.value is None:
        return
    shown = ast.plain_text([node for node in ast.nodes(outcome.value.blocks) if node["t"] == "Str"])
    assert not re.search(r"\\[A-Za-z]|\{\{<", shown)
    assert not re.search(
        "[\U00014400-\U00014646\U00012000-\U00012399]",
        json.dumps(outcome.value.blocks, ensure_ascii=False),
    )


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ("First \\\\ \\endfirsthead\nAgain \\\\ \\endhead\n", "First one two"),
        ("First \\\\ \\endhead\nOn \\\\ \\endfoot\nSum \\\\ \\endlastfoot\n", "First one two Sum"),
        ("First \\\\ \\endhead\nSum \\\\ \\endfoot\n", "First one two Sum"),
        ("First \\\\ \\hline \\endhead\n\\hline \\endfoot\n", "First one two"),
    ],
)
def test_heads_and_feet_of_a_long_table_stand_once(parts: str, words: str) -> None:
    body = f"\\begin{{longtable}}{{l}}\n{parts}one \\\\ two \\\\\n\\end{{longtable}}"
    assert ast.plain_text(clean(body).blocks) == words


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (r"One \\ two", ["One \\ two"]),
        (r"One.\\ Two", ["One.", "Two"]),
        (r"\emph{One} \\ two \\* three.\\Four", ["One", "two", "three.", "Four"]),
        ("One\\\\*\ntwo", ["One", "two"]),
        (r"D:\\ and ..\\ and C:\\Users", ["D:\\ and ..\\ and C:\\Users"]),
        (r"\emph{a} `\\ b`", ["a \\\\ b"]),
    ],
)
def test_two_backslashes_end_a_line_where_latex_is_meant(body: str, lines: list[str]) -> None:
    (paragraph,) = clean(body).blocks
    shown: list[list[ast.Node]] = [[]]
    for inline in paragraph["c"]:
        if inline["t"] == "LineBreak":
            shown.append([])
        else:
            shown[-1].append(inline)
    assert [ast.plain_text(line).strip() for line in shown] == lines


def test_the_label_of_an_item_may_stand_behind_a_space() -> None:
    body = "\\begin{itemize}\n\\item [First: one] Words.\n\\item\n[Second] More.\n\\end{itemize}\n"
    assert ast.plain_text(clean(body).blocks) == "First: oneWords. SecondMore."


def test_letters_in_brackets_are_formulas_beside_others_that_are() -> None:
    formulas = of_type(clean(r"Of \(y\), \(n, m\) and \(x^2\) \(a b\) \[1\].").blocks, "Math")
    assert [one["c"][1] for one in formulas] == ["y", "n, m", "x^2"]
    formulas = of_type(clean("Where \\(E\\).\n\n\\[\nE = mc^2\n\\]").blocks, "Math")
    assert [one["c"][1].strip() for one in formulas] == ["E", "E = mc^2"]


def test_per_cent_in_a_table_of_latex_is_no_remark() -> None:
    body = "\\begin{tabular}{ll}\na & 50% \\\\\n5% of b & c % a remark\n\\end{tabular}\n"
    assert ast.plain_text(clean(body).blocks).split() == "a 50% 5% of b c".split()


@pytest.mark.parametrize(
    "body",
    [
        "\\begin{center}A\\end{center} term\n\n: Meaning.\n",
        "| line \\begin{quote}of\\end{quote} verse\n| more\n",
        "*emphasis \\begin{center}in\\end{center} it*\n",
        "| a |\n|---|\n| b |\n\n: Caption \\begin{center}of\\end{center} it.\n",
    ],
)
def test_a_block_of_latex_in_a_line_is_its_words(body: str) -> None:
    pandoc.write_html(clean(body).blocks)  # raises for blocks among words
