"""Figures of several parts: one number, letters, and references to each part."""

from __future__ import annotations

from typing import Any

import pytest
from document_kit import PNG, clean, of_type

from nashr import ast
from nashr.document.subfigures import letter

TWO = """See @fig:pair, @fig:left and [-@fig:right].

::: {#fig:pair}
![On the left](a.png){#fig:left alt=L}

![On the right](a.png){#fig:right alt=R}

Both of them
:::

![After](a.png){#fig:after alt=A}
"""


def figures(body: str) -> list[Any]:
    return of_type(clean(body, files={"a.png": PNG}).blocks, "Figure")


def captions(found: list[Any]) -> list[str]:
    return [ast.plain_text(figure["c"][1]) for figure in found]


def classes(figure: Any) -> list[str]:
    found: list[str] = figure["c"][0][1]
    return found


def test_the_parts_share_a_number_and_have_letters() -> None:
    assert captions(figures(TWO)) == [
        "Figure 1. Both of them",
        "(a) On the left",
        "(b) On the right",
        "Figure 2. After",
    ]


def test_a_part_is_referred_to_by_number_and_letter() -> None:
    first = clean(TWO, files={"a.png": PNG}).blocks[0]
    assert ast.plain_text(first).replace("\u00a0", " ") == "See figure 1, figure 1a and 1b."


def test_images_of_one_paragraph_are_parts_too() -> None:
    line = "![One](a.png){#fig:one alt=1} ![Two](a.png){#fig:two alt=2}\n![Three](a.png){alt=3}"
    found = figures(f"::: {{#fig:all}}\n{line}\n\nAll\n:::\n\n@Fig:two.")
    assert captions(found) == ["Figure 1. All", "(a) One", "(b) Two", "(c) Three"]
    assert [figure["c"][0][0] for figure in found[:3]] == ["fig:all", "fig:one", "fig:two"]
    assert classes(found[0]) == ["subfigures", "columns-3"]


@pytest.mark.parametrize(
    ("count", "attributes", "columns"),
    [
        (2, "", 2),
        (3, "", 3),
        (4, "", 2),
        (5, "", 3),
        (4, " layout-ncol=4", 4),
        (3, " layout-ncol=1", 1),
        (2, " layout-ncol=9", 2),
        (3, " layout-ncol=x", 3),
    ],
)
def test_so_many_parts_stand_on_a_line(count: int, attributes: str, columns: int) -> None:
    parts = "\n\n".join(f"![P{n}](a.png){{alt={n}}}" for n in range(count))
    outer = figures(f"::: {{#fig:x{attributes}}}\n{parts}\n\nCaption\n:::")[0]
    assert classes(outer) == ["subfigures", f"columns-{columns}"]
    assert outer["c"][0][2] == []


@pytest.mark.parametrize(("width", "columns"), [("45%", 2), ("30%", 3), ("100%", 1), ("50 %", 2)])
def test_widths_say_how_many_parts_stand_on_a_line(width: str, columns: int) -> None:
    parts = "\n\n".join(f'![P{n}](a.png){{alt={n} width="{width}"}}' for n in range(3))
    outer, *inner = figures(f"::: {{#fig:x}}\n{parts}\n\nCaption\n:::")
    assert classes(outer) == ["subfigures", f"columns-{columns}"]
    images = [of_type(figure, "Image")[0] for figure in inner]
    assert {ast.keyvals(image["c"][0])["width"] for image in images} == {"100%"}


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
