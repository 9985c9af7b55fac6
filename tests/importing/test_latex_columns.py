"""Columns of LaTeX tables, in the letters that pandoc reads."""

from __future__ import annotations

import pytest

from nashr.importing.latex_columns import plain_columns, with_lines_in_cells, with_whole_tables


@pytest.mark.parametrize(
    ("specified", "plain"),
    [
        ("l S[table-format=2.3] S", "lrr"),
        (r"|>{\centering\arraybackslash}p{3cm}|*{2}{c|}!{\vrule}r<{x}|", "cccr"),
        ("@{}lXY@{}", "lll"),
        ("D{.}{.}{2} L{3cm} C{2cm}", "rlc"),
        (r"p{0.3\textwidth}m{2cm}", r"p{0.3\textwidth}p{2cm}"),
        ("colspec={lcc},hlines", "lcc"),
        ("Q[c,3cm] X[r]", "cr"),
        ("w{c}{2cm}", "c"),
        ("", "l"),
    ],
)
def test_each_column_has_its_letter(specified: str, plain: str) -> None:
    assert plain_columns(specified) == plain


def test_a_table_has_no_more_columns_than_a_page_could_have() -> None:
    assert len(plain_columns("*{99999}{*{99999}{l}}")) <= 40_000


def test_a_table_of_several_pages_has_one_head_and_its_foot_at_the_end() -> None:
    made = with_whole_tables(
        "\\begin{longtable}{l}Head\\\\ \\endfirsthead Head again\\\\ \\endhead "
        "goes on\\\\ \\endfoot Source\\\\ \\endlastfoot a\\\\ b\\\\ \\end{longtable}"
    )
    assert "again" not in made and "goes on" not in made
    assert [made.index(word) for word in ("Head", " a\\", " b\\", "Source")] == sorted(
        made.index(word) for word in ("Head", " a\\", " b\\", "Source")
    )


def test_the_only_foot_of_a_long_table_stays() -> None:
    made = with_whole_tables(
        "\\begin{longtable}{l}Head\\\\ \\endhead Source\\\\ \\endfoot a\\\\ \\end{longtable}"
    )
    assert made.index(" a\\") < made.index("Source")
    assert "Head" in made


def test_lines_of_a_cell_are_its_text_and_no_table() -> None:
    inner = r"\begin{tabular}[c]{@{}l@{}}bir\\ iki\end{tabular}"
    table = r"\begin{tabular}{l|l}a & %s \\ \end{tabular}"
    assert with_lines_in_cells(table % inner) == table % "{bir iki}"
    wide = table % r"\begin{tabular}{ll}b & c\end{tabular}"
    assert with_lines_in_cells(wide) == wide
    assert with_lines_in_cells(inner) == inner
