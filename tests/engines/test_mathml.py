"""Formulas drawn: where they stand on the line, and what is not drawn rather than wrongly."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from lxml import etree

from nashr.engines import pandoc
from nashr.engines.math_boxes import Box
from nashr.engines.math_layout import Layout
from nashr.engines.mathml import draw
from nashr.records import replace


def mathml(tex: str, display: str = "InlineMath") -> str:
    math = {"t": "Math", "c": [{"t": display}, tex]}
    html = pandoc.write_html([{"t": "Para", "c": [math]}])
    found = re.search(r"<math.*</math>", html, re.DOTALL)
    assert found is not None, html
    return found.group()


def shift(svg: bytes) -> float:
    found = re.search(rb"vertical-align:(-?[\d.]+)em", svg)
    assert found is not None
    return float(found[1])


def height(svg: bytes) -> float:
    return float(etree.fromstring(svg).get("height", "").removesuffix("em"))


def test_a_formula_is_outlines_with_its_tex_as_title() -> None:
    svg = draw(mathml(r"a < \sqrt{b^2 + c^2}"))
    assert svg is not None
    root = etree.fromstring(svg)
    assert root.findtext("{*}title") == r"a < \sqrt{b^2 + c^2}"
    assert root.xpath("//*[local-name()='path']")
    assert not root.xpath("//*[local-name()='text']")


def test_a_formula_stands_on_the_baseline() -> None:
    letter, fraction = draw(mathml("x")), draw(mathml(r"\frac{1}{2}", "DisplayMath"))
    assert letter is not None and fraction is not None
    assert -0.15 < shift(letter) <= 0
    assert shift(fraction) < -0.3
    assert height(fraction) > height(letter)


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\begin{aligned} x &= 1 \\ y &= 2 \end{aligned}",
        r"\sum_{i=1}^{n} x_i^2",
        r"\int_0^\infty e^{-t}\,dt",
        r"\bar{u} \approx \hat{v} \neq \vec{w}",
        r"\text{if } n \geq 0",
    ],
)
def test_what_articles_use_is_drawn(tex: str) -> None:
    assert draw(mathml(tex, "DisplayMath")) is not None


@pytest.mark.parametrize(
    "words",
    ["5 ₼", "ფასი", "գին", "قیمت", "מחיר", "cəmi, ₼ (manat)", "7₸", "قیمت ۱۴۰۳ (AZN)", "о́дин ₾"],
)
def test_words_are_drawn_in_letters_that_the_font_lacks(words: str) -> None:
    drawn = draw(f"<math><mi>x</mi><mtext>{words}</mtext></math>")
    bare = draw("<math><mi>x</mi></math>")
    assert drawn is not None and bare is not None
    assert drawn.count(b"M") > bare.count(b"M") + len(words.replace(" ", "")) / 2


@pytest.mark.parametrize(
    "source",
    [
        "<math><maction><mi>x</mi></maction></math>",
        "<math><mi>𐰀</mi></math>",
        "<math><mi>x</math>",
    ],
)
def test_what_would_be_drawn_wrongly_is_not_drawn(source: str) -> None:
    assert draw(source) is None


def test_drawing_leaves_the_logging_of_the_program_alone() -> None:
    before = list(logging.getLogger().handlers)
    draw("<math><semantics><mi>x</mi></semantics></math>")
    draw("<math><mtable><mtr><mlabeledtr/></mtr></mtable></math>")
    assert logging.getLogger().handlers == before


def test_the_same_formula_is_drawn_alike() -> None:
    source = mathml(r"Q = a (h - h_0)^b")
    assert draw(source) == draw(source)


@pytest.mark.parametrize("tex", [r"a + b^2", r"\frac{a}{b}", r"\sqrt{x}", r"3{,}14\,\%", r"x_{ij}"])
def test_a_drawing_that_lacks_a_sign_is_none(tex: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever part of the layout loses it: a sign, a digit, the line of a fraction."""
    whole = draw(mathml(tex))
    assert whole is not None
    row = Layout.row

    def lossy(self: Layout, element: Any, style: Any) -> Box:
        box = row(self, element, style)
        return replace(box, marks=box.marks[:-1]) if element.tag == "math" else box

    monkeypatch.setattr(Layout, "row", lossy)
    assert draw(mathml(tex)) is None


@pytest.mark.parametrize(
    "tex",
    [
        r"\phantom{abc}x",
        r"\text{क्षि}",
        r"\text{لا إله}",
        r"\text{office}",
        r"\not= x'''",
        r"\frac{\text{é ё}}{\hat{i}}",
        r"\left.\frac{a}{b}\right|_x",
    ],
)
def test_letters_that_are_one_glyph_or_none_are_not_missed(tex: str) -> None:
    assert draw(mathml(tex)) is not None
