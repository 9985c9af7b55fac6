"""An image with a caption on a line of its own is a figure, also without empty lines around it."""

from __future__ import annotations

from typing import Any

import pytest
from document_kit import PNG, loaded, of_type, places

from nashr import ast

FILES = {"a.png": PNG, "b.png": PNG}


def kinds(body: str) -> list[str]:
    found: Any = loaded(body, files=FILES).value
    return [block["t"] for block in found.blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('Text\n![C](a.png){alt="x"}', ["Para", "Figure"]),
        ('![C](a.png){alt="x"}\nText', ["Figure", "Para"]),
        ('One\n![C](a.png){alt="x"}\ntwo\n![D](b.png){alt="y"}', ["Para", "Figure"] * 2),
        ("One\n![C](a.png)\\\ntwo", ["Para", "Figure", "Para"]),
        ('![C](a.png){alt="x"} ![D](b.png){alt="y"}', ["Figure", "Figure"]),
        ("![C](a.png) ![D](b.png)", ["Para"]),
        ("![C](a.png)\n![D](b.png)", ["Figure", "Figure"]),
        ('Text ![C](a.png){alt="x"}\nand more', ["Para"]),
        ('Text\n![](a.png){alt="x"}\nand more', ["Para"]),
        ("Text\n![C](a.png){height=1em}\nand more", ["Para"]),
        ("Text\n![C](a.png){.inline_icon}\nand more", ["Para"]),
        ('Text:\n![](a.png){alt="x"}', ["Para", "Para"]),
        ('![](a.png){alt="x"} ![](b.png){alt="y"}\nText', ["Para", "Para"]),
        ('![](a.png){alt="x"}', ["Para"]),
        ('Text\n![](a.png){alt="x" height=1em}', ["Para"]),
    ],
)
def test_a_line_that_is_an_image_with_a_caption_is_a_figure(body: str, expected: list[str]) -> None:
    assert kinds(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        '- ![C](a.png){alt="x"}\n- two',
        '1. one\n   ![C](a.png){alt="x"}\n2. two',
        'Term\n:   ![C](a.png){alt="x"}',
        '> Text\n> ![C](a.png){alt="x"}',
    ],
)
def test_a_figure_may_stand_in_other_blocks(body: str) -> None:
    found: Any = loaded(body, files=FILES).value
    [figure] = of_type(found.blocks, "Figure")
    assert ast.plain_text(figure["c"][1][1]).strip().endswith("C")


def test_its_id_is_that_of_the_figure() -> None:
    done = loaded('See @fig:a.\n![C](a.png){#fig:a alt="x"}\nText.', files=FILES)
    assert done.diagnostics == ()


def test_words_that_the_alternative_text_replaces_in_a_line_are_told_of() -> None:
    body = 'One ![words](a.png){alt="x"} two ![same](b.png){alt="same"}.'
    found = loaded(body, files=FILES).diagnostics
    assert places(found) == [("content-dropped", 4, 5)]
