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
