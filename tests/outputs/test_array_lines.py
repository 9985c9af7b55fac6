"""Lines between the rows and columns of arrays."""

from __future__ import annotations

import lxml.html
import pytest

from nashr.engines import pandoc
from nashr.outputs.array_lines import outer_lines, set_lines, with_attributes


def _table(tex: str) -> lxml.html.HtmlElement:
    html = pandoc.write_html(pandoc.parse_markdown(f"$${tex}$$")["blocks"])
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    (math,) = root.iter("math")
    set_lines(math)
    return next(root.iter("mtable"))


@pytest.mark.parametrize(
    ("tex", "attributes"),
    [
        (r"\begin{array}{c|c} a & b \\ c & d \end{array}", {"columnlines": "solid"}),
        (r"\begin{array}{cc|c} a & b & c \end{array}", {"columnlines": "none solid"}),
        (r"\begin{array}{*{2}{c|}c} a & b & c \end{array}", {"columnlines": "solid solid"}),
        (r"\begin{array}{cc} a & b \\ \hline c & d \end{array}", {"rowlines": "solid"}),
        (r"\begin{array}{l@{\,}|r} a & b \end{array}", {"columnlines": "solid"}),
        (
            r"\begin{array}{|c|} \hline a \\ \hline b \\ \hline \end{array}",
            {"rowlines": "solid", "frame": "solid"},
        ),
        (
            r"\begin{array}{c|c} \begin{pmatrix} a \end{pmatrix} & c \\ \hline d & e \end{array}",
            {"columnlines": "solid", "rowlines": "solid"},
        ),
        (r"\begin{array}{cc} |a| & b \\ c & d \end{array}", {}),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", {}),
    ],
)
def test_where_lines_stand(tex: str, attributes: dict[str, str]) -> None:
    assert with_attributes(_table(tex)) == attributes


@pytest.mark.parametrize(
    ("tex", "sides"),
    [
        (r"\begin{array}{|c|c} a & b \\ c & d \end{array}", ["left"]),
        (r"\begin{array}{c|} a \\ \hline b \\ \hline \end{array}", ["right", "bottom"]),
        (r"\begin{array}{c|c} \hline a & b \end{array}", ["top"]),
        (r"\begin{array}{c|c} a & b \end{array}", []),
    ],
)
def test_lines_on_some_outer_sides(tex: str, sides: list[str]) -> None:
    assert outer_lines(_table(tex)) == sides


def test_a_line_below_the_last_row_is_no_row() -> None:
    table = _table(r"\begin{array}{c} a \\ b \\ \hline \end{array}")
    assert [row.text_content().strip() for row in table] == ["a", "b"]
