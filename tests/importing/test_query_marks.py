"""Queries at places of a source."""

from __future__ import annotations

from nashr import ast
from nashr.importing.query_marks import BEGIN, END, ask, with_queries
from nashr.importing.settling import query


def test_queries_stand_where_they_were_asked() -> None:
    queries: list[str] = []
    text = f"a{ask(queries, 'One?')}b{ask(queries, 'Two?')}"
    assert with_queries([ast.para([ast.text(text)])], queries) == [
        ast.para([ast.text("a"), query("One?"), ast.text("b"), query("Two?")])
    ]


def test_a_mark_of_no_query_is_left_out() -> None:
    """An author's file may have any characters."""
    text = f"a{BEGIN}9{END}b{BEGIN}0{END}"
    assert with_queries([ast.para([ast.text(text)])], ["One?"]) == [
        ast.para([ast.text("a"), ast.text("b")])
    ]
