"""Definitions above tables."""

from __future__ import annotations

import pytest
from document_kit import clean, of_type

from nashr import ast

TABLE = "| a | b |\n|---|---|\n| c | d |\n"
GRID = "+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n"


@pytest.mark.parametrize("table", [TABLE, GRID])
def test_a_definition_above_a_table_with_a_caption_is_a_definition(table: str) -> None:
    definition = "Term\n\n:   The meaning\n    of it."
    body = f"{definition}\n\n{table}\n: The caption. {{#tbl:a}}\n\nEnd @tbl:a.\n"
    blocks = clean(body).blocks
    assert [block["t"] for block in blocks] == ["DefinitionList", "Table", "Para"]
    assert "Table 1. The caption." in ast.plain_text(blocks[1])


def test_a_caption_above_a_table_is_its_caption() -> None:
    (table,) = of_type(clean(f"Text.\n\n: The caption.\n\n{TABLE}\nEnd.\n").blocks, "Table")
    assert "Table 1. The caption." in ast.plain_text(table)


def test_the_next_term_may_stand_right_below_a_definition() -> None:
    (found,) = of_type(
        clean("Term\n: one\nNext\n: two\nLast *a*\n: three\n").blocks, "DefinitionList"
    )
    shown = [[ast.plain_text(one) for one in item] for item in found["c"]]
    assert shown == [["Term", "one"], ["Next", "two"], ["Last a", "three"]]


def test_a_tilde_before_a_number_begins_no_definition() -> None:
    blocks = clean("The way is:\n\n~ 5 km long.\n\nTerm\n\n~ Its meaning.").blocks
    assert ast.plain_text(blocks) == "The way is: ~ 5 km long. TermIts meaning."
