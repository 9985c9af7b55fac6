"""Tables are held against those of the file, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from word_kit import paragraph, table, word_file

from nashr import ast
from nashr.engines import pandoc
from nashr.importing.changes import Treatment
from nashr.importing.draft import Draft
from nashr.importing.ooxml import WordPackage
from nashr.importing.preparing import prepare
from nashr.importing.settling import split
from nashr.importing.table_balance import balance_tables, cells_of
from nashr.importing.word_tables import Place
from nashr.model import Blocks


def _said(change: Callable[[Blocks], Blocks]) -> list[str]:
    """What is told of two tables where pandoc's tree has been changed so."""
    first = paragraph("Başlıq", style="KonuBal") + table([["A", "B"], ["C", "D"]])
    second = paragraph("Mətn.") + table([["E", "F", "G"], ["H", "İ", "J"]])
    prepared = prepare(WordPackage(word_file(first + second)), Treatment.ACCEPT)
    tree, _ = pandoc.read_document(prepared.data, "docx")
    draft = Draft(change(split(tree["blocks"])), prepared.things)
    balance_tables(draft, prepared.tables)
    return [one.message for one in draft.findings]


def _in_table(number: int, change: Callable[[Any], Any]) -> Callable[[Blocks], Blocks]:
    """A change of the rows of one table's body."""

    def changed(blocks: Blocks) -> Blocks:
        tables = [block for block in blocks if block["t"] == "Table"]
        body = tables[number]["c"][4][0]
        body[3] = change(body[3])
        return blocks

    return changed


def _swapped(rows: Any) -> Any:
    return [rows[0], [rows[1][0], rows[1][1][::-1]]]


def _spanning(rows: Any) -> Any:
    rows[1][1][0][3] = 2
    return [rows[0], [rows[1][0], rows[1][1][:2]]]


def test_nothing_is_told_of_tables_that_are_as_in_the_file() -> None:
    assert _said(lambda blocks: blocks) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            _in_table(1, _swapped),
            [
                "In table 2, the cell of row 2 and column 1 (“H”) stands in row 2 and column 3.",
                "In table 2, the cell of row 2 and column 3 (“J”) stands in row 2 and column 1.",
            ],
        ),
        (
            _in_table(1, _spanning),
            [
                "In table 2, the cell of row 2 and column 1 (“H”) takes 1 × 1 rows and columns, and"
                " 1 × 2 in the manuscript.",
                "In table 2, the cell of row 2 and column 2 (“İ”) stands in row 2 and column 3.",
            ],
        ),
        (
            _in_table(0, lambda rows: [*rows, rows[0]]),
            ["In table 1, the cell of row 1 and column 1 (“A”) stands in row 3 and column 1."],
        ),
        (
            lambda blocks: [
                one
                if one["t"] != "Table" or len(one["c"][2]) == 3
                else ast.para([ast.text(piece) for piece in _texts(one)])
                for one in blocks
            ],
            ["Table 1 of the file, of 2 rows and 2 columns, is no table in the manuscript."],
        ),
    ],
)
def test_what_differs_is_told_with_the_table_and_the_cell(
    change: Callable[[Blocks], Blocks], said: list[str]
) -> None:
    found = _said(change)
    assert len(found) >= len(said)
    for one, start in zip(found, said, strict=False):
        assert one.startswith(start)


def _texts(node: Any) -> list[str]:
    return [one["c"] for one in ast.nodes(node) if one["t"] == "Str"]


def test_the_places_of_cells_reckon_with_those_that_reach_down() -> None:
    def cell(words: str, height: int = 1) -> list[Any]:
        blocks = [ast.para([ast.text(words)])]
        return [ast.attr(), {"t": "AlignDefault"}, height, 1, blocks]

    rows = [[ast.attr(), [cell("A", 2), cell("B")]], [ast.attr(), [cell("C")]]]
    node = {
        "t": "Table",
        "c": [ast.attr(), [None, []], [[]] * 2, [ast.attr(), []], [], [ast.attr(), rows]],
    }
    assert [place for place, _ in cells_of(node)] == [Place(0, 0, 2), Place(0, 1), Place(1, 1)]
