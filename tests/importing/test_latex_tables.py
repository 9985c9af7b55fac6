"""Rules, signs of columns and captions of LaTeX tables, as pandoc reads them."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.latex_rewriting import rewritten
from nashr.importing.latex_tables import with_captions_in_floats, with_inserted_signs


def _cells(source: str) -> list[str]:
    tree, _ = pandoc.read_document(rewritten(source).text.encode(), "latex")
    table = next(block for block in tree["blocks"] if block["t"] == "Table")["c"]
    rows = [*table[3][1], *(row for body in table[4] for row in body[3])]
    return ["|".join(_text(cell[4]) for cell in row[1]) for row in rows]


def _text(tree: object) -> str:
    match tree:
        case {"t": "Str", "c": str(text)}:
            return text
        case {"t": "Math", "c": [_, str(tex)]}:
            return f"${tex}$"
        case {"t": "Space"}:
            return " "
        case {"c": inside}:
            return _text(inside)
        case list():
            return "".join(map(_text, tree))
    return ""


@pytest.mark.parametrize(
    "rule",
    r"\colrule \botrule \Xhline{2pt} \specialrule{1pt}{2pt}{3pt} \hhline{|=|=|} \cdashline{1-2} "
    r"\noalign{\smallskip} \rowcolor[gray]{0.9}[2pt] \hdashline \thickhline".split(),
)
def test_a_rule_has_no_words_and_takes_none(rule: str) -> None:
    source = f"\\begin{{tabular}}{{ll}}a & b\\\\ {rule}\n1 & 2\\\\\\end{{tabular}}"
    assert _cells(source) == ["a|b", "1|2"]


@pytest.mark.parametrize(
    ("columns", "rows", "cells"),
    [
        (r"l r<{\%}", r"a & 5\\ b & 6\\", ["a|5%", "b|6%"]),
        (r">{$}l<{$}l", r"x^2 & a\\", ["$x^2$|a"]),
        (r"l@{ : }l", r"a & b\\ c &\\", ["a :|b", "c :|"]),
        (r"l r@{.}l", r"& \multicolumn{2}{c}{A}\\ a & 3 & 14\\ b & &\\", ["|A", "a|3.14", "b|"]),
        (r"r@{.}l", r"\multicolumn{1}{c}{A} & B\\ 3 & 14\\", ["A|B", "3.|14"]),
        (r"*{2}{r<{x}}", r"\multicolumn{1}{r}{5} & 6\\", ["5|6x"]),
        (r"@{}l@{\extracolsep{\fill}}>{\bfseries}c<{\hspace{2pt}}@{}", r"a & b\\", ["a|b"]),
    ],
)
def test_what_columns_put_into_cells_stands_there(
    columns: str, rows: str, cells: list[str]
) -> None:
    assert _cells(f"\\begin{{tabular}}{{{columns}}}{rows}\\end{{tabular}}") == cells


def test_a_sign_within_a_group_or_a_formula_parts_no_cells() -> None:
    source = r"\begin{tabular}{l<{x}l}{a & b} $c & d$ & e \& f\\\end{tabular}"
    assert with_inserted_signs(source).endswith(r"{a & b} $c & d$x & e \& f\\\end{tabular}")


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (
            r"\begin{center}\captionof{table}{A}\begin{tabular}{l}b\end{tabular}\end{center}",
            r"\begin{table}\caption{A}\begin{tabular}{l}b\end{tabular}\end{table}",
        ),
        (
            r"\captionof{figure}{A}\label{b}\includegraphics[width=1cm]{c} d",
            r"\begin{figure}\caption{A}\label{b}\includegraphics[width=1cm]{c}\end{figure} d",
        ),
        (
            r"\begin{figure}\captionof{figure}{A}\end{figure}",
            r"\begin{figure}\caption{A}\end{figure}",
        ),
        (r"\captionbelow{A}\bicaption{B}{C}", r"\caption{A}\caption{B / C}"),
        (r"\floatconts{x}{\caption{A}}{b}", "\\caption{A}\\label{x}\nb"),
    ],
)
def test_captions_stand_in_figures_and_tables(source: str, made: str) -> None:
    assert with_captions_in_floats(source) == made


def test_a_caption_without_a_number_beside_another_stands_below_it() -> None:
    made = with_captions_in_floats(r"\begin{table}\caption{A}b\caption*{Mənbə}\end{table}")
    assert made == "\\begin{table}\\caption{A}b\n\nMənbə\n\n\\end{table}"


def test_a_table_of_lines_in_a_cell_of_a_long_table_is_its_text() -> None:
    source = (
        r"\begin{longtable}{ll}\caption{Ad}\\a & \begin{tabular}[t]{@{}l@{}}b\\c\end{tabular}\\"
        r"\end{longtable}"
    )
    assert _cells(source) == ["a|b c"]
