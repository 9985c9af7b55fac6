"""Images typed in HTML are images and figures, and each that cannot be one is reported."""

from __future__ import annotations

from typing import Any

import pytest

from nashr import ast
from tests.kits.document_kit import PNG, loaded, of_type, places

FILES = {"a.png": PNG, "şəkil 1.png": PNG}


def images(body: str) -> list[Any]:
    outcome = loaded(body, files=FILES)
    assert outcome.value is not None
    return of_type(outcome.value.blocks, "Image")


@pytest.mark.parametrize(
    ("body", "alt", "values"),
    [
        ('<img src="a.png" alt="First." width="50%" />', "First.", {"width": "50%"}),
        ("Text <img src='a.png' alt='It'> in a line.", "It", {}),
        ("<IMG SRC=a.png ALT=One>", "One", {}),
        ('<img src="a.png" alt="A &amp; B">', "A & B", {}),
        ('<p align="center"><img src="a.png" alt="C" width=50></p>', "C", {"width": "37.5pt"}),
        ('<img alt="D" src="a.png" style="max: 1; width:30%">', "D", {"width": "30%"}),
        ('<center>\n<img src="a.png" alt="E"/>\n</center>', "E", {}),
        ('| a |\n|---|\n| <img src="a.png" alt="F"> |', "F", {}),
        ('<img src="%C5%9F%C9%99kil%201.png" alt="G">', "G", {}),
        ('<img\n  src="a.png"\n  alt="H">', "H", {}),
    ],
)  # fmt: skip
def test_an_html_image_is_an_image(body: str, alt: str, values: dict[str, str]) -> None:
    (image,) = images(body)
    attributes, inlines, (target, _) = image["c"]
    assert target.startswith("media/")
    assert ast.plain_text(inlines) == alt
    assert ast.keyvals(attributes) == values


@pytest.mark.parametrize(
    "body",
    [
        '<figure><img src="a.png" alt="x"><figcaption>A *caption*.</figcaption></figure>',
        '<figure id="fig:x">\n  <img src="a.png"\n  alt="x">\n  '
        "<figcaption>A caption.</figcaption>\n</figure>",
        '<div class="figure">\n<img src="a.png" alt="x" />\n'
        '<p class="caption">A caption.</p>\n</div>',
        '<div class="figure" style="text-align: center">\n<img src="a.png" alt="x" />\n'
        '<p class="caption">(\\#fig:x)A caption.</p>\n</div>',
        "::: {.figure #fig:x}\n![](a.png){alt=x}\n\n<p class=\"caption\">A caption.</p>\n:::",
    ],
)  # fmt: skip
def test_an_html_figure_is_a_figure_with_its_caption(body: str) -> None:
    outcome = loaded(body, files=FILES)
    assert outcome.value is not None
    assert {d.code for d in outcome.diagnostics} <= {"image-without-alt"}
    (figure,) = of_type(outcome.value.blocks, "Figure")
    assert ast.plain_text(figure["c"][1][1]).endswith("A caption.")
    assert len(of_type(figure["c"][2], "Image")) == 1


def test_each_image_that_cannot_be_shown_is_reported_where_it_stands() -> None:
    body = '<img src="no.png" alt="1">\n\nA <img src="https://example.org/b.png" alt="2"> b.\n'
    found = places(loaded(body, files=FILES).diagnostics)
    assert found == [("image-missing", 4, 11), ("image-missing", 6, 13)]


def test_code_with_an_image_stays_code() -> None:
    assert images('`<img src="a.png">`\n\n```html\n<figure><img src="a.png"></figure>\n```') == []
