"""``{say="…"}`` behind formulas."""

from __future__ import annotations

from typing import Any

import pytest

from nashr import ast
from nashr.document.formula_attributes import with_spoken_formulas
from nashr.engines import pandoc


def inlines(text: str) -> list[Any]:
    found: list[Any] = with_spoken_formulas(pandoc.parse_markdown(text)["blocks"])[0]["c"]
    return found


@pytest.mark.parametrize("text", ['$x$ {say="the *x*"}', "$x$ {say='the x'}", '$x${say="the x"}'])
def test_words_are_taken_from_behind_a_formula(text: str) -> None:
    (span,) = inlines(text)
    assert ast.keyvals(span["c"][0]) == {"say": "the x"}


def test_what_follows_the_braces_stays() -> None:
    span, rest, *_ = inlines('$x${say="the x"}, and more')
    assert span["t"] == "Span"
    assert rest["c"] == ","


@pytest.mark.parametrize("attributes", ['#eq:a .b say="the x"', 'say="the x" #eq:a .b'])
def test_an_equation_keeps_its_id_and_classes(attributes: str) -> None:
    (span,) = inlines(f"$$x$$ {{{attributes}}}")
    assert span["c"][0] == ["eq:a", ["b", "equation"], [["say", "the x"]]]


@pytest.mark.parametrize("text", ["$x$ {say}", "$x$ and {say=", "$$x$$ {#eq:a}", "$x$"])
def test_other_braces_are_left_alone(text: str) -> None:
    assert inlines(text) == pandoc.parse_markdown(text)["blocks"][0]["c"]
