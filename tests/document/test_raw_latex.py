"""LaTeX in fences and code that are marked as LaTeX: it is read as it is without the marks."""

from __future__ import annotations

import pytest
from document_kit import clean, of_class, of_type

from nashr import ast

EQUATION = "\\begin{equation}\na = b\n\\label{eq:e}\n\\end{equation}"


@pytest.mark.parametrize("mark", ["{=tex}", "{=latex}", " {=latex} "])
def test_a_fence_of_latex_is_read(mark: str) -> None:
    done = clean(f"By \\ref{{eq:e}}.\n\n```{mark}\n{EQUATION}\n```\n\nText.")
    (formula,) = of_type(done.blocks, "Math")
    assert "a = b" in formula["c"][1]
    assert of_class(done.blocks, "cross-reference") == ["1"]
    assert not of_type(done.blocks, "RawBlock")


def test_a_fence_of_latex_in_a_list_is_read() -> None:
    done = clean("- One:\n\n  ``` {=latex}\n  \\textbf{bold} *it*\n  ```\n\n  two")
    (items,) = of_type(done.blocks, "BulletList")
    assert ast.plain_text(items).split() == ["One:", "bold", "it", "two"]
    assert of_type(items, "Strong") and of_type(items, "Emph")


def test_latex_in_the_line_is_read() -> None:
    done = clean("A `\\textbf{word}`{=latex}, a ``\\textit{two}``{=tex} b.")
    assert ast.plain_text(done.blocks) == "A word, a two b."
    assert of_type(done.blocks, "Strong") and of_type(done.blocks, "Emph")


@pytest.mark.parametrize(
    "body",
    ["```\n{=tex}\n\\textbf{x}\n```", "``` text\n```{=tex}\n```", "`` `a`{=latex} ``"],
)
def test_code_that_speaks_of_it_is_code(body: str) -> None:
    assert "{=" in ast.plain_text(clean(body).blocks)
