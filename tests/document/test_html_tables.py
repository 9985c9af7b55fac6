"""Tables typed in HTML become tables of the document, or stay what they were."""

from __future__ import annotations

from typing import Any

import pytest

from nashr import ast
from nashr.document.html_tables import with_tables
from nashr.engines import pandoc
from nashr.outputs.jats.shown import shown
from nashr.outputs.jats.xml import add, make


def read(text: str) -> list[Any]:
    found: list[Any] = with_tables(pandoc.parse_markdown(text)["blocks"], text)
    return found


def only(text: str) -> Any:
    (table,) = read(text)
    assert table["t"] == "Table", table["t"]
    return table["c"]


def texts(rows: list[Any]) -> list[list[str]]:
    return [[ast.plain_text(ast.inlines_of(cell[4])) for cell in row[1]] for row in rows]


def test_a_table_has_its_groups_caption_and_spans() -> None:
    about, (_, caption), columns, head, bodies, foot = only(
        '<table id="t" class="x y"><caption>The *name*</caption>\n<colgroup><col></colgroup>\n'
        '<thead><tr><th rowspan="2">a</th><th colspan=2>b</th></tr><tr><th>c</th><th>d</th></tr>'
        "</thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody>"
        "<tbody><tr><td>4</td><td>5</td><td>6</td></tr></tbody>"
        "<tfoot><tr><td colspan='3'>f</td></tr></tfoot></table>"
    )
    assert about == ["t", ["x", "y"], []]
    assert ast.plain_text(ast.inlines_of(caption)) == "The name"
    assert len(columns) == 3
    assert texts(head[1]) == [["a", "b"], ["c", "d"]]
    assert [cell[2:4] for cell in head[1][0][1]] == [[2, 1], [1, 2]]
    assert [texts(body[3]) for body in bodies] == [[["1", "2", "3"]], [["4", "5", "6"]]]
    assert texts(foot[1]) == [["f"]]


def test_cells_hold_what_an_author_writes_in_markdown() -> None:
    *_, bodies, _ = only(
        "<table><tr><td>**a** $x$ [@key]</td><td>\n\n- one\n- two\n\n</td></tr></table>"
    )
    bold, listed = bodies[0][3][0][1]
    assert {"Strong", "Math", "Cite"} <= {node["t"] for node in ast.nodes(bold)}
    assert listed[4][0]["t"] == "BulletList"


def test_end_tags_may_be_left_out_and_short_rows_are_filled() -> None:
    *_, head, bodies, _ = only("<table><tr><th>a<th>b<tr><td>1<tr><td>2<td>3</table>")
    assert texts(head[1]) == [["a", "b"]]
    assert texts(bodies[0][3]) == [["1", ""], ["2", "3"]]


def test_first_cells_that_are_heads_are_those_of_their_rows() -> None:
    *_, head, bodies, _ = only(
        "<table><tr><th>a</th><td>1</td></tr><tr><th>b</th><td>2</td></tr></table>"
    )
    assert head[1] == []
    assert bodies[0][1] == 1


def test_a_cell_is_aligned_as_it_says() -> None:
    *_, bodies, _ = only(
        '<table><tr><td align="right">1</td><td style="color:red; text-align:center">2</td></tr>'
        "</table>"
    )
    found = [cell[1]["t"] for cell in bodies[0][3][0][1]]
    assert found == ["AlignRight", "AlignCenter"]


def test_a_cell_is_no_higher_than_its_group() -> None:
    *_, bodies, _ = only("<table><tr><td rowspan=9>a</td><td>b</td></tr></table>")
    assert [cell[2] for cell in bodies[0][3][0][1]] == [1, 1]


def test_a_table_may_stand_in_a_cell_and_in_a_div() -> None:
    (div,) = read(
        "::: box\n<table><tr><td><table><tr><td>in</td></tr></table></td></tr></table>\n:::"
    )
    kinds = [node["t"] for node in ast.nodes([div], leaves=False)]
    assert kinds.count("Table") == 2
    assert "RawBlock" not in kinds


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td>a</td>loose</tr></table>",
        "<table><tr><td>a</td></tr>",
        "<table></table>",
        '<table><tr><td colspan="5000">a</td></tr></table>',
        "<td>a</td>",
    ],
)
def test_what_is_no_table_stays_as_it_is(text: str) -> None:
    assert read(text) == pandoc.parse_markdown(text)["blocks"]


def test_the_foot_of_a_table_is_read_behind_its_body() -> None:
    """JATS has it before the body."""
    article = make("article")
    table = add(article, "table")
    for group, word in (("thead", "one"), ("tfoot", "three"), ("tbody", "two")):
        add(add(add(table, group), "tr"), "td").text = word
    assert shown(article) == "onetwothree"
