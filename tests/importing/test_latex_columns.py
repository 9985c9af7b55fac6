"""Columns of LaTeX tables, in the letters that pandoc reads."""

from __future__ import annotations

import pytest

from nashr.importing.latex_columns import plain_columns


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
