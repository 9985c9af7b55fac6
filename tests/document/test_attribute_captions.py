"""Captions that stand in attributes."""

from __future__ import annotations

import pytest
from document_kit import PNG, clean, loaded, of_class, of_type, places

from nashr import ast

TABLE = "| a |\n|---|\n| 1 |\n"


@pytest.mark.parametrize(
    "body",
    [
        '![](a.png){#fig-x fig-cap="The caption" fig-alt="What is seen"}',
        '::: {#fig-x fig-alt="What is seen" fig-cap="The caption"}\n![](a.png)\n:::',
        '::: {#fig-x fig-alt="What is seen"}\n![](a.png)\n\nThe caption\n:::',
        '<div id="fig-x">\n\n![](a.png){fig-alt="What is seen"}\n\nFigure 1: The caption\n\n</div>',
    ],
)
def test_a_figure(body: str) -> None:
    done = clean(f"{body}\n\nSee @fig-x and @Fig-x.", files={"a.png": PNG})
    (figure,) = of_type(done.blocks, "Figure")
    (image,) = of_type(figure, "Image")
    assert ast.plain_text(figure["c"][1]) == "Figure 1. The caption"
    assert ast.plain_text(image["c"][1]) == "What is seen"
    assert of_class(done.blocks, "cross-reference") == ["figure\xa01", "Figure\xa01"]


@pytest.mark.parametrize(
    "body",
    [f'{TABLE}\n: {{#tbl-x tbl-cap="Cap"}}', f'::: {{#tbl-x tbl-cap="Cap"}}\n\n{TABLE}\n:::'],
)
def test_a_table(body: str) -> None:
    assert ast.plain_text(clean(body).blocks) == "Table 1. Cap a 1"


def test_a_second_caption_is_told_of() -> None:
    body = '![Cap](a.png){#fig:z fig-cap="Another" fig-alt="x"}'
    outcome = loaded(body, files={"a.png": PNG})
    assert places(outcome.diagnostics) == [("content-dropped", 4, 1)]
